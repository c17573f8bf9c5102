/**
 * The rehearsal of the reference plan that `start` shows the first time: the run that was finished is remembered among the
 * live settings; one that was interrupted is begun anew, under another run id.
 *
 * @module
 */
import path from 'node:path';
import type { Config } from '../config';
import { PROJECT_FOLDER } from '../config';
import { loadPlanFiles } from '../documents/plan-files';
import { wallClock } from '../domain/dates';
import { dateText } from '../domain/wording';
import { rehearse } from '../rehearsal/rehearse';
import { summaryText } from '../rehearsal/summary';
import type { Db } from '../services/db';
import { readState } from '../stack/state';
import type { Stack } from '../stack/stack';

export interface ReferenceInput {
  config: Config;
  stack: Stack;
  /** The live run's facts: remember what was rehearsed. */
  db: Db;
  seed: number;
  signal: AbortSignal;
  print(line: string): void;
}

const SETTING = 'reference-rehearsal';
/** Progress lines come at most so often. */
const EVERY_MS = 2_000;

const fileOf = (name: string) => path.join(PROJECT_FOLDER, 'examples', 'ha-tinh-2023', name);

/** Runs the year unless it was run before; ends early, without an error, when `signal` is aborted. */
export async function rehearseReference({ config, stack, db, seed, signal, print }: ReferenceInput): Promise<void> {
  const webUrl = readState(config.dataDir)?.webUrl ?? '';
  const key = `${SETTING}/${seed}`;
  const done = await db.prisma.setting.findUnique({ where: { key } });
  if (done) return print(`Diễn tập kế hoạch mẫu đã xong từ trước: ${webUrl}/r/${done.value}`);

  const { document, roster, calendarFile } = await loadPlanFiles({
    plan: fileOf('plan.yaml'),
    bodies: fileOf('bodies.csv'),
    calendar: fileOf('calendar-2023.yaml'),
  });
  const run = `mau-${seed}-${Date.now().toString(36)}`;
  print(`Diễn tập kế hoạch mẫu (${document.title}): ${webUrl}/r/${run}`);
  const begun = Date.now();
  let told = begun;
  const rehearsed = await rehearse(
    {
      databaseUrl: stack.databaseUrl,
      temporal: stack.temporal,
      smtpUrlOf: (transport) => stack.smtpUrlFor(transport),
      sender: { ...config.sender, officer: null },
      publicUrl: config.web.publicUrl ?? webUrl,
    },
    run,
    {
      document,
      roster,
      calendar: calendarFile,
      from: `${document.year}-01-01`,
      seed,
      signal,
      onProgress({ at }) {
        if (Date.now() - told < EVERY_MS) return;
        told = Date.now();
        print(`  … ngày ${dateText(wallClock(at, document.zone).day)}`);
      },
    },
  ).catch((error: unknown) => {
    if (signal.aborted) return null; // stopped by Ctrl-C: the next start begins it anew
    throw error;
  });
  if (rehearsed === null || signal.aborted) return;
  await db.prisma.setting.create({ data: { key, value: run } });
  print(`Cả năm trong ${Math.round((Date.now() - begun) / 1000)} giây.\n${summaryText(rehearsed.summary)}`);
}

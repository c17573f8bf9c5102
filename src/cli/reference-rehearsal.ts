/**
 * The rehearsal of the reference plan that `start` shows the first time: a run that was finished is remembered among the
 * live settings, one that was interrupted goes on.
 *
 * @module
 */
import path from 'node:path';
import type { Config } from '../config';
import { PROJECT_FOLDER } from '../config';
import { loadPlanFiles } from '../documents/plan-files';
import { summaryText } from '../rehearsal/summary';
import type { Db } from '../services/db';
import { readState } from '../stack/state';
import type { Stack } from '../stack/stack';
import { rehearseOnStack } from './rehearse-on-stack';

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

const fileOf = (name: string) => path.join(PROJECT_FOLDER, 'examples', 'ha-tinh-2023', name);

/** Runs the year unless it was run before; ends early, without an error, when `signal` is aborted. */
export async function rehearseReference({ config, stack, db, seed, signal, print }: ReferenceInput): Promise<void> {
  const key = `${SETTING}/${seed}`;
  const done = await db.prisma.setting.findUnique({ where: { key } });
  if (done) {
    const webUrl = readState(config.dataDir)?.webUrl ?? '';
    return print(`Chạy thử kế hoạch mẫu đã xong từ trước: ${webUrl}/?run=${done.value}`);
  }
  const { document, roster, calendarFile } = await loadPlanFiles({
    plan: fileOf('plan.yaml'),
    bodies: fileOf('bodies.csv'),
    calendar: fileOf('calendar-2023.yaml'),
  });
  const input = { document, roster, calendar: calendarFile, from: `${document.year}-01-01`, seed };
  const ended = await rehearseOnStack({ config, stack, input, signal, tell: print });
  if (ended === null) return;
  await db.prisma.setting.create({ data: { key, value: ended.rehearsed.run } });
  print(`Cả năm trong ${ended.seconds} giây.\n\n${summaryText(ended.rehearsed.summary)}`);
  if (ended.pages) print(`\nXem: ${ended.pages}\nThư: ${stack.inboxUrl}`);
}

/**
 * A rehearsal on the servers of this machine, told line by line. The same inputs are the same run: an interrupted one
 * goes on where it was.
 *
 * @module
 */
import type { Config } from '../config';
import { wallClock } from '../domain/dates';
import { countText, dateText } from '../domain/wording';
import { rehearse, type Progressed, type Rehearsed, type RehearsalInput } from '../rehearsal/rehearse';
import { prepareRun, runIdOf } from '../rehearsal/run-id';
import { inboxFolderOf } from '../stack/inbox/store';
import { readState } from '../stack/state';
import type { Stack } from '../stack/stack';

/** Progress lines come at most so often. */
const EVERY_MS = 2_000;

export interface OnStack {
  config: Config;
  stack: Pick<Stack, 'databaseUrl' | 'temporal' | 'smtpUrlFor'>;
  input: Omit<RehearsalInput, 'signal' | 'onProgress'>;
  signal: AbortSignal;
  tell(line: string): void;
}

/** null: `signal` was aborted; the same call later goes on. `pages`: where the run can be looked at while pages are up. */
export async function rehearseOnStack({
  config,
  stack,
  input,
  signal,
  tell,
}: OnStack): Promise<{ rehearsed: Rehearsed; seconds: number; pages: string | null } | null> {
  const { document, from } = input;
  const run = runIdOf(input);
  const webUrl = readState(config.dataDir)?.webUrl ?? null;
  const pages = webUrl && `${webUrl}/?run=${run}`;
  const { resumed } = await prepareRun(stack.databaseUrl, inboxFolderOf(config), run);
  tell(
    `${resumed ? 'Chạy thử tiếp' : 'Chạy thử'} ${document.title}, từ ngày ${dateText(from)}${pages ? `: ${pages}` : ` (lượt ${run})`}`,
  );
  if (input.roster.supervisors.length === 0)
    tell(
      'Danh sách chưa có người theo dõi cơ sở, Trưởng Ban (vai trò “officer”, “head”): không ai xử lý việc của Ban trong lượt này.',
    );
  const begun = Date.now();
  const places = {
    databaseUrl: stack.databaseUrl,
    temporal: stack.temporal,
    smtpUrlOf: stack.smtpUrlFor,
    sender: { ...config.sender, officer: null },
    publicUrl: `${config.web.publicUrl ?? webUrl ?? 'http://127.0.0.1:3000'}/r/${run}`,
  };
  try {
    const rehearsed = await rehearse(places, run, { ...input, signal, onProgress: progressLines(document.zone, tell) });
    return { rehearsed, seconds: Math.round((Date.now() - begun) / 1000), pages };
  } catch (error) {
    if (signal.aborted && error === signal.reason) return null;
    throw error;
  }
}

/** Day, share of the plan's days, letters and open tasks. */
export function progressLines(
  zone: string,
  tell: (line: string) => void,
  everyMs = EVERY_MS,
): (progress: Progressed) => Promise<void> {
  let told = 0;
  return async ({ at, share, counts }) => {
    if (Date.now() - told < everyMs) return;
    told = Date.now();
    const { letters, tasks } = await counts();
    const percent = `${Math.floor(share * 100)}`.padStart(3);
    tell(
      `  ${percent} %  ngày ${dateText(wallClock(at, zone).day)}  ${countText(letters)} thư  ${countText(tasks)} việc đang mở`,
    );
  };
}

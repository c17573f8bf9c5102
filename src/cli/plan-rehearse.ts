/**
 * `plan rehearse FILE --bodies CSV --from DATE`: the real workflows on the stepped clock to the plan's end, with people
 * drawn by a seed. No letter leaves this machine.
 *
 * @module
 */
import { writeFileSync } from 'node:fs';
import { InvalidArgumentError, type Command } from 'commander';
import { readConfig } from '../config';
import { loadPlanFiles } from '../documents/plan-files';
import { isRealDay, wallClock, type LocalDate } from '../domain/dates';
import { countText, dateText } from '../domain/wording';
import { logText } from '../rehearsal/log';
import { rehearse, type Progressed, type Rehearsed } from '../rehearsal/rehearse';
import { prepareRun, runIdOf } from '../rehearsal/run-id';
import { summaryText } from '../rehearsal/summary';
import { openStack } from '../stack/stack';
import { installRuntime } from '../worker/runtime';
import type { Surroundings } from './tasks';

interface Flags {
  bodies: string;
  calendar?: string;
  from: LocalDate;
  seed: number;
  log?: string;
  json?: boolean;
}

/** Progress lines come at most so often. */
const EVERY_MS = 2_000;

/** Adds the command below `plan`. */
export function register(plan: Command, { print }: Pick<Surroundings, 'print'>): void {
  plan
    .command('rehearse')
    .argument('<file>', 'the plan, plan.yaml')
    .description('the whole year on a stepped clock, with simulated people and captured mail')
    .requiredOption('--bodies <csv>', 'its organisation')
    .requiredOption('--from <date>', 'first day, YYYY-MM-DD', localDate)
    .option('--calendar <file>', 'days off and make-up days (default: calendars/vn.yaml)')
    .option('--seed <n>', 'which people: the same seed gives the same year', whole, 1)
    .option('--log <file>', 'write what happened, one JSON object a line')
    .option('--json', 'print the summary as JSON; progress goes to stderr')
    .action((file: string, flags: Flags) => run(file, flags, print));
}

async function run(file: string, flags: Flags, print: (line: string) => void): Promise<void> {
  const { bodies, calendar, from, seed } = flags;
  const tell = flags.json ? (line: string) => void process.stderr.write(`${line}\n`) : print;
  const { document, roster, calendarFile } = await loadPlanFiles({ plan: file, bodies, ...(calendar !== undefined && { calendar }) });
  const config = readConfig();
  installRuntime(config.logLevel);
  const interrupted = interruption(tell);
  const stack = await openStack(config, { note: tell });
  try {
    const input = { document, roster, calendar: calendarFile, from, seed };
    const id = runIdOf(input);
    const { resumed } = await prepareRun(stack.databaseUrl, id);
    tell(`${resumed ? 'Diễn tập tiếp' : 'Diễn tập'} ${document.title}, từ ngày ${dateText(from)} (lượt ${id})`);
    const begun = Date.now();
    const rehearsed = await rehearse(
      {
        databaseUrl: stack.databaseUrl,
        temporal: stack.temporal,
        smtpUrlOf: stack.smtpUrlFor,
        sender: { ...config.sender, officer: null },
        publicUrl: config.web.publicUrl ?? 'http://127.0.0.1:3000',
      },
      id,
      { ...input, signal: interrupted, onProgress: progressLines(document.zone, tell) },
    ).catch((error: unknown) => {
      if (interrupted.aborted && error === interrupted.reason) return null;
      throw error;
    });
    if (rehearsed === null) {
      tell('Đã dừng. Chạy lại lệnh này sẽ tiếp tục.');
      process.exitCode = 130;
      return;
    }
    if (flags.log !== undefined) writeFileSync(flags.log, logText(rehearsed.log));
    const seconds = Math.round((Date.now() - begun) / 1000);
    if (flags.json) print(JSON.stringify(summaryJson(rehearsed, seconds)));
    else print(`Xong trong ${seconds} giây, ${countText(rehearsed.instants)} thời điểm. Thư ở ${stack.inboxUrl}\n\n${summaryText(rehearsed.summary)}`);
  } finally {
    await stack.stop();
  }
}

const summaryJson = ({ run: id, instants, endedAt, summary }: Rehearsed, seconds: number) => ({
  run: id,
  instants,
  endedAt: new Date(endedAt).toISOString(),
  seconds,
  summary,
});

/** Day, share of the plan's days, letters and open tasks. */
export function progressLines(zone: string, tell: (line: string) => void, everyMs = EVERY_MS): (progress: Progressed) => Promise<void> {
  let told = 0;
  return async ({ at, share, counts }) => {
    if (Date.now() - told < everyMs) return;
    told = Date.now();
    const { letters, tasks } = await counts();
    const percent = `${Math.floor(share * 100)}`.padStart(3);
    tell(`  ${percent} %  ngày ${dateText(wallClock(at, zone).day)}  ${countText(letters)} thư  ${countText(tasks)} việc đang mở`);
  };
}

function interruption(tell: (line: string) => void): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (controller.signal.aborted) process.exit(130);
      tell('Đang dừng…');
      controller.abort();
    });
  }
  return controller.signal;
}

function localDate(text: string): LocalDate {
  if (!isRealDay(text)) throw new InvalidArgumentError('a date, YYYY-MM-DD');
  return text;
}

function whole(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('a whole number');
  return Number(text);
}

/**
 * `plan rehearse FILE --bodies CSV --from DATE`: the real workflows on the stepped clock to the plan's end, with people
 * drawn by a seed. No letter leaves this machine.
 *
 * @module
 */
import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { readConfig } from '../config';
import { loadPlanFiles } from '../documents/plan-files';
import type { LocalDate } from '../domain/dates';
import { countText } from '../domain/wording';
import { logText } from '../rehearsal/log';
import type { Rehearsed } from '../rehearsal/rehearse';
import { summaryText } from '../rehearsal/summary';
import { openStack } from '../stack/stack';
import { installRuntime } from '../worker/runtime';
import { localDate } from './local-date';
import { rehearseOnStack } from './rehearse-on-stack';
import { interruption } from './serving';
import { whole } from './start';
import type { Surroundings } from './tasks';

interface Flags {
  bodies: string;
  calendar?: string;
  from: LocalDate;
  seed: number;
  log?: string;
  json?: boolean;
}

/** Adds the command below `plan`. */
export function register(plan: Command, { print }: Pick<Surroundings, 'print'>): void {
  plan
    .command('rehearse')
    .argument('<tệp>', 'tệp kế hoạch, plan.yaml')
    .description('chạy thử cả năm trên đồng hồ riêng, với người dùng giả định; thư được giữ lại trên máy')
    .requiredOption('--bodies <csv>', 'danh sách tổ chức')
    .requiredOption('--from <ngày>', 'ngày đầu tiên, dạng năm-tháng-ngày', localDate)
    .option('--calendar <tệp>', 'ngày nghỉ, ngày làm bù (mặc định: calendars/vn.yaml)')
    .option('--seed <số>', 'người dùng giả định nào: cùng số thì cùng diễn biến', whole, 1)
    .option('--log <tệp>', 'ghi diễn biến, mỗi dòng một đối tượng JSON')
    .option('--json', 'in kết quả dạng JSON; tiến độ in ra stderr')
    .action((file: string, flags: Flags) => run(file, flags, print));
}

async function run(file: string, flags: Flags, print: (line: string) => void): Promise<void> {
  const { bodies, calendar, from, seed } = flags;
  const tell = flags.json ? (line: string) => void process.stderr.write(`${line}\n`) : print;
  const { document, roster, calendarFile } = await loadPlanFiles({
    plan: file,
    bodies,
    ...(calendar !== undefined && { calendar }),
  });
  const config = readConfig();
  installRuntime(config.logLevel);
  const interrupted = interruption(tell);
  const stack = await openStack(config, { note: tell });
  try {
    const input = { document, roster, calendar: calendarFile, from, seed };
    const ended = await rehearseOnStack({ config, stack, input, signal: interrupted, tell });
    if (ended === null) {
      tell('Đã dừng. Chạy lại lệnh này sẽ tiếp tục.');
      process.exitCode = 130;
      return;
    }
    const { rehearsed, seconds } = ended;
    if (flags.log !== undefined) writeFileSync(flags.log, logText(rehearsed.log));
    if (flags.json) print(JSON.stringify(summaryJson(rehearsed, seconds)));
    else
      print(
        `Xong trong ${seconds} giây, ${countText(rehearsed.instants)} thời điểm. Thư ở ${stack.inboxUrl}\n\n${summaryText(rehearsed.summary)}`,
      );
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

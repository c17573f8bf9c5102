/**
 * `rehearsals list`, `rehearsals drop`: what rehearsed years are kept, and letting them go.
 *
 * @module
 */
import type { Command } from 'commander';
import { readConfig } from '../config';
import { countText, dateText, planState } from '../domain/wording';
import { CodedError } from '../errors';
import { rehearsalIds, rehearsalLines, type RehearsalLine } from '../services/rehearsals';
import { inboxFolderOf } from '../stack/inbox/store';
import { agreed } from './agreed';
import { table } from './table';
import type { Surroundings } from './tasks';

/** Adds the commands to the program. */
export function register(program: Command, { withFacts, print }: Surroundings): void {
  const rehearsals = program.command('rehearsals').description('các lượt chạy thử được giữ lại: danh sách, xóa');
  rehearsals
    .command('list')
    .description('từng lượt: kế hoạch, ngày đầu tiên, trạng thái, số thư, dung lượng')
    .option('--json', 'in dạng JSON')
    .action(async ({ json }: { json?: boolean }) => {
      const lines = await withFacts(rehearsalLines);
      print(json ? JSON.stringify(lines, null, 2) : listText(lines));
    });
  rehearsals
    .command('drop')
    .argument('[lượt...]', 'mã các lượt, như trong danh sách')
    .description('dừng tiến trình, xóa số liệu và thư của lượt chạy thử; kế hoạch thật giữ nguyên')
    .option('--all', 'mọi lượt chạy thử')
    .option('--yes', 'không hỏi lại; không có tùy chọn này thì chỉ thực hiện khi được trả lời có, nếu không kết thúc với mã 1')
    .addHelpText('after', '\nVí dụ:\n  chuyende rehearsals drop dt-0f3a9c21b7de')
    .action((runs: string[], options: { all?: boolean; yes?: boolean }) => drop(runs, options, { withFacts, print }));
}

async function drop(
  named: string[],
  { all = false, yes = false }: { all?: boolean; yes?: boolean },
  { withFacts, print }: Pick<Surroundings, 'withFacts' | 'print'>,
): Promise<void> {
  if (all === named.length > 0)
    throw new CodedError('CD_USAGE', {
      what: { vi: 'Cần ghi mã các lượt, hoặc --all', en: 'Name the runs, or give --all' },
    });
  // loads the engine's client: for this command alone
  const { dropRehearsal, mustBeRehearsals } = await import('../stack/rehearsals.js');
  const { openStack } = await import('../stack/stack.js');
  const { openClient } = await import('../worker/temporal-place.js');
  const runs = await withFacts(async (db) => {
    await mustBeRehearsals(db, named);
    return all ? rehearsalIds(db) : [...new Set(named)];
  });
  if (runs.length === 0) return print('Không có lượt chạy thử nào.');
  if (!yes && !(await agreed(`Xóa ${countText(runs.length)} lượt chạy thử (${runs.join(', ')}) cùng thư của chúng?`))) {
    print('Không thay đổi.');
    process.exitCode = 1;
    return;
  }
  const config = readConfig();
  const stack = await openStack(config);
  try {
    const { client, close } = await openClient(stack.temporal);
    try {
      const home = { databaseUrl: stack.databaseUrl, client, inboxFolder: inboxFolderOf(config) };
      for (const run of runs) {
        const ended = await dropRehearsal(home, run);
        print(`Đã xóa lượt ${run}${ended > 0 ? `; dừng ${countText(ended)} tiến trình` : ''}.`);
      }
    } finally {
      await close();
    }
  } finally {
    await stack.stop();
  }
}

function listText(lines: RehearsalLine[]): string {
  if (lines.length === 0) return 'Không có lượt chạy thử nào.';
  const rows = lines.map(({ run, plan, from, status, letters, bytes }) => [
    run,
    from === null ? '' : dateText(from),
    status === null ? 'chưa bắt đầu' : planState(status),
    countText(letters),
    `${Math.ceil(bytes / 2 ** 20)} MB`,
    plan ?? '',
  ]);
  return table(['Lượt', 'Từ ngày', 'Trạng thái', 'Thư', 'Dung lượng', 'Kế hoạch'], rows);
}

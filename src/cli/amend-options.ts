/**
 * Options and answers that the commands on a plan's life share.
 *
 * @module
 */
import { Option } from 'commander';
import type { Surroundings } from './tasks';

export interface Past {
  past?: 'skip' | 'due-now';
}

export const pastOption = () =>
  new Option(
    '--past <cách>',
    'thời hạn đã qua: không theo dõi (skip), hoặc lấy thời hạn mới sau một số ngày làm việc (due-now)',
  ).choices(['skip', 'due-now']);

export const by = () => new Option('--by <người>', 'người thực hiện, để ghi nhật ký').default('operator');

/** What was asked for did not happen: a script must not go on as if it had. */
export function nothingDone(print: Surroundings['print']): void {
  print('Chưa thay đổi gì.');
  process.exitCode = 1;
}

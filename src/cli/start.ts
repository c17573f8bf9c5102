/**
 * `start`: everything on this machine until Ctrl-C: servers, pages, worker; and, the first time, a rehearsal of the reference
 * plan to look at. A restart continues where it was.
 *
 * @module
 */
import { InvalidArgumentError, type Command } from 'commander';
import { readConfig } from '../config';
import type { Surroundings } from './tasks';

export interface StartOptions {
  rehearsal: boolean;
  fresh?: boolean;
  port?: number;
  seed: number;
}

/** Adds the command to the program. */
export function register(program: Command, { print }: Pick<Surroundings, 'print'>): void {
  program
    .command('start')
    .description('chạy toàn bộ trên máy này; lần đầu chạy thử kế hoạch mẫu')
    .option('--no-rehearsal', 'không chạy thử kế hoạch mẫu')
    .option('--fresh', 'xóa toàn bộ dữ liệu trước')
    .option('--port <số>', 'cổng của trang web', port)
    .option('--seed <số>', 'người dùng giả định nào khi chạy thử', whole, 1)
    .action(async (options: StartOptions) => {
      const { runEverything } = await import('./run-everything.js'); // loads worker and pages: for this command alone
      await runEverything(readConfig(), options, print);
    });
}

/** A whole number of an option. */
export function whole(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('cần là một số nguyên');
  return Number(text);
}

/** 0 takes any free one. */
export function port(text: string): number {
  const number = whole(text);
  if (number > 65_535) throw new InvalidArgumentError('cổng từ 0 đến 65535');
  return number;
}

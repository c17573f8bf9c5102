/**
 * `web`: the pages in a process of their own.
 *
 * @module
 */
import type { Command } from 'commander';
import { readConfig } from '../config';
import { port } from './start';
import type { Surroundings } from './tasks';

/** Adds the command to the program. */
export function register(program: Command, { print }: Pick<Surroundings, 'print'>): void {
  program
    .command('web')
    .description('chỉ chạy trang web, dùng PostgreSQL đang chạy; chạy được nhiều tiến trình cùng lúc')
    .option('--port <số>', 'cổng của trang web (mặc định: WEB_PORT, nếu không có thì 3000)', port)
    .addHelpText('after', '\nVí dụ:\n  chuyende web --port 3001')
    .action(async (options: { port?: number }) => {
      const { runWeb } = await import('./run-parts.js'); // loads worker and pages: for these commands alone
      await runWeb(readConfig(), options, print);
    });
}

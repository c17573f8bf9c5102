/**
 * `web`: the pages in a process of their own.
 *
 * @module
 */
import type { Command } from 'commander';
import { readConfig } from '../config';
import { whole } from './start';
import type { Surroundings } from './tasks';

/** Adds the command to the program. */
export function register(program: Command, { print }: Pick<Surroundings, 'print'>): void {
  program
    .command('web')
    .description('the pages alone, against a PostgreSQL that runs; any number side by side')
    .option('--port <n>', 'port of the pages (default: WEB_PORT, else 3000)', whole)
    .addHelpText('after', '\nExample:\n  chuyende web --port 3001')
    .action(async (options: { port?: number }) => {
      const { runWeb } = await import('./run-parts.js'); // loads worker and pages: for these commands alone
      await runWeb(readConfig(), options, print);
    });
}

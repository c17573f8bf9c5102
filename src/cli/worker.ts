/**
 * `worker`: workers of the live plan in a process of their own.
 *
 * @module
 */
import { InvalidArgumentError, type Command } from 'commander';
import { readConfig } from '../config';
import { QUEUE_NAMES, type QueueName } from '../domain/ids';
import type { Surroundings } from './tasks';

/** Adds the command to the program. */
export function register(program: Command, { print }: Pick<Surroundings, 'print'>): void {
  program
    .command('worker')
    .description('workers alone, against servers that run; any number side by side')
    .option('--queues <names>', 'plan: workflows, relay, reconciler; records: steps on the facts; mail: sending', queueNames, [
      ...QUEUE_NAMES,
    ])
    .addHelpText('after', '\nExample:\n  chuyende worker --queues records,mail')
    .action(async ({ queues }: { queues: QueueName[] }) => {
      const { runWorker } = await import('./run-parts.js'); // loads worker and pages: for these commands alone
      await runWorker(readConfig(), queues, print);
    });
}

function queueNames(text: string): QueueName[] {
  return text.split(',').map((name) => {
    const found = QUEUE_NAMES.find((queue) => queue === name.trim());
    if (found === undefined) throw new InvalidArgumentError(`one or more of ${QUEUE_NAMES.join(', ')}, separated by commas`);
    return found;
  });
}

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
    .description('chỉ chạy worker, dùng các máy chủ đang chạy; chạy được nhiều tiến trình cùng lúc')
    .option('--queues <tên>', 'plan: trình tự các bước và đối chiếu; records: ghi số liệu; mail: gửi thư', queueNames, [
      ...QUEUE_NAMES,
    ])
    .addHelpText('after', '\nVí dụ:\n  chuyende worker --queues records,mail')
    .action(async ({ queues }: { queues: QueueName[] }) => {
      const { runWorker } = await import('./run-parts.js'); // loads worker and pages: for these commands alone
      await runWorker(readConfig(), queues, print);
    });
}

function queueNames(text: string): QueueName[] {
  return text.split(',').map((name) => {
    const found = QUEUE_NAMES.find((queue) => queue === name.trim());
    if (found === undefined)
      throw new InvalidArgumentError(`một hay nhiều tên trong ${QUEUE_NAMES.join(', ')}, cách nhau bằng dấu phẩy`);
    return found;
  });
}

/**
 * What runs until Ctrl-C or SIGTERM: `start`, `web`, `worker`.
 *
 * @module
 */

export type Print = (line: string) => void;

/** Things to stop at the end, in the order they were started. */
export type Ends = (() => Promise<void>)[];

/**
 * Runs `work`; when it ends, fails, or `interrupted` is aborted and it returns, everything in `ends` is stopped, last first.
 */
export async function serving(print: Print, work: (interrupted: AbortSignal, ends: Ends) => Promise<void>): Promise<void> {
  const interrupted = interruption(print);
  const ends: Ends = [];
  try {
    await work(interrupted, ends);
  } finally {
    for (const end of ends.reverse()) await end();
    if (interrupted.aborted) print('Đã dừng. Dữ liệu còn nguyên; chạy lại sẽ tiếp tục.');
  }
}

/** Aborted by the first Ctrl-C, for a clean end; a second one ends at once. */
export function interruption(print: Print): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (controller.signal.aborted) process.exit(130);
      print('Đang dừng…');
      controller.abort();
    });
  }
  return controller.signal;
}

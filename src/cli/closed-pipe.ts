/**
 * A reader that has seen enough (`… | head`).
 *
 * @module
 */

/**
 * Output that nobody reads any more is no fault: the command goes on to its end, so that what it changes is whole, and
 * exits as it would have.
 */
export function ignoreClosedPipe(stream: NodeJS.WritableStream): void {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

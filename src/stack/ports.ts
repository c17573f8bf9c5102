/**
 * Free loopback ports. A part keeps the port it had, so that addresses survive a restart, unless another program took it.
 *
 * @module
 */
import { createServer } from 'node:net';

export const LOOPBACK = '127.0.0.1';

/** `wanted` when it is free on the loopback, else one the system gives. Another program may still take it before its use. */
export async function freePort(wanted?: number): Promise<number> {
  return (wanted !== undefined && (await tryPort(wanted))) || (await tryPort(0)) || freePort();
}

/** The port that was bound and released again; 0 when it is taken. */
export function tryPort(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' || error.code === 'EACCES' ? resolve(0) : reject(error),
    );
    server.listen(port, LOOPBACK, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

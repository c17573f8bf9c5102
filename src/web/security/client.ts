/**
 * Where a request comes from.
 *
 * @module
 */
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';

/** The peer's address, or behind a trusted proxy what the proxy saw (the last entry; earlier ones anyone can write). */
export function clientAddress(c: Context, trustProxy: boolean): string {
  const seen = trustProxy ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined;
  return seen || getConnInfo(c).remote.address || 'unknown';
}

export const isLoopbackAddress = (address: string) => /^(::ffff:)?127\./.test(address) || address === '::1';

/** Host names that only this machine answers to: refuses a foreign name that was pointed at this machine. */
export const isLoopbackHost = (host: string) => /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i.test(host);

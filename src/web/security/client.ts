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

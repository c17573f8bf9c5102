/**
 * One line a request. A token never reaches a log: paths are written with it taken out, and errors without their request.
 *
 * @module
 */
import { createMiddleware } from 'hono/factory';
import type { Logger } from 'pino';

/** The path with a link's token taken out. */
export const redactPath = (path: string) => path.replace(/\/b\/[^/?#\s]+/g, '/b/[redacted]');

export const accessLog = (log: Logger) =>
  createMiddleware(async (c, next) => {
    const began = performance.now();
    await next();
    // The status page asks every two seconds: not worth a line each.
    if (c.req.path === '/status/live') return;
    log.info(
      { method: c.req.method, path: redactPath(c.req.path), status: c.res.status, ms: Math.round(performance.now() - began) },
      'request',
    );
  });

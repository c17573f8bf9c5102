/**
 * Pages that stand on this machine's loopback address are asked for by a name of this machine. Where they have a public
 * address the proxy before them knows their names.
 *
 * @module
 */
import { createMiddleware } from 'hono/factory';
import { CodedError } from '../../errors';
import { isLoopbackHost } from '../../loopback';
import type { Site } from '../options';

export const ownNameOnly = (site: Pick<Site, 'origin' | 'options'>) =>
  createMiddleware(async (c, next) => {
    const isLocal = isLoopbackHost(new URL(site.origin).host) && !site.options.statusOpen;
    if (isLocal && !isLoopbackHost(c.req.header('host') ?? ''))
      throw new CodedError('CD_FORBIDDEN', {
        what: { vi: 'trang này chỉ mở bằng localhost hoặc 127.0.0.1', en: 'these pages are asked for as localhost or 127.0.0.1' },
      });
    return next();
  });

/**
 * A change comes from a page of ours. Browsers say so in `Sec-Fetch-Site`; older ones by `Origin`. Our pages are
 * `no-referrer`, which makes their own Origin "null" (Fetch standard, "append a request Origin header"): such a request
 * is judged by the form's signature alone (src/web/security/form-key.ts), which every form has.
 *
 * @module
 */
import { createMiddleware } from 'hono/factory';
import { CodedError } from '../../errors';
import type { Site } from '../options';

export const ownSiteOnly = (site: Pick<Site, 'origin'>) =>
  createMiddleware(async (c, next) => {
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next();
    const fetchSite = c.req.header('sec-fetch-site');
    const origin = c.req.header('origin');
    const foreign =
      fetchSite === undefined
        ? origin !== undefined && origin !== 'null' && origin !== site.origin
        : fetchSite !== 'same-origin' || (origin !== undefined && origin !== 'null' && origin !== site.origin);
    if (foreign)
      throw new CodedError('CD_FORBIDDEN', { what: { vi: 'biểu mẫu gửi từ trang khác', en: 'a form sent from another site' } });
    return next();
  });

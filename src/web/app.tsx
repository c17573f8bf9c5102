/**
 * All routes. A body's pages exist for the live run and, under `/r/<run>`, for each rehearsal, where nothing is recorded.
 *
 * @module
 */
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { compress } from 'hono/compress';
import { createMiddleware } from 'hono/factory';
import { LIVE } from '../domain/ids';
import { CodedError } from '../errors';
import { assets } from './assets';
import { bodyAccess } from './body/access';
import { datePages } from './body/date';
import { extensionPages } from './body/extension';
import { homePages } from './body/home';
import { NotOursNoted, notOursPages } from './body/not-ours';
import { qrPages } from './body/qr';
import { reportPages } from './body/report';
import type { BodyEnv, RunEnv } from './context';
import { showFailure } from './failures';
import { PlainPage } from './layout';
import { endedPage, linkPages } from './link';
import type { Site } from './options';
import { accessLog } from './security/access-log';
import { securityHeaders } from './security/headers';
import { ownNameOnly } from './security/own-name';
import { ownSiteOnly } from './security/own-site';
import { statusPages } from './status/page';
import { cellPages } from './unit/cells';
import { passOnPages } from './unit/pass-on';

/** A report is some hundred bytes; three boxes of 4,000 characters are 48 kB at most. */
const BODY_LIMIT = 64 * 1024;

export function createApp(site: Site): Hono {
  const app = new Hono();
  const failure = showFailure(site);
  app.use(accessLog(site.log));
  // What is secret in a page (form keys) differs each time, and no page shows its query: lengths tell nothing.
  app.use(compress());
  app.use(securityHeaders);
  app.use(ownNameOnly(site));
  app.use(ownSiteOnly(site));
  app.use(bodyLimit({ maxSize: BODY_LIMIT }));
  app.onError(failure);
  app.notFound((c) => c.html(<PlainPage title="Không có trang này">Đề nghị mở lại địa chỉ trong thư.</PlainPage>, 404));
  app.route('/', assets());
  app.route('/', statusPages(site));
  const pages = runPages(site, failure);
  app.route('/r/:run', pages);
  app.route('/', pages);
  return app;
}

function runPages(site: Site, failure: ReturnType<typeof showFailure>): Hono<RunEnv> {
  const pages = new Hono<RunEnv>();
  pages.use('*', withRun(site));
  pages.onError((error, c) =>
    error instanceof CodedError && error.code === 'CD_LINK_ENDED' ? endedPage(c, site) : failure(error, c),
  );
  pages.route('/', linkPages(site));
  pages.get('/not-ours-noted', (c) => c.html(<NotOursNoted />));
  const body = new Hono<BodyEnv>();
  body.use('*', bodyAccess(site));
  for (const part of [
    homePages(site),
    notOursPages(site),
    qrPages(site),
    cellPages(site),
    passOnPages(site),
    reportPages(site),
    datePages(site),
    extensionPages(site),
  ])
    body.route('/', part);
  pages.route('/body/:plan/:body', body);
  return pages;
}

/** Finds the run a path is of. A rehearsal takes nothing from people: the same seed must give the same year. */
const withRun = (site: Site) =>
  createMiddleware<RunEnv>(async (c, next) => {
    const run = /^\/r\/([^/]+)\//.exec(c.req.path)?.[1] ?? LIVE;
    const view = await site.runs.view(run);
    if (!view) return c.html(<PlainPage title="Không có trang này">Lượt chạy thử này không còn.</PlainPage>, 404);
    c.set('view', view);
    if (view.readOnly && c.req.method !== 'GET' && c.req.method !== 'HEAD') {
      return c.html(
        <PlainPage title="Lượt chạy thử">
          <p>Đây là lượt chạy thử: các trang để xem, nội dung vừa gửi không được ghi.</p>
        </PlainPage>,
        409,
      );
    }
    return next();
  });

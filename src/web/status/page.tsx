/**
 * The operators' page: one run's plan, mail and tasks, live. It shows addresses and has no sign-in yet, so only this
 * machine sees it unless it was opened on purpose.
 *
 * @module
 */
import { Hono, type Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { createMiddleware } from 'hono/factory';
import { LIVE } from '../../domain/ids';
import { CodedError } from '../../errors';
import { isLoopbackHost } from '../../loopback';
import { overviewOf, type Overview } from '../../services/overview';
import { Page } from '../layout';
import type { RunView, Site } from '../options';
import { clientAddress, isLoopbackAddress } from '../security/client';
import { Board } from './board';

/** Several viewers of a run share one round of queries. */
const FRESH_MS = 1500;

export function statusPages(site: Site): Hono {
  const app = new Hono();
  const recent = new Map<string, { at: number; overview: Promise<Overview> }>();

  const overview = (view: RunView): Promise<Overview> => {
    const known = recent.get(view.run);
    if (known && performance.now() - known.at < FRESH_MS) return known.overview;
    const loading = overviewOf(view.db);
    recent.set(view.run, { at: performance.now(), overview: loading });
    return loading;
  };

  app.use('/', operatorsOnly(site));
  app.use('/status/live', operatorsOnly(site));

  app.get('/', async (c) => {
    const view = await runOf(c, site);
    const runs = await site.runs.list();
    const { inboxUrl, temporalUrl } = site.options;
    return c.html(
      <Page
        wide
        title="Tình hình thực hiện kế hoạch"
        top={
          <>
            <p class="who">
              <b>Sinh hoạt chuyên đề</b> – tình hình thực hiện
            </p>
            {runs.length > 1 ? (
              <form method="get" action="/" class="row">
                <label for="run" class="small">
                  Lượt chạy
                </label>
                <select id="run" name="run" class="pick">
                  {runs.map((run) => (
                    <option value={run} selected={run === view.run}>
                      {run === LIVE ? 'Kế hoạch đang thực hiện' : `Chạy thử ${run}`}
                    </option>
                  ))}
                </select>
                <button class="quiet">Xem</button>
              </form>
            ) : null}
            <nav class="row" aria-label="Nơi khác">
              {inboxUrl ? <a href={inboxUrl}>Hộp thư thử</a> : null}
              {temporalUrl ? <a href={temporalUrl}>Temporal</a> : null}
            </nav>
          </>
        }
        foot={
          site.options.statusOpen ? (
            <p>Trang này đang mở cho máy khác xem và chưa có đăng nhập.</p>
          ) : (
            <p>Chỉ máy chủ này xem được trang; đăng nhập sẽ có sau.</p>
          )
        }
      >
        {view.readOnly ? <p class="note">Lượt chạy thử {view.run}: người và thư mô phỏng, không gửi đến địa chỉ thật.</p> : null}
        <div data-live={`/status/live?run=${view.run}`}>
          <Board view={view} overview={await overview(view)} />
        </div>
        <noscript>
          <p class="soft">Tải lại trang để xem số liệu mới.</p>
        </noscript>
      </Page>,
    );
  });

  app.get('/status/live', async (c) => {
    const view = await runOf(c, site);
    return c.html(<Board view={view} overview={await overview(view)} />);
  });

  return app;
}

/** The run asked for; at first the live one, or the newest rehearsal while no plan was started. */
async function runOf(c: Context, site: Site): Promise<RunView> {
  const asked = c.req.query('run');
  const started = asked === undefined && (await site.options.db.prisma.plan.count()) > 0;
  const newestFirst = asked === undefined && !started ? (await site.runs.list()).filter((run) => run !== LIVE) : [];
  // one that is dropped at this moment is passed over
  for (const run of asked === undefined ? [...newestFirst, LIVE] : [asked]) {
    const view = await site.runs.view(run);
    if (view) return view;
  }
  throw new HTTPException(404, { message: 'Không có lượt chạy này.' });
}

/**
 * This machine, by its peer address and by the name it was asked for (a foreign name may point here). Pages with a public
 * address show it to nobody: a proxy on this machine that passes neither header on looks just like a person at it.
 */
const operatorsOnly = (site: Site) =>
  createMiddleware(async (c, next) => {
    const { trustProxy = false, statusOpen, publicUrl } = site.options;
    if (statusOpen) return next();
    if (publicUrl !== undefined && !isLoopbackHost(new URL(publicUrl).host))
      throw new CodedError('CD_STATUS_CLOSED', {
        what: {
          vi: 'đã đặt PUBLIC_URL',
          en: 'PUBLIC_URL is set',
        },
      });
    if (!isLoopbackAddress(clientAddress(c, trustProxy)) || !isLoopbackHost(c.req.header('host') ?? ''))
      throw new CodedError('CD_STATUS_CLOSED', {
        what: { vi: 'chỉ máy này xem được', en: 'it is for this machine only' },
      });
    return next();
  });

/**
 * Pages of the inbox: runs, letters of a run, one letter. What a letter holds is shown in a frame that runs nothing and
 * loads nothing.
 *
 * @module
 */
import { Hono, type Context } from 'hono';
import { simpleParser } from 'mailparser';
import { isLoopbackHost } from '../../loopback';
import { Layout, letterTable, plainDate, runName } from './layout';
import type { InboxStore } from './store';

const PAGE = 50;
/** Nothing of a letter runs, nothing is fetched; its own styles and pictures show. */
const FRAME_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

export function inboxPages(store: InboxStore): Hono {
  const app = new Hono();
  app.use(async (c, next) => {
    if (!isLoopbackHost(c.req.header('host') ?? '')) return c.text('Ask for this page as localhost or 127.0.0.1.', 403);
    await next();
    c.header('X-Content-Type-Options', 'nosniff');
    c.header('Referrer-Policy', 'no-referrer');
  });

  app.get('/', (c) => {
    const runs = store.transports();
    return c.html(
      <Layout title="Hộp thư thử">
        <p>Mọi thư ở đây chỉ được giữ trên máy này, không gửi đi đâu.</p>
        {runs.length === 0 ? <p class="empty">Chưa có thư nào. Thư xuất hiện ngay khi một lượt chạy gửi thư đầu tiên.</p> : null}
        <ul class="runs">
          {runs.map(({ name, count }) => (
            <li>
              <a href={`/${encodeURIComponent(name)}`}>{runName(name)}</a> <span class="count">{count} thư</span>
            </li>
          ))}
        </ul>
      </Layout>,
    );
  });

  app.get('/:transport', (c) => {
    const transport = c.req.param('transport');
    const asked = (c.req.query('q') ?? '').trim();
    const words = asked.normalize('NFC').toLowerCase().split(/\s+/).filter(Boolean);
    const found = store.entries(transport).filter(({ subject, to }) => {
      const text = `${subject} ${to.join(' ')}`.normalize('NFC').toLowerCase();
      return words.every((word) => text.includes(word));
    });
    const pages = Math.max(1, Math.ceil(found.length / PAGE));
    const page = Math.min(pages, Math.max(1, Number.parseInt(c.req.query('page') ?? '1', 10) || 1));
    const rows = found.toReversed().slice((page - 1) * PAGE, page * PAGE);
    const link = (to: number) =>
      `/${encodeURIComponent(transport)}?${new URLSearchParams({ q: asked, page: String(to) }).toString()}`;
    return c.html(
      <Layout title={runName(transport)} back="/">
        <form method="get">
          <label>
            Tìm trong tiêu đề, địa chỉ <input type="search" name="q" value={asked} />
          </label>{' '}
          <button type="submit">Tìm</button>
        </form>
        <p class="count">
          {found.length} thư{words.length > 0 ? ` có “${asked}”` : ''}
        </p>
        {rows.length === 0 ? (
          <p class="empty">{words.length > 0 ? 'Không có thư nào như vậy.' : 'Chưa có thư nào.'}</p>
        ) : (
          letterTable(transport, rows)
        )}
        {pages > 1 ? (
          <nav>
            {page > 1 ? <a href={link(page - 1)}>Mới hơn</a> : null} Trang {page}/{pages}{' '}
            {page < pages ? <a href={link(page + 1)}>Cũ hơn</a> : null}
          </nav>
        ) : null}
      </Layout>,
    );
  });

  app.get('/:transport/:n', async (c) => {
    const found = await letterOf(c, store);
    if (!found) return c.html(notFound(), 404);
    const { transport, n, raw } = found;
    const mail = await simpleParser(raw);
    const place = `/${encodeURIComponent(transport)}/${n}`;
    const to = store.entries(transport)[n - 1]?.to.join(', ') ?? '';
    return c.html(
      <Layout title={mail.subject ?? '(không có tiêu đề)'} back={`/${encodeURIComponent(transport)}`}>
        <dl>
          <dt>Từ</dt>
          <dd>{mail.from?.text}</dd>
          <dt>Đến</dt>
          <dd>{to}</dd>
          <dt>Ngày</dt>
          <dd>{plainDate(mail.date)}</dd>
        </dl>
        {typeof mail.html === 'string' ? (
          <iframe
            title="Nội dung thư"
            src={`${place}/html`}
            sandbox="allow-popups allow-popups-to-escape-sandbox"
            loading="lazy"
          />
        ) : null}
        <details open={typeof mail.html !== 'string'}>
          <summary>Bản chữ</summary>
          <pre>{mail.text}</pre>
        </details>
        {mail.attachments.length > 0 ? (
          <ul>
            {mail.attachments.map(({ filename, size }, index) => (
              <li>
                <a href={`${place}/attachment/${index}`}>{filename ?? `tệp ${index + 1}`}</a> ({Math.ceil(size / 1024)} kB)
              </li>
            ))}
          </ul>
        ) : null}
        <details>
          <summary>Phần đầu thư</summary>
          <pre>{mail.headerLines.map(({ line }) => line).join('\n')}</pre>
        </details>
        <p>
          <a href={`${place}/raw`}>Toàn bộ thư, nguyên dạng</a>
        </p>
      </Layout>,
    );
  });

  app.get('/:transport/:n/html', async (c) => {
    const found = await letterOf(c, store);
    const mail = found && (await simpleParser(found.raw));
    if (!mail || typeof mail.html !== 'string') return c.html(notFound(), 404);
    c.header('Content-Security-Policy', `${FRAME_POLICY}; sandbox allow-popups allow-popups-to-escape-sandbox`);
    return c.html(`<base target="_blank">${mail.html}`);
  });

  app.get('/:transport/:n/raw', async (c) => {
    const found = await letterOf(c, store);
    return found ? c.text(found.raw.toString('utf8')) : c.html(notFound(), 404);
  });

  app.get('/:transport/:n/attachment/:index', async (c) => {
    const found = await letterOf(c, store);
    const file = found && (await simpleParser(found.raw)).attachments[Number(c.req.param('index'))];
    if (!file) return c.html(notFound(), 404);
    c.header('Content-Disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.filename ?? 'tep')}`);
    return c.body(new Uint8Array(file.content), 200, { 'Content-Type': 'application/octet-stream' });
  });

  app.notFound((c) => c.html(notFound(), 404));
  return app;
}

async function letterOf(c: Context, store: InboxStore): Promise<{ transport: string; n: number; raw: Buffer } | null> {
  const transport = c.req.param('transport') ?? '';
  const n = Number(c.req.param('n'));
  const raw = await store.raw(transport, n);
  return raw && { transport, n, raw };
}

const notFound = () => (
  <Layout title="Không có thư này" back="/">
    <p class="empty">Thư không còn ở đây.</p>
  </Layout>
);

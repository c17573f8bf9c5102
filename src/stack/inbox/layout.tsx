/**
 * Frame, table and words of the inbox's pages.
 *
 * @module
 */
import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';
import type { Entry } from './store';

const STYLE = `
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; padding: 1rem; max-width: 60rem; overflow-wrap: anywhere; }
h1 { font-size: 1.3rem; margin: .5rem 0 1rem; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: .5rem .5rem .5rem 0; border-bottom: 1px solid #8886; vertical-align: top; }
th { font-weight: 600; } .count, .when { color: #666; white-space: nowrap; } .empty { padding: 1rem 0; }
.runs li { padding: .3rem 0; } iframe { width: 100%; height: 70vh; border: 1px solid #8886; background: #fff; }
dl { display: grid; grid-template-columns: auto 1fr; gap: .2rem 1rem; } dd { margin: 0; } pre { white-space: pre-wrap; }
input, button { font: inherit; padding: .4rem .6rem; } summary { padding: .5rem 0; cursor: pointer; }
@media (prefers-color-scheme: dark) { .count, .when { color: #aaa; } }
@media (max-width: 40rem) { thead { display: none; } td { display: block; border: 0; padding: 0; } tr { display: block; padding: .6rem 0; border-bottom: 1px solid #8886; } }
`;

export function Layout({ title, back, children }: { title: string; back?: string; children?: Child }) {
  return (
    <>
      {raw('<!doctype html>')}
      <html lang="vi">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>{title}</title>
          <style>{raw(STYLE)}</style>
        </head>
        <body>
          {back ? <a href={back}>← Trở lại</a> : null}
          <main>
            <h1>{title}</h1>
            {children}
          </main>
        </body>
      </html>
    </>
  );
}

/** How people call a transport. */
export const runName = (transport: string): string =>
  transport.startsWith('capture/') ? `Diễn tập ${transport.slice('capture/'.length)}` : 'Kế hoạch đang chạy';

export function letterTable(transport: string, rows: Entry[]) {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Tiêu đề</th>
          <th scope="col">Đến</th>
          <th scope="col">Ngày</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ n, subject, to, date }) => (
          <tr>
            <td>
              <a href={`/${encodeURIComponent(transport)}/${n}`}>{subject || '(không có tiêu đề)'}</a>
            </td>
            <td>{to.join(', ')}</td>
            <td class="when">{plainDate(new Date(date))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const DATE = new Intl.DateTimeFormat('vi-VN', { timeZone: 'Asia/Ho_Chi_Minh', dateStyle: 'short', timeStyle: 'short' });

/** Vietnamese date and time; empty when the letter has none that can be read. */
export const plainDate = (date: Date | undefined): string =>
  date === undefined || Number.isNaN(date.getTime()) ? '' : DATE.format(date);

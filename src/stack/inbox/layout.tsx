/**
 * Frame, table and words of the inbox's pages.
 *
 * @module
 */
import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';
import type { Entry } from './store';

const STYLE = `
:root { color-scheme: light dark; --line: #cfd6de; --soft: #55606c; --link: #164a7c; --page: #f4f6f9; --card: #fff; --text: #1b2430; }
@media (prefers-color-scheme: dark) { :root { --line: #3a4553; --soft: #aab4c0; --link: #8fc1f2; --page: #141a21; --card: #1d252e; --text: #e6ebf0; } }
body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; padding: 1rem; max-width: 64rem; overflow-wrap: anywhere; background: var(--page); color: var(--text); }
a { color: var(--link); } h1 { font-size: 1.3rem; margin: .5rem 0 1rem; padding-bottom: .5rem; border-bottom: 3px solid var(--link); }
table { border-collapse: collapse; width: 100%; background: var(--card); border: 1px solid var(--line); }
th, td { text-align: left; padding: .5rem .7rem; border-bottom: 1px solid var(--line); vertical-align: top; }
th { font-weight: 600; } .count, .when { color: var(--soft); white-space: nowrap; } .empty { padding: 1rem 0; }
.runs { list-style: none; padding: 0; } .runs li { padding: .7rem 1rem; margin: .5rem 0; background: var(--card); border: 1px solid var(--line); border-radius: 6px; }
iframe { width: 100%; height: 70vh; border: 1px solid var(--line); background: #fff; }
dl { display: grid; grid-template-columns: auto 1fr; gap: .2rem 1rem; } dd { margin: 0; } pre { white-space: pre-wrap; }
input, button { font: inherit; padding: .4rem .6rem; max-width: 100%; box-sizing: border-box; } summary { padding: .5rem 0; cursor: pointer; }
@media (max-width: 40rem) { thead { display: none; } td { display: block; border: 0; padding: 0; } tr { display: block; padding: .6rem .7rem; border-bottom: 1px solid var(--line); } }
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
  transport.startsWith('capture/') ? `Chạy thử ${transport.slice('capture/'.length)}` : 'Kế hoạch đang thực hiện';

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

const DATE = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Ho_Chi_Minh',
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});

/** `13/03/2023 09:20`, as the status page writes it; empty when the letter has none that can be read. */
export const plainDate = (date: Date | undefined): string =>
  date === undefined || Number.isNaN(date.getTime()) ? '' : DATE.format(date).replace(',', '');

/**
 * The frame of every page: system fonts, one style sheet, no external file.
 *
 * @module
 */
import { raw } from 'hono/html';
import type { Child, FC, PropsWithChildren } from 'hono/jsx';
import { LIVE, STYLE } from './assets';

interface PageProps {
  title: string;
  /** What stands in the bar at the top. */
  top: Child;
  /** The operators' page is wide and refreshes itself. */
  wide?: boolean;
  foot?: Child;
}

export const Page: FC<PropsWithChildren<PageProps>> = ({ title, top, wide, foot, children }) => (
  <>
    {raw('<!DOCTYPE html>')}
    <html lang="vi" class={wide ? 'wide' : undefined}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{title}</title>
        <link rel="stylesheet" href={STYLE.path} />
        <link rel="icon" href="data:," />
        {wide ? <script src={LIVE.path} defer></script> : null}
      </head>
      <body class={wide ? 'status' : undefined}>
        <a class="skip" href="#main">
          Đến nội dung chính
        </a>
        <header class="bar">
          <div>{top}</div>
        </header>
        <main id="main">{children}</main>
        {foot ? <footer>{foot}</footer> : null}
      </body>
    </html>
  </>
);

/** A page with a sentence or two, for what has no page of its own. */
export const PlainPage: FC<PropsWithChildren<{ title: string }>> = ({ title, children }) => (
  <Page title={title} top={<p class="who">Sinh hoạt chuyên đề của chi bộ</p>}>
    <h1>{title}</h1>
    {children}
  </Page>
);

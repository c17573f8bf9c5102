/**
 * The two own files a page may load. They are named by their content and kept by browsers for good.
 *
 * @module
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Hono } from 'hono';

interface Asset {
  path: string;
  type: string;
  text: string;
}

function asset(file: string, type: string): Asset {
  const text = readFileSync(join(__dirname, file), 'utf8');
  const [stem, extension] = file.split('.');
  return { path: `/assets/${stem}-${createHash('sha256').update(text).digest('hex').slice(0, 10)}.${extension}`, type, text };
}

export const STYLE = asset('style.css', 'text/css; charset=utf-8');
/** Only on the status page: asks for its numbers every two seconds. */
export const LIVE = asset('live.js', 'text/javascript; charset=utf-8');

export function assets(): Hono {
  const app = new Hono();
  for (const one of [STYLE, LIVE]) {
    app.get(one.path, (c) =>
      c.body(one.text, 200, { 'Content-Type': one.type, 'Cache-Control': 'public, max-age=31536000, immutable' }),
    );
  }
  return app;
}

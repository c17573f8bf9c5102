import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.join(__dirname, '../..');
const page = readFileSync(path.join(ROOT, 'docs/reliability.md'), 'utf8');

/** Rows end with a cell of `[file](../file) "title"`, one or more. */
const named = [...page.matchAll(/\[[^\]]+\]\(\.\.\/(tests\/[^)]+)\) "([^"]+)"/g)].map(([, file = '', title = '']) => ({
  file,
  title,
}));
const rows = page.split('\n').filter((line) => /^\| (?!what is promised|-)/.test(line));

test('every promise names at least one test', () => {
  expect(rows.length).toBeGreaterThan(10);
  expect(rows.filter((row) => !/\]\(\.\.\/tests\/[^)]+\) "/.test(row))).toEqual([]);
});

test.each(named)('$file: "$title" exists', ({ file, title }) => {
  expect(existsSync(path.join(ROOT, file))).toBe(true);
  // as written in the source: quotes of either kind around it, nothing else of a title left out
  const source = readFileSync(path.join(ROOT, file), 'utf8');
  expect(["'", '"', '`'].some((quote) => source.includes(`${quote}${title}${quote}`))).toBe(true);
});

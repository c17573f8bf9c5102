import { readFileSync } from 'node:fs';
import { errorsPage, PAGE } from '../../scripts/errors-page';
import { ERRORS } from '../../src/errors';

test('the page of errors is up to date: npm run errors-page', () => {
  expect(readFileSync(PAGE, 'utf8')).toBe(errorsPage());
});

test('it says of every code what happened and what to do, in both languages', () => {
  const page = errorsPage();
  const codes = [...page.matchAll(/^### (\w+)$/gm)].map(([, code]) => code);
  expect(codes.toSorted()).toEqual(Object.keys(ERRORS).toSorted());
  for (const part of page.split(/^### /m).slice(1)) expect(part).toMatch(/^\w+\n.+\. \*.+\*\n\n.+\. \*.+\* \(HTTP \d{3}\)\n/);
});

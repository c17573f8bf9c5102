import { randomBytes } from 'node:crypto';
import { parseToken, tokenFits, tokenOf, type LinkKeys } from '../../src/mail/links';

const keys: LinkKeys = {
  current: 2,
  keys: new Map([
    [1, randomBytes(32)],
    [2, randomBytes(32)],
  ]),
};
const link = { id: 'c'.repeat(32), bodyId: 'cell-1', contactId: 'cell-1#1', purpose: 'body' };

function fits(token: string, row = link, of = keys): boolean {
  const parts = parseToken(token);
  return parts !== null && tokenFits(of, parts, row);
}

test('a token opens the row it was made for, under the current and under an older key', () => {
  expect(fits(tokenOf(keys, link))).toBe(true);
  expect(fits(tokenOf(keys, link, 1))).toBe(true);
});

test.each(['bodyId', 'contactId', 'purpose'] as const)('a token is bound to its %s', (name) => {
  expect(fits(tokenOf(keys, link), { ...link, [name]: 'other' })).toBe(false);
});

test('a removed key ends its tokens', () => {
  expect(
    fits(tokenOf(keys, link, 1), link, { current: 2, keys: new Map([...keys.keys].filter(([number]) => number === 2)) }),
  ).toBe(false);
});

test('a changed token is refused wherever the change is', () => {
  const token = tokenOf(keys, link);
  for (let at = 0; at < token.length; at++) {
    const changed = token.slice(0, at) + (token[at] === '1' ? '2' : '1') + token.slice(at + 1);
    expect(fits(changed)).toBe(false);
  }
  expect(fits('')).toBe(false);
  expect(fits(`${token}=`)).toBe(false);
});

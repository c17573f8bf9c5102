/**
 * Dates that are only mentioned: of basis documents ("Kế hoạch số 129-KH/TU, ngày 02/12/2022") and anniversaries.
 * They are never deadlines.
 *
 * @module
 */
import type { Cursor } from './cursor';
import type { Range } from './ranges';

const MEETINGS = ['hội nghị', 'cuộc họp', 'buổi', 'lễ', 'đại hội', 'phiên họp'];

/** `from` to `to` are the positions of a date that no word makes a deadline. */
export function isCitation(c: Cursor, from: number, to: number, part: Range): boolean {
  if (part.grain !== 'day') return false;
  const [first, last] = [part.first.year, part.last.year];
  if (first !== null && last !== null && last - first > 2) return true;
  return behindNumber(c, from) || ofIssuer(c, from, to, first) || issued(c, from);
}

/** "ngày 02/12/2022 của Ban Thường vụ": a full date; a meeting's own date is none. */
/** A symbol such as "46-KH/ĐUK" stands near before a full date, but is not written as symbols are: nobody can be sure. */
export function maybeCited(c: Cursor, from: number, part: Range): boolean {
  if (part.grain !== 'day' || part.first.year === null) return false;
  for (let at = from - 1; at >= 0 && at >= from - 12; at -= 1) {
    const token = c.at(at);
    if (!token || c.mark(at, '(', ')') || c.after(at, 'trước', 'từ', 'trong', 'sau') !== null) return false;
    const letters = token.text.match(/\p{Lu}/gu)?.length ?? 0;
    if (token.kind !== 'word' || letters < 2 || /\p{Ll}{2}/u.test(token.text)) continue;
    for (let back = at - 1; back >= at - 5 && back >= 0; back -= 1) {
      if (c.at(back)?.kind === 'number') return true;
      if (c.at(back)?.kind === 'word' && !/^\p{Lu}+$/u.test(c.at(back)?.text ?? '')) break;
    }
  }
  return false;
}

function ofIssuer(c: Cursor, from: number, to: number, year: number | null): boolean {
  if (c.after(to, 'của') === null || year === null || c.after(from, 'ngày') === null) return false;
  return !MEETINGS.some((word) => c.before(from, word) !== null);
}

function issued(c: Cursor, from: number): boolean {
  return c.before(from, 'ban hành', 'ký', 'ký ban hành', 'sinh', 'thành lập') !== null;
}

/** Right behind "số 64-HD/BTGTU" or "21-KL/TW", with nothing but marks between. */
function behindNumber(c: Cursor, from: number): boolean {
  let at = from - 1;
  while (c.mark(at, ',', '(')) at -= 1;
  let letters = false;
  for (let steps = 0; steps < 10 && at >= 0; steps += 1, at -= 1) {
    const token = c.at(at);
    if (token === undefined) return false;
    if (token.kind === 'word' && /^\p{Lu}/u.test(token.text) && !token.spaced) letters = true;
    else if (c.after(at, 'số') !== null) return steps > 0;
    else if (token.kind === 'number' && token.spaced)
      return (letters && c.mark(at + 1, '-', '/', '–')) || c.before(at, 'số') !== null;
    else if (
      token.kind === 'word'
        ? token.spaced || !/^\p{Lu}/u.test(token.text)
        : token.kind === 'mark' && !['-', '/', '.', '–'].includes(token.text)
    )
      return false;
    else if (token.spaced && token.kind !== 'number') return false;
  }
  return false;
}

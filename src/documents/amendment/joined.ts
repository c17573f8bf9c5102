/**
 * Sentences and rows that a page's width has broken, and a greeting that ran into the text: what begins a part of a plan ("Chuyên đề 3 …", "số 12-KH/ĐU …") may in a
 * letter be the next line of a sentence.
 *
 * @module
 */
import { foldedKey } from '../draft/folding';
import type { Unit } from '../draft/units';

/** Characters: a shorter line is a heading or ends its paragraph. */
const LEAST_BROKEN = 45;

export function joinedUnits(units: Unit[]): Unit[] {
  const joined: Unit[] = [];
  for (const unit of units.flatMap(withoutGreeting)) {
    const before = joined.at(-1);
    if (before && (goesOn(before, unit) || isBrokenRow(before, unit))) joined[joined.length - 1] = together(before, unit);
    else joined.push(unit);
  }
  return joined;
}

const FIRST_WORDS = 'Do|Để|Vì|Nhằm|Hiện nay|Sau|Căn cứ|Thực hiện|Theo|Xét|Trước|Trong|Qua|Trên cơ sở|Phúc đáp|Tiếp theo|Ngày';
const GREETING = new RegExp(`^kính gửi[^.;]{0,200}?\\s(?=(?:${FIRST_WORDS})\\s)`, 'iu');

/** "Kính gửi: Các chi bộ trực thuộc Do thời điểm …": the letter begins behind its addressees. */
function withoutGreeting(unit: Unit): Unit[] {
  const to = GREETING.exec(unit.text)?.[0].length;
  const begins = to !== undefined && new RegExp(`^(?:${FIRST_WORDS})\\s`, 'u').test(unit.text.slice(to));
  if (unit.cells || !begins) return [unit];
  const part = (from: number, end: number): Unit => ({
    ...unit,
    text: unit.text.slice(from, end).trimEnd(),
    key: unit.key.slice(from, end).trimEnd(),
    placeOf: (offset) => unit.placeOf(from + offset),
  });
  return [part(0, to), { ...part(to, unit.text.length), label: null }];
}

function goesOn(before: Unit, unit: Unit): boolean {
  if (before.cells || unit.cells || before.heading || unit.heading || unit.label) return false;
  if (before.text.length < LEAST_BROKEN || /[.;:!?…”"»)|]$/u.test(before.text) || !/\p{Ll}{2}/u.test(before.text)) return false;
  if (/^\p{Ll}/u.test(unit.text)) return true;
  return /^chuyên đề (?:số )?\d/u.test(unit.key) && !/^chuyên đề|\d$/u.test(before.key);
}

/** "Chuyên đề" in one line of a cell and "2/2025" in the next. */
const isBrokenRow = (before: Unit, unit: Unit): boolean =>
  (before.cells ?? []).some(
    (cell, at) => /^(?:chuyên đề|cđ)(?: số)?$/u.test(foldedKey(cell.trim())) && /^\d/.test(unit.cells?.[at] ?? ''),
  );

function together(before: Unit, unit: Unit): Unit {
  const cells = before.cells?.map((cell, at) => `${cell} ${unit.cells?.[at] ?? ''}`.trim());
  const text = cells?.join(' | ') ?? `${before.text} ${unit.text}`;
  const from = before.text.length + 1;
  return {
    ...before,
    text,
    key: foldedKey(text),
    ...(cells && { cells }),
    placeOf: (offset) => (cells || offset < from ? before.placeOf(offset) : unit.placeOf(offset - from)),
  };
}

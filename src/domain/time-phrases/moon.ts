/**
 * Words that say that a date is of the old calendar: "âm lịch", "(ÂL)", "năm Bính Ngọ".
 *
 * @module
 */
import type { Cursor } from './cursor';
import type { Doubt } from './parts';

/** Months of the old calendar, and days counted by it. */
export function lunarDoubt(words: string): Doubt {
  return {
    reason: `“${words}” là thời gian theo âm lịch, ngày dương lịch phải tra từng năm`,
    proposal: 'Đề nghị ghi ngày dương lịch.',
  };
}

const STEMS = ['giáp', 'ất', 'bính', 'đinh', 'mậu', 'kỷ', 'canh', 'tân', 'nhâm', 'quý'];
const BRANCHES = ['tý', 'sửu', 'dần', 'mão', 'thìn', 'tỵ', 'ngọ', 'mùi', 'thân', 'dậu', 'tuất', 'hợi'];
/** The sixty years by their names. */
export const OLD_YEARS = STEMS.flatMap((stem) => BRANCHES.map((branch) => `${stem} ${branch}`));

const MOON = ['âm lịch', 'lịch âm', 'nông lịch', 'al', 'âl', 'âm', 'ta'];

/** Words behind a date that make it one of the old calendar, "(ÂL)", "theo lịch âm", "năm Bính Ngọ"; where they end. */
export function moonAt(c: Cursor, i: number): number | null {
  const open = c.mark(i, '(', ',') ? i + 1 : i;
  const said = c.after(c.skip(open, 'tính theo', 'theo', 'của'), ...MOON);
  if (said !== null) return c.mark(said, ')') && c.mark(i, '(') ? said + 1 : said;
  const year = c.after(i, 'năm');
  return year === null ? null : c.after(year, ...OLD_YEARS);
}

/**
 * What a person typed, as the answer to a question: understood and shown back, or refused with what to do.
 *
 * @module
 */
import { foldedKey } from '../../documents/draft/folding';
import { badId, ID } from '../../documents/written-values';
import { parsePhrase } from '../../domain/time-phrases';
import { dateText } from '../../domain/wording';
import { readDue, type ReadingContext, type Understood } from './due-answer';
import type { ReviewQuestion, Value } from './question';
import { PERIOD_WORDS, periodIn, rolesIn, rolesWords } from './words';

/** Characters; longer ones would not fit a letter. */
const LONGEST = 500;
/** A plan is named in every command; a single key pressed by habit is no name. */
const SHORTEST_ID = 4;

const refused = (why: string): { ok: false; why: string } => ({ ok: false, why });

/** Reads one answer. Empty: the proposal, or what was read, is taken. A number names an option. */
export function readAnswer(question: ReviewQuestion, typed: string, context: ReadingContext): Understood<Value> {
  const text = oneLine(typed);
  if (text.length > LONGEST) return refused(`dài quá ${LONGEST} ký tự; đề nghị ghi gọn lại`);
  const takesKept = text === '' || /^(?:giữ nguyên|đúng|keep)$/u.test(foldedKey(text));
  if (question.kept !== null && takesKept) return { ok: true, value: { as: 'kept' }, understood: `giữ nguyên: ${question.kept}` };
  const option = /^\d$/.test(text) ? question.options[Number(text) - 1] : undefined;
  const words = option?.answer ?? (text === '' ? question.proposal : text);
  if (words === null) return refused('câu này chưa có đề xuất; đề nghị ghi câu trả lời');
  return readWords(question, words, context);
}

function readWords({ about, asks, limits }: ReviewQuestion, text: string, context: ReadingContext): Understood<Value> {
  switch (asks) {
    case 'year':
      return /^20\d\d$|^2100$/.test(text)
        ? { ok: true, value: { as: 'year', year: Number(text) }, understood: `năm ${text}` }
        : refused('năm viết bằng bốn chữ số, từ 2000 đến 2100');
    case 'words':
      return /[\p{L}\d]/u.test(text)
        ? { ok: true, value: { as: 'words', words: text }, understood: text }
        : refused('chưa có chữ nào');
    case 'number':
      return /\d/.test(text) && /\p{L}/u.test(text)
        ? { ok: true, value: { as: 'words', words: text.replace(/^số\s*:?\s*/iu, '') }, understood: text }
        : refused('số, ký hiệu gồm chữ số và chữ, ví dụ 52-KH/ĐUK');
    case 'id':
      if (about === 'id' && text.length < SHORTEST_ID) return refused(`mã của kế hoạch cần ít nhất ${SHORTEST_ID} ký tự`);
      return ID.test(text) ? { ok: true, value: { as: 'words', words: text }, understood: text } : refused(badId(text));
    case 'day':
      return readDay(text, context);
    case 'due':
      return readDue(text, limits ?? { opens: null, anchors: [] }, context);
    case 'period': {
      const every = periodIn(text);
      return every
        ? { ok: true, value: { as: 'period', every, decided: PERIOD_WORDS[every] }, understood: PERIOD_WORDS[every] }
        : refused(`kỳ báo cáo là một trong: ${Object.values(PERIOD_WORDS).join(', ')}`);
    }
    case 'roles': {
      const roles = rolesIn(text);
      return roles
        ? { ok: true, value: { as: 'roles', roles }, understood: rolesWords(roles) }
        : refused('chỉ dùng: tổ chức cơ sở đảng, đảng bộ bộ phận, chi bộ, đoàn thể, cơ quan ban hành; cách nhau bằng dấu phẩy');
    }
    case 'note':
      return refused('chỗ này chỉ có thể giữ nguyên (Enter); muốn sửa, đề nghị sửa trong tệp kế hoạch');
  }
}

/** The day of the document itself. */
function readDay(text: string, { year, calendarFile }: ReadingContext): Understood<Value> {
  const { start, end, unresolved } = parsePhrase(text, { year, calendar: calendarFile });
  if (unresolved) return refused(`${unresolved.reason}; viết như 25/3/${year}`);
  if (start === null || start !== end) return refused(`cần đúng một ngày, viết như 25/3/${year}`);
  const its = Number(start.slice(0, 4));
  if (its < year - 2 || its > year + 1) return refused(`ngày ${dateText(start)} cách xa năm kế hoạch (${year})`);
  return { ok: true, value: { as: 'day', day: start }, understood: `ngày ${dateText(start)}` };
}

/** Number and date of a document, or whose opinion and when. Null when it is one; otherwise what is missing. */
export function basisFault(text: string): string | null {
  if (text.length > LONGEST) return `dài quá ${LONGEST} ký tự; đề nghị ghi gọn lại`;
  if (!/\p{L}{2}/u.test(text)) return 'căn cứ là số, ngày của văn bản, hoặc ý kiến của ai, ngày nào';
  const dated = /\d{1,2}\s*[/.-]\s*\d{1,2}(?!\d)|\d{4}-\d{2}-\d{2}|ngày\s+\d{1,2}\s+tháng/iu.test(text.replace(SYMBOL, ' '));
  return dated ? null : 'căn cứ còn thiếu ngày (ví dụ: ý kiến Trưởng Ban Tuyên giáo, ngày 25/3)';
}

/** "46-KH/ĐUK": a number of a document is no date. */
const SYMBOL = /\d+\s*[-–/]\s*\p{Lu}[\p{L}\d/-]*/gu;

// biome-ignore lint/suspicious/noControlCharactersInRegex: what a terminal sends along must not reach the plan file
export const oneLine = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[\u0000-\u001f\u007f-\u009f\s]+/gu, ' ')
    .trim();

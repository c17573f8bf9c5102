/**
 * What a phrase relative to some event means; a date comes only from the document's own date and stated working days.
 *
 * @module
 */
import { workingCalendar } from '../calendar';
import { addDays } from '../dates';
import { dateText } from '../wording';
import type { RelativeSaid } from './relative';
import type { Phrase, PhraseContext } from './types';
import { ask } from './verdict';

export function countedPhrase({ relative, openStart }: RelativeSaid, ctx: PhraseContext): Phrase {
  const issued = relative.anchor === 'issue' ? (ctx.documentDate ?? null) : null;
  if (openStart) {
    const reason = `bắt đầu sau khi ${relative.said}; không nêu thời hạn kết thúc`;
    return {
      start: issued,
      end: null,
      kind: 'openStart',
      tentative: false,
      relative,
      unresolved: ask(reason, 'Đề nghị ghi ngày bắt đầu và thời hạn.'),
      why: reason,
    };
  }
  const phrase: Phrase = { start: null, end: null, kind: 'deadline', tentative: false, relative, why: countText(relative) };
  if (relative.anchor === null)
    return { ...phrase, unresolved: ask('không nêu tính từ ngày nào', 'Đề nghị ghi rõ tính từ ngày nào.') };
  if (relative.unit === 'unstated')
    return {
      ...phrase,
      unresolved: ask('không nêu là ngày làm việc hay ngày theo lịch', `Hiểu là ${Math.abs(relative.days)} ngày làm việc.`),
    };
  if (issued === null) return phrase;
  if (relative.unit === 'calendar') return dated(phrase, addDays(issued, relative.days));
  return ctx.calendar === undefined ? phrase : dated(phrase, workingCalendar(ctx.calendar).addWorkingDays(issued, relative.days));
}

const dated = (phrase: Phrase, end: string): Phrase => ({
  ...phrase,
  end,
  boundary: 'through',
  why: `${phrase.why}: đến hết ngày ${dateText(end)}`,
});

function countText({ days, unit, said }: RelativeSaid['relative']): string {
  const what = unit === 'working' ? 'ngày làm việc' : 'ngày';
  return `${Math.abs(days)} ${what} ${days < 0 ? 'trước' : 'sau'} ${said === '' ? 'một mốc không nêu rõ' : `“${said}”`}`;
}

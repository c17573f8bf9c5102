/**
 * `when "PHRASE" --year Y`: what a time phrase of a document means, or what has to be asked.
 *
 * @module
 */
import type { Command } from 'commander';
import { loadCalendar } from '../documents/default-calendar';
import { isRealDay } from '../domain/dates';
import type { CalendarFile } from '../domain/organisation';
import { parsePhrase, type Phrase } from '../domain/time-phrases';
import { dateText } from '../domain/wording';
import { CodedError } from '../errors';
import type { Surroundings } from './tasks';
import { noYear } from './year-option';

const KIND_NAMES: Record<Phrase['kind'], string> = {
  deadline: 'thời hạn',
  window: 'khoảng thời gian',
  openStart: 'chỉ có thời điểm bắt đầu',
  approx: 'thời gian ước chừng',
  recurring: 'lặp lại',
  citation: 'ngày được nhắc đến, không phải thời hạn',
};

/** The answer in Vietnamese, a line a fact. */
export function phraseText(phrase: Phrase): string[] {
  const { start, end, unresolved, audience, warnings } = phrase;
  const line = (name: string, value: string | undefined | false) =>
    value === undefined || value === false ? [] : [`${name}: ${value}`];
  return [
    ...line('Loại', `${KIND_NAMES[phrase.kind]}${phrase.tentative ? ' (dự kiến, chờ xác nhận)' : ''}`),
    ...line('Bắt đầu', start !== null && dateText(start)),
    ...line('Đến hết ngày', end !== null && dateText(end)),
    ...line('Giờ', phrase.clock),
    ...line('Đối tượng', audience),
    ...line('Cách hiểu', phrase.why),
    ...line('Cần làm rõ', unresolved?.reason),
    ...line('Đề xuất', unresolved?.proposal),
    ...(warnings ?? []).map((text) => `Lưu ý: ${text}`),
  ];
}

interface Options {
  year: string;
  calendar?: string;
  date?: string;
  json?: boolean;
}

/** Adds the command to the program. */
export function register(program: Command, { print }: Surroundings): void {
  program
    .command('when')
    .argument('<cụm-từ>', 'lời trong văn bản, ví dụ "trước ngày 30/6/2026"')
    .requiredOption('--year <năm>', 'năm của kế hoạch, dùng khi cụm từ không nêu năm')
    .option('--date <ngày>', 'ngày của văn bản, cho "kể từ ngày ban hành"')
    .option('--calendar <tệp>', 'ngày nghỉ và ngày lễ âm lịch (mặc định: calendars/vn.yaml)')
    .option('--json', 'in dạng JSON')
    .description('cách hiểu một cụm từ chỉ thời gian, hoặc nội dung cần làm rõ (docs/time-phrases.md)')
    .addHelpText('after', '\nVí dụ:\n  chuyende when "Dự kiến trung tuần tháng 4 năm 2023" --year 2023')
    .action(async (phrase: string, options: Options) => {
      const calendar = await loadCalendar(options.calendar);
      const read = readPhrase(phrase, options, calendar);
      if (options.json) return print(JSON.stringify(read, null, 2));
      for (const line of phraseText(read)) print(line);
    });
}

/** @throws CD_USAGE when the year is none; CD_NOT_A_DATE */
export function readPhrase(phrase: string, { year, date }: Pick<Options, 'year' | 'date'>, calendar: CalendarFile): Phrase {
  if (!/^(19|20|21)\d\d$/.test(year)) throw noYear(year);
  if (date !== undefined && !isRealDay(date)) throw new CodedError('CD_NOT_A_DATE', { text: date });
  return parsePhrase(phrase, { year: Number(year), calendar, documentDate: date ?? null });
}

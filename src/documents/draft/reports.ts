/**
 * Reports that the plan asks for outside its topics: again and again, or once on the results.
 *
 * @module
 */
import type { ReportPeriod } from '../../domain/plan';
import type { Question } from '../../domain/time-phrases';
import { sentencesOf, type Sentence } from './sentences';
import { datesOf, timesIn, type Time, type Year } from './times';
import type { DraftReport } from './types';
import type { Unit } from './units';

export interface StatedReport extends DraftReport {
  ask?: Question;
}

/** `báo cáo` as something to be sent; not the speaker, nor "để báo cáo". */
const REPORT = /(?<!để |\(|người )báo cáo(?! viên)/u;
const RESULTS = /báo cáo (?:tình hình, |tiến độ, )?(?:kết quả|tổng kết|(?:về|cho|[^.;]{0,60}) kết quả)/u;
const PERIODS: [ReportPeriod, RegExp][] = [
  ['month', /hằng tháng|mỗi tháng|từng tháng|\/tháng|một tháng/u],
  ['quarter', /hằng quý|mỗi quý|từng quý|\/quý|cuối quý|quý sau|theo quý/u],
  ['half', /6 tháng|sáu tháng|sơ kết|nửa năm/u],
  ['year', /hằng năm|mỗi năm|tổng kết năm|báo cáo (?:cả )?năm|cuối năm|^(?:cả )?năm(?! \d)/u],
];

/** "6 tháng, năm", "hằng quý và năm": several periods in one sentence. */
const SEVERAL =
  /(?:hằng |định kỳ )?(?:(?:hằng |theo )?(?:tháng|quý)|6 tháng|sáu tháng)(?: đầu năm)?(?:, và|,| và) (?:hằng |cả )?(?:quý|6 tháng|sáu tháng|năm)(?! (?:20)?\d)(?=$|[^\p{L}])/u;

export function statedReports(units: Unit[], year: Year): StatedReport[] {
  return units.flatMap((unit) =>
    sentencesOf(unit.text, true).flatMap((sentence) => {
      const key = unit.key.slice(sentence.from, sentence.from + sentence.text.length);
      return apart(sentence, key, year).flatMap((part) => {
        const own = unit.key.slice(part.from, part.from + part.text.length);
        const at = REPORT.exec(own)?.index ?? (part === sentence ? undefined : 0);
        return at === undefined ? [] : (reportOf(unit, part, own, at, year) ?? []);
      });
    }),
  );
}

/** Where a further report of the sentence begins: ", báo cáo tổng kết …", "và năm (trước ngày …". */
const FURTHER =
  /(?:,| và|, và) (?=(?:gửi )?báo cáo (?!viên)|(?:sơ kết |tổng kết |cả )?(?:6 tháng|sáu tháng|năm|quý|tháng)(?: (?:đầu năm|cuối năm))? ?(?:\(|trước|chậm nhất|muộn nhất|vào ngày|ngày))/gu;

/** "6 tháng (trước ngày 10/6) và năm (trước ngày 05/12)": reports of one sentence, where each has its own day. */
function apart(sentence: Sentence, key: string, year: Year): Sentence[] {
  const first = REPORT.exec(key)?.index;
  if (first === undefined) return [];
  const parts: Sentence[] = [];
  let from = 0;
  const cuts = [...key.matchAll(FURTHER)].map(({ index, 0: words }) => index + words.length).filter((cut) => cut > first);
  for (const to of [...cuts, key.length]) {
    const part = { text: sentence.text.slice(from, to), from: sentence.from + from };
    const dated = timesIn(part.text, year).length > 0 && (to === key.length || timesIn(sentence.text.slice(to), year).length > 0);
    if (to < key.length && !dated) continue;
    parts.push(part);
    from = to;
  }
  const [only] = parts;
  return only && parts.length === 1 ? [sentence] : parts;
}

const ONE_PERIOD = 'Kế hoạch giữ một kỳ báo cáo: đề nghị chọn kỳ ngắn nhất, ghi căn cứ.';

function reportOf(unit: Unit, sentence: Sentence, key: string, at: number, year: Year): StatedReport | null {
  const times = timesIn(sentence.text, year);
  const every = periodOf(key, times);
  const regular = /định kỳ/u.test(key.slice(Math.max(0, at - 60), at + 60));
  const base = { said: sentence.text, place: unit.placeOf(sentence.from + at) };
  const planYear = year.years.length === 1 ? (year.years[0] ?? null) : null;
  const once = times.filter(({ phrase }) => isOnce(phrase, every));
  // "kết quả cả năm … trước ngày 15/12": the day stated for it, not the year it covers
  const days = once.filter(({ phrase }) => phrase.kind === 'deadline' && phrase.start === null);
  const dated = [...days, ...once].find(({ from }) => from >= at) ?? days[0] ?? once[0];
  const several = regular ? SEVERAL.exec(key)?.[0] : undefined;
  if (every !== null && several !== undefined) {
    const ask = { reason: `một câu nêu nhiều kỳ báo cáo: “${several}”`, proposal: ONE_PERIOD };
    return { ...base, every: null, due: null, ask };
  }
  if (every !== null) return { ...base, every, ...onceOf(dated, planYear) };
  if (regular) {
    const ask = {
      reason: 'định kỳ nhưng không nêu bao lâu một lần',
      proposal: 'Đề xuất: hằng quý (every: quarter), ghi căn cứ.',
    };
    return { ...base, every: null, due: null, ask };
  }
  if (dated) return { ...base, every: null, results: true, ...onceOf(dated, planYear), ...asked(dated, planYear) };
  if (!RESULTS.test(key)) return null;
  const ask = {
    reason: 'không nêu thời hạn báo cáo kết quả',
    proposal: 'Đề xuất: 10 ngày làm việc sau thời hạn sinh hoạt (+10 working days after session).',
  };
  return { ...base, every: null, due: null, results: true, ask };
}

/** The date of one report. A repeated one has none but its yearly day; "6 tháng và cả năm" is what it covers, no date. */
function isOnce({ kind, recurrence, start, end, relative }: Time['phrase'], every: ReportPeriod | null): boolean {
  if (kind === 'recurring') return every === 'year' && recurrence?.every === 'year';
  if (every === null) return true;
  return (
    (every === 'half' || every === 'year') && (kind === 'deadline' || relative !== undefined || (start !== null && start === end))
  );
}

function onceOf(time: Time | undefined, year: number | null): { due: string | null } & Pick<DraftReport, 'before' | 'relative'> {
  if (!time) return { due: null };
  if (time.phrase.kind === 'recurring') return { due: time.phrase.end };
  const { due, before, relative } = datesOf(time.phrase, year);
  return { due, ...(before !== undefined && { before }), ...(relative && { relative }) };
}

function asked(time: Time, year: number | null): { ask?: Question } {
  const { ask } = datesOf(time.phrase, year);
  return ask ? { ask } : {};
}

/** The period as the time phrases read it, or as words name it. */
function periodOf(key: string, times: Time[]): ReportPeriod | null {
  const read = times.map(({ phrase }) => phrase.recurrence?.every).find((every) => every !== undefined);
  if (read !== undefined && read !== 'week') return read;
  return PERIODS.find(([, words]) => words.test(key))?.[0] ?? null;
}

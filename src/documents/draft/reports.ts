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
  ['year', /hằng năm|mỗi năm|tổng kết năm|báo cáo năm|cuối năm/u],
];

export function statedReports(units: Unit[], year: Year): StatedReport[] {
  return units.flatMap((unit) =>
    sentencesOf(unit.text, true).flatMap((sentence) => {
      const key = unit.key.slice(sentence.from, sentence.from + sentence.text.length);
      const at = REPORT.exec(key)?.index;
      if (at === undefined) return [];
      return reportOf(unit, sentence, key, at, year) ?? [];
    }),
  );
}

function reportOf(unit: Unit, sentence: Sentence, key: string, at: number, year: Year): StatedReport | null {
  const times = timesIn(sentence.text, year);
  const every = periodOf(key, times);
  const regular = /định kỳ/u.test(key.slice(Math.max(0, at - 60), at + 60));
  const base = { said: sentence.text, place: unit.placeOf(sentence.from + at) };
  const planYear = year.years.length === 1 ? (year.years[0] ?? null) : null;
  const dated =
    times.find(({ phrase, from }) => from >= at && isOnce(phrase, every)) ?? times.find(({ phrase }) => isOnce(phrase, every));
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

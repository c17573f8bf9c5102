/**
 * Compares a draft with what its document should give, field by field.
 *
 * @module
 */
import { foldedKey } from '../../src/documents/draft/folding';
import type { Draft, DraftStage } from '../../src/documents/draft/types';
import type { Expected, ExpectedStage } from './expected';

export interface Score {
  /** Fields that hold a value: how many, and how many came right. */
  fields: number;
  right: number;
  /** Dates among them. */
  dates: number;
  datesRight: number;
  /** Dates that the document gives and the draft leaves open, with a question. */
  datesAsked: number;
  /** A date that differs from the document, whether something is asked about it or not: who asks gives no value. */
  wrong: string[];
  /** Those among them about which nothing is asked. */
  silentlyWrong: string[];
  /** Whatever else differs. */
  differs: string[];
}

/** Spelling, case, quotes and end punctuation are no difference. */
const plain = (text: string) =>
  foldedKey(text)
    .replace(/^chuyên đề\s+/u, '')
    .replace(/[“”"'«».,;:()\s]+/gu, ' ')
    .trim();

const NOTHING_READ: Pick<Draft, 'plan' | 'questions'> = {
  plan: { year: null, number: null, date: null, issuer: null, title: '', basis: [], topics: [], reports: [], recipients: [] },
  questions: [],
};

/** `draft: null`: the document was refused as no plan, so nothing of it was read. */
export function score(draft: Draft | null, { plan: expected, questions }: Expected): Score {
  const result: Score = {
    fields: 0,
    right: 0,
    dates: 0,
    datesRight: 0,
    datesAsked: 0,
    wrong: [],
    silentlyWrong: [],
    differs: [],
  };
  const { plan, questions: put } = draft ?? NOTHING_READ;
  const asked = put.map(({ about }) => about);
  const isAsked = (path: string) => asked.some((about) => path === about || path.startsWith(`${about}/`));

  const field = (path: string, want: unknown, got: unknown) => {
    result.fields += 1;
    if (want === got) result.right += 1;
    else result.differs.push(`${path}: ${JSON.stringify(want)} expected, ${JSON.stringify(got)} read`);
  };
  const date = (path: string, want: string | null, got: string | null) => {
    if (want !== null) {
      field(path, want, got);
      result.dates += 1;
      if (want === got) result.datesRight += 1;
      else if (got === null && isAsked(path)) result.datesAsked += 1;
    }
    if (got === null || got === want) return;
    result.wrong.push(`${path}: ${want} expected, ${got} read`);
    if (!isAsked(path)) result.silentlyWrong.push(`${path}: ${want} expected, ${got} read`);
  };

  field('year', expected.year, plan.year);
  field('number', expected.number, plan.number);
  date('date', expected.date, plan.date);
  field('issuer', plain(expected.issuer), plain(plan.issuer ?? ''));
  field('title', plain(expected.title), plain(plan.title));
  field('basis', expected.basis.join(', '), plan.basis.map(({ number }) => number).join(', '));
  field('recipients', expected.recipients.map(plain).join(' | '), plan.recipients.map(plain).join(' | '));
  field('topics', expected.topics.length, plan.topics.length);
  for (const [index, want] of expected.topics.entries()) {
    const path = `topics/${index + 1}`;
    const got = plan.topics[index];
    field(`${path}/title`, plain(want.title), plain(got?.title ?? ''));
    field(`${path}/choice`, want.choice, got?.choice ?? false);
    if (want.governedBy !== undefined || got?.governedBy) field(`${path}/governedBy`, want.governedBy, got?.governedBy?.number);
    compareStages(path, want.stages, got?.stages ?? []);
  }
  for (const [index, got] of plan.topics.entries())
    if (index >= expected.topics.length) compareStages(`topics/${index + 1}`, [], got.stages);

  field('reports', expected.reports.length, plan.reports.length);
  for (const [index, want] of expected.reports.entries()) {
    const path = `reports/${index + 1}`;
    const got = plan.reports[index];
    field(`${path}/every`, want.every, got?.every ?? null);
    field(`${path}/results`, want.results, got?.results ?? false);
    date(`${path}/due`, want.due, got?.due ?? null);
  }
  for (const about of questions) field(`question ${about}`, true, asked.includes(about));
  return result;

  function compareStages(path: string, wanted: ExpectedStage[], got: DraftStage[]): void {
    const left = [...got];
    for (const want of wanted) {
      const at = left.findIndex(
        (stage) => stage.kind === want.kind && plain(stage.audience ?? '') === plain(want.audience ?? stage.audience ?? ''),
      );
      const [stage] = at < 0 ? [] : left.splice(at, 1);
      const place = `${path}/${want.kind}`;
      field(place, true, stage !== undefined);
      date(`${place}/opens`, want.opens, stage?.opens ?? null);
      date(`${place}/due`, want.due, stage?.due ?? null);
      if (!stage) continue;
      field(`${place}/tentative`, want.tentative, stage.tentative);
      field(`${place}/said`, true, plain(stage.said).includes(plain(want.said)));
    }
    for (const stage of left) {
      result.differs.push(`${path}/${stage.kind}: not in the document, read from “${stage.said}”`);
      date(`${path}/${stage.kind}/opens`, null, stage.opens);
      date(`${path}/${stage.kind}/due`, null, stage.due);
    }
  }
}

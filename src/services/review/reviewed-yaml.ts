/**
 * A review as plan.yaml: what was answered stands as `decided` with its basis, what is still open as a question.
 *
 * @module
 */
import { draftYaml } from '../../documents/draft/plan-yaml';
import type { Settled } from '../../documents/draft/settled';
import type { Draft } from '../../documents/draft/types';
import { STAGE_KINDS } from '../../domain/plan';
import type { Answer } from './question';
import type { Asking } from './questions';
import { answerTo, asking, type Review } from './review';

/** The plan file: what is still open stands in it as a question. @param file the document's name */
export function reviewedYaml(review: Review, file: string): string {
  const { questions, settled } = asking(review);
  const counted = new Map(
    questions.flatMap(({ about }) => answerTo(review, about) ?? []).map((answer) => [answer.about, answer]),
  );
  const value = (about: string) => counted.get(about)?.value;
  const words = (about: string): string | null => {
    const its = value(about);
    return its?.as === 'words' ? its.words : null;
  };
  const roles = (about: string) => {
    const its = value(about);
    return its?.as === 'roles' ? its.roles : undefined;
  };
  const issued = value('date');
  const period = [...counted.values()].find((answer) => answer.value.as === 'period');
  const { plan } = review.draft;
  const draft: Draft = {
    plan: {
      ...plan,
      title: words('title') ?? plan.title,
      number: words('number') ?? plan.number,
      issuer: words('issuer') ?? plan.issuer,
      date: issued?.as === 'day' ? issued.day : plan.date,
      topics: plan.topics.map((topic) => ({ ...topic, title: words(`topics/${topic.ordinal}/title`) ?? topic.title })),
    },
    questions: review.draft.questions.filter(({ about }) => !isAnswered(about, counted, settled)),
  };
  const invited = roles('invited/briefing');
  const house: Settled = {
    owners: Object.fromEntries(STAGE_KINDS.flatMap((kind) => (roles(`owners/${kind}`) ? [[kind, roles(`owners/${kind}`)]] : []))),
    ...(invited && { invited }),
    ...orNothing('id', words('id')),
    ...orNothing('issuer', words('roles/issuer')),
    ...orNothing('board', words('roles/board')),
    dues: settled,
    ...(period?.value.as === 'period' && {
      reports: { every: period.value.every, decided: period.value.decided, basis: period.basis ?? '' },
    }),
  };
  return draftYaml(draft, file, house);
}

const orNothing = (key: 'id' | 'issuer' | 'board', words: string | null) => (words === null ? {} : { [key]: words });

/** A doubt of the draft is gone once its question is answered, or its stage settled. */
function isAnswered(about: string, counted: ReadonlyMap<string, Answer>, settled: Asking['settled']): boolean {
  const stage = /^(topics\/\d+\/[a-z]+)(?:\/(?:due|opens))?$/.exec(about)?.[1];
  const isPeriod = /^reports(?:\/\d+\/every)?$/.test(about);
  return (
    counted.has(about) ||
    (stage !== undefined && (settled.has(stage) || counted.has(stage) || counted.has(`${stage}/due`))) ||
    (isPeriod && [...counted.values()].some(({ value }) => value.as === 'period'))
  );
}

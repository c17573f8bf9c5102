/**
 * Compares what a document was read to change with what it should change.
 *
 * @module
 */
import { loadCalendar } from '../../src/documents/default-calendar';
import { answerless } from '../../src/documents/amendment/answers';
import type { Proposals } from '../../src/documents/amendment/proposal-types';
import { proposalsOf } from '../../src/documents/amendment/proposals';
import { readAmendment, type AmendmentReading } from '../../src/documents/amendment/read';
import { linesOf } from '../../src/documents/draft/extract';
import { foldedKey } from '../../src/documents/draft/folding';
import { readPlanFiles } from '../../src/documents/plan-files';
import { planFileOf, type ExpectedAmendment } from './expected';

export interface AmendmentScore {
  dates: number;
  datesRight: number;
  questions: number;
  asked: number;
  silentlyWrong: string[];
  differs: string[];
}

/** Reads the document and holds it against its plan. */
export async function readAgainst(bytes: Uint8Array, file: string, expected: ExpectedAmendment) {
  const { document } = await readPlanFiles({ plan: planFileOf(expected) });
  if (!document) throw new Error(`${expected.plan} is at fault`);
  const calendar = await loadCalendar();
  const reading = await readAmendment(bytes, file, { year: document.year, calendar, lineReader: linesOf });
  const proposals = proposalsOf(reading, document, { today: expected.today, standing: new Map(), pastSettled: false });
  return { reading, proposals: answerless(proposals, document, calendar) };
}

const plain = (text: string) => foldedKey(text).replace(/[“”"'«».,;:()|\s]+/gu, ' ');

export function scoreAmendment(
  { head }: AmendmentReading,
  { dates, questions }: Proposals,
  expected: ExpectedAmendment,
): AmendmentScore {
  const score: AmendmentScore = { dates: 0, datesRight: 0, questions: 0, asked: 0, silentlyWrong: [], differs: [] };
  const open = questions.map(({ about }) => about);
  for (const [key, want] of [
    ['number', expected.number],
    ['date', expected.date],
  ] as const)
    if (head[key] !== want)
      (head[key] === null ? score.differs : score.silentlyWrong).push(`${key}: ${want} expected, ${head[key]} read`);
  for (const about of expected.questions) {
    score.questions += 1;
    const at = open.indexOf(about);
    if (at >= 0) open.splice(at, 1);
    if (at >= 0) score.asked += 1;
    else score.silentlyWrong.push(`${about} should be asked`);
  }
  for (const [path, want] of Object.entries(expected.changes)) {
    const got = dates.find(({ topicId, stage }) => `${topicId}/${stage}` === path);
    const isAsked = open.some((about) => about === path || path.startsWith(`${about}/`) || about.startsWith('?'));
    for (const field of ['opens', 'due'] as const) {
      if (want[field] === undefined && got?.[field] === undefined) continue;
      score.dates += 1;
      if (want[field] === got?.[field]) score.datesRight += 1;
      else
        (isAsked && !got ? score.differs : score.silentlyWrong).push(
          `${path}/${field}: ${want[field]} expected, ${got?.[field]} read`,
        );
    }
    if (got && !plain(got.said).includes(plain(want.said).trim())) score.differs.push(`${path}: read from “${got.said}”`);
  }
  for (const { topicId, stage, due, said } of dates)
    if (!expected.changes[`${topicId}/${stage}`])
      score.silentlyWrong.push(`${topicId}/${stage}: ${due} read from “${said}”, nothing expected`);
  for (const about of open)
    score.differs.push(`asked beyond need: ${about} (${questions.find((one) => one.about === about)?.reason})`);
  return score;
}

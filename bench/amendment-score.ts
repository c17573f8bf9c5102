/**
 * `npm run score:amendments`: how well `plan amend --from` reads the corpus, the held-out set apart. Exit 1 when in either a
 * date is silently wrong, a change is lost, or fewer than 80 % are resolved.
 *
 * @module
 */
import { table } from '../src/cli/table';
import { amendmentCorpus, heldOutAmendments, type AmendmentDocument } from '../tests/corpus-amendments/expected';
import { readAgainst, scoreAmendment, type AmendmentScore } from '../tests/corpus-amendments/score';

const LEAST_RESOLVED = 0.8;

async function main(): Promise<void> {
  const sets: [string, AmendmentDocument[]][] = [
    ['corpus', amendmentCorpus()],
    ['held-out', heldOutAmendments()],
  ];
  for (const [set, documents] of sets) {
    const scores: { name: string; of: AmendmentScore }[] = [];
    for (const { name, file, bytes, expected } of documents) {
      const { reading, proposals } = await readAgainst(bytes, file, expected);
      scores.push({ name, of: scoreAmendment(reading, proposals, expected) });
    }
    print(set, scores);
  }
}

function print(set: string, scores: { name: string; of: AmendmentScore }[]): void {
  const sum = (count: (each: AmendmentScore) => number) => scores.reduce((total, { of }) => total + count(of), 0);
  const row = (name: string, of: Pick<AmendmentScore, 'dates' | 'datesRight' | 'questions' | 'asked'>, wrong: number) => [
    name,
    `${of.datesRight}/${of.dates}`,
    `${of.asked}/${of.questions}`,
    String(wrong),
  ];
  const all = {
    dates: sum(({ dates }) => dates),
    datesRight: sum(({ datesRight }) => datesRight),
    questions: sum(({ questions }) => questions),
    asked: sum(({ asked }) => asked),
  };
  const wrong = sum(({ silentlyWrong }) => silentlyWrong.length);
  const rows = scores.map(({ name, of }) => row(name, of, of.silentlyWrong.length));
  console.log(`\n${set}`);
  console.log(table(['document', 'dates', 'asked', 'silently wrong'], [...rows, row('all', all, wrong)]));
  for (const { name, of } of scores)
    for (const line of [...of.silentlyWrong.map((each) => `silently wrong: ${each}`), ...of.differs])
      console.log(`${name}: ${line}`);
  console.log(`${set}: ${((all.datesRight / all.dates) * 100).toFixed(1)} % of the dates resolved, ${wrong} silently wrong`);
  if (wrong > 0 || all.datesRight / all.dates < LEAST_RESOLVED) process.exitCode = 1;
}

void main();

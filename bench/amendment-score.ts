/**
 * `npm run score:amendments`: how well `plan amend --from` reads the corpus. Exit 1 when a date is silently wrong, a change
 * is lost, or fewer than 80 % are resolved.
 *
 * @module
 */
import { table } from '../src/cli/table';
import { amendmentCorpus } from '../tests/corpus-amendments/expected';
import { readAgainst, scoreAmendment, type AmendmentScore } from '../tests/corpus-amendments/score';

const LEAST_RESOLVED = 0.8;

async function main(): Promise<void> {
  const scores: { name: string; of: AmendmentScore }[] = [];
  for (const { name, file, bytes, expected } of amendmentCorpus()) {
    const { reading, proposals } = await readAgainst(bytes, file, expected);
    scores.push({ name, of: scoreAmendment(reading, proposals, expected) });
  }
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
  console.log(table(['document', 'dates', 'asked', 'silently wrong'], [...rows, row('all', all, wrong)]));
  for (const { name, of } of scores)
    for (const line of [...of.silentlyWrong.map((each) => `silently wrong: ${each}`), ...of.differs])
      console.log(`${name}: ${line}`);
  console.log(`${((all.datesRight / all.dates) * 100).toFixed(1)} % of the dates resolved, ${wrong} silently wrong`);
  if (wrong > 0 || all.datesRight / all.dates < LEAST_RESOLVED) process.exitCode = 1;
}

void main();

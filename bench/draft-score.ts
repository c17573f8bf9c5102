/**
 * `npm run score`: how well `plan draft` reads the corpus, field by field. Exit 1 when a date is silently wrong or fewer
 * than 80 % are resolved.
 *
 * @module
 */
import { table } from '../src/cli/table';
import { draftPlan } from '../src/documents/draft/read';
import { corpus } from '../tests/corpus/expected';
import { score, type Score } from '../tests/corpus/score';

const LEAST_RESOLVED = 0.8;

async function main(): Promise<void> {
  const scores: { name: string; of: Score }[] = [];
  for (const { name, file, bytes, expected } of corpus())
    scores.push({ name, of: score(await draftPlan(bytes, file), expected) });
  const sum = (count: (each: Score) => number) => scores.reduce((total, { of }) => total + count(of), 0);
  const share = (right: number, all: number) => `${right}/${all}`;
  const rows = scores.map(({ name, of }) => [
    name,
    share(of.right, of.fields),
    share(of.datesRight, of.dates),
    String(of.silentlyWrong.length),
  ]);
  const resolved = sum((of) => of.datesRight) / sum((of) => of.dates);
  const wrong = sum((of) => of.silentlyWrong.length);
  rows.push([
    'all',
    share(
      sum((of) => of.right),
      sum((of) => of.fields),
    ),
    share(
      sum((of) => of.datesRight),
      sum((of) => of.dates),
    ),
    String(wrong),
  ]);
  console.log(table(['document', 'fields', 'dates', 'silently wrong'], rows));
  for (const { name, of } of scores)
    for (const line of [...of.silentlyWrong.map((each) => `silently wrong: ${each}`), ...of.differs])
      console.log(`${name}: ${line}`);
  console.log(`${(resolved * 100).toFixed(1)} % of the dates resolved, ${wrong} silently wrong`);
  if (wrong > 0 || resolved < LEAST_RESOLVED) process.exitCode = 1;
}

void main();

/**
 * `npm run score`: how well `plan draft` reads the corpus, field by field, as text, docx and PDF; each held-out set
 * apart. A date that is given and differs is wrong, even where a question stands beside it. Exit 1 when a date is wrong or
 * fewer than 80 % are resolved in either.
 *
 * @module
 */
import { table } from '../src/cli/table';
import { linesOf } from '../src/documents/draft/extract';
import { draftPlan } from '../src/documents/draft/read';
import type { Draft } from '../src/documents/draft/types';
import { CodedError } from '../src/errors';
import { corpus, heldOutSets, type CorpusDocument } from '../tests/corpus/expected';
import { makeDocx } from '../tests/corpus/make-docx';
import { makePdf } from '../tests/corpus/make-pdf';
import { score, type Score } from '../tests/corpus/score';

const LEAST_RESOLVED = 0.8;

const FORMS: [string, (document: CorpusDocument) => { bytes: Buffer; file: string }][] = [
  ['text', ({ bytes, file }) => ({ bytes, file })],
  ['docx', ({ bytes, name, expected }) => ({ bytes: makeDocx(bytes.toString(), expected.merged), file: `${name}.docx` })],
  ['pdf', ({ bytes, name }) => ({ bytes: makePdf(bytes.toString()), file: `${name}.pdf` })],
];

async function main(): Promise<void> {
  const sets: [string, CorpusDocument[]][] = [
    ['corpus', corpus()],
    ...heldOutSets().map((documents, index): [string, CorpusDocument[]] => [`held-out ${index + 1}`, documents]),
  ];
  for (const [set, documents] of sets)
    for (const [form, made] of FORMS) {
      const scores: { name: string; of: Score }[] = [];
      for (const document of documents) {
        const { bytes, file } = made(document);
        scores.push({ name: document.name, of: score(await drafted(bytes, file), document.expected) });
      }
      print(`${set} as ${form}`, scores);
    }
}

/** Null when the document was refused as no plan: all its dates count as not resolved. */
async function drafted(bytes: Buffer, file: string): Promise<Draft | null> {
  try {
    return await draftPlan(bytes, file, { lineReader: linesOf });
  } catch (error) {
    if (error instanceof CodedError && error.code === 'CD_DRAFT_NOT_PLAN') return null;
    throw error;
  }
}

function print(title: string, scores: { name: string; of: Score }[]): void {
  const sum = (count: (each: Score) => number) => scores.reduce((total, { of }) => total + count(of), 0);
  const row = (name: string, count: (field: (each: Score) => number) => number) => [
    name,
    `${count((of) => of.right)}/${count((of) => of.fields)}`,
    `${count((of) => of.datesRight)}/${count((of) => of.dates)}`,
    String(count((of) => of.datesAsked)),
    String(count((of) => of.wrong.length)),
  ];
  const rows = [...scores.map(({ name, of }) => row(name, (field) => field(of))), row('all', sum)];
  console.log(`\n${title}`);
  console.log(table(['document', 'fields', 'dates', 'asked', 'wrong'], rows));
  for (const { name, of } of scores)
    for (const line of [...of.wrong.map((each) => `wrong: ${each}`), ...of.differs]) console.log(`${name}: ${line}`);
  const dates = sum((of) => of.dates);
  const resolved = sum((of) => of.datesRight) / dates;
  const wrong = sum((of) => of.wrong.length);
  const silently = sum((of) => of.silentlyWrong.length);
  const percent = (part: number) => `${(part * 100).toFixed(1)} %`;
  console.log(
    `${title}: ${percent(resolved)} of the dates resolved, ${percent(sum((of) => of.datesAsked) / dates)} asked, ${percent(wrong / dates)} wrong (${wrong}, ${silently} silently)`,
  );
  if (wrong > 0 || resolved < LEAST_RESOLVED) process.exitCode = 1;
}

void main();

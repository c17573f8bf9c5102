import { linesOf } from '../../../src/documents/draft/extract';
import { draftPlan } from '../../../src/documents/draft/read';
import { corpus, heldOutSets, type CorpusDocument } from '../../corpus/expected';
import { makeDocx } from '../../corpus/make-docx';
import { makePdf } from '../../corpus/make-pdf';
import { score, type Score } from '../../corpus/score';

const FORMS: [string, (document: CorpusDocument) => { bytes: Buffer; file: string }][] = [
  ['as text', ({ bytes, file }) => ({ bytes, file })],
  ['as docx', ({ bytes, name, expected }) => ({ bytes: makeDocx(bytes.toString(), expected.merged), file: `${name}.docx` })],
  ['as PDF', ({ bytes, name }) => ({ bytes: makePdf(bytes.toString()), file: `${name}.pdf` })],
];
const SETS: [string, () => CorpusDocument[]][] = [
  ['the corpus', corpus],
  ['the second held-out set', () => heldOutSets()[1] ?? []],
  ['the third held-out set', () => heldOutSets()[2] ?? []],
  ['the fourth held-out set', () => heldOutSets()[3] ?? []],
];
const CASES = SETS.flatMap(([set, documents]) => FORMS.map(([form, made]) => ({ name: `${set} ${form}`, documents, made })));

describe.each(CASES)('$name', ({ documents, made }) => {
  const scores: { name: string; of: Score }[] = [];
  beforeAll(async () => {
    for (const document of documents()) {
      const { bytes, file } = made(document);
      scores.push({ name: document.name, of: score(await draftPlan(bytes, file, { lineReader: linesOf }), document.expected) });
    }
  });

  test('has no date wrong, asked about or not', () => {
    expect(scores.length).toBeGreaterThanOrEqual(10);
    expect(scores.flatMap(({ name, of }) => of.wrong.map((each) => `${name}: ${each}`))).toEqual([]);
  });

  test('has at least 80 % of its dates resolved, and of its fields right', () => {
    const sum = (count: (each: Score) => number) => scores.reduce((total, { of }) => total + count(of), 0);
    expect(sum((of) => of.dates)).toBeGreaterThan(130);
    expect(sum((of) => of.datesRight) / sum((of) => of.dates)).toBeGreaterThanOrEqual(0.8);
    expect(sum((of) => of.right) / sum((of) => of.fields)).toBeGreaterThanOrEqual(0.8);
  });
});

test('every value stands where its sentence is', async () => {
  const [reference] = corpus();
  if (!reference) throw new Error('The corpus is empty');
  const lines = reference.bytes.toString().split('\n');
  const { plan } = await draftPlan(reference.bytes, reference.file);
  const places = plan.topics.flatMap(({ stages }) =>
    stages.map(({ kind, place, said }) => [kind, lines[place.line - 1]?.includes(said.slice(0, 20))]),
  );
  expect(places).toHaveLength(7);
  expect(places.every(([, found]) => found)).toBe(true);
});

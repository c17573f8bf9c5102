import { makeDocx } from '../../corpus/make-docx';
import { makePdf } from '../../corpus/make-pdf';
import { amendmentCorpus, heldOutAmendments, type AmendmentDocument } from '../../corpus-amendments/expected';
import { readAgainst, scoreAmendment, type AmendmentScore } from '../../corpus-amendments/score';

const FORMS: [string, (document: AmendmentDocument) => { bytes: Buffer; file: string }][] = [
  ['as text', ({ bytes, file }) => ({ bytes, file })],
  ['as docx', ({ bytes, name }) => ({ bytes: makeDocx(bytes.toString()), file: `${name}.docx` })],
  ['as PDF', ({ bytes, name }) => ({ bytes: makePdf(bytes.toString()), file: `${name}.pdf` })],
];

const SETS = [
  { set: 'the reader was made with', documents: amendmentCorpus, least: 40 },
  { set: 'of the held-out set', documents: heldOutAmendments, least: 20 },
];

describe.each(SETS.flatMap((set) => FORMS.map(([form, made]) => ({ ...set, form, made }))))(
  'documents that amend a plan, $set, $form',
  ({ documents, least, made }) => {
    const scores: { name: string; of: AmendmentScore }[] = [];
    beforeAll(async () => {
      for (const document of documents()) {
        const { bytes, file } = made(document);
        const { reading, proposals } = await readAgainst(bytes, file, document.expected);
        scores.push({ name: document.name, of: scoreAmendment(reading, proposals, document.expected) });
      }
    });

    test('change no date that they do not mean, and lose none without a question', () => {
      expect(scores.length).toBeGreaterThanOrEqual(10);
      expect(scores.flatMap(({ name, of }) => of.silentlyWrong.map((each) => `${name}: ${each}`))).toEqual([]);
    });

    test('at least 80 % of their dates are understood', () => {
      const sum = (count: (each: AmendmentScore) => number) => scores.reduce((total, { of }) => total + count(of), 0);
      expect(sum(({ dates }) => dates)).toBeGreaterThan(least);
      expect(sum(({ datesRight }) => datesRight) / sum(({ dates }) => dates)).toBeGreaterThanOrEqual(0.8);
    });
  },
);

test('every date stands where its sentence is', async () => {
  const [first] = amendmentCorpus();
  if (!first) throw new Error('The corpus is empty');
  const lines = first.bytes.toString().split('\n');
  const { proposals } = await readAgainst(first.bytes, first.file, first.expected);
  expect(proposals.dates).toHaveLength(1);
  for (const { place, said } of proposals.dates) expect(lines[(place?.line ?? 0) - 1]).toContain(said.slice(0, 30));
});

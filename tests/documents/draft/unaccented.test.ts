import { accented } from '../../../src/documents/draft/accents';
import { foldedKey } from '../../../src/documents/draft/folding';
import { draftPlan } from '../../../src/documents/draft/read';
import { corpus, heldOutSets, type CorpusDocument } from '../../corpus/expected';
import { makeDocx } from '../../corpus/make-docx';
import { makePdf } from '../../corpus/make-pdf';
import { score, type Score } from '../../corpus/score';
import { unaccented } from '../../corpus/unaccented';

/** They hold headings of every form, two audiences, and a whole document in one paragraph. */
const THREE = ['01-tham-chieu-2023', '12-mot-doan-lien', '19-hai-doi-tuong'];

const FORMS: [string, (document: CorpusDocument) => { bytes: Buffer; file: string }, (name: string) => boolean][] = [
  ['as text', ({ bytes, file }) => ({ bytes, file }), () => true],
  ['as docx', ({ bytes, name }) => ({ bytes: makeDocx(bytes.toString()), file: `${name}.docx` }), (name) => THREE.includes(name)],
  ['as PDF', ({ bytes, name }) => ({ bytes: makePdf(bytes.toString()), file: `${name}.pdf` }), (name) => THREE.includes(name)],
];

describe.each(FORMS)('a document without accents, %s', (_, made, wanted) => {
  const scores: { name: string; of: Score }[] = [];
  beforeAll(async () => {
    for (const document of [...corpus(), ...(heldOutSets()[0] ?? [])].filter(({ name }) => wanted(name)).map(unaccented)) {
      const { bytes, file } = made(document);
      scores.push({ name: document.name, of: score(await draftPlan(bytes, file), document.expected) });
    }
  });
  const sum = (count: (each: Score) => number) => scores.reduce((total, { of }) => total + count(of), 0);

  test('gives no wrong date', () => {
    expect(scores.length).toBeGreaterThanOrEqual(3);
    expect(scores.flatMap(({ name, of }) => of.wrong.map((each) => `${name}: ${each}`))).toEqual([]);
  });

  test('has four dates of five resolved, the rest asked, and its fields right', () => {
    expect(sum((of) => of.datesRight) / sum((of) => of.dates)).toBeGreaterThanOrEqual(0.8);
    expect(sum((of) => of.datesRight + of.datesAsked)).toBe(sum((of) => of.dates));
    expect(sum((of) => of.right) / sum((of) => of.fields)).toBeGreaterThanOrEqual(0.8);
  });
});

test('what is quoted stays as it was typed', async () => {
  const document = corpus().find(({ name }) => name === THREE[0]);
  if (!document) throw new Error('The corpus is empty');
  const { bytes, file } = unaccented(document);
  const text = bytes.toString();
  const { plan, questions } = await draftPlan(bytes, file);
  const said = [...plan.topics.flatMap(({ title, stages }) => [title, ...stages.map((stage) => stage.said)]), ...plan.recipients];
  expect(said.filter((each) => !/^[\x00-\x7f“”–]*$/.test(each))).toEqual([]);
  expect(plan.topics.flatMap(({ stages }) => stages).every((stage) => text.includes(stage.said.slice(0, 30)))).toBe(true);
  expect(questions.every(({ said: sentence }) => /^[\x00-\x7f“”–]*$/.test(sentence))).toBe(true);
});

test('words get their accents for matching only where the text has none, in place', () => {
  expect(accented('CHUYEN DE 1: Sinh hoat quy II, so 12-KH/TU')).toBe('CHUYÊN ĐỀ 1: Sinh hoạt quý II, số 12-KH/TU');
  expect(accented('theo quy dinh')).toBe('theo quy định');
  expect(accented('Chuyen đề')).toBe('Chuyen đề');
  expect(foldedKey('Noi nhan: cac Chi bo')).toBe('nơi nhận: các chi bộ');
  for (const { bytes } of corpus().map(unaccented)) expect(accented(bytes.toString())).toHaveLength(bytes.toString().length);
});

test('what may be two words is asked', async () => {
  const text = [
    'KE HOACH',
    'To chuc sinh hoat chuyen de nam 2026',
    'I. NOI DUNG',
    '1. Chuyen de 1: Giu gin doan ket',
    '- Hoc tap: trong thang sau.',
    '- Sinh hoat: toi ngay 20/5.',
    '2. Chuyen de 2: Neu guong',
    '- Hoc tap: quy tu ngay 1/10.',
    '- Sinh hoat: ram thang 7.',
    '- Bao cao ket qua: truoc ngay 30/9.',
  ].join('\n');
  const { plan, questions } = await draftPlan(Buffer.from(text), 'ke-hoach.txt');
  const dues = plan.topics.flatMap(({ stages }) => stages.map(({ kind, due }) => [kind, due]));
  expect(dues).toContainEqual(['reporting', '2026-09-29']);
  expect(dues.filter(([, due]) => due !== null)).toHaveLength(1);
  const asked = questions.map(({ about }) => about);
  expect(asked).toEqual(expect.arrayContaining(['topics/1/study/due', 'topics/1/session/due', 'topics/2/session/due']));
});

/** Where the head of a small document ends, what its titles hold, and which documents are no plan. */
import { draftPlan } from '../../../src/documents/draft/read';
import type { Draft } from '../../../src/documents/draft/types';
import { smallPlan, stagesIn } from './small-plan';

const read = (text: string, year?: number): Promise<Draft> =>
  draftPlan(Buffer.from(text), 'a.txt', year === undefined ? {} : { year });

const head = (kind: string, symbol: string) =>
  `ĐẢNG ỦY XÃ AN HÒA\nSố 05-${symbol}/ĐU\nAn Hòa, ngày 10 tháng 01 năm 2026\n\n${kind}\n\n`;
const TOPICS = '1. Chuyên đề 1: Giữ gìn đoàn kết\n- Sinh hoạt trong tháng 5/2026.\n';

test.each([
  '1. Chuyên đề 1: Nêu gương của cán bộ\n- Sinh hoạt trong tháng 5.\n2. Chuyên đề 2: Giữ gìn đoàn kết\n- Sinh hoạt trong tháng 9.',
  '1. Chuyên đề 1: Nêu gương của cán bộ\nSinh hoạt trong tháng 5.\n2. Chuyên đề 2: Giữ gìn đoàn kết\nSinh hoạt trong tháng 9.',
  'Chuyên đề 1: Nêu gương của cán bộ\nSinh hoạt trong tháng 5.\nChuyên đề 2: Giữ gìn đoàn kết\nSinh hoạt trong tháng 9.',
])('without a preamble the title ends at the first topic, whose lines are read: %#', async (body) => {
  const draft = await read(`${head('KẾ HOẠCH\nsinh hoạt chuyên đề năm 2026', 'KH')}${body}\n`);
  expect(draft.plan).toMatchObject({ title: 'Kế hoạch sinh hoạt chuyên đề năm 2026', date: '2026-01-10' });
  expect(draft.plan.topics.map(({ title }) => title)).toEqual(['Nêu gương của cán bộ', 'Giữ gìn đoàn kết']);
  expect(stagesIn(draft)).toEqual([['session 2026-05-01 2026-05-31'], ['session 2026-09-01 2026-09-30']]);
  // nor is the document's own date asked
  expect(draft.questions.map(({ about }) => about).filter((about) => !/^(?:issuer|number)$/.test(about))).toEqual([]);
});

test('a date in brackets behind a title is read; an anniversary stays in it', async () => {
  const draft = await smallPlan(`II. NỘI DUNG
1. Chuyên đề 1: Nêu gương của cán bộ (sinh hoạt trong tháng 5/2026)
2. Giữ gìn đoàn kết (trước ngày 30/9/2026).
3. Kỷ niệm ngày thành lập Đảng (03/02/1930 - 03/02/2026)
- Sinh hoạt trong tháng 2/2026.
4. Chiến thắng Điện Biên Phủ (tháng 5/1954)
- Sinh hoạt trong tháng 6/2026.`);
  expect(draft.plan.topics.map(({ title }) => title)).toEqual([
    'Nêu gương của cán bộ',
    'Giữ gìn đoàn kết',
    'Kỷ niệm ngày thành lập Đảng (03/02/1930 - 03/02/2026)',
    'Chiến thắng Điện Biên Phủ (tháng 5/1954)',
  ]);
  expect(stagesIn(draft)).toEqual([
    ['session 2026-05-01 2026-05-31'],
    ['session null 2026-09-29'],
    ['session 2026-02-01 2026-02-28'],
    ['session 2026-06-01 2026-06-30'],
  ]);
});

test('a date in brackets inside a quoted title is asked', async () => {
  const { questions } = await smallPlan(`II. NỘI DUNG
1. Chuyên đề 1: “Nêu gương của cán bộ (tháng 5/2026)”
- Học tập trong tháng 4/2026.`);
  expect(questions.map(({ about, reason }) => `${about} ${reason.slice(0, 14)}`)).toEqual(['dates/1 “tháng 5/2026”']);
});

test('lines below the next of the list, which names no topic, are not the first topic’s: their dates are asked', async () => {
  const draft = await smallPlan(`II. NỘI DUNG
1. Chuyên đề 1: Nêu gương của cán bộ
- Học tập trong tháng 4/2026.
2. Giữ gìn đoàn kết.
- Sinh hoạt trong tháng 9/2026.`);
  expect(stagesIn(draft)).toEqual([['study 2026-04-01 2026-04-30']]);
  expect(draft.questions.map(({ reason }) => reason).join()).toContain('tháng 9/2026');
});

test('a weekday by its place in a month is the draft’s date', async () => {
  const draft = await smallPlan(`II. NỘI DUNG
1. Chuyên đề 1: Nêu gương của cán bộ
- Hội nghị quán triệt: thứ Hai đầu tiên của tháng 3/2026.`);
  expect(stagesIn(draft)).toEqual([['briefing 2026-03-02 2026-03-02']]);
});

test.each([
  ['BÁO CÁO\nkết quả sinh hoạt chuyên đề năm 2025', 'BC', 'BÁO CÁO'],
  ['BÁO CÁO\nKết quả thực hiện\nKế hoạch sinh hoạt chuyên đề năm 2025', 'BC', 'BÁO CÁO'],
  ['GIẤY MỜI\ndự hội nghị sinh hoạt chuyên đề', 'GM', 'GIẤY MỜI'],
  ['NGHỊ QUYẾT\nvề nhiệm vụ năm 2026', 'NQ', 'NGHỊ QUYẾT'],
  ['V/v sinh hoạt chuyên đề năm 2026\n\nKính gửi: Các chi bộ trực thuộc', 'CV', 'V/v'],
  ['THÔNG BÁO\nkết luận của đồng chí Bí thư tại buổi sinh hoạt chuyên đề', 'TB', 'THÔNG BÁO'],
])('“%s” is no plan, whatever year is given', async (kind, symbol, named) => {
  const reading = read(`${head(kind, symbol)}${TOPICS}`, 2026);
  await expect(reading).rejects.toMatchObject({ code: 'CD_DRAFT_NOT_PLAN' });
  await expect(reading).rejects.toThrow(named);
});

test.each([
  ['THÔNG BÁO\ntổ chức sinh hoạt chuyên đề năm 2026', 'TB'],
  ['HƯỚNG DẪN\nsinh hoạt chuyên đề năm 2026', 'HD'],
  ['CHƯƠNG TRÌNH\nsinh hoạt chuyên đề năm 2026', 'CTr'],
  ['QUYẾT ĐỊNH\nban hành kế hoạch\n\nKẾ HOẠCH\nsinh hoạt chuyên đề năm 2026', 'QĐ'],
])('“%s” sets topics and their dates, and is drafted', async (kind, symbol) => {
  expect(stagesIn(await read(`${head(kind, symbol)}${TOPICS}`, 2026))).toEqual([['session 2026-05-01 2026-05-31']]);
});

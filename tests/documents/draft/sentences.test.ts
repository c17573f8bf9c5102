import { draftPlan } from '../../../src/documents/draft/read';
import { reportsIn, smallPlan, stagesIn } from './small-plan';

const TOPIC = `II. NỘI DUNG
1. Chuyên đề 1: Giữ gìn đoàn kết
- Sinh hoạt chuyên đề: tháng 5/2026.
`;

test('a line broken inside “tháng Mười Một” is November', async () => {
  const draft = await smallPlan(`II. NỘI DUNG
1. Chuyên đề 1: Giữ gìn đoàn kết
- Sinh hoạt: tháng Mười
Một năm 2026.
2. Chuyên đề 2: Phòng, chống lãng phí
- Sinh hoạt chuyên đề: trong tháng Mười
Một số chi bộ báo cáo kinh nghiệm.`);
  expect(stagesIn(draft)[0]).toEqual(['session 2026-11-01 2026-11-30']);
  expect(stagesIn(draft)[1]).toContain('session 2026-10-01 2026-10-31');
});

test('a line broken before the number of a topic or of a document goes on', async () => {
  const draft = await smallPlan(`Thực hiện Chương trình làm việc số
01-CTr/ĐU, ngày 05/01/2026 của Đảng ủy xã.
II. NỘI DUNG
1. Chuyên đề 1: Giữ gìn đoàn kết
2. Chuyên đề 2: Phòng, chống lãng phí
III. THỜI GIAN
1. Quý II: sinh hoạt chuyên đề 1.
2. Quý III: học tập, thảo luận chuyên đề 2. Quý IV: sinh hoạt
chuyên đề 2.`);
  expect(draft.plan.basis.map(({ number }) => number)).toEqual(['12-HD/TU', '01-CTr/ĐU']);
  expect(stagesIn(draft)).toEqual([
    ['session 2026-04-01 2026-06-30'],
    ['study 2026-07-01 2026-09-30', 'session 2026-10-01 2026-12-31'],
  ]);
});

test('topics typed small, without stops, stay apart', async () => {
  const draft = await smallPlan(`II. NỘI DUNG
chuyên đề 1: giữ gìn đoàn kết
sinh hoạt: tháng 5/2026
chuyên đề 2: phòng, chống lãng phí
sinh hoạt: tháng 9/2026`);
  expect(stagesIn(draft)).toEqual([['session 2026-05-01 2026-05-31'], ['session 2026-09-01 2026-09-30']]);
});

test('days in what is suggested for a topic are no stage of it; those to come are asked', async () => {
  const draft = await smallPlan(`${TOPIC}Gợi ý: nêu các vụ việc từ 01/01/2025 đến nay.
- Gợi ý thảo luận: việc phải xong trước ngày 30/9/2026.`);
  expect(stagesIn(draft)).toEqual([['session 2026-05-01 2026-05-31']]);
  expect(draft.questions.map(({ about, reason }) => `${about} ${reason.split(':')[0]}`)).toContainEqual(
    expect.stringContaining('“xong trước ngày 30/9/2026”'),
  );
});

test('registering and meeting in the sentence of the title are two stages', async () => {
  const draft =
    await smallPlan(`${TOPIC}2. Ngoài ra, mỗi chi bộ lựa chọn 01 chuyên đề, đăng ký với chi ủy trong tháng 8/2026 và sinh hoạt trước ngày 20/11/2026.
III. TỔ CHỨC THỰC HIỆN
Các chi bộ thực hiện.`);
  expect(stagesIn(draft)[1]).toEqual(['selection 2026-08-01 2026-08-31', 'session null 2026-11-19']);
});

test.each([
  ['III – CHẾ ĐỘ THÔNG TIN, BÁO CÁO', 'Các chi bộ báo cáo Đảng ủy định kỳ hằng quý.', ['quarter null']],
  ['III. TỔ CHỨC THỰC HIỆN', 'Báo cáo cả năm gửi về Tỉnh ủy trước ngày 15 tháng 12 năm 2026.', ['year 2026-12-14']],
  ['III. TỔ CHỨC THỰC HIỆN', 'Báo cáo kết quả thực hiện cả năm 2026 gửi trước ngày 15/12/2026.', ['null 2026-12-14']],
  [
    'III. TỔ CHỨC THỰC HIỆN',
    'Chi bộ báo cáo Đảng ủy 6 tháng (trước ngày 10/6/2026) và năm (trước ngày 05/12/2026).',
    ['half 2026-06-09', 'year 2026-12-04'],
  ],
  [
    'III. TỔ CHỨC THỰC HIỆN',
    'Các chi bộ gửi báo cáo sơ kết 6 tháng trước ngày 05/6/2026, báo cáo tổng kết năm trước ngày 01/12/2026.',
    ['half 2026-06-04', 'year 2026-11-30'],
  ],
])('%s: “%s”', async (title, sentence, reports) => {
  const draft = await smallPlan(`${TOPIC}${title}\n${sentence}`);
  expect(reportsIn(draft)).toEqual(reports);
});

test('sections by letters hold parts by Roman numbers, and their reports are no topic’s', async () => {
  const draft = await smallPlan(`A. MỤC ĐÍCH, YÊU CẦU
I. Mục đích
Nâng cao chất lượng sinh hoạt.
II. Yêu cầu
Thiết thực, hiệu quả.
B. CÁC CHUYÊN ĐỀ
I. Chuyên đề 1: Giữ gìn đoàn kết
1/ Sinh hoạt chuyên đề: tháng 5/2026.
II. Chuyên đề 2: Phòng, chống lãng phí
1/ Sinh hoạt chuyên đề: tháng 9/2026.
C. TỔ CHỨC THỰC HIỆN
1/ Các chi bộ gửi báo cáo tổng kết năm trước ngày 01/12/2026.`);
  expect(stagesIn(draft)).toEqual([['session 2026-05-01 2026-05-31'], ['session 2026-09-01 2026-09-30']]);
  expect(reportsIn(draft)).toEqual(['year 2026-11-30']);
});

test('several periods of one sentence are asked, and so are their days', async () => {
  const draft = await smallPlan(`${TOPIC}III. TỔ CHỨC THỰC HIỆN\nĐịnh kỳ 6 tháng, năm báo cáo về Sở trước ngày 15/6 và 15/12.`);
  expect(reportsIn(draft)).toEqual(['null null']);
  expect(draft.questions.map(({ about, reason }) => `${about} ${reason}`)).toEqual([
    'reports/1/every một câu nêu nhiều kỳ báo cáo: “định kỳ 6 tháng, năm”',
  ]);
  expect(draft.questions[0]?.said).toContain('15/6 và 15/12');
});

test.each([
  ['năm 2025', '10 tháng 01 năm 2025', 2026, ['--year là 2026, văn bản nêu năm 2025']],
  ['năm 2025', '10 tháng 01 năm 2025', 2025, []],
  ['năm 2026', '15 tháng 12 năm 2025', 2026, []],
  ['', '10 tháng 01 năm 2025', 2026, ['--year là 2026, văn bản nêu năm 2025']],
  ['', '15 tháng 12 năm 2025', 2026, []],
  ['giai đoạn 2025-2026', '10 tháng 01 năm 2025', 2026, []],
])('a plan “%s” of %s read for %i', async (title, day, year, reasons) => {
  const text = `ĐẢNG ỦY XÃ AN HÒA
Số 05-KH/ĐU
An Hòa, ngày ${day}

KẾ HOẠCH
sinh hoạt chuyên đề ${title}

Căn cứ Hướng dẫn số 12-HD/TU, Đảng ủy xã xây dựng kế hoạch như sau:

II. NỘI DUNG
1. Chuyên đề 1: Giữ gìn đoàn kết
- Sinh hoạt chuyên đề: trước ngày 30/4.
III. TỔ CHỨC THỰC HIỆN
Các chi bộ thực hiện.`;
  const { questions } = await draftPlan(Buffer.from(text), 'a.txt', { year });
  expect(questions.filter(({ about }) => about === 'year/stated').map(({ reason }) => reason)).toEqual(reasons);
});

test('a title ends before the table of topics, and a number may stand behind the issuer', async () => {
  const text = `**ĐẢNG ỦY** Số 05-KH/ĐU, ngày 20/01/2026

## KẾ HOẠCH sinh hoạt chuyên đề năm 2026

| TT | Chuyên đề | Sinh hoạt |
|---|---|---|
| 1 | Xây dựng nông thôn mới | Tháng 3 |
`;
  const { plan } = await draftPlan(Buffer.from(text), 'a.md');
  expect(plan).toMatchObject({ title: 'Kế hoạch sinh hoạt chuyên đề năm 2026', number: '05-KH/ĐU', date: '2026-01-20' });
});

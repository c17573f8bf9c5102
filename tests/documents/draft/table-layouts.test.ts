import { smallPlan, stagesIn } from './small-plan';

const FORMS = ['text', 'docx', 'pdf'] as const;
const asked = async (body: string, form: (typeof FORMS)[number] = 'text') =>
  (await smallPlan(body, form)).questions.map(({ about, reason }) => `${about} ${reason.split(':')[0]}`);

const TIME_FIRST = `II. CÁC CHUYÊN ĐỀ
1. Nâng cao năng lực lãnh đạo của chi bộ
2. Chuyển đổi số trong hoạt động của tổ chức đảng
3. Chuyên đề do chi bộ lựa chọn

III. TIẾN ĐỘ
| Mốc thời gian | Việc phải làm | Đơn vị |
| --- | --- | --- |
| Tháng 3/2026 | Nghiên cứu, thảo luận chuyên đề 1 | Các chi bộ |
| Trước 30/4/2026 | Sinh hoạt chuyên đề thứ nhất | Các chi bộ |
| Tháng 6/2026 | Sinh hoạt chuyên đề số 2 | Các chi bộ |
| Tháng 8/2026 | Biên soạn tài liệu | Ban Tuyên giáo |
| 15/9/2026 | Báo cáo kết quả | Các chi bộ |
| Quý IV/2026 | Sinh hoạt chuyên đề 3 | Các chi bộ |`;

test.each(FORMS)(
  'rows that name the topic of another section by its number give it their time (%s); the others are asked',
  async (form) => {
    expect(stagesIn(await smallPlan(TIME_FIRST, form))).toEqual([
      ['study 2026-03-01 2026-03-31', 'session null 2026-04-29'],
      ['session 2026-06-01 2026-06-30'],
      ['session 2026-10-01 2026-12-31'],
    ]);
    expect(await asked(TIME_FIRST, form)).toEqual(['dates/1 “Tháng 8/2026”', 'dates/2 “15/9/2026”']);
  },
);

test.each(FORMS)('works in rows, topics in columns (%s)', async (form) => {
  const draft = await smallPlan(
    `II. NỘI DUNG
| Các bước | Chuyên đề 1 | Chuyên đề 2 |
| --- | --- | --- |
| Tên chuyên đề | Giữ gìn đoàn kết trong Đảng | Phòng, chống lãng phí |
| Quán triệt | 05/3/2026 | Không tổ chức |
| Sinh hoạt chuyên đề | Trước ngày 30/4/2026 | Từ 01/9 đến 20/9/2026 |`,
    form,
  );
  expect(draft.plan.topics.map(({ title }) => title)).toEqual(['Giữ gìn đoàn kết trong Đảng', 'Phòng, chống lãng phí']);
  expect(stagesIn(draft)).toEqual([
    ['briefing 2026-03-05 2026-03-05', 'session null 2026-04-29'],
    ['session 2026-09-01 2026-09-20'],
  ]);
});

const BEGIN_AND_END = `II. NỘI DUNG
| TT | Chuyên đề | Nội dung thực hiện | Bắt đầu | Kết thúc | Chủ trì |
| --- | --- | --- | --- | --- | --- |
| 1 | Giữ gìn đoàn kết trong Đảng | Học tập | 01/3/2026 | 20/3/2026 | Chi ủy |
| | | Sinh hoạt | 21/3/2026 | 15/4/2026 | Chi ủy |
| 2 | Phòng, chống lãng phí | Hội nghị quán triệt | 10/7/2026 | 10/7/2026 | Đảng ủy |
| | | Chuẩn bị đề cương | 11/7/2026 | 20/7/2026 | Ban Tuyên giáo |
| | | Sinh hoạt | 01/8/2026 | 31/8/2026 | Chi ủy |`;

test.each(FORMS)('begin and end in two columns are one stretch, and another duty is no stage (%s)', async (form) => {
  expect(stagesIn(await smallPlan(BEGIN_AND_END, form))).toEqual([
    ['study 2026-03-01 2026-03-20', 'session 2026-03-21 2026-04-15'],
    ['briefing 2026-07-10 2026-07-10', 'session 2026-08-01 2026-08-31'],
  ]);
  expect(await asked(BEGIN_AND_END, form)).toEqual(['dates/1 “11/7/2026”', 'dates/2 “20/7/2026”']);
});

test.each([
  [
    'below the header',
    `| STT | Chuyên đề | Thời gian sinh hoạt | |
| --- | --- | --- | --- |
| | | Chi bộ khối cơ quan | Chi bộ thôn |
| 1 | Giữ gìn đoàn kết trong Đảng | Tháng 3/2026 | Trước 15/4/2026 |`,
  ],
  [
    'in a column of its own',
    `| STT | Chuyên đề | Công việc | Đối tượng | Thời gian |
| --- | --- | --- | --- | --- |
| 1 | Giữ gìn đoàn kết trong Đảng | Sinh hoạt | Chi bộ khối cơ quan | Tháng 3/2026 |
| | | | Chi bộ thôn | Trước 15/4/2026 |`,
  ],
  [
    'in the cell',
    `| STT | Chuyên đề | Thời gian sinh hoạt |
| --- | --- | --- |
| 1 | Giữ gìn đoàn kết trong Đảng | Chi bộ khối cơ quan: tháng 3/2026; Chi bộ thôn: trước 15/4/2026 |`,
  ],
])('two audiences %s', async (_, rows) => {
  for (const form of FORMS) {
    const { plan } = await smallPlan(`II. NỘI DUNG\n${rows}`, form);
    expect(plan.topics.map(({ stages }) => stages.map(({ audience, due }) => [audience, due]))).toEqual([
      [
        ['Chi bộ khối cơ quan', '2026-03-31'],
        ['Chi bộ thôn', '2026-04-14'],
      ],
    ]);
  }
});

test.each(FORMS)('a cell may tell the stages of its times; a group of topics is none (%s)', async (form) => {
  const draft = await smallPlan(
    `II. NỘI DUNG
| STT | Tên chuyên đề | Thời gian | Đối tượng |
| --- | --- | --- | --- |
| I | Chuyên đề chung toàn Đảng bộ | | |
| 1 | Giữ gìn đoàn kết trong Đảng | Học tập: tháng 3/2026; sinh hoạt: trước 30/4/2026 | Toàn đảng bộ |
| 2 | Phòng, chống lãng phí | Sinh hoạt tháng 8/2026, báo cáo trước 10/9/2026 | Toàn đảng bộ |`,
    form,
  );
  expect(stagesIn(draft)).toEqual([
    ['study 2026-03-01 2026-03-31', 'session null 2026-04-29'],
    ['session 2026-08-01 2026-08-31', 'reporting null 2026-09-09'],
  ]);
});

test.each(FORMS)('work, number and title in one cell; inspecting is no topic (%s)', async (form) => {
  const draft = await smallPlan(
    `II. LỊCH SINH HOẠT
| Tháng | Nội dung |
| --- | --- |
| 3/2026 | Sinh hoạt chuyên đề 1: Giữ gìn đoàn kết trong Đảng |
| 6/2026 | Sinh hoạt chuyên đề 2: Phòng, chống lãng phí |
| 8/2026 | Kiểm tra việc thực hiện kế hoạch |`,
    form,
  );
  expect(draft.plan.topics.map(({ title }) => title)).toEqual(['Giữ gìn đoàn kết trong Đảng', 'Phòng, chống lãng phí']);
  expect(stagesIn(draft)).toEqual([['session 2026-03-01 2026-03-31'], ['session 2026-06-01 2026-06-30']]);
});

test('a table behind a list of topics that says of none of them whose it is gives nothing', async () => {
  const body = `II. NỘI DUNG
Chuyên đề 1: Giữ gìn đoàn kết trong Đảng
Chuyên đề 2: Phòng, chống lãng phí

III. TIẾN ĐỘ
| Nội dung | Thời gian |
| --- | --- |
| Học tập, thảo luận | Tháng 3/2026 |
| Sinh hoạt chuyên đề | Trước ngày 30/4/2026 |`;
  expect(stagesIn(await smallPlan(body))).toEqual([['session null null'], ['session null null']]);
  expect(await asked(body)).toContain('dates/2 “Trước ngày 30/4/2026”');
});

test('a table without a header below its topic; one in the annex behind the signature', async () => {
  expect(
    stagesIn(
      await smallPlan(`II. NỘI DUNG
1. Chuyên đề “Giữ gìn đoàn kết trong Đảng”
| Học tập, nghiên cứu | Tháng 3/2026 |
| --- | --- |
| Sinh hoạt chuyên đề | Trước ngày 30/4/2026 |`),
    ),
  ).toEqual([['study 2026-03-01 2026-03-31', 'session null 2026-04-29']]);
  const annex = `II. NỘI DUNG
Các chi bộ sinh hoạt theo phụ lục kèm theo.

Nơi nhận:
- Các chi bộ.

PHỤ LỤC
| TT | Chuyên đề | Thời gian học tập | Thời gian sinh hoạt |
| --- | --- | --- | --- |
| 1 | Giữ gìn đoàn kết trong Đảng | Tháng 3/2026 | Trước 30/4/2026 |`;
  expect(stagesIn(await smallPlan(annex))).toEqual([['study 2026-03-01 2026-03-31', 'session null 2026-04-29']]);
});

test.each(FORMS)('a quarter beside the day of the session is no second session (%s)', async (form) => {
  const draft = await smallPlan(
    `II. NỘI DUNG
| Quý | Chuyên đề | Thời gian hoàn thành sinh hoạt | Thời gian gửi báo cáo |
| --- | --- | --- | --- |
| I | Giữ gìn đoàn kết trong Đảng | 25/3/2026 | 31/3/2026 |
| III | Phòng, chống lãng phí | 20/9/2026 | 30/9/2026 |`,
    form,
  );
  expect(stagesIn(draft)).toEqual([
    ['session 2026-03-25 2026-03-25', 'reporting 2026-03-31 2026-03-31'],
    ['session 2026-09-20 2026-09-20', 'reporting 2026-09-30 2026-09-30'],
  ]);
});

test.each(FORMS)('brackets behind a title in its cell are the stage that they name, or asked (%s)', async (form) => {
  const body = `II. NỘI DUNG
| TT | Tên chuyên đề | Sinh hoạt | Báo cáo kết quả |
| --- | --- | --- | --- |
| 1 | Giữ gìn đoàn kết trong Đảng (trước ngày 25/4/2026) | Tháng 5/2026 | Trước 10/6/2026 |
| 2 | Chuyên đề tự chọn (đăng ký nội dung trước ngày 31/7/2026) | Tháng 10/2026 | Trước 30/11/2026 |`;
  const draft = await smallPlan(body, form);
  expect(draft.plan.topics.map(({ title }) => title)).toEqual(['Giữ gìn đoàn kết trong Đảng', 'Chuyên đề tự chọn']);
  expect(stagesIn(draft)).toEqual([
    ['session 2026-05-01 2026-05-31', 'reporting null 2026-06-09'],
    ['selection null 2026-07-30', 'session 2026-10-01 2026-10-31', 'reporting null 2026-11-29'],
  ]);
  expect(await asked(body, form)).toEqual(['dates/1 “trước ngày 25/4/2026”']);
});

test.each(FORMS)('rows that tell who does what for which topic, between other duties (%s)', async (form) => {
  const body = `II. NỘI DUNG
| TT | Nội dung | Thời gian | Chủ trì |
| --- | --- | --- | --- |
| 1 | Ban hành kế hoạch, hướng dẫn | Tháng 02/2026 | Ban Tuyên giáo |
| 2 | Tổ chức hội nghị quán triệt chuyên đề “Giữ gìn đoàn kết trong Đảng” | 05/3/2026 | Đảng ủy |
| 3 | Chi bộ sinh hoạt chuyên đề “Giữ gìn đoàn kết trong Đảng” | Tháng 4/2026 | Chi bộ |
| 4 | Kiểm tra việc sinh hoạt | Tháng 6/2026 | UBKT |`;
  const draft = await smallPlan(body, form);
  expect(draft.plan.topics.map(({ title }) => title)).toEqual(['Giữ gìn đoàn kết trong Đảng']);
  expect(stagesIn(draft)).toEqual([['briefing 2026-03-05 2026-03-05', 'session 2026-04-01 2026-04-30']]);
  expect(await asked(body, form)).toEqual(['dates/1 “Tháng 02/2026”', 'dates/2 “Tháng 6/2026”']);
});

test.each(FORMS)('an audience in each row of a merged topic, its stages in columns (%s)', async (form) => {
  const { plan } = await smallPlan(
    `II. NỘI DUNG
| Chuyên đề | Đối tượng | Học tập | Sinh hoạt |
| --- | --- | --- | --- |
| Giữ gìn đoàn kết trong Đảng | Chi bộ cơ quan | Tháng 3/2026 | Tháng 4/2026 |
| | Chi bộ thôn | Tháng 5/2026 | Tháng 6/2026 |`,
    form,
  );
  expect(plan.topics.map(({ stages }) => stages.map(({ kind, audience, due }) => `${kind} ${audience} ${due}`))).toEqual([
    [
      'study Chi bộ cơ quan 2026-03-31',
      'study Chi bộ thôn 2026-05-31',
      'session Chi bộ cơ quan 2026-04-30',
      'session Chi bộ thôn 2026-06-30',
    ],
  ]);
});

import { draftYaml, planId } from '../../../src/documents/draft/plan-yaml';
import { draftPlan } from '../../../src/documents/draft/read';
import { reportsIn, smallPlan, stagesIn } from './small-plan';

const titles = async (body: string) => (await smallPlan(body)).plan.topics.map(({ title }) => title);
const lost = async (body: string) =>
  (await smallPlan(body)).questions.filter(({ about }) => about.startsWith('dates/')).map(({ reason }) => reason.split(':')[0]);

test('parts with headings in capitals keep the duties below them out of the topics', async () => {
  const body = `PHẦN B: NỘI DUNG
CHUYÊN ĐỀ THỨ NHẤT: “Giữ gìn đoàn kết trong Đảng”
1. HỌC TẬP: TRƯỚC NGÀY 20/3/2026
2. SINH HOẠT: THÁNG 4/2026
CHUYÊN ĐỀ THỨ HAI: “Phòng, chống lãng phí”
1. SINH HOẠT: CHẬM NHẤT NGÀY 30/8/2026
PHẦN C: TRÁCH NHIỆM THỰC HIỆN
1. CÁC CHI BỘ: BÁO CÁO KẾT QUẢ TRƯỚC NGÀY 15/9/2026
2. ỦY BAN KIỂM TRA: GIÁM SÁT TRONG THÁNG 10/2026`;
  const draft = await smallPlan(body);
  expect(stagesIn(draft)).toEqual([['study null 2026-03-19', 'session 2026-04-01 2026-04-30'], ['session null 2026-08-30']]);
  expect(reportsIn(draft)).toEqual(['null 2026-09-14']);
  expect(await lost(body)).toEqual(['“TRONG THÁNG 10/2026”']);
});

test('who inspects, sums up or attends a study does not study', async () => {
  const body = `II. NỘI DUNG
1. Chuyên đề 1: Giữ gìn đoàn kết trong Đảng
- Sinh hoạt: tháng 4/2026
* Kiểm tra, giám sát việc sinh hoạt chuyên đề của các chi bộ trong tháng 9/2026.
* Sơ kết việc học tập, sinh hoạt chuyên đề trước ngày 20/12/2026.`;
  expect(stagesIn(await smallPlan(body))).toEqual([['session 2026-04-01 2026-04-30']]);
  expect(await lost(body)).toEqual(['“trong tháng 9/2026”', '“trước ngày 20/12/2026”']);
});

test('a paragraph of several topics', async () => {
  const body = `II. NỘI DUNG
Trong năm 2026, mỗi chi bộ sinh hoạt 03 chuyên đề. Chuyên đề thứ nhất “Giữ gìn đoàn kết trong Đảng” học tập trong tháng 3, sinh hoạt trước ngày 30/4/2026. Chuyên đề thứ hai “Phòng, chống lãng phí” sinh hoạt trong quý III/2026. Chuyên đề thứ ba do chi bộ tự chọn, đăng ký trước ngày 30/6/2026, sinh hoạt trong tháng 11/2026.`;
  expect(await titles(body)).toEqual(['Giữ gìn đoàn kết trong Đảng', 'Phòng, chống lãng phí', 'Do chi bộ tự chọn']);
  expect(stagesIn(await smallPlan(body))).toEqual([
    ['study 2026-03-01 2026-03-31', 'session null 2026-04-29'],
    ['session 2026-07-01 2026-09-30'],
    ['selection null 2026-06-29', 'session 2026-11-01 2026-11-30'],
  ]);
});

const LIST = `II. CÁC CHUYÊN ĐỀ
1. Chuyên đề 1: Giữ gìn đoàn kết trong Đảng
2. Chuyên đề 2: Phòng, chống lãng phí
`;

test('a list by time gives each topic what names it', async () => {
  const body = `${LIST}III. THỜI GIAN THỰC HIỆN
- Từ ngày 01/3 đến ngày 20/3/2026: học tập, thảo luận chuyên đề 1.
- Tháng 8/2026: sinh hoạt chuyên đề 2.
- Trước ngày 10/9/2026: tổng hợp kết quả.`;
  expect(stagesIn(await smallPlan(body))).toEqual([['study 2026-03-01 2026-03-20'], ['session 2026-08-01 2026-08-31']]);
  expect(await lost(body)).toEqual(['“Trước ngày 10/9/2026”']);
});

test('times in the list of the topics itself are nobody’s: asked', async () => {
  const body = `${LIST}3. Thời gian: Học tập trong tháng 3/2026; sinh hoạt trước ngày 30/4/2026.`;
  expect(stagesIn(await smallPlan(body))).toEqual([['session null null'], ['session null null']]);
  expect(await lost(body)).toEqual(['“trong tháng 3/2026”, “trước ngày 30/4/2026”']);
});

test.each([
  ['Chuyên đề tự chọn: các chi bộ thống nhất nội dung trong chi ủy, đăng ký trước ngày 30/6/2026.', 'Chuyên đề tự chọn'],
  ['Chuyên đề tự chọn (mỗi chi bộ chọn 01 nội dung, gửi Văn phòng Đảng ủy trước ngày 30/6/2026)', 'Chuyên đề tự chọn'],
  ['Chuyên đề 1 (tự chọn): chi bộ chọn nội dung sát nhiệm vụ, gửi về Ban chậm nhất ngày 29/6/2026.', 'Tự chọn'],
])('“%s”', async (head, title) => {
  const { plan } = await smallPlan(`II. NỘI DUNG\n1. ${head}\n- Sinh hoạt chuyên đề: quý IV/2026.`);
  expect(plan.topics).toMatchObject([{ title, choice: true }]);
  expect(plan.topics[0]?.stages.map(({ kind, due }) => `${kind} ${due}`)).toEqual(['selection 2026-06-29', 'session 2026-12-31']);
});

test.each([
  [
    '- Sinh hoạt: các phân xưởng xong trước ngày 30/9/2026; các phòng nghiệp vụ xong trước ngày 15/10/2026.',
    ['các phân xưởng', 'các phòng nghiệp vụ'],
  ],
  ['- Sinh hoạt: khối cơ quan từ 16/9 đến 29/9/2026, khối thôn bản chậm nhất 14/10/2026.', ['khối cơ quan', 'khối thôn bản']],
  [
    'a) Đối với chi bộ cơ quan\n- Sinh hoạt: trước 30/9/2026\nb) Đối với chi bộ thôn\n- Sinh hoạt: trước 15/10/2026',
    ['chi bộ cơ quan', 'chi bộ thôn'],
  ],
])('two audiences: %s', async (lines, audiences) => {
  const { plan } = await smallPlan(`II. NỘI DUNG\n1. Chuyên đề 1: Giữ gìn đoàn kết\n${lines}`);
  const stages = plan.topics[0]?.stages ?? [];
  expect(stages.map(({ audience }) => audience)).toEqual(audiences);
  expect(stages.map(({ due }) => due)).toEqual(['2026-09-29', '2026-10-14']);
});

test('marks that slipped in well-known words', async () => {
  const draft = await smallPlan(`II. NỘI DUNG
1. Chuyên đề “Giữ gìn đoàn kết”
- Sinh họat chuyên đề: tháng 4/2026
- Báo cáo kêt quả: trước 10/5/2026
III. TỔ CHƯC THỰC HIỆN
1. Các chi bộ nộp báo cáo tổng kêt năm trước ngày 10/12/2026.`);
  expect(stagesIn(draft)).toEqual([['session 2026-04-01 2026-04-30', 'reporting null 2026-05-09']]);
  expect(reportsIn(draft)).toEqual(['year 2026-12-09']);
});

test('a title that begins like a preamble', async () => {
  const text = `ỦY BAN NHÂN DÂN THỊ XÃ
Số: 96/KH-UBND

KẾ HOẠCH
Triển khai sinh hoạt chuyên đề năm 2026

Căn cứ Kế hoạch số 307/KH-UBND của tỉnh, Ủy ban nhân dân thị xã ban hành Kế hoạch như sau:

${LIST}`;
  const { plan } = await draftPlan(Buffer.from(text), 'a.txt');
  expect(plan).toMatchObject({ title: 'Kế hoạch triển khai sinh hoạt chuyên đề năm 2026', year: 2026 });
  expect(plan.basis.map(({ number }) => number)).toEqual(['307/KH-UBND']);
});

test('an id is never a bare number, which YAML would take for one', async () => {
  const { plan, questions } = await smallPlan(LIST);
  const untitled = { plan: { ...plan, title: '' }, questions };
  expect(planId(untitled.plan)).toBe('2026');
  expect(draftYaml(untitled, 'a.txt')).toContain('  id: "2026"\n');
});

import { smallPlan, stagesIn } from './small-plan';

const BY_WORK = `I. NỘI DUNG
TT	Tên chuyên đề	Nội dung công việc	Thời gian
1	Giữ gìn đoàn kết trong chi bộ	Học tập, thảo luận	Tháng 4 - 5/2026
		Sinh hoạt chuyên đề	Trước ngày 15/7/2026
2	Xây dựng chi bộ bốn tốt	Hội nghị quán triệt	20/8/2026
		Sinh hoạt chuyên đề	Tháng 9/2026

II. TỔ CHỨC THỰC HIỆN
Các chi bộ thực hiện kế hoạch này.`;
const WORKS = [
  ['study 2026-04-01 2026-05-31', 'session null 2026-07-14'],
  ['briefing 2026-08-20 2026-08-20', 'session 2026-09-01 2026-09-30'],
];

test.each(['text', 'docx'] as const)(
  'a column of works names the stage of each row (%s), its topic standing above',
  async (form) => {
    expect(stagesIn(await smallPlan(BY_WORK, form))).toEqual(WORKS);
  },
);

test('a cell merged downwards is one topic', async () => {
  const draft = await smallPlan(BY_WORK, 'docx', true);
  expect(draft.plan.topics.map(({ title }) => title)).toEqual(['Giữ gìn đoàn kết trong chi bộ', 'Xây dựng chi bộ bốn tốt']);
  expect(stagesIn(draft)).toEqual(WORKS);
});

test('the lines of a PDF part where work and time begin together', async () => {
  expect(stagesIn(await smallPlan(BY_WORK, 'pdf'))).toEqual(WORKS);
});

const SPANNED = `I. NỘI DUNG
| TT | Tên chuyên đề | Thời gian thực hiện | | | Đơn vị chủ trì |
| --- | --- | --- | --- | --- | --- |
| | | Quán triệt | Học tập, thảo luận | Sinh hoạt chuyên đề | |
| 1 | Giữ gìn đoàn kết | 28/7/2026 | Trước ngày 15/8/2026 | Tháng 9/2026 | Văn phòng |
| 2 | Bảo vệ dữ liệu cá nhân | Không tổ chức hội nghị | Tháng 10/2026 | Tháng 11/2026 | Văn phòng |

II. TỔ CHỨC THỰC HIỆN
Các chi bộ thực hiện kế hoạch này.`;

test('a header over several columns is told apart by the row below it; a stage that is left out is none', async () => {
  expect(stagesIn(await smallPlan(SPANNED))).toEqual([
    ['briefing 2026-07-28 2026-07-28', 'study null 2026-08-14', 'session 2026-09-01 2026-09-30'],
    ['study 2026-10-01 2026-10-31', 'session 2026-11-01 2026-11-30'],
  ]);
});

import { draftPlan } from '../../../src/documents/draft/read';

const plan = (time: string) =>
  Buffer.from(`KẾ HOẠCH
tổ chức sinh hoạt chuyên đề năm 2026

Thực hiện Kế hoạch số 12-KH/TU, ngày 05/01/2026, Ban Thường vụ Đảng ủy xã An Bình xây dựng kế hoạch như sau:

I. NỘI DUNG
1. Chuyên đề 1: “Giữ gìn đoàn kết”
- Thời gian sinh hoạt: ${time}.

II. TỔ CHỨC THỰC HIỆN
1. Các chi bộ thực hiện kế hoạch này.

Nơi nhận:
- Các chi bộ;
- Lưu Văn phòng.
`);

const session = async (time: string) => {
  const draft = await draftPlan(plan(time), 'ke-hoach.txt');
  const [stage] = draft.plan.topics[0]?.stages ?? [];
  const asked = draft.questions.filter(({ about }) => about.startsWith('topics/1/session'));
  return { due: stage?.due, asked: asked.length > 0, stages: draft.plan.topics[0]?.stages.length };
};

test.each([
  ['hoàn thành trước Tết Nguyên đán', '2026-02-16'],
  ['trước ngày 10/3 âm lịch', '2026-04-25'],
  ['xong trước Giỗ Tổ Hùng Vương', '2026-04-25'],
])('%s: the day comes from the calendar file', async (time, due) => {
  expect(await session(time)).toEqual({ due, asked: false, stages: 1 });
});

test.each(['sau Tết Nguyên đán', 'dịp 19/5', 'trong tháng Giêng', 'trước ngày 15/7 âm lịch', 'trước Tết Nguyên đán 2031'])(
  '%s: what the calendar files do not tell is asked',
  async (time) => {
    expect(await session(time)).toEqual({ due: null, asked: true, stages: 1 });
  },
);

test('a calendar of one’s own is used where it is given', async () => {
  const calendar = { '2026': { daysOff: {}, makeUpWorkingDays: [], occasions: { 'Tết Nguyên đán': '2026-02-10' } } };
  const draft = await draftPlan(plan('trước Tết Nguyên đán'), 'ke-hoach.txt', { calendar });
  expect(draft.plan.topics[0]?.stages[0]?.due).toBe('2026-02-09');
});

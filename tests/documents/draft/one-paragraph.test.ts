import { draftText } from '../../../src/documents/draft/draft-text';
import { draftPlan } from '../../../src/documents/draft/read';
import { stagesIn } from './small-plan';

const HEAD = `ỦY BAN NHÂN DÂN TỈNH K SỞ GIÁO DỤC VÀ ĐÀO TẠO Số: 77/KH-SGDĐT CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc K, ngày 12 tháng 01 năm 2025 KẾ HOẠCH Tổ chức các chuyên đề học tập, bồi dưỡng năm 2025 Căn cứ Kế hoạch số 12-KH/TU ngày 05/01/2025 của Tỉnh ủy; Sở Giáo dục và Đào tạo ban hành kế hoạch như sau: I- MỤC ĐÍCH, YÊU CẦU 1/ Nâng cao nhận thức của cán bộ.`;
const TAIL = 'III- TỔ CHỨC THỰC HIỆN 1/ Các đơn vị thực hiện. Nơi nhận: - Như trên; - Lưu: VT.';
const flat = (topics: string) => draftPlan(Buffer.from(`${HEAD} II- NỘI DUNG, THỜI GIAN ${topics} ${TAIL}\n`), 'mot-doan.txt');

test.each([
  ['a) Quán triệt: tháng 2/2025. b) Học tập', 'a) Học tập'],
  ['1.1. Quán triệt: tháng 2/2025. 1.2. Học tập', '2.1. Học tập'],
  ['1) Quán triệt: tháng 2/2025. 2) Học tập', '1) Học tập'],
  ['- Quán triệt: tháng 2/2025. - Học tập', '- Học tập'],
])('in one paragraph the first stage behind a title is a stage (%s)', async (one, two) => {
  const draft = await flat(
    `Chuyên đề 1: Chuyển đổi số trong trường học ${one}: trước ngày 30/4/2025. Chuyên đề 2: An toàn theo điểm a) Khoản 3 (mục b) Điều 5) ${two}: tháng 7/2025.`,
  );
  expect(draft.plan.topics.map(({ title }) => title)).toEqual([
    'Chuyển đổi số trong trường học',
    'An toàn theo điểm a) Khoản 3 (mục b) Điều 5)',
  ]);
  expect(stagesIn(draft)).toEqual([['briefing 2025-02-01 2025-02-28', 'study null 2025-04-29'], ['study 2025-07-01 2025-07-31']]);
});

test('days that are counted are told as the document counts them', async () => {
  const draft = await flat(
    'Chuyên đề 1: Chuyển đổi số a) Sinh hoạt chuyên đề: tháng 5/2025. b) Báo cáo kết quả: trong vòng 05 ngày làm việc sau sinh hoạt.',
  );
  expect(draftText(draft)).toContain('   Báo cáo kết quả: 5 ngày làm việc sau sinh hoạt chuyên đề');
});

test('a number in front of “Chuyên đề 1” is its label, so the chosen topic behind it is one of the same list', async () => {
  const draft = await flat(
    '1. Chuyên đề 1: “Chuyển đổi số trong trường học” - Sinh hoạt: tháng 4/2025. 2. Chuyên đề tự chọn: các chi bộ đăng ký trước ngày 30/6/2025. - Sinh hoạt: quý IV/2025.',
  );
  expect(stagesIn(draft)).toEqual([
    ['session 2025-04-01 2025-04-30'],
    ['selection null 2025-06-29', 'session 2025-10-01 2025-12-31'],
  ]);
});

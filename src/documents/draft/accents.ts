/**
 * Words of plans in texts that were typed without accents ("CHUYEN DE 1", "Thoi gian sinh hoat"), for matching only: what
 * is quoted stays as written, and dates are read from what is written.
 *
 * @module
 */

/** The words that decide what a line is. What may be two words is left as it stands. */
const WORDS = `
ban chấp hành|ban chỉ đạo|ban dân vận|ban hành|ban thường vụ|ban tuyên giáo|ban tổ chức|ban xây dựng|biên bản|biên soạn|buổi|bài viết|báo cáo|báo cáo viên|
bí thư|bước|bảy|bốn|bổ sung|bãi bỏ|bộ|cam kết|chuyên đề|chuẩn bị|chín|chương trình|chất lượng|chậm nhất|chế độ|chỉ thị|chỉ đạo|chủ
trì|chủ tịch|chủ điểm|chủ đề|chi bộ|chi ủy|chi đoàn|chi hội|chính quyền|chính trị|chưa|cuối năm|cuối quý|cung cấp|cuộc họp|các|công tác|công việc|
công văn|công đoàn|căn cứ|cơ quan|cơ sở|cơ sở đảng|cấp|cộng hòa xã hội|cộng sản|cụ thể|của|danh mục|dân chủ|dài hạn|diễn đàn|dãn|dời|dừng|dịp|dự kiến|dự toán|
gia hạn|giai đoạn|giám sát|giãn|giữ nguyên|góp ý|gợi ý|gửi|hiệu lực|hoàn thành|hoãn|hoạt động|hình thức|hướng dẫn|hạn|
hằng năm|hằng quý|hằng tháng|hằng tuần|học tập|họp|hội|hội nghị|hủy|khen thưởng|khoa học|khối|không|kinh phí|kiểm tra|kéo dài|kính gửi|kế hoạch|kết luận|
kết quả|kết thúc|kịp thời|kỷ niệm|linh hoạt|liên đoàn|là|làm theo|làm việc|lùi|lưu|lần|lần thứ|lớp|lựa chọn|miền nam|mỗi năm|mỗi quý|mỗi tháng|một|một tháng|
mục tiêu|mục đích|mười|nay là|nghiên cứu|nghị quyết|ngoài|ngoài ra|người|ngày|nhiệm vụ|nhân dịp|nhất|nhằm|những|năm|năm học|nơi gửi|nơi nhận|nội dung|
nội dung sinh hoạt|kỳ sinh hoạt|trước kỳ|định kỳ|nộp|nửa năm|phiên họp|phong trào|pháp luật|phát hành|phát động|phân công|phê duyệt|phòng|phó bí thư|phó chủ tịch|phù hợp|phương pháp|phản ánh|phần|
phối hợp|phổ biến|phụ nữ|quan điểm|quyết toán|quyết định|quy định|quán triệt|riêng|rút ngắn|sau|sinh hoạt|sinh hoạt phí|sinh ngày|sáu|sáu tháng|sơ kết|số lượng|số thứ tự|số tt|
sửa đổi|thay thế|thay đổi|thi hành|thi đua|thành phần|thành ủy|tháng|thông báo|thông tin|thường trực|thường vụ|thường xuyên|thảo luận|thời gian|thời hạn|thời lượng|thứ ba|
thứ bảy|thứ chín|thứ hai|thứ năm|thứ nhất|thứ sáu|thứ tám|thứ tư|thứ mười|thực hiện|tiến độ|tiếp tục|toàn khóa|triển khai|trách nhiệm|trên cơ sở|
trước|trước khi|trưởng ban|tuyên giáo|tuyên truyền|tuần|tài liệu|tác phẩm|tám|tên|tình hình|tính đến|tư tưởng|đầu tư|thông tư|tạm dừng|tạm hoãn|tập huấn|tỉnh ủy|tỉnh đoàn|huyện ủy|huyện đoàn|thị ủy|quận ủy|thành đoàn|
tổ chức|tổng hợp|tổng kết|tờ trình|từ|tự chọn|tự do|tự phê bình|viết thu hoạch|việt nam|và|vào|văn bản|văn hóa|văn nghệ|vẫn thực hiện|về|về việc|với|xong|xã hội|xây dựng|
ý kiến|yêu cầu|đa dạng|điều chỉnh|điều lệ|đoàn|đoàn viên|đoàn thể|đoàn thanh niên|đánh giá|đã|đã ký|đại hội|đúng|đăng ký|đăng tải|đơn vị|được|được lựa chọn|được tự chọn|đảng|đảng bộ|đảng cộng sản|đảng viên|đảng ủy|đến|đến hết|
đến nay|đề cương|đề dẫn|đề nghị|đề ra|đề xuất|đề án|để báo cáo|để tổ chức|địa điểm|đối tượng|đối với|độc lập|đợt|ủy ban|ủy ban nhân dân|hội đồng|theo dõi|thay vì|thay cho|chuyển sang|chuyển từ|chuyển đến|đổi sang|đổi ngày|sửa thành|cụm từ|
đẩy nhanh|đẩy sớm|ấn định|vùng|xã|còn lại|tất cả|toàn bộ|như sau|vì lý do|không thay đổi|vẫn là|vẫn theo|riêng các|một số|theo quý|theo quy định|theo quy chế|theo quy trình|toàn thể|giao ban|giờ|thuộc|trực thuộc|nhân dân|công chức|viên chức|hội viên|người lao động|bộ phận|học kỳ`;

const ALL = WORDS.replace(/\n/g, '')
  .split('|')
  .map((word) => word.trim())
  .filter((word) => word !== '');

const bare = (word: string) => word.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd');
const MEANT = new Map(ALL.map((word) => [bare(word), word.normalize('NFC')]));
const longestFirst = [...MEANT.keys()].sort((a, b) => b.length - a.length);
/** "so" and "quy" are what they seem only before a number. */
const PATTERN = new RegExp(
  `(?<!\\p{L}[/–-]?)(?:${longestFirst.join('|')}|so(?=\\s?:?\\s?\\d|$)|quy(?=\\s?/?(?:[ivx]{1,3}|\\d)(?!\\p{L})|$))(?!\\p{L})`,
  'giu',
);
const BEFORE_NUMBERS: Record<string, string> = { so: 'số', quy: 'quý' };

/**
 * A text without any accent with those of well-known words; any other text as it is. The same length, so a match is a
 * place in the text.
 */
export function accented(text: string): string {
  if (/[^\P{L}a-zA-Z]/u.test(text)) return text;
  return text.replace(PATTERN, (said) => {
    const plain = said.toLowerCase();
    return cased(MEANT.get(plain) ?? BEFORE_NUMBERS[plain] ?? said, said);
  });
}

const cased = (word: string, said: string) =>
  word
    .split('')
    .map((letter, at) => (said[at] === said[at]?.toLowerCase() ? letter : letter.toUpperCase()))
    .join('');

const several = longestFirst.filter((word) => word.includes(' '));
const MISSPELT = new RegExp(`(?<!\\p{L})(?:${several.join('|')})(?!\\p{L})`, 'gu');

/**
 * A lower-case text with the marks of well-known words of two syllables and more put right ("sinh họat", "kêt quả",
 * "thưc hiện"). The same length; for matching only.
 */
export function respelled(lower: string): string {
  const plain = bare(lower);
  if (plain.length !== lower.length) return lower;
  let at = 0;
  let whole = '';
  for (const match of plain.matchAll(MISSPELT)) {
    whole += lower.slice(at, match.index) + (MEANT.get(match[0]) ?? match[0]);
    at = match.index + match[0].length;
  }
  return whole + lower.slice(at);
}

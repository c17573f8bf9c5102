/**
 * The words that decide what a phrase means, and real words that differ from them by one slip of the pen.
 *
 * @module
 */
import { bareOf, keyOf } from './folding';

const list = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');

export interface Word {
  text: string;
  key: string;
  bare: string;
}

/** What a slip may have been meant to be. */
const DECIDING_TEXTS = list(`
  trước sau từ kể đến hết tới cho trong vào chậm muộn trễ nhất không quá đầu giữa cuối nửa thượng trung hạ tuần hạn
  dự kiến khoảng phấn đấu tạm hoàn thành xong định kỳ hằng hàng mỗi lần năm tháng ngày quý các giờ phút buổi nay này
  một hai ba tư bốn sáu bảy tám chín mười mươi thứ chủ nhật âm lịch và đã trừ tránh thay vì ít tối thiểu làm việc
  sinh hoạt họp hội nghị nộp gửi là lúc dịp tết giỗ giêng chạp rằm mùng thường xuyên ban hành ký nhận khi của đợt hơn`);

export const DECIDING: Word[] = DECIDING_TEXTS.map((text) => ({ text, key: keyOf(text), bare: bareOf(text) }));
const DECIDING_KEYS = new Set(DECIDING.map(({ key }) => key));

/** Other words of the phrases: nothing to wonder at. */
const KNOWN_TEXTS = list(`
  lúc là mốc thời điểm gian còn lại kế tiếp theo ngoái cả suốt toàn những ngay bắt vòng làm quán triệt học tập thảo luận
  tài liệu nghiên cứu hướng dẫn kế hoạch hiệu lực báo cáo gửi nộp tổ chức hoặc liền kề sáng chiều tối cn al q qi qii
  qiii qiv i ii iii iv v vi quốc khánh nguyên đán dương cộng đảng nhân chào mừng kỷ niệm mồng lăm mốt bẩy h g p ph có
  được thể người bộ ủy đơn vị tất nhiều rõ tốt cao thống hợp đó đây tiên cùng cuộc trên dưới lại xuất sắc thành đã chưa nếu xuyên liên tục thúc kết như nhất và thay bằng chuyển sang diễn ra tài đề liệu cương làm việc ra phát sau đối với về tại để tính tự hoãn lên xuống tiến độ sơ tổng sớm thì phải cần sẽ đề kịp chừng`);
const KNOWN = new Set([...KNOWN_TEXTS, ...DECIDING_TEXTS].map(keyOf));

/** Words of their own whose letters without marks are those of a deciding word: never taken for it by themselves. */
const REAL = new Set(
  list(`
  thang thắng thẳng thăng thặng ngay ngáy ngây ngấy ngậy sâu sấu sầu tứ tử tu tù tú tủ đen đèn đền hét hệt tôi tồi tội tời
  trông tròng trọng trống trồng chấm châm chăm chạm nhặt nhạt nhát muốn quà quả qua đâu đậu dầu dâu dấu cuội cười cưới
  nữa nứa thương thưởng trùng trúng trưng trứng trừng ha hà há hả tuân tuấn du dù dư dữ dụ đủ đu kiên kiện kiền khoang
  khoáng hoan hoán hoạn thanh thánh hang háng hăng môi mồi mối mọi mới mời lân lấn lẫn lan làn lăn nam nắm nằm quy quỳ quỷ
  quỹ mót mọt hái hại hài hải bà bá bả bã bạ bón bồn bộn bày bay bẫy bầy bấy tâm tắm tăm tấm tầm gio gió giò ky kỹ kì ki
  đinh dính đỉnh đính dinh ầm ẩm ấm ảm kê kẻ kè va vá vả đa dạ đá đà da dã tru trú trụ buồi may này nảy thu thư thử thú
  viếc hợp hộp hóp giếng chấp ram ràm mừng xông xòng song tối tết`).map(keyOf),
);

/** Common words one letter from a deciding one, which stand before dates for themselves. */
const ORDINARY_TEXTS = list(`
  kết lên nên tên bên trên nước bước thước bộ tổ tế tờ tá cấp cấu chất mật đều đất lớp cũng như thì nhà văn
  hóa hòa nghỉ lễ nhiệm vụ công tác hè đoàn đảng khoa khóa xã phòng trường quân dân giao thông tin nội dung chuyên đề
  điểm diễn đàn họa toán sách thi ngành giám sát kiểm tra huy hiệu phát động tuyên giáo truyền tuổi trẻ sổ số đúng chỉ đạo
  triển khai cam liên nói đó kinh phí phiên cụm khối cơ sở đợt lượt vòng bài bản mục phần chương khoản hội riêng`);
const ORDINARY = new Set(ORDINARY_TEXTS.map(keyOf));

/** Two words that belong together: the second is no slip. */
const TOGETHER = new Set(
  list(`
  đầu_tư vật_tư thông_tư thứ_tư công_tư lần_tư riêng_tư thứ_tự trật_tự việt_nam miền_nam phía_nam hướng_nam cập_nhật sinh_nhật
  ban_hành hành_chính chấp_hành thi_hành thực_hành chủ_nhật trung_tâm trọng_tâm quan_tâm sự_kiện điều_kiện văn_kiện phấn_đấu thi_đấu đối_tượng học_tập chiến_đấu kế_thừa thanh_thiếu hội_đồng quan_trọng
  chú_trọng tôn_trọng trang_trọng kết_quả hiệu_quả thông_qua vừa_qua trải_qua bình_thường ngay_từ bên_trong thứ_sáu thứ_ba
  thứ_hai tết_hàn cô_hồn phật_đản vu_lan nội_quy chính_quy đơn_vị tối_đa buổi_tối đa_số đa_dạng đối_với đúng_hạn có_hạn thời_hạn`).map(
    (pair) => pair.split('_').map(keyOf).join('_'),
  ),
);

export const isKnown = (key: string): boolean => KNOWN.has(key);
export const isOrdinary = (key: string): boolean => ORDINARY.has(key);
export const isReal = (key: string): boolean => REAL.has(key) || KNOWN.has(key) || ORDINARY.has(key);
export const belongTogether = (before: string, word: string): boolean => TOGETHER.has(`${before}_${word}`);

/** Known words that another one becomes by a lost or wrong mark. */
const MISTAKEN: Partial<Record<string, string>> = Object.fromEntries(
  [
    ['tư', 'từ'],
    ['sáu', 'sau'],
    ['tối', 'tới'],
    ['này', 'ngày'],
    ['nhật', 'nhất'],
    ['đấu', 'đầu'],
    ['v', 'và'],
    ['ngay', 'ngày'],
    ['tự', 'từ'],
    ['kỳ', 'ký'],
    ['kỷ', 'ký'],
    ['mốt', 'một'],
    ['hạ', 'hạn'],
    ['hành', 'hằng'],
    ['hoãn', 'hoàn'],
  ].map(([word = '', meant]) => [keyOf(word), meant]),
);
export const mistakenFor = (key: string): Word[] => DECIDING.filter(({ text }) => text === MISTAKEN[key]);

export const isDeciding = (key: string): boolean => DECIDING_KEYS.has(key);
/** Known and ordinary words that decide nothing: what a slip may have been meant to be just as well. */
export const HARMLESS: Word[] = [...KNOWN_TEXTS, ...ORDINARY_TEXTS]
  .map((text) => ({ text, key: keyOf(text), bare: bareOf(text) }))
  .filter(({ key }) => !DECIDING_KEYS.has(key));

const KNOWN_BARE = new Set(Array.from(KNOWN, bareOf));
/** A known word, marks aside. */
export const isKnownBare = (bare: string): boolean => KNOWN_BARE.has(bare);

const ONSET = 'ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnprstvx]';
const NUCLEUS =
  'uya|uyê|uyu|uây|oai|oay|oeo|iêu|yêu|uôi|ươi|ươu|uya|ia|iê|yê|ua|uô|ưa|ươ|uâ|uê|uy|uơ|oa|oă|oe|oo|ai|ao|au|ay|âu|ây|eo|êu|iu|oi|ôi|ơi|ui|ưi|ưu|[aăâeêioôơuưy]';
const SYLLABLE = new RegExp(`^(?:${ONSET})?(?:${NUCLEUS})(?:ng|nh|ch|[cmnpt])?$`, 'u');

/** Whether a Vietnamese word may be spelt so. */
export function isSyllable(word: string): boolean {
  const parts = word.toLowerCase().normalize('NFD');
  const tones = parts.match(/[\u0300\u0301\u0303\u0309\u0323]/g) ?? [];
  const plain = parts.replace(/[\u0300\u0301\u0303\u0309\u0323]/g, '').normalize('NFC');
  return tones.length <= 1 && SYLLABLE.test(plain) && !/[ăâ]$/u.test(plain);
}

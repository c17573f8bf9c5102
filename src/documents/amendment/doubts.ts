/**
 * What makes a date of a sentence doubtful, whatever the date is.
 *
 * @module
 */
import type { Doubt } from './types';

export const DENIED: Doubt = {
  reason: 'câu nói không điều chỉnh, chưa rõ ngày này có phải thời hạn mới',
  proposal: 'Đề nghị ghi thời hạn được áp dụng.',
};

export const OF_CITED: Doubt = {
  reason: 'ngày này có thể là của văn bản được dẫn trong câu, không phải thời hạn mới',
  proposal: 'Đề nghị ghi thời hạn được áp dụng.',
};

export const UNSURE_KIND: Doubt = {
  reason: 'câu nêu nhiều bước, chưa rõ ngày này của bước nào',
  proposal: 'Đề nghị ghi rõ bước.',
};

export const LEFT_WITHOUT_DATE: Doubt = {
  reason: 'câu nói thay đổi thời gian nhưng không nêu ngày mới',
  proposal: 'Ghi ngày mới khi đã thống nhất; bước không tổ chức nữa thì bỏ trong plan.yaml.',
};

export const ONE_AFTER_ANOTHER: Doubt = {
  reason: '“lần lượt”: chưa rõ ngày nào của chuyên đề nào',
  proposal: 'Đề nghị ghi từng thời hạn.',
};

export const BEGINS_ONLY: Doubt = {
  reason: 'câu chỉ nêu khi nào bắt đầu, không nêu thời hạn',
  proposal: 'Đề nghị ghi cả khoảng thời gian: “từ ngày … đến hết ngày …”.',
};

export const TOPIC_OF_TITLE: Doubt = {
  reason: 'câu không nêu chuyên đề, chỉ trích yếu của văn bản có nêu',
  proposal: 'Đề nghị kiểm tra xem ngày này có phải của chuyên đề ấy không.',
};

export const TOPIC_OF_BEFORE: Doubt = {
  reason: 'câu không nêu chuyên đề, chỉ đoạn trước có nêu',
  proposal: 'Đề nghị kiểm tra xem ngày này có phải của chuyên đề ấy không.',
};

/** The date is for some bodies only: carried out, it would move everybody's. */
export const forSome = (bodies: string): Doubt => ({
  reason: `thời hạn này không phải cho mọi nơi: “${bodies}”`,
  proposal: 'Gia hạn riêng từng nơi bằng `tasks extend`, hoặc lấy chung một thời hạn.',
});

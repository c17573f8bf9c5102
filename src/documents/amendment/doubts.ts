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

/**
 * What a person sees when a request cannot be done: what it means for them, and what to do. Codes of src/errors.ts;
 * what the catalogue says is for the command line, these words are for bodies.
 *
 * @module
 */
import type { ErrorHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { CodedError, type ErrorCode } from '../errors';
import { PlainPage } from './layout';
import type { Site } from './options';
import { redactPath } from './security/access-log';

const SAID: Partial<Record<ErrorCode, { title: string; text: string }>> = {
  CD_FORBIDDEN: {
    title: 'Chưa gửi được',
    text: 'Biểu mẫu này không còn dùng được. Đề nghị mở lại địa chỉ trong thư rồi gửi lại.',
  },
  CD_STATUS_CLOSED: {
    title: 'Trang này không mở ở đây',
    text: 'Trang theo dõi chỉ xem được trên chính máy chủ. Chi bộ, tổ chức cơ sở đảng dùng địa chỉ trong thư của Ban.',
  },
  CD_ASSIGNMENT_CLOSED: {
    title: 'Việc này đã kết thúc',
    text: 'Nội dung vừa gửi không thay đổi kết quả đã ghi. Cần sửa, đề nghị trả lời thư của Ban.',
  },
  CD_ASSIGNMENT_UNKNOWN: { title: 'Không có nội dung này', text: 'Đề nghị mở lại địa chỉ trong thư.' },
  CD_PLAN_ENDED: {
    title: 'Kế hoạch đã kết thúc',
    text: 'Kế hoạch này không nhận thêm báo cáo. Cần bổ sung, đề nghị trả lời thư của Ban.',
  },
  CD_POSTGRES_AWAY: {
    title: 'Chưa kết nối được máy chủ',
    text: 'Nội dung chưa được ghi. Đề nghị quay lại trang trước và gửi lại sau ít phút.',
  },
};

const UNFORESEEN = {
  title: 'Chưa ghi được',
  text: 'Nội dung chưa được ghi. Đề nghị quay lại trang trước và gửi lại sau ít phút.',
};

export const showFailure =
  (site: Pick<Site, 'log'>): ErrorHandler =>
  (error, c) => {
    if (error instanceof HTTPException)
      return c.html(<PlainPage title="Không mở được trang">{error.message}</PlainPage>, error.status);
    const coded = error instanceof CodedError ? error : null;
    const status = statusOf(coded?.http ?? 500);
    if (status >= 500 || !coded) site.log.error({ err: error, path: redactPath(c.req.path) }, 'request failed');
    const { title, text } = (coded && SAID[coded.code]) ?? UNFORESEEN;
    return c.html(
      <PlainPage title={title}>
        <p>{text}</p>
      </PlainPage>,
      status,
    );
  };

function statusOf(status: number): ContentfulStatusCode {
  switch (status) {
    case 403:
    case 404:
    case 409:
    case 410:
    case 422:
    case 503:
      return status;
    default:
      return 500;
  }
}

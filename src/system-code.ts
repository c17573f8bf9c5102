/**
 * What the system or a library says of a failure: its code, and what that means to a reader.
 *
 * @module
 */
import type { InBoth } from './languages';

/** The system's or a library's code of an error, as ENOENT; none: undefined. Asks for no class: an error of another realm has its code all the same. */
export const systemCodeOf = (error: unknown): string | undefined =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : undefined;

/** Codes of Node, and of PostgreSQL (28P01, 3D000). */
const MEANINGS: Record<string, string> = {
  ENOENT: 'không có tệp hoặc thư mục này',
  EACCES: 'không có quyền',
  EPERM: 'không được phép',
  EISDIR: 'đây là thư mục, không phải tệp',
  ENOTDIR: 'đường dẫn đi qua một tệp, không phải thư mục',
  ENOSPC: 'hết chỗ trên đĩa',
  EROFS: 'chỗ này chỉ đọc được',
  ECONNREFUSED: 'máy chủ không nhận kết nối',
  ECONNRESET: 'kết nối bị ngắt',
  ETIMEDOUT: 'máy chủ không trả lời',
  EHOSTUNREACH: 'không tới được máy chủ',
  ENETUNREACH: 'không tới được mạng',
  ENOTFOUND: 'không có máy chủ mang tên này',
  EAI_AGAIN: 'chưa tra được tên máy chủ',
  '28P01': 'sai tên đăng nhập hoặc mật khẩu',
  '28000': 'tài khoản không được phép kết nối',
  '3D000': 'không có cơ sở dữ liệu này',
};

/** Said without a code, by Temporal's client. */
const TOO_LATE = /before the deadline|deadline exceeded/i;

/** A code with what it means; one that is not known stands alone. */
export const codeReason = (code: string): InBoth => explained(code, code);

/** Why it failed, in one line; a refused connection to several addresses carries its code alone. */
export function reasonOf(error: unknown): InBoth {
  const code = systemCodeOf(error);
  if (!(error instanceof Error)) return explained(code, String(error));
  return explained(code, error.message.trim() || (code ?? error.name));
}

function explained(code: string | undefined, said: string): InBoth {
  const meaning = MEANINGS[code ?? ''] ?? (TOO_LATE.test(said) ? 'máy chủ không trả lời kịp' : undefined);
  return { vi: meaning === undefined ? said : `${meaning} (${said})`, en: said };
}

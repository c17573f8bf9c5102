/**
 * From bytes to text: bounded, UTF-8 only, never a guess.
 *
 * @module
 */
import { isUtf8 } from 'node:buffer';
import type { Findings, FaultKind, Place } from './findings';

/** A year's plan with twenty topics takes 40 kB. */
export const PLAN_LIMIT = 512 * 1024;
/** 100,000 bodies take some 12 MB. */
export const ROSTER_LIMIT = 64 * 1024 * 1024;

/** The text of `bytes` without its byte order mark; null when a fault was added. */
export function textOf(bytes: Uint8Array, limit: number, faults: Findings<FaultKind>): string | null {
  const start: Place = { line: 1, column: 1 };
  if (bytes.length > limit) {
    faults.add('too-large', start, `tệp lớn hơn giới hạn ${limit} byte; đề nghị kiểm tra có đúng tệp không`);
    return null;
  }
  // what is no UTF-8 decodes to U+FFFD: the first of them is where the damage begins
  const text = new TextDecoder('utf-8').decode(bytes);
  if (!isUtf8(bytes)) {
    faults.add('not-utf8', placeAt(text, text.indexOf('\uFFFD')), 'tệp không phải mã UTF-8; đề nghị lưu lại ở dạng UTF-8');
    return null;
  }
  if (text.trim() === '') {
    faults.add('empty-file', start, 'tệp không có nội dung');
    return null;
  }
  const nul = text.indexOf('\0');
  if (nul >= 0) {
    faults.add('not-utf8', placeAt(text, nul), 'tệp có ký tự điều khiển (không phải tệp văn bản UTF-8)');
    return null;
  }
  return text;
}

/** Line and column of an offset in UTF-16 units. */
export function placeAt(text: string, offset: number): Place {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: offset - lineStart + 1 };
}

/**
 * From bytes to text: bounded, UTF-8 only, never a guess.
 *
 * @module
 */
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
  const text = decode(bytes);
  if (text === null) {
    faults.add('not-utf8', firstBadByte(bytes), 'tệp không phải mã UTF-8; đề nghị lưu lại ở dạng UTF-8');
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

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    // TextDecoder says "not UTF-8" with a TypeError and nothing else
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/** Halves towards the longest valid prefix: a stream decoder accepts a prefix that ends inside a character. */
function firstBadByte(bytes: Uint8Array): Place {
  let good = 0;
  let bad = bytes.length;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (isPrefixOfUtf8(bytes.subarray(0, middle))) good = middle;
    else bad = middle;
  }
  const valid = new TextDecoder('utf-8').decode(bytes.subarray(0, good), { stream: true });
  return placeAt(valid, valid.length);
}

function isPrefixOfUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}


/**
 * How the keys of links are written: `<number>:<at least 32 bytes in base64url>`, several separated by commas. New links
 * are signed under the highest number; the others still verify.
 *
 * @module
 */
import type { InBoth } from '../languages';
import type { LinkKeys } from './links';

/** What to do about a key that is written otherwise. */
export const LINK_KEY_FORM: InBoth = {
  vi: 'cần ghi dạng <số>:<khóa ít nhất 32 byte, mã base64url>, nhiều khóa cách nhau bằng dấu phẩy; tạo khóa: openssl rand -base64 32 | tr +/ -_',
  en: 'must be <number>:<key of at least 32 bytes in base64url>, several separated by commas; make a key with `openssl rand -base64 32 | tr +/ -_`',
};

const MIN_BYTES = 32;
/** No more digits than a token carries. */
const ENTRY = /^(\d{1,6}):([\w-]+={0,2})$/;

/** The keys of LINK_KEY; null when it is not written as {@link LINK_KEY_FORM} says, or names a number twice. */
export function parseLinkKeys(text: string): LinkKeys | null {
  const keys = new Map<number, Buffer>();
  for (const entry of text.split(',')) {
    const [, digits, value] = ENTRY.exec(entry.trim()) ?? [];
    if (digits === undefined || value === undefined) return null;
    const number = Number(digits);
    const key = Buffer.from(value, 'base64url');
    if (number < 1 || keys.has(number) || key.length < MIN_BYTES) return null;
    keys.set(number, key);
  }
  return { current: Math.max(...keys.keys()), keys };
}

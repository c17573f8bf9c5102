/**
 * E-mail addresses in a cell, however an office writes them: with the name before, with what it is for behind, several.
 *
 * @module
 */
import { oneLine } from './sheet';

/** As the strict roster asks. */
const EMAIL = /^[A-Za-z0-9.!#$%&'*+=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9][A-Za-z0-9-]{0,62}\.)+[A-Za-z]{2,63}$/;
export const isEmail = (text: string): boolean => text.length <= 254 && EMAIL.test(text);

/** Whole: "nguyễn@x.vn" holds no "n@x.vn". */
export const EMAIL_INSIDE =
  /(?<![\p{L}\p{M}\p{N}._%+-])[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,250}\.[A-Za-z]{2,63}(?![\p{L}\p{N}@])/gu;

/** An address, or what stands where one should and which may be meant, the likeliest first. */
export type Address = { email: string } | { bad: string; meant: string[] };

const LABEL = /(?<![\p{L}\p{N}])(?:e\s?[-–]?\s?mail|g\s?mail|mail(?:to)?|thư điện tử|hộp thư|địa chỉ)\s*:\s*/giu;
const NOTHING = /^(?:không|khong|chưa có|chua co|không có|khong co|không dùng|chưa|-+|x|n\/a|0)$/iu;
/** "Hồ Hải <hai@…>", with or without quotation marks: the name says nothing of the address. */
const NAMED = /(?:"[^"\n]{0,100}"|[\p{L}\p{M} .']{0,100})\s*<\s*([^<>\n]{1,254})\s*>/gu;
/** "(cơ quan)" */
const REMARK = /\([^()@\n]{0,100}\)/gu;
const PARTED = /[;/\n|()]|,(?!\s*(?:com|vn|org|net)\b)|\s[-–—]\s|\s(?:và|va|hoặc|hoac|hay|&|\+)\s|(?<=@\S{1,254})\s+(?=\S+@)/u;

export function addressesIn(cell: string): Address[] {
  return cell
    .replace(LABEL, ' ')
    .replace(/\s*@\s*/g, '@')
    .replace(NAMED, ';$1;')
    .replace(REMARK, ' ')
    .split(PARTED)
    .map((token) => oneLine(token).replace(/^[<("'.\s]+|[>)"'.\s]+$/g, ''))
    .filter((token) => token !== '' && !NOTHING.test(token))
    .map(addressOf);
}

/** What a person is shown of what is no address; the address that stands in it whole, behind other words. */
function addressOf(token: string): Address {
  const said = token.replace(/^[\p{L}\p{M} .]{1,40}:\s*/u, '');
  if (isEmail(said)) return { email: said.toLowerCase() };
  const joined = token.replace(/\s+/g, '');
  const inside = token.match(EMAIL_INSIDE) ?? [];
  // a person's name before it, or a space within: "Hồ Hải hai@…", "van phong@…"
  const tried = /^\p{Lu}|[^\x20-\x7e]/u.test(token) ? [...inside, joined] : [joined, ...inside];
  const meant = [...new Set(tried.map(repaired))].filter(isEmail).map((email) => email.toLowerCase());
  return { bad: token, meant };
}

/** A slip that shows: a comma for a dot, two dots, a missing dot before "com". */
const repaired = (text: string): string =>
  text
    .replace(/[,;]/g, '.')
    .replace(/\.{2,}/g, '.')
    .replace(/@{2,}/g, '@')
    .replace(/@(gmail|yahoo|outlook)com$/i, '@$1.com')
    .replace(/^\.+|\.+$/g, '');

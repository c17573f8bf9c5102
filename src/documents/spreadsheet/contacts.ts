/**
 * People in cells: several names, telephones and addresses, parted by whatever an office parts them by.
 *
 * @module
 */
import { oneLine } from './sheet';

export interface Person {
  name: string;
  email: string | null;
  phone: string | null;
}

export interface People {
  people: Person[];
  /** What stands where an address should, and the address that is meant, where it shows. */
  badEmails: { text: string; meant: string | null }[];
  /** What was put right without a question. */
  notes: string[];
}

/** As the strict roster asks. */
const EMAIL = /^[A-Za-z0-9.!#$%&'*+=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]{0,62}\.)+[A-Za-z]{2,63}$/;
export const isEmail = (text: string): boolean => text.length <= 254 && EMAIL.test(text);

const EMAIL_INSIDE = /[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,250}\.[A-Za-z]{2,63}/g;
const PHONE_INSIDE = /(?:\+?84|0)[ .-]?\d(?:[ .()-]{0,2}\d){6,10}/g;
const LONGEST_CELL = 2_000;

/** The n-th name has the n-th telephone and the n-th address; what is left over stands alone. */
export function peopleOf(cells: { contact: string; email: string; phone: string }): People {
  const notes: string[] = [];
  const contact = cells.contact.slice(0, LONGEST_CELL);
  const inName = { emails: contact.match(EMAIL_INSIDE) ?? [], phones: contact.match(PHONE_INSIDE) ?? [] };
  const names = contact
    .replace(EMAIL_INSIDE, ' ')
    .replace(PHONE_INSIDE, ' ')
    .split(/[;,/\n]|\s[-–]\s/)
    .map((name) =>
      oneLine(
        name
          .replace(/\b(?:email|e-mail|sđt|sdt|đt|dt|zalo)\b\s*:?/giu, ' ')
          .replace(/\(\s*\)/g, ' ')
          .replace(/^[\s\-–:.]+|[\s\-–:]+$/g, ''),
      ),
    )
    .filter((name) => /\p{L}/u.test(name));
  const badEmails: People['badEmails'] = [];
  const emails = [...emailTokens(cells.email.slice(0, LONGEST_CELL)), ...inName.emails].flatMap((token) => {
    if (isEmail(token)) return [token.toLowerCase()];
    badEmails.push({ text: token, meant: meantEmail(token) });
    return [];
  });
  const phones = [...cells.phone.slice(0, LONGEST_CELL).split(/[;,/\n]|\s[-–]\s/), ...inName.phones].flatMap((text) =>
    phoneOf(text, notes),
  );
  const people = Array.from({ length: Math.max(names.length, emails.length, phones.length) }, (_, index) => ({
    name: names[index] ?? '',
    email: emails[index] ?? null,
    phone: phones[index] ?? null,
  }));
  return { people: distinct(people), badEmails, notes };
}

/** The same person twice in a cell is one. */
function distinct(people: Person[]): Person[] {
  const keys = people.map(({ name, email, phone }) => [name, email, phone].join('\n'));
  return people.filter((_, index) => keys.indexOf(keys[index] ?? '') === index);
}

function emailTokens(text: string): string[] {
  return text
    .replace(/\s*@\s*/g, '@')
    .split(/[;/\n]|,(?!\s*(?:com|vn|org|net)\b)|(?<=@\S{1,254})\s+(?=\S+@)/)
    .map((token) =>
      oneLine(token)
        .replace(/^(?:e-?mail|mail(?:to)?)\s*:\s*/i, '')
        .replace(/^[<("']+|[>)"'.]+$/g, ''),
    )
    .filter((token) => token !== '' && !/^(?:không|khong|chưa có|chua co|không có|khong co|-+|x|n\/a)$/i.test(token));
}

/** A slip that shows: a comma for a dot, a space inside, two dots, a missing dot before "com". */
function meantEmail(text: string): string | null {
  const tried = text
    .replace(/\s+/g, '')
    .replace(/[,;]/g, '.')
    .replace(/\.{2,}/g, '.')
    .replace(/@{2,}/g, '@')
    .replace(/@(gmail|yahoo|outlook)com$/i, '@$1.com')
    .replace(/^\.+|\.+$/g, '');
  return isEmail(tried) ? tried.toLowerCase() : null;
}

/** A number kept as a number has lost its zero: nine digits that begin as Vietnamese numbers do. */
function phoneOf(text: string, notes: string[]): string[] {
  const said = oneLine(text);
  if (said === '') return [];
  if (/^\d(?:[.,]\d+)?e\+?\d+$/i.test(said)) {
    notes.push(`số điện thoại “${said}” đã mất chữ số (bảng tính đổi thành dạng lũy thừa), không dùng được`);
    return [];
  }
  const digits = said.replace(/\D/g, '');
  if (digits.length < 4) return [];
  if (/^[235789]\d{8}$/.test(digits) && /^[\d .-]+$/.test(said)) {
    notes.push(`số điện thoại “${said}” thiếu số 0 ở đầu, đã thêm`);
    return [`0${said}`];
  }
  return [said];
}

/**
 * People in cells: several names, telephones and addresses, parted by whatever an office parts them by.
 *
 * @module
 */
import { addressesIn, EMAIL_INSIDE, type Address } from './addresses';
import { oneLine } from './sheet';

export interface Person {
  name: string;
  email: string | null;
  phone: string | null;
}

export interface People {
  people: Person[];
  /** What stands where an address should, what may be meant, and of whom of `people` it would be. */
  badEmails: { text: string; meant: string[]; person: number }[];
  /** What was put right without a question. */
  notes: string[];
}

const PHONE_INSIDE = /(?:\+?84|0)[ .-]?\d(?:[ .()-]{0,2}\d){6,10}/g;
const PARTED = /[;,/\n]|\s[-–]\s/;
const COMRADE = /(?<![\p{L}\p{N}])(?:đ\/c|đồng chí)\s*:?\s*/giu;
const REACHED_BY = /(?<![\p{L}\p{N}])(?:e-?mail|sđt|sdt|đtdđ|đt|dt|zalo|điện thoại)(?![\p{L}\p{N}])\s*:?/giu;
const NOBODY = /^(?:chưa|đang|còn)?\s*(?:kiện toàn|khuyết|trống|có|bố trí|phân công|không|không có)$/iu;
const LONGEST_CELL = 2_000;

/** The n-th name has the n-th telephone and the n-th address; what is left over stands alone. */
export function peopleOf(cells: { contact: string; email: string; phone: string }): People {
  const notes: string[] = [];
  const contact = cells.contact.slice(0, LONGEST_CELL);
  const inName = { emails: contact.match(EMAIL_INSIDE) ?? [], phones: contact.match(PHONE_INSIDE) ?? [] };
  const pieces = contact
    .replace(COMRADE, ' ')
    .replace(EMAIL_INSIDE, ' ')
    .replace(PHONE_INSIDE, ' ')
    .split(PARTED)
    .map((name) =>
      oneLine(
        name
          .replace(REACHED_BY, ' ')
          .replace(/[<(]\s*[)>]/g, ' ')
          .replace(/^[\s\-–:.]+|[\s\-–:]+$/g, ''),
      ),
    )
    .filter((name) => /\p{L}/u.test(name) && !NOBODY.test(name));
  const names = withPosts(pieces.filter((name) => !name.includes('@')));
  const addresses: Address[] = [
    ...addressesIn(cells.email.slice(0, LONGEST_CELL)),
    ...[...inName.emails, ...pieces.filter((name) => name.includes('@'))].flatMap(addressesIn),
  ];
  const phones = [
    ...cells.phone.slice(0, LONGEST_CELL).split(/[;,/\n]|\s[-–]\s|\s(?:hoặc|và|hoac)\s/u),
    ...inName.phones,
  ].flatMap((text) => phonesOf(text, notes));
  const people = Array.from({ length: Math.max(names.length, addresses.length, phones.length) }, (_, index): Person => {
    const address = addresses[index];
    return {
      name: names[index] ?? '',
      email: address && 'email' in address ? address.email : null,
      phone: phones[index] ?? null,
    };
  });
  const badEmails = addresses.flatMap((address, person) =>
    'bad' in address ? [{ text: address.bad, meant: address.meant, person }] : [],
  );
  return { people, badEmails, notes };
}

const POST =
  /^(?:(?:phó )?bí thư|(?:chi|đảng|cấp) ủy viên|ủy viên|(?:phó )?(?:trưởng|giám đốc|chủ tịch|hiệu trưởng|chánh|tổng giám đốc)|chuyên viên|văn thư|kế toán|cán bộ|pbt|bt)(?:\s|$)/iu;

/** "Nguyễn A, Phó Bí thư" is one person. */
function withPosts(pieces: string[]): string[] {
  const names: string[] = [];
  for (const piece of pieces) {
    const before = names.at(-1);
    const post = /^([^:]{2,40})\s*:\s*(.+)$/u.exec(piece);
    if (post?.[1] && post[2] && POST.test(post[1])) names.push(`${post[2]} (${post[1].trim()})`);
    else if (before !== undefined && POST.test(piece)) names[names.length - 1] = `${before}, ${piece}`;
    else names.push(piece);
  }
  return names;
}

/** The same person, or the same telephone with no name, twice in a row is one; nobody is none. */
export function distinctPeople(people: Person[]): Person[] {
  const said = people.filter(({ name, email, phone }) => name !== '' || email !== null || phone !== null);
  const keys = said.map(({ name, email, phone }) => [name, email, phone].join('\n'));
  const numbers = said.map(({ phone }) => phone?.replace(/\D/g, '') ?? '');
  return said.filter(({ name, email, phone }, index) => {
    if (name === '' && email === null && phone !== null && numbers.indexOf(numbers[index] ?? '') < index) return false;
    return keys.indexOf(keys[index] ?? '') === index;
  });
}

/** A number kept as a number has lost its zero: nine digits that begin as Vietnamese numbers do. */
function phonesOf(text: string, notes: string[]): string[] {
  const said = oneLine(text)
    .replace(/^(?:['‘’`]|(?:sđt|đt|sdt|dt|tel|zalo|điện thoại)\s*[:.]\s*)+/iu, '')
    // a spreadsheet's number with a decimal, and what ends a sentence
    .replace(/(?<=^\d{8,12})\.0$|[.\s]+$/, '');
  if (said === '') return [];
  if (/^\d(?:[.,]\d+)?e\+?\d+$/i.test(said)) {
    notes.push(`số điện thoại “${said}” đã mất chữ số (bảng tính đổi thành dạng lũy thừa), không dùng được`);
    return [];
  }
  const digits = said.replace(/\D/g, '');
  if (digits.length < 4) return [];
  // two whole numbers with nothing but a space between
  const several = digits.length >= 18 ? said.split(/\s+/) : [];
  if (several.length > 1 && several.every((each) => each.replace(/\D/g, '').length >= 9))
    return several.flatMap((each) => phonesOf(each, notes));
  if (/^[235789]\d{8}$/.test(digits) && /^[\d .-]+$/.test(said)) {
    notes.push(`số điện thoại “${said}” thiếu số 0 ở đầu, đã thêm`);
    return [`0${said}`];
  }
  return [said];
}

/**
 * What a column of a roster may hold, and how offices head it.
 *
 * @module
 */
import { plain } from './names';

export const FIELDS = [
  'email',
  'phone',
  'ignored',
  'officer',
  'contact',
  'parent',
  'kind',
  'channel',
  'role',
  'id',
  'name',
  'ordinal',
] as const;
export type Field = (typeof FIELDS)[number];

/** Columns of these may be several: "Điện thoại" and "Zalo". */
export const REPEATABLE: ReadonlySet<Field> = new Set<Field>(['email', 'phone', 'contact', 'ignored']);

/** Without marks. Where two fields fit as well, the earlier of FIELDS is meant ("Điện thoại bí thư" is a telephone). */
const HEADINGS: Record<Field, string[]> = {
  email: [
    'thu dien tu',
    'dia chi thu dien tu',
    'hop thu dien tu',
    'hop thu',
    'hom thu',
    'email',
    'e mail',
    'gmail',
    'mail',
    'dia chi email',
    'dia chi e mail',
  ],
  phone: [
    'dien thoai',
    'so dien thoai',
    'dien thoai zalo',
    'sdt',
    'so dt',
    'dt',
    'dtdd',
    'di dong',
    'zalo',
    'so zalo',
    'so may',
    'phone',
  ],
  officer: [
    'nguoi theo doi',
    'can bo theo doi',
    'chuyen vien theo doi',
    'dong chi theo doi',
    'theo doi',
    'chuyen vien phu trach',
    'phu trach dia ban',
    'officer',
  ],
  contact: [
    'ho ten dau moi',
    'ho va ten dau moi',
    'dau moi',
    'dau moi lien he',
    'ho va ten',
    'ho ten',
    'nguoi lien he',
    'lien he',
    'bi thu',
    'ho ten bi thu',
    'can bo dau moi',
    'nguoi phu trach',
    'contact',
  ],
  parent: [
    'truc thuoc',
    'cap tren',
    'cap tren truc tiep',
    'to chuc cap tren',
    'to chuc dang cap tren',
    'dang bo cap tren',
    'dang uy cap tren',
    'thuoc',
    'thuoc dang bo',
    'dang bo',
    'dang bo co so',
    'don vi chu quan',
    'parent',
  ],
  kind: ['loai hinh', 'loai hinh to chuc', 'loai hinh to chuc dang', 'loai', 'loai to chuc', 'phan loai', 'kind'],
  channel: ['hinh thuc nhan', 'cach nhan', 'kenh', 'kenh lien he', 'hinh thuc lien he', 'channel'],
  role: ['vai tro', 'role'],
  id: ['ma', 'ma so', 'ma to chuc', 'ma to chuc dang', 'ma chi bo', 'ma don vi', 'id'],
  name: [
    'ten to chuc dang',
    'ten to chuc',
    'to chuc dang',
    'to chuc',
    'dang bo chi bo',
    'chi bo dang bo',
    'ten chi bo',
    'ten dang bo',
    'ten dang bo chi bo',
    'ten chi bo dang bo',
    'chi bo',
    'chi bo truc thuoc',
    'dang bo',
    'ten don vi',
    'don vi',
    'co quan don vi',
    'ten',
    'name',
  ],
  ordinal: ['stt', 'tt', 'so tt', 'so thu tu'],
  ignored: [
    'ghi chu',
    'note',
    'so dang vien',
    'tong so dang vien',
    'dang vien',
    'dia chi',
    'chuc vu',
    'chuc danh',
    'ngay thanh lap',
    'ngay sinh',
    'nam sinh',
    'so quyet dinh',
  ],
};

/** A whole heading that is known counts so much. */
export const EXACT = 10;
const PART = 5;

export interface Fit {
  field: Field;
  score: number;
}

/** The fields a heading may mean, the likeliest first. */
export function fitsOf(heading: string): Fit[] {
  const text = plain(heading);
  if (text === '' || text.length > 80) return [];
  return FIELDS.flatMap((field) => {
    const score = Math.max(...HEADINGS[field].map((known) => fit(text, known)));
    return score > 0 ? [{ field, score }] : [];
  }).toSorted((a, b) => b.score - a.score || FIELDS.indexOf(a.field) - FIELDS.indexOf(b.field));
}

/** Short words alone prove nothing inside a longer heading ("Tên" of whom?), but "Sđt bí thư" is a telephone. */
function fit(text: string, known: string): number {
  if (text === known) return EXACT;
  if ((known.length < 4 && known !== 'sdt') || !` ${text} `.includes(` ${known} `)) return 0;
  return PART;
}

/** What the words of a role column mean; several may stand in a cell. */
export const ROLE_WORDS: [pattern: RegExp, roles: readonly string[]][] = [
  [/^(?:issuer|ban thuong vu|to chuc ban hanh)$/, ['issuer']],
  [/^(?:board|ban tuyen giao|ban tuyen giao va dan van|ban xay dung dang)$/, ['board']],
  [/^(?:unit cell|chi bo co so)$/, ['unit', 'cell']],
  [/^(?:unit|dang bo co so|to chuc co so dang|don vi)$/, ['unit']],
  [/^(?:subunit|dang bo bo phan)$/, ['subunit']],
  [/^(?:cell|chi bo|chi bo truc thuoc)$/, ['cell']],
  [/^(?:mass|doan the|to chuc chinh tri xa hoi)$/, ['mass']],
];

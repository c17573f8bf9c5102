/**
 * Number, date, issuer and kind of a document that amends a plan: a letter, a notice, a decision or another plan.
 *
 * @module
 */
import { dateText } from '../../domain/wording';
import { foldedKey, todaysSpelling } from '../draft/folding';
import { fullDay } from '../draft/times';
import type { Unit } from '../draft/units';
import type { StageKind } from '../../domain/plan';
import { blanked, mentionsIn } from './mentions';
import type { DocumentHead, Mention } from './types';
import { kindsNamed } from './words';

export interface Divided {
  head: Unit[];
  body: Unit[];
}

const RECIPIENTS = /^nơi (?:nhận|gửi)\s*:?/u;
const OPENS_BODY = /^(?:kính gửi|thực hiện|căn cứ|thi hành|theo |để |nhằm |trên cơ sở|xét |sau khi|qua )/u;
/** Characters: no line of a letterhead or title has as many. */
const LONG_LINE = 220;

/** Letterhead and title, what the document says, without recipients and signature. */
export function divided(units: Unit[]): Divided {
  const end = units.findIndex(({ key, cells }) => !cells && RECIPIENTS.test(key));
  const whole = end < 0 ? units : units.slice(0, end);
  const at = whole.findIndex(
    (unit) =>
      OPENS_BODY.test(unit.key) ||
      unit.text.length > LONG_LINE ||
      (unit.label !== null && unit.label.kind !== 'bullet' && !isSubject(unit)) ||
      isSentence(unit),
  );
  return at < 0 ? { head: whole, body: [] } : { head: whole.slice(0, at), body: whole.slice(at) };
}

/** "V/v điều chỉnh …": no item V of a list. */
const isSubject = ({ label, key }: Unit) => label?.written === 'V' && /^v\s/u.test(key);

/** A text in small letters that ends as a sentence: no letterhead does. */
const isSentence = ({ text, cells, key }: Unit) =>
  !cells && /\p{Ll}{2}.*[.:;]$/u.test(text) && text.split(' ').length > 6 && !/^(?:v\/v|về việc|số)/u.test(key);

const KINDS: [RegExp, string][] = [
  [/^(?:-?CV)$/u, 'Công văn'],
  [/^KH$/u, 'Kế hoạch'],
  [/^TB$/u, 'Thông báo'],
  [/^QĐ$/u, 'Quyết định'],
  [/^HD$/u, 'Hướng dẫn'],
  [/^KL$/u, 'Kết luận'],
  [/^CĐ$/u, 'Công điện'],
  [/^GM$/u, 'Giấy mời'],
];
const TITLES = /^(?:công văn|kế hoạch|thông báo|quyết định|hướng dẫn|kết luận|công điện|giấy mời)(?=\s|$)/u;
const NUMBER = /(?:^|\s)số\s*:?\s*(\d{1,4}[a-zA-Z]?\s?[-–/]\s?\p{Lu}[\p{L}\d]*(?:\s?[-–/.]\s?\p{Lu}[\p{L}\d]*)*)/iu;

export function documentHead(head: Unit[]): DocumentHead {
  const lines = head.flatMap((unit) =>
    (unit.cells ?? unit.text.split(' | ')).map((text) => text.replace(/\s*\|\s*$/u, '').trim()),
  );
  const number = first(lines, (line) => {
    const found = /^số/iu.test(line) ? NUMBER.exec(line)?.[1] : undefined;
    return found?.replace(/\s/g, '').replace(/–/g, '-') ?? null;
  });
  const date = first(lines, (line) => {
    const at = foldedKey(line).search(/(?<=^|[\s,])ngày\s+\d/u);
    const placed = /\p{L}, ngày \d{1,2} tháng \d{1,2} năm \d{4}$/u.test(line);
    return at < 0 || (line.length > 80 && !placed) ? null : fullDay(line.slice(placed ? line.lastIndexOf('ngày') : at));
  });
  const symbol = number?.split('-')[1]?.split('/')[0] ?? '';
  const kind = KINDS.find(([known]) => known.test(symbol))?.[1] ?? titleKind(lines) ?? 'Văn bản';
  return { kind, number, date, issuer: issuerOf(lines) };
}

const PLAN_NUMBER = /kế hoạch\s+(?:số\s*:?\s*)?(\d{1,4}[a-z]?\s?[-–]\s?kh(?:\s?[-–/.]\s?\p{L}[\p{L}\d]*)*)/giu;

/** A document's number as it is compared: "52-kh/đuk". */
export const comparable = (number: string): string => number.replace(/\s/g, '').replace(/–/g, '-').toLowerCase();

/** Numbers of the plans that the document names, but for its own. */
export function plansNamed(units: Unit[], own: string | null): string[] {
  const named = units.flatMap(({ text }) =>
    [...text.matchAll(PLAN_NUMBER)].map(([, number]) => number?.replace(/\s/g, '') ?? ''),
  );
  return [...new Set(named)].filter((number) => own === null || comparable(number) !== comparable(own));
}

function first<T>(lines: string[], of: (line: string) => T | null): T | null {
  for (const line of lines) {
    const found = of(line);
    if (found !== null) return found;
  }
  return null;
}

function titleKind(lines: string[]): string | undefined {
  const title = lines.map((line) => TITLES.exec(foldedKey(line))?.[0]).find((found) => found !== undefined);
  return title && title.charAt(0).toUpperCase() + title.slice(1);
}

/** The second line in capitals is the issuer, the first its superior. */
function issuerOf(lines: string[]): string | null {
  const capitals = lines.filter(
    (line) =>
      /\p{Lu}{2}/u.test(line) &&
      !/\p{Ll}{2}/u.test(line) &&
      !/^(?:số|v\/v|đảng cộng sản|cộng hòa|độc lập|công văn|kế hoạch|thông báo|quyết định|hướng dẫn|kết luận|công điện|giấy mời|tờ trình)/u.test(
        foldedKey(line),
      ),
  );
  const line = capitals[1] ?? capitals[0];
  return line === undefined ? null : todaysSpelling(line);
}

/** The document as a basis names it: "Công văn số 12-CV/BTGĐUK ngày 05/6/2023". Null where number or date is missing. */
export const basisText = ({ kind, number, date }: DocumentHead): string | null =>
  number === null || date === null ? null : `${kind} số ${number} ngày ${dateText(date)}`;

/** A plan issued again as a whole, not a document about changes. */
export function isWholePlan({ head }: Divided): boolean {
  const at = head.findIndex(({ key }) => /^kế hoạch(?:\s|$)/u.test(key));
  if (at < 0) return false;
  const title = head
    .slice(at)
    .map(({ key }) => key)
    .join(' ');
  return !/điều chỉnh|bổ sung|sửa đổi|thay đổi|gia hạn/u.test(title);
}

export interface TitleNames {
  topics: Mention[];
  kinds: StageKind[];
}

/** The topics and stages that title or subject name: "V/v lùi thời gian sinh hoạt Chuyên đề 1". */
export function titleNames({ head }: Divided): TitleNames {
  const found = head
    .map(({ key, text }) => ({ text, mentions: mentionsIn(key, text) }))
    .filter(({ mentions }) => mentions.length > 0);
  const topics = found.flatMap(({ mentions }) => mentions.map(({ mention }) => mention));
  if (topics.some(({ form }) => form === 'all' || form === 'unclear')) return { topics: [], kinds: [] };
  return { topics, kinds: found.flatMap(({ text, mentions }) => kindsNamed(blanked(text, mentions)).kinds) };
}

/** Whether title or subject announce changes. */
export const announcesChanges = ({ head }: Divided): boolean =>
  head.some(({ key }) =>
    /điều chỉnh|thay đổi|sửa đổi|lùi|gia hạn|dời|kéo dài|hoãn|giãn|đính chính|rút ngắn|đổi lịch|chuyển (?:ngày|lịch|thời|hội|sang)|thống nhất (?:chung|thời)/u.test(
      key,
    ),
  );

/**
 * To whom a letter goes: where it is addressed to some bodies by name, what it grants is theirs alone.
 *
 * @module
 */
import type { Unit } from '../draft/units';

/** "Chi bộ Trường THCS An Bình", "Đảng ủy Bệnh viện A": one body, by its name. */
const ONE =
  /^(?:[Đđ]ồng chí )?(?:(?:[Bb]í thư|[Pp]hó bí thư|[Cc]ấp ủy|[Bb]an [Cc]hấp hành) )?(?:[Cc]hi bộ|[Cc]hi ủy|[Đđ]ảng (?:bộ|ủy|uỷ)|[Cc]hi đoàn|[Cc]ông đoàn|[Cc]hi hội)(?: cơ sở)? \p{Lu}/u;
const MANY = /(?:^|\s)(?:các|những|tất cả|toàn (?:thể|bộ)|mọi|trực thuộc)(?:\s|$)/iu;
/** "Các chi bộ khối trường học"; "Đảng ủy Khối" is the issuer. */
const SOME = /^các [^;]{0,60}?(?<!đảng ủy |đảng uỷ |đảng bộ )(?:khối|cụm|vùng|nông thôn|trường học|doanh nghiệp)(?:\s|$)/iu;

/** The bodies that "Kính gửi" names one by one; null where it names all of them, or nobody is named. */
export function addressedAlone(units: Unit[]): string | null {
  const at = units.findIndex(({ key }) => key.startsWith('kính gửi'));
  const first = units[at];
  if (!first) return null;
  const below = units.slice(at + 1);
  const end = below.findIndex(({ label, text }) => label?.kind !== 'bullet' || text.length > 120);
  const lines = [
    first.text.replace(/^kính gửi\s*:?/iu, ''),
    ...below.slice(0, end < 0 ? below.length : end).map(({ text }) => text),
  ];
  const named = lines
    .flatMap((line) => line.split(/[;,]|\s[-–]\s|^\s*[-–]/u))
    .map((part) => part.replace(/\([^)]*\)|[.]\s*$/gu, '').trim())
    .filter((part) => part !== '');
  const whole = lines.join(' ').trim();
  if (SOME.test(whole) && (whole.match(/(?:^|\s)các\s/giu) ?? []).length === 1) return whole;
  if (MANY.test(whole)) return null;
  const bodies = named.filter((part) => ONE.test(part));
  return bodies.length > 0 ? bodies.join(', ') : null;
}

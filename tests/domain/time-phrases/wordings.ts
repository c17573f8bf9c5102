/**
 * Writes windows in every wording the parser supports: the other half of parse(format(window)) = window.
 * It shares nothing with the parser.
 *
 * @module
 */
import fc from 'fast-check';
import { lastDay, type Meant } from './meant';

const two = (n: number) => String(n).padStart(2, '0');
const iso = (year: number, month: number, day: number) => `${year}-${two(month)}-${two(day)}`;
const WORDS = ['', 'Một', 'Hai', 'Ba', 'Tư', 'Năm', 'Sáu', 'Bảy', 'Tám', 'Chín', 'Mười', 'Mười Một', 'Mười Hai'];
const ROMAN = ['', 'I', 'II', 'III', 'IV'];

const year = fc.integer({ min: 2019, max: 2030 });
const month = fc.integer({ min: 1, max: 12 });
const digits = fc.constantFrom(String, two);
const mark = fc.constantFrom('/', '-', '.');

/** "30/6/2026", "ngày 30 tháng 6 năm 2026", "30.06.2026". */
const day = fc
  .record({ y: year, m: month, d: fc.integer({ min: 1, max: 31 }), n: digits, mark, form: fc.integer({ min: 0, max: 4 }) })
  .map(({ y, m, d, n, mark: s, form }) => {
    const date = Math.min(d, lastDay(y, m));
    const texts = [
      `ngày ${n(date)}${s}${n(m)}${s}${y}`,
      `ngày ${n(date)} tháng ${n(m)} năm ${y}`,
      `${n(date)}${s}${n(m)}${s}${y}`,
      `ngày ${n(date)}/${n(m)} năm ${y}`,
      `ngày ${n(date)} tháng ${n(m)}, năm ${y}`,
    ];
    return { text: texts[form] ?? '', at: iso(y, m, date) };
  });

/** "tháng 4/2023", "tháng Tư năm 2023". */
const monthText = (m: number, y: number, n: (value: number) => string, form: number) =>
  [
    `tháng ${n(m)}/${y}`,
    `tháng ${n(m)} năm ${y}`,
    `tháng ${n(m)}-${y}`,
    `tháng ${WORDS[m]} năm ${y}`,
    `tháng ${n(m)}.${y}`,
    `tháng ${n(m)}, năm ${y}`,
  ][form] ?? '';
const months = fc.record({ y: year, m: month, n: digits, form: fc.integer({ min: 0, max: 5 }) });

const before = (at: string) => new Date(Date.parse(at) - 86_400_000).toISOString().slice(0, 10);
const deadline = (end: string): Meant => ({ start: null, end, kind: 'deadline', tentative: false });
const window = (start: string, end: string): Meant => ({ start, end, kind: 'window', tentative: false });

const strict = fc
  .record({ day, lead: fc.constantFrom('trước', 'xong trước', 'hoàn thành trước', 'gửi báo cáo trước', 'chậm nhất trước') })
  .map(({ day: d, lead }) => ({ text: `${lead} ${d.text}`, meant: deadline(before(d.at)) }));
const inclusive = fc
  .record({
    day,
    lead: fc.constantFrom(
      'chậm nhất',
      'chậm nhất là',
      'chậm nhất vào',
      'muộn nhất',
      'đến hết',
      'không quá',
      'hoàn thành chậm nhất',
      'không muộn hơn',
      'hết',
    ),
  })
  .map(({ day: d, lead }) => ({ text: `${lead} ${d.text}`, meant: deadline(d.at) }));
const onDay = day.map((d) => ({ text: d.text, meant: window(d.at, d.at) }));
const after = day.map((d) => {
  const start = new Date(Date.parse(d.at) + 86_400_000).toISOString().slice(0, 10);
  return { text: `sau ${d.text}`, meant: { start, end: null, kind: 'openStart', tentative: false } };
});
const dayRange = fc.tuple(day, day, fc.constantFrom('đến', 'đến hết', 'tới')).map(([a, b, to]) => {
  const [first, last] = a.at <= b.at ? [a, b] : [b, a];
  return { text: `từ ${first.text} ${to} ${last.text}`, meant: window(first.at, last.at) };
});
const inMonth = fc.record({ at: months, lead: fc.constantFrom('', 'trong ', 'vào ') }).map(({ at: { y, m, n, form }, lead }) => ({
  text: lead + monthText(m, y, n, form),
  meant: window(iso(y, m, 1), iso(y, m, lastDay(y, m))),
}));
const finishMonth = months.map(({ y, m, n, form }) => ({
  text: `Hoàn thành trong ${monthText(m, y, n, form)}`,
  meant: { ...window(iso(y, m, 1), iso(y, m, lastDay(y, m))), kind: 'deadline' },
}));
const monthRange = fc.tuple(months, months).map(([a, b]) => {
  const [first, last] = iso(a.y, a.m, 1) <= iso(b.y, b.m, 1) ? [a, b] : [b, a];
  const text = `từ ${monthText(first.m, first.y, first.n, first.form)} đến hết ${monthText(last.m, last.y, last.n, last.form)}`;
  return { text, meant: window(iso(first.y, first.m, 1), iso(last.y, last.m, lastDay(last.y, last.m))) };
});
const openMonth = months.map(({ y, m, n, form }) => ({
  text: `Từ ${monthText(m, y, n, form)}`,
  meant: { start: iso(y, m, 1), end: null, kind: 'openStart', tentative: false },
}));
const quarter = fc
  .record({
    y: year,
    q: fc.integer({ min: 1, max: 4 }),
    form: fc.integer({ min: 0, max: 4 }),
    word: fc.constantFrom('Quý', 'quý', 'QUÝ', 'quí'),
  })
  .map(({ y, q, form, word }) => {
    const text =
      [
        `${word} ${ROMAN[q]}/${y}`,
        `${word} ${q}/${y}`,
        `${word} ${ROMAN[q]} năm ${y}`,
        `${word} ${ROMAN[q]}-${y}`,
        `trong ${word} ${ROMAN[q]}, năm ${y}`,
      ][form] ?? '';
    return { text, meant: window(iso(y, q * 3 - 2, 1), iso(y, q * 3, lastDay(y, q * 3))) };
  });
const quarters = fc
  .record({ y: year, q: fc.integer({ min: 1, max: 3 }), joint: fc.constantFrom(', ', ' và ', ' - ', ' và quý ', ' đến quý ') })
  .map(({ y, q, joint }) => ({
    text: `Quý ${ROMAN[q]}${joint}${ROMAN[q + 1]}/${y}`,
    meant: window(iso(y, q * 3 - 2, 1), iso(y, q * 3 + 3, lastDay(y, q * 3 + 3))),
  }));
const tenth = fc
  .record({ at: months, third: fc.integer({ min: 0, max: 2 }), old: fc.boolean(), tentative: fc.boolean() })
  .map(({ at: { y, m, n, form }, third, old, tentative }) => {
    const word = (old ? ['thượng tuần', 'trung tuần', 'hạ tuần'] : ['đầu', 'giữa', 'cuối'])[third] ?? '';
    const [from, to] = [third * 10 + 1, third === 2 ? lastDay(y, m) : third * 10 + 10];
    return {
      text: `${tentative ? 'dự kiến ' : ''}${word} ${monthText(m, y, n, form)}`,
      meant: { start: iso(y, m, from), end: iso(y, m, to), kind: 'approx', tentative },
    };
  });
const partOfYear = fc
  .record({ y: year, n: fc.constantFrom(3, 6, 9), head: fc.boolean(), zero: fc.boolean() })
  .map(({ y, n, head, zero }) => ({
    text: `${zero ? two(n) : n} tháng ${head ? 'đầu' : 'cuối'} năm ${y}`,
    meant: head ? window(iso(y, 1, 1), iso(y, n, lastDay(y, n))) : window(iso(y, 13 - n, 1), iso(y, 12, 31)),
  }));

/** Every wording, named. */
export const WORDINGS: [string, fc.Arbitrary<{ text: string; meant: Meant }>][] = Object.entries({
  strict,
  inclusive,
  onDay,
  after,
  dayRange,
  inMonth,
  finishMonth,
  monthRange,
  openMonth,
  quarter,
  quarters,
  tenth,
  partOfYear,
});

const VOWELS = 'aăâeêioôơuưy';
/** The other school's tone placement: ủy and uỷ, hòa and hoà, quý and quí. */
const otherTone = (text: string) =>
  text.replace(/qu([yýỳỷỹỵ])/g, (_, y: string) => `qu${y.normalize('NFD').replace('y', 'i').normalize('NFC')}`);

/** The same phrase as another hand writes it. */
export const dressed = (text: string): fc.Arbitrary<string> =>
  fc
    .record({
      form: fc.constantFrom('NFC', 'NFD'),
      upper: fc.boolean(),
      other: fc.boolean(),
      spaces: fc.constantFrom(' ', '  ', '\u00a0', '\n'),
      end: fc.constantFrom('', '.', ';', ' .'),
    })
    .map(({ form, upper, other, spaces, end }) => {
      const toned = other ? otherTone(text) : text;
      const cased = upper ? toned.toUpperCase() : toned;
      return (cased.replaceAll(' ', spaces) + end).normalize(form);
    });

/** Syllables of the trade and of nothing, for nonsense that looks Vietnamese. */
export const SYLLABLES = [
  ...'từ đến trước sau trong ngày tháng năm quý hết tuần đầu giữa cuối thượng trung hạ dự kiến hoàn thành chậm nhất không quá hằng hàng mỗi định kỳ lần kể khi ban hành số của và nửa cả dịp tết'.split(
    ' ',
  ),
  '/',
  '-',
  '.',
  ',',
  ':',
  ';',
  '(',
  ')',
  '–',
  '1',
  '2',
  '3',
  '4',
  '6',
  '12',
  '13',
  '30',
  '31',
  '2023',
  '02',
  'II',
  'IV',
  'làm việc',
  'giờ',
  'thứ',
  'âm lịch',
  'Giêng',
  ...Array.from(VOWELS, (vowel) => `ng${vowel}`),
];

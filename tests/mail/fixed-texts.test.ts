/**
 * Reads every fixed text there is: each reason, reader and language, with and without a link, on neutral data.
 */
import { LANGUAGES, letters, NEUTRAL_CAPITALS } from './every-letter';
import { renderLetter } from '../../src/mail/render';
import { FORBIDDEN_WORDS } from './forbidden-words';
import { PLACEHOLDER } from './sample-letters';

/** Text that a reader of the HTML sees. */
const seen = (html: string) =>
  html
    .replace(/<style>.*?<\/style>|<title>.*?<\/title>/gs, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&amp;', '&')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'");

const cases = letters().map(({ name, letter }) => ({ name, letter, rendered: renderLetter(letter) }));

/** The first letters in which `check` finds something, and what. */
const each = (check: (rendered: ReturnType<typeof renderLetter>) => unknown) =>
  cases
    .flatMap(({ name, rendered }) => {
      const found = check(rendered);
      return found ? [`${name}: ${JSON.stringify(found)}`] : [];
    })
    .slice(0, 8);

describe('the fixed texts of letters', () => {
  test('cover every reason in both languages', () => {
    expect(cases.length).toBeGreaterThan(150);
    expect(new Set(cases.map(({ letter }) => letter.language))).toEqual(new Set(LANGUAGES));
  });

  test('hold none of the words the glossary forbids', () => {
    expect(
      each(({ subject, text, html }) =>
        FORBIDDEN_WORDS.find((pattern) => [subject, text, seen(html)].some((part) => pattern.test(part))),
      ),
    ).toEqual([]);
  });

  test('hold no exclamation mark, emoji or words in capitals but the closing line', () => {
    expect(
      each(({ subject, text, html }) => [subject, text, seen(html)].find((part) => /!|\p{Extended_Pictographic}/u.test(part))),
    ).toEqual([]);
    expect(
      each(({ subject, text, html }) =>
        [subject, text, seen(html)]
          .flatMap(
            (part) =>
              part
                .replaceAll('BAN MẪU CẤP TRÊN', '')
                .replaceAll(PLACEHOLDER, '')
                .match(/(?<![\p{L}\d])\p{Lu}{2,}(?![\p{L}\d])/gu) ?? [],
          )
          .find((shouted) => !NEUTRAL_CAPITALS.has(shouted)),
      ),
    ).toEqual([]);
  });

  test('leave no value unfilled', () => {
    expect(
      each(({ subject, text, html }) =>
        [subject, text, html.replace(/<style>.*?<\/style>/s, '')].find((part) =>
          /undefined|\bnull\b|NaN|\[object|[{}]|\(\)|\.\.|,,|;;/.test(part),
        ),
      ),
    ).toEqual([]);
  });

  test('are in NFC, subjects of one line that end with no mark', () => {
    expect(each(({ subject, text, html }) => [subject, text, html].find((part) => part !== part.normalize('NFC')))).toEqual([]);
    expect(each(({ subject }) => (/[\r\n]|[.:,;–]$|^\s|\s$/.test(subject) ? subject : null))).toEqual([]);
  });

  test('begin each subject with the thing to know', () => {
    const starts =
      /^(Chuyên đề \d\/2023: |(Hai|Ba) chuyên đề|Tình hình sinh hoạt|Đề nghị cập nhật|Địa chỉ báo cáo mới|Việc hôm nay \()/u;
    expect(
      cases.flatMap(({ letter, rendered }) =>
        letter.language === 'vi' && !starts.test(rendered.subject) ? [rendered.subject] : [],
      ),
    ).toEqual([]);
  });

  test('carry the link exactly where the section has one', () => {
    const wrong = cases.filter(({ letter, rendered }) => {
      const linked = letter.sections.some((section) => section.linkId !== null);
      return [rendered.text, rendered.html].some(
        (part) => part.includes(PLACEHOLDER) !== linked || part.replaceAll(PLACEHOLDER, '').includes('\u0001'),
      );
    });
    expect(wrong.map(({ name }) => name)).toEqual([]);
    expect(cases.filter(({ rendered }) => rendered.subject.includes('\u0001'))).toEqual([]);
    expect(
      cases.flatMap(({ name, letter, rendered }) =>
        letter.sections.every((section) => section.linkId === null) &&
        /địa chỉ (dưới đây|này)|at the address below/.test(rendered.text)
          ? [name]
          : [],
      ),
    ).toEqual([]);
  });

  test('name the board, a person to turn to and the rule about names and classified material', () => {
    for (const { letter, rendered } of cases) {
      for (const part of [rendered.text, rendered.html]) {
        expect(part).toContain('BAN MẪU CẤP TRÊN');
        expect(part).toContain('000 111');
        expect(part).toContain(
          letter.language === 'vi' ? 'Đề nghị không ghi họ tên đảng viên và không gửi tài liệu có độ mật' : 'no names of members',
        );
      }
    }
  });

  test('say in HTML what they say in text', () => {
    const wanting = cases.flatMap(({ name, rendered }) => {
      const shown = seen(rendered.html).replace(/\s+/g, ' ');
      const lines = rendered.text.split('\n').map((line) =>
        line
          .replace(/^(- |\d+\. |\[ )/, '')
          .replace(/ \]$/, '')
          .replace(/\s+/g, ' ')
          .trim(),
      );
      return lines
        .filter(
          (line) =>
            line !== '' &&
            !line.includes('\u0001') &&
            !shown.includes(line) &&
            !/thời hạn .*đã báo cáo|reported .* scheduled/.test(line) &&
            !/^[^:]{3,30}: /.test(line),
        )
        .map((line) => `${name}: ${line}`);
    });
    expect(wanting.slice(0, 10)).toEqual([]);
  });
});

import { linesOf } from '../../../src/documents/draft/extract';
import { draftPlan } from '../../../src/documents/draft/read';
import type { Draft } from '../../../src/documents/draft/types';
import { corpus, heldOutSets, type CorpusDocument } from '../../corpus/expected';
import { makeDocx } from '../../corpus/make-docx';
import { makePdf } from '../../corpus/make-pdf';

const DOCUMENTS = [...corpus(), ...heldOutSets().flat()];
const FORMS: [string, (document: CorpusDocument) => { bytes: Buffer; file: string }][] = [
  ['text', ({ bytes, file }) => ({ bytes, file })],
  ['docx', ({ bytes, name, expected }) => ({ bytes: makeDocx(bytes.toString(), expected.merged), file: `${name}.docx` })],
  ['PDF', ({ bytes, name }) => ({ bytes: makePdf(bytes.toString()), file: `${name}.pdf` })],
];

/** Days written with their year between the preamble and the recipients, as a reader of our own finds them. */
function daysOf({ bytes, expected }: CorpusDocument): { said: string; day: string }[] {
  const text = bytes.toString().normalize('NFC').replace(/\s+/gu, ' ');
  const from = /MỤC (?:ĐÍCH|TIÊU)|YÊU CẦU|như sau[.:]|nội dung sau:/u.exec(text)?.index ?? 0;
  const body = text.slice(from, /Nơi nhận/u.exec(text)?.index);
  const written = /(?<!\d[/-]|tháng )\b(\d{1,2})(?:[/-]| tháng )(\d{1,2})(?:[/-]| năm )(\d{4})\b/gu;
  return [...body.matchAll(written)].flatMap((match) => {
    const [said, day = '', month = '', year = ''] = match;
    const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
    const before = body.slice(Math.max(0, match.index - 40), match.index);
    // a document's date, an anniversary ("19/12/1946 - 19/12/2026"), what was over when the plan was written
    const mentioned =
      /(?:số \S+,? (?:ngày )?|(?:kỷ niệm|thành lập)[^.;]*|\d{4} - )$/iu.test(before) || iso < (expected.plan.date ?? iso);
    const quoted = body.slice(0, match.index).lastIndexOf('“') > body.slice(0, match.index).lastIndexOf('”');
    return mentioned || quoted ? [] : [{ said, day: iso }];
  });
}

function isThere({ plan, questions }: Draft, { said, day }: { said: string; day: string }): boolean {
  const dates = [...plan.topics.flatMap(({ stages }) => stages), ...plan.reports].flatMap((value) => [
    value.due,
    value.before,
    'opens' in value ? value.opens : null,
  ]);
  const plain = (text: string) => text.normalize('NFC').replace(/\s+/gu, ' ');
  return dates.includes(day) || questions.some((each) => plain(each.said).includes(said));
}

describe.each(FORMS)('as %s', (_, made) => {
  test('no day of a body is lost: it is in a value or in a question', async () => {
    const lost: string[] = [];
    let days = 0;
    for (const document of DOCUMENTS) {
      const { bytes, file } = made(document);
      const draft = await draftPlan(bytes, file, { lineReader: linesOf });
      const its = daysOf(document);
      days += its.length;
      lost.push(...its.filter((each) => !isThere(draft, each)).map(({ said }) => `${document.name}: ${said}`));
    }
    expect(days).toBeGreaterThan(150);
    expect(lost).toEqual([]);
  });
});

const HEAD = `ĐẢNG ỦY XÃ AN HÒA
Số 05-KH/ĐU
An Hòa, ngày 10 tháng 01 năm 2025

KẾ HOẠCH
sinh hoạt chuyên đề năm 2025

Căn cứ Hướng dẫn số 12-HD/TU, ngày 06/01/2025 của Tỉnh ủy, Đảng ủy xã xây dựng kế hoạch như sau:

I. MỤC ĐÍCH, YÊU CẦU
Mỗi chi bộ hoàn thành hồ sơ trước ngày 05/11/2025.

II. NỘI DUNG
1. Chuyên đề 1: “Học tập Nghị quyết ngày 20/10/2025”
- Sinh hoạt chuyên đề: trong tháng 5/2025.
- Nội dung: tài liệu gửi trước ngày 12/3/2025; tài liệu ôn tập trước ngày 15/3/2025.

III. KHEN THƯỞNG
Hồ sơ gửi trước ngày 01/12/2025; xét hằng quý.
`;

test('a date of nobody is asked with its sentence, once a sentence; bases, quotations and periods are not', async () => {
  const { questions } = await draftPlan(Buffer.from(HEAD), 'a.txt');
  const asked = questions.filter(({ about }) => about.startsWith('dates/'));
  expect(asked.map(({ about, reason }) => [about, reason.split(':')[0]])).toEqual([
    ['dates/1', '“trước ngày 05/11/2025”'],
    ['dates/2', '“trước ngày 12/3/2025”, “trước ngày 15/3/2025”'],
    ['dates/3', '“trước ngày 01/12/2025”'],
  ]);
  expect(asked[1]?.place).toMatchObject({ line: 16 });
});

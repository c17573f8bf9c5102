/**
 * A *công văn đôn đốc* as a docx: a draft that the office numbers, signs and issues. The party's form, without emblem.
 * Layout: Hướng dẫn 36-HD/VPTW (A4, left 30 mm, right 15 mm, above and below 20 mm, Times New Roman 14).
 *
 * @module
 */
import { AlignmentType, Document, Packer, Paragraph, type Table } from 'docx';
import { letterBodies } from './letter-bodies';
import { coreProperties, line, list, FONT, PAGE, pageNumbers, sideBySide, SIZE } from './office-form';
import type { UrgingLetter } from './urging';
import { appendixHeading, appendixRow, BLANK, bodyText, COLUMNS, copiesTo, receivers, SUBJECT } from './urging-text';

/** Millimetres; together the width between the margins. */
const HEAD_WIDTHS = [80, 85];
const LIST_WIDTHS = [11, 44, 40, 24, 22, 24];

/** The same letter gives the same parts. */
export function urgingDocx(letter: UrgingLetter): Promise<Buffer> {
  const document = new Document({
    styles: { default: { document: { run: { font: FONT, size: SIZE, language: { value: 'vi-VN' } } } } },
    sections: [{ properties: { page: PAGE, titlePage: true }, headers: pageNumbers(), children: children(letter) }],
  });
  const { board } = letterBodies(letter.roles);
  return Packer.toBuffer(document, false, [coreProperties({ title: `Công văn ${SUBJECT}`, creator: board, on: letter.asOf })]);
}

function children(letter: UrgingLetter): (Paragraph | Table)[] {
  const { title, belongsTo } = appendixHeading(letter);
  return [
    head(letter),
    line(`Kính gửi: ${receivers(letter)}`, { alignment: AlignmentType.CENTER, before: 18, after: 12 }),
    line(bodyText(letter), { alignment: AlignmentType.JUSTIFIED, firstLine: 10, after: 18, spaced: true }),
    foot(letter),
    line('PHỤ LỤC', { alignment: AlignmentType.CENTER, bold: true, newPage: true }),
    line(title, { alignment: AlignmentType.CENTER, bold: true }),
    line(belongsTo, { alignment: AlignmentType.CENTER, italics: true, after: 12 }),
    list(COLUMNS, letter.duties.map(appendixRow), LIST_WIDTHS),
  ];
}

function head({ roles, place }: UrgingLetter): Table {
  const { committee, board } = letterBodies(roles);
  const centred = { alignment: AlignmentType.CENTER };
  return sideBySide(HEAD_WIDTHS, [
    [
      line(committee.toUpperCase(), centred),
      line(board.toUpperCase(), { ...centred, bold: true }),
      line('*', centred),
      line(`Số ${BLANK}${BLANK}`, centred),
      line(SUBJECT, { ...centred, italics: true, small: true }),
    ],
    [
      line('ĐẢNG CỘNG SẢN VIỆT NAM', { ...centred, bold: true, ruled: true }),
      line(`${place ?? `${BLANK}${BLANK}`}, ngày     tháng     năm     `, { ...centred, italics: true, before: 12 }),
    ],
  ]);
}

function foot(letter: UrgingLetter): Table {
  const { signer } = letterBodies(letter.roles);
  return sideBySide(HEAD_WIDTHS, [
    [line('Nơi nhận:', { underlined: true }), ...copiesTo(letter).map((copy) => line(copy, { small: true }))],
    [line((signer ?? `(${BLANK})`).toUpperCase(), { alignment: AlignmentType.CENTER, bold: true })],
  ]);
}

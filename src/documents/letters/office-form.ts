/**
 * The pieces of which letters of an office are made: lines, two columns, a list with a repeated heading, the page.
 *
 * @module
 */
import {
  AlignmentType,
  BorderStyle,
  Header,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  UnderlineType,
  VerticalAlignTable,
  WidthType,
  type IParagraphOptions,
} from 'docx';
import type { LocalDate } from '../../domain/dates';

export const FONT = 'Times New Roman';
/** Half points. */
export const SIZE = 28;
const SMALL = 24;

/** Twentieths of a point, in which a docx measures. */
const POINT = 20;
const mm = (millimetres: number) => Math.round((millimetres / 25.4) * 72 * POINT);

/** A4 with the margins of offices: the left one is bound. */
export const PAGE = {
  size: { width: mm(210), height: mm(297) },
  margin: { left: mm(30), right: mm(15), top: mm(20), bottom: mm(20), header: mm(10), footer: mm(10) },
};

interface LineOptions {
  alignment?: IParagraphOptions['alignment'];
  bold?: boolean;
  italics?: boolean;
  underlined?: boolean;
  /** 12 points in place of 14. */
  small?: boolean;
  /** A rule below it, a little narrower than its column. */
  ruled?: boolean;
  /** Indent of the first line, millimetres. */
  firstLine?: number;
  /** Points. */
  before?: number;
  after?: number;
  /** Lines a little apart, as running text has them. */
  spaced?: boolean;
  newPage?: boolean;
}

/** Control characters, which a name may have caught in a spreadsheet and no XML may hold. XML 1.0, 2.2. */
const NOT_IN_XML = /(?![\t\n\r\u007f-\u009f])\p{Cc}|[\ufffe\uffff]/gu;

/** A paragraph of one run. */
export function line(text: string, options: LineOptions = {}): Paragraph {
  const { alignment, bold, italics, underlined, small, ruled, firstLine, before = 0, after = 0, spaced, newPage } = options;
  return new Paragraph({
    ...(alignment && { alignment }),
    ...(newPage && { pageBreakBefore: true }),
    ...(firstLine !== undefined && { indent: { firstLine: mm(firstLine) } }),
    ...(ruled && { indent: { left: mm(6), right: mm(6) }, border: { bottom: { style: BorderStyle.SINGLE, size: 6, space: 1 } } }),
    spacing: { before: before * POINT, after: after * POINT, ...(spaced && { line: 300 }) },
    children: [
      new TextRun({
        text: text.replace(NOT_IN_XML, ''),
        ...(bold && { bold }),
        ...(italics && { italics }),
        ...(underlined && { underline: { type: UnderlineType.SINGLE } }),
        ...(small && { size: SMALL }),
      }),
    ],
  });
}

const NOTHING = { style: BorderStyle.NONE, size: 0 };
const NO_RULES = {
  top: NOTHING,
  bottom: NOTHING,
  left: NOTHING,
  right: NOTHING,
  insideHorizontal: NOTHING,
  insideVertical: NOTHING,
};

const NO_MARGINS = { left: 0, right: 0 };

/** Columns without rules; widths in millimetres. */
export function sideBySide(widths: number[], columns: Paragraph[][]): Table {
  const cells = columns.map((children, n) => new TableCell({ children, width: widthOf(widths, n), margins: NO_MARGINS }));
  return new Table({ ...shape(widths), borders: NO_RULES, rows: [new TableRow({ children: cells })] });
}

/** A table with rules, whose heading stands on every page and whose rows are never split. Widths in millimetres. */
export function list(heading: string[], rows: string[][], widths: number[]): Table {
  const row = (texts: string[], isHeading: boolean) =>
    new TableRow({
      cantSplit: true,
      ...(isHeading && { tableHeader: true }),
      children: texts.map(
        (text, n) =>
          new TableCell({
            width: widthOf(widths, n),
            verticalAlign: VerticalAlignTable.CENTER,
            margins: { left: mm(1.2), right: mm(1.2), top: mm(0.5), bottom: mm(0.5) },
            children: [line(text, { small: true, ...(isHeading && { bold: true, alignment: AlignmentType.CENTER }) })],
          }),
      ),
    });
  return new Table({ ...shape(widths), rows: [row(heading, true), ...rows.map((texts) => row(texts, false))] });
}

const widthOf = (widths: number[], n: number) => ({ size: mm(widths[n] ?? 0), type: WidthType.DXA });

const shape = (widths: number[]) => ({
  width: { size: mm(widths.reduce((sum, width) => sum + width, 0)), type: WidthType.DXA },
  columnWidths: widths.map(mm),
  layout: TableLayoutType.FIXED,
});

/** The number above every page but the first (its section has a title page). */
export function pageNumbers(): { default: Header } {
  const number = new TextRun({ children: [PageNumber.CURRENT] });
  return { default: new Header({ children: [new Paragraph({ alignment: AlignmentType.CENTER, children: [number] })] }) };
}

/** The file's own description, dated by the facts it shows and not by the clock. */
export function coreProperties({ title, creator, on }: { title: string; creator: string; on: LocalDate }): {
  path: string;
  data: string;
} {
  const when = `${on}T00:00:00Z`;
  return {
    path: 'docProps/core.xml',
    data:
      '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
      '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" ' +
      'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" ' +
      'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
      `<dc:title>${escaped(title)}</dc:title><dc:creator>${escaped(creator)}</dc:creator><dc:language>vi-VN</dc:language>` +
      `<dcterms:created xsi:type="dcterms:W3CDTF">${when}</dcterms:created>` +
      `<dcterms:modified xsi:type="dcterms:W3CDTF">${when}</dcterms:modified></cp:coreProperties>`,
  };
}

const escaped = (text: string) =>
  text.replace(NOT_IN_XML, '').replace(/[&<>]/g, (sign) => (sign === '&' ? '&amp;' : sign === '<' ? '&lt;' : '&gt;'));

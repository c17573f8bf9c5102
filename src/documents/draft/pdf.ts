/**
 * PDF with text → lines, table rows by the gaps between columns.
 *
 * @module
 */
import { extractTextItems, getDocumentProxy, getResolvedPDFJS, type StructuredTextItem } from 'unpdf';
import { CodedError } from '../../errors';
import type { InBoth } from '../../languages';
import { unreadable } from './unreadable';
import { MAX_PDF_PAGES } from './limits';
import { linesOf } from './pdf-cells';
import { rowsOfLines } from './pdf-rows';
import { refuseUnfolding } from './pdf-streams';
import type { SourceLine } from './types';

/** @throws CD_DRAFT_PASSWORD, CD_DRAFT_CORRUPT, CD_DRAFT_SCANNED, CD_DRAFT_TOO_LONG, CD_DRAFT_HOSTILE */
export async function pdfLines(bytes: Buffer, file: string): Promise<SourceLine[]> {
  refuseUnfolding(bytes, file);
  await getResolvedPDFJS(); // what fails from here on is the document's fault
  const document = await orCoded(
    // its own copy: the reader takes the memory over
    getDocumentProxy(new Uint8Array(bytes), { verbosity: 0, isEvalSupported: false, stopAtErrors: false }),
    file,
  );
  try {
    if (document.numPages > MAX_PDF_PAGES)
      throw tooLong(file, {
        vi: `${document.numPages} trang, nhiều nhất ${MAX_PDF_PAGES}`,
        en: `${document.numPages} pages, at most ${MAX_PDF_PAGES}`,
      });
    const { items } = await orCoded(extractTextItems(document), file);
    const lines = linesOfPages(items);
    if (isScan(lines, document.numPages, bytes)) throw new CodedError('CD_DRAFT_SCANNED', { file, pages: document.numPages });
    return lines;
  } finally {
    await document.destroy();
  }
}

/** Letters that a page number and a stamp of the digital signature may have; a plan of so few says nothing. */
const STAMP = { once: 160, page: 20 };

/** No text, or so little beside pictures that it is none of the document's own. */
function isScan(lines: SourceLine[], pages: number, bytes: Buffer): boolean {
  const text = lines.map((line) => line.text).join('\n');
  if (text.trim() === '') return true;
  const letters = text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  const few = letters < STAMP.once + STAMP.page * pages && !/kế hoạch|chuyên đề/iu.test(text.normalize('NFC'));
  return few && /\/Subtype\s*\/Image\b/.test(bytes.toString('latin1'));
}

/** Numbered within each page. */
function linesOfPages(pages: StructuredTextItem[][]): SourceLine[] {
  const counts = new Map<number, number>();
  return rowsOfLines(pages.flatMap((items, index) => linesOf(items, index + 1))).map(({ cells, lines, page }) => {
    const line = (counts.get(page) ?? 0) + 1;
    counts.set(page, line);
    return {
      text: cells.length > 1 ? cells.join(' | ') : (cells[0] ?? ''),
      place: { line, column: 1, page },
      ...(cells.length > 1 && { cells, cellLines: lines }),
    };
  });
}

async function orCoded<T>(work: Promise<T>, file: string): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const name = error instanceof Error ? error.name : '';
    if (name === 'PasswordException') throw new CodedError('CD_DRAFT_PASSWORD', { file });
    throw new CodedError('CD_DRAFT_CORRUPT', { file, why: unreadable(error) });
  }
}

const tooLong = (file: string, what: InBoth) => new CodedError('CD_DRAFT_TOO_LONG', { file, what });

/**
 * PDF with text → lines, table rows by the gaps between columns.
 *
 * @module
 */
import { extractTextItems, getDocumentProxy, getResolvedPDFJS, type StructuredTextItem } from 'unpdf';
import { CodedError } from '../../errors';
import type { InBoth } from '../../languages';
import { unreadable } from './unreadable';
import { MAX_PDF_MS, MAX_PDF_PAGES } from './limits';
import { linesOf } from './pdf-cells';
import { rowsOfLines } from './pdf-rows';
import type { SourceLine } from './types';

export const isPdf = (bytes: Buffer): boolean => bytes.subarray(0, 1024).includes('%PDF-');

/** @throws CD_DRAFT_PASSWORD, CD_DRAFT_CORRUPT, CD_DRAFT_SCANNED, CD_DRAFT_TOO_LONG */
export async function pdfLines(bytes: Buffer, file: string): Promise<SourceLine[]> {
  await getResolvedPDFJS(); // what fails from here on is the document's fault
  const document = await within(
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
    const { items } = await within(extractTextItems(document), file);
    const lines = linesOfPages(items);
    if (lines.every(({ text }) => text.trim() === ''))
      throw new CodedError('CD_DRAFT_SCANNED', { file, pages: document.numPages });
    return lines;
  } finally {
    await document.destroy();
  }
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

async function within<T>(work: Promise<T>, file: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () =>
        reject(
          tooLong(file, {
            vi: `sau ${MAX_PDF_MS / 1000} giây chưa đọc xong`,
            en: `it was not read within ${MAX_PDF_MS / 1000} s`,
          }),
        ),
      MAX_PDF_MS,
    );
  });
  try {
    return await Promise.race([work, late]);
  } catch (error) {
    if (error instanceof CodedError) throw error;
    const name = error instanceof Error ? error.name : '';
    if (name === 'PasswordException') throw new CodedError('CD_DRAFT_PASSWORD', { file });
    throw new CodedError('CD_DRAFT_CORRUPT', { file, why: unreadable(error) });
  } finally {
    clearTimeout(timer);
  }
}

const tooLong = (file: string, what: InBoth) => new CodedError('CD_DRAFT_TOO_LONG', { file, what });

/**
 * A file's bytes → its lines, whatever the format. The bytes decide, not the name.
 *
 * @module
 */
import { CodedError } from '../../errors';
import { docxLines, oleError } from './docx';
import { isOle, isPdf, isZip, markupOf } from './formats';
import { MAX_FILE_BYTES, MAX_LINE, MAX_LINES, MAX_TEXT } from './limits';
import { pdfLines } from './pdf';
import { refuseLegacyFonts, refuseLostLetters, textLines } from './text';
import type { SourceLine } from './types';

/**
 * In this process: whoever reads files from elsewhere takes `linesApart`.
 * @throws CD_DRAFT_EMPTY, CD_DRAFT_FORMAT, CD_DRAFT_SCANNED, CD_DRAFT_PASSWORD, CD_DRAFT_CORRUPT, CD_DRAFT_HOSTILE,
 * CD_DRAFT_TOO_LONG, CD_DRAFT_LEGACY_FONT
 */
export async function linesOf(bytes: Uint8Array, file: string): Promise<SourceLine[]> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.length > MAX_FILE_BYTES)
    throw new CodedError('CD_DRAFT_TOO_LONG', {
      file,
      what: {
        vi: `${buffer.length} byte, nhiều nhất ${MAX_FILE_BYTES}`,
        en: `${buffer.length} bytes, at most ${MAX_FILE_BYTES}`,
      },
    });
  const lines = await readAs(buffer, file);
  const size = lines.reduce((sum, { text }) => sum + text.length, 0);
  if (size > MAX_TEXT || lines.length > MAX_LINES)
    throw new CodedError('CD_DRAFT_TOO_LONG', {
      file,
      what: {
        vi: `${size} ký tự, ${lines.length} dòng; nhiều nhất ${MAX_TEXT} ký tự, ${MAX_LINES} dòng`,
        en: `${size} characters in ${lines.length} lines, at most ${MAX_TEXT} in ${MAX_LINES}`,
      },
    });
  const longest = Math.max(...lines.map(({ text }) => text.length));
  if (longest > MAX_LINE)
    throw new CodedError('CD_DRAFT_TOO_LONG', {
      file,
      what: {
        vi: `có dòng dài ${longest} ký tự, nhiều nhất ${MAX_LINE}`,
        en: `a line of ${longest} characters, at most ${MAX_LINE}`,
      },
    });
  if (lines.every(({ text }) => text.trim() === '')) throw new CodedError('CD_DRAFT_EMPTY', { file });
  refuseLostLetters(lines, file);
  refuseLegacyFonts(lines, file);
  return lines;
}

async function readAs(buffer: Buffer, file: string): Promise<SourceLine[]> {
  if (buffer.length === 0) throw new CodedError('CD_DRAFT_EMPTY', { file });
  if (isPdf(buffer)) return pdfLines(buffer, file);
  if (isZip(buffer)) return docxLines(buffer, file);
  if (isOle(buffer)) throw oleError(buffer, file);
  const markup = markupOf(buffer);
  if (markup !== null) throw new CodedError('CD_DRAFT_FORMAT', { file, what: markup });
  if (/\.docx$/i.test(file))
    throw new CodedError('CD_DRAFT_CORRUPT', { file, why: { vi: 'không phải tệp docx', en: 'it is no docx' } });
  if (/\.pdf$/i.test(file))
    throw new CodedError('CD_DRAFT_CORRUPT', { file, why: { vi: 'không phải tệp PDF', en: 'it is no PDF' } });
  return textLines(buffer, file);
}

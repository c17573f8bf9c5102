/**
 * docx → lines and table rows.
 *
 * @module
 */
import mammoth from 'mammoth';
import { CodedError } from '../../errors';
import { unreadable } from './unreadable';
import { plainBody } from './docx-body';
import { docxParts } from './docx-parts';
import { olderOffice } from './formats';
import { linesOfHtml } from './html-lines';
import type { SourceLine } from './types';

/** @throws CD_DRAFT_CORRUPT, CD_DRAFT_TOO_LONG, CD_DRAFT_HOSTILE, CD_DRAFT_PASSWORD */
export async function docxLines(bytes: Buffer, file: string): Promise<SourceLine[]> {
  const parts = plainBody(docxParts(bytes, file));
  try {
    const { value } = await mammoth.convertToHtml(unzipped(parts), {
      externalFileAccess: false,
      convertImage: mammoth.images.imgElement(async () => ({ src: '' })),
    });
    return linesOfHtml(value);
  } catch (error) {
    throw new CodedError('CD_DRAFT_CORRUPT', { file, why: unreadable(error) });
  }
}

/** mammoth takes an opened zip as `file` (its own tests do), though its types know paths and buffers alone. */
function unzipped(parts: Map<string, Buffer>) {
  const read = async (name: string, encoding?: BufferEncoding): Promise<string | Uint8Array> => {
    const part = parts.get(name) ?? Buffer.alloc(0);
    return encoding === undefined ? part : part.toString(encoding);
  };
  return { path: '', file: { exists: (name: string) => parts.has(name), read } };
}

/** What an OLE container is: locked, or of an Office before 2007. */
export function oleError(bytes: Buffer, file: string): CodedError {
  const locked = bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'));
  const older = olderOffice(bytes);
  if (!locked && older !== null) return new CodedError('CD_DRAFT_FORMAT', { file, what: older });
  return locked
    ? new CodedError('CD_DRAFT_PASSWORD', { file })
    : new CodedError('CD_DRAFT_FORMAT', { file, what: { vi: 'tệp Word cũ (.doc)', en: 'an old Word file (.doc)' } });
}

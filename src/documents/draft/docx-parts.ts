/**
 * The parts of a docx, looked through before anything reads them.
 *
 * @module
 */
import { CodedError } from '../../errors';
import { UnusableZip, unzip } from '../zip';
import { MAX_INFLATED_BYTES, MAX_XML_BYTES, MAX_ZIP_ENTRIES } from './limits';

/**
 * Every part by its name.
 * @throws CD_DRAFT_CORRUPT, CD_DRAFT_TOO_LONG (it unfolds into too much), CD_DRAFT_HOSTILE (document types, entities),
 * CD_DRAFT_PASSWORD
 */
export function docxParts(bytes: Buffer, file: string): Map<string, Buffer> {
  try {
    const parts = unzip(bytes, { parts: MAX_ZIP_ENTRIES, bytes: MAX_INFLATED_BYTES, xmlBytes: MAX_XML_BYTES });
    if (!parts.has('word/document.xml')) throw new UnusableZip('corrupt', 'nó không có phần word/document.xml');
    return parts;
  } catch (error) {
    if (error instanceof UnusableZip) throw coded(error, file);
    throw error;
  }
}

function coded({ fault, message }: UnusableZip, file: string): CodedError {
  switch (fault) {
    case 'locked':
      return new CodedError('CD_DRAFT_PASSWORD', { file });
    case 'too-large':
      return new CodedError('CD_DRAFT_TOO_LONG', { file, what: message });
    case 'hostile':
      return new CodedError('CD_DRAFT_HOSTILE', { file, what: message });
    case 'corrupt':
      return new CodedError('CD_DRAFT_CORRUPT', { file, why: message });
  }
}

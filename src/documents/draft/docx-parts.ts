/**
 * The parts of a docx, looked through before anything reads them.
 *
 * @module
 */
import { CodedError } from '../../errors';
import { UnusableZip, unzip } from '../zip';
import { MAX_INFLATED_BYTES, MAX_XML_BYTES, MAX_XML_DEPTH, MAX_ZIP_ENTRIES } from './limits';

/**
 * Every part by its name.
 * @throws CD_DRAFT_CORRUPT, CD_DRAFT_TOO_LONG (it unfolds into too much), CD_DRAFT_HOSTILE (document types, entities, elements
 * without end inside each other), CD_DRAFT_PASSWORD
 */
export function docxParts(bytes: Buffer, file: string): Map<string, Buffer> {
  try {
    const parts = unzip(bytes, { parts: MAX_ZIP_ENTRIES, bytes: MAX_INFLATED_BYTES, xmlBytes: MAX_XML_BYTES });
    if (!parts.has('word/document.xml')) throw new UnusableZip('corrupt', 'nó không có phần word/document.xml');
    for (const [name, content] of parts) if (/\.(?:xml|rels)$/i.test(name)) refuseDepth(content.toString('utf8'), name);
    return parts;
  } catch (error) {
    if (error instanceof UnusableZip) throw coded(error, file);
    throw error;
  }
}

/** What reads the parts calls itself for each element inside another. */
function refuseDepth(xml: string, name: string): void {
  let depth = 0;
  for (const [tag] of xml.matchAll(/<!--(?:[^]*?-->|[^]*)|<!\[CDATA\[(?:[^]*?\]\]>|[^]*)|<\/?[\p{L}_][^<>]*>/gu)) {
    // what reads the parts would look for its end again and again
    if (/^<!-(?![^]*-->$)/.test(tag)) throw new UnusableZip('corrupt', `phần ${name} có chú thích không kết thúc`);
    if (tag.startsWith('<!') || tag.endsWith('/>')) continue;
    depth += tag.startsWith('</') ? -1 : 1;
    if (depth > MAX_XML_DEPTH) throw new UnusableZip('hostile', `phần ${name} lồng nhau quá ${MAX_XML_DEPTH} tầng`);
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

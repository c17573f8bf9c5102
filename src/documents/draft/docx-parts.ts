/**
 * The parts of a docx, looked through before anything reads them.
 *
 * @module
 */
import { CodedError } from '../../errors';
import { partNames, UnusableZip, unzip, type ZipLimits } from '../zip';
import { otherPackage } from './formats';
import { MAX_INFLATED_BYTES, MAX_XML_BYTES, MAX_XML_DEPTH, MAX_XML_TAGS, MAX_ZIP_ENTRIES } from './limits';

const LIMITS: ZipLimits = {
  parts: MAX_ZIP_ENTRIES,
  bytes: MAX_INFLATED_BYTES,
  xmlBytes: MAX_XML_BYTES,
  wanted: /^(?:mimetype|\[Content_Types\]\.xml|_rels\/.*\.rels|(?:docProps|word)\/.*\.(?:xml|rels))$/i,
};

/**
 * Every part that holds text, or says how it is written, by its name. Pictures and what Word embeds are not unfolded.
 * @throws CD_DRAFT_CORRUPT, CD_DRAFT_FORMAT (another program's file), CD_DRAFT_TOO_LONG (it unfolds into too much),
 * CD_DRAFT_HOSTILE (document types, entities, elements without end inside each other), CD_DRAFT_PASSWORD
 */
export function docxParts(bytes: Buffer, file: string): Map<string, Buffer> {
  try {
    const parts = unzip(bytes, LIMITS);
    const what = otherPackage(partNames(bytes, LIMITS), parts.get('mimetype')?.toString('latin1') ?? '');
    if (what !== null) throw new CodedError('CD_DRAFT_FORMAT', { file, what });
    if (!parts.has('word/document.xml')) throw new UnusableZip('corrupt', 'nó không có phần word/document.xml');
    let tags = 0;
    for (const [name, content] of parts) {
      tags += tagsOf(content.toString('utf8'), name);
      if (tags > MAX_XML_TAGS) throw new UnusableZip('too-large', `hơn ${MAX_XML_TAGS} thẻ XML`);
    }
    return parts;
  } catch (error) {
    if (error instanceof UnusableZip) throw coded(error, file);
    throw error;
  }
}

/** How many there are. What reads the parts calls itself for each element inside another. */
function tagsOf(xml: string, name: string): number {
  let depth = 0;
  let tags = 0;
  for (const [tag] of xml.matchAll(/<!--(?:[^]*?-->|[^]*)|<!\[CDATA\[(?:[^]*?\]\]>|[^]*)|<\/?[\p{L}_][^<>]*>|<(?!\?)/gu)) {
    // what reads the parts would look through all that follows each of them
    if (tag === '<') throw new UnusableZip('corrupt', `phần ${name} có dấu “<” không mở thẻ nào`);
    tags += 1;
    if (tag.startsWith('<!') || tag.endsWith('/>')) continue;
    depth += tag.startsWith('</') ? -1 : 1;
    if (depth > MAX_XML_DEPTH) throw new UnusableZip('hostile', `phần ${name} lồng nhau quá ${MAX_XML_DEPTH} tầng`);
  }
  return tags;
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

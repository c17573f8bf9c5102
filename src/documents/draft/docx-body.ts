/**
 * The body of a docx with what Word only shows: the numbers of its lists written out, the marks of footnotes and comments
 * left out.
 *
 * @module
 */
import { wordLabels, type Numbered } from './word-numbering';
import { wordTags } from './word-tags';

const BODY = 'word/document.xml';
const NOTES = ['footnoteReference', 'endnoteReference', 'commentReference'];
const NO_LIST = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>';

/** The parts with another body. A footnote is no line of the plan, and its mark is no part of a date. */
export function plainBody(parts: Map<string, Buffer>): Map<string, Buffer> {
  const text = (name: string) => parts.get(name)?.toString('utf8') ?? '';
  const xml = numbered(withoutNotes(text(BODY)), text('word/numbering.xml'), text('word/styles.xml'));
  return new Map([...parts, [BODY, Buffer.from(xml)]]);
}

function withoutNotes(xml: string): string {
  return replaced(
    xml,
    wordTags(xml, NOTES).map(({ from, to }) => ({ from, to, text: '' })),
  );
}

interface Change {
  from: number;
  to: number;
  text: string;
}

function replaced(xml: string, changes: Change[]): string {
  let at = 0;
  let whole = '';
  for (const { from, to, text } of changes) {
    whole += xml.slice(at, from) + text;
    at = to;
  }
  return whole + xml.slice(at);
}

/** Writes the label of each numbered paragraph in front of its text, and takes the paragraph out of its list. */
function numbered(xml: string, numbering: string, styles: string): string {
  const labelOf = wordLabels(numbering, styles);
  const prefix = /<([\w.-]+):document[\s>]/.exec(xml)?.[1] ?? 'w';
  const own = (part: string) => part.replaceAll('w:', `${prefix}:`);
  const changes: Change[] = [];
  let paragraph: (Numbered & { begins: number }) | null = null;
  /** Inside what is not read: the choice beside a fallback, the properties before a tracked change. */
  let unread = 0;
  for (const tag of wordTags(xml, ['Choice', 'pPrChange', 'pPr', 'numId', 'ilvl', 'pStyle'])) {
    const { name, opens, alone } = tag;
    if (name === 'Choice' || name === 'pPrChange') {
      if (!alone) unread += opens ? 1 : -1;
    } else if (unread > 0) continue;
    else if (name === 'pPr') {
      if (opens && !alone) paragraph = { list: null, level: null, style: null, begins: tag.to };
      if (opens || !paragraph) continue;
      const { begins } = paragraph;
      const label = labelOf(paragraph);
      paragraph = null;
      if (label === null) continue;
      const rest = xml.slice(tag.to, nextParagraphEnd(xml, tag.to, prefix));
      const run = rest.includes(`<${prefix}:t`) ? `${own('<w:r><w:t xml:space="preserve">')}${label} ${own('</w:t></w:r>')}` : '';
      changes.push({ from: begins, to: begins, text: own(NO_LIST) }, { from: tag.to, to: tag.to, text: run });
    } else if (paragraph && opens) {
      const value = tag.attribute('val') ?? null;
      if (name === 'numId') paragraph.list = value;
      else if (name === 'ilvl') paragraph.level = Number(value);
      else paragraph.style = value;
    }
  }
  return replaced(xml, changes);
}

function nextParagraphEnd(xml: string, from: number, prefix: string): number {
  const end = xml.indexOf(`</${prefix}:p>`, from);
  return end < 0 ? xml.length : end;
}

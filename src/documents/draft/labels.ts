/**
 * What a line begins with: `PHẦN A:` `I.` `I-` `I –` bare `I`, `A.`, `1.` `1/` `1-`, `1.1`, `a)`, bullets.
 *
 * @module
 */

export type LabelKind = 'part' | 'roman' | 'upper' | 'number' | 'numbers' | 'lower' | 'bullet';

export interface Label {
  kind: LabelKind;
  /** Kind and form: labels of one list have the same style ("number", "numbers:2", "bullet:+"). */
  style: string;
  /** As written, without what follows. */
  written: string;
  /** The text after it. */
  rest: string;
  /** Where the rest begins. */
  from: number;
}

const FORMS: [LabelKind, RegExp][] = [
  ['part', /^((?:phần|mục|chương)\s+(?:thứ\s+\p{L}{2,4}|[A-EĐGH]|[IVX]{1,5}|\d{1,2}))\s*[.:–—/)-]\s*(?=\p{L})/iu],
  ['numbers', /^(\d{1,2}(?:\.\d{1,2}){1,3})\s*[.)\-–/:]?\s+(?=\S)/u],
  ['numbers', /^(\d{1,2}(?:\.\d{1,2}){1,3})[.)]?(?=\p{L})/u],
  // not "V/v": về việc
  ['roman', /^([IVX]{1,5})(?!\/[vV]\s)\s*[.\-–—/:)]\s*(?=[^\s\d])/u],
  // a bare one: only before words in capitals, or it is a word of a sentence
  ['roman', /^([IVX]{1,5})\s+(?=\p{Lu}{2,}[\s,]+\p{Lu}{2,}|\p{Lu}{4,})/u],
  ['upper', /^([A-EĐGH])\s*[.\-–)]\s*(?=\p{L})/u],
  ['number', /^(\d{1,2})\s*[.)]\s*(?=[\p{L}“"'«(])/u],
  ['number', /^(\d{1,2})\s*[-–/]\s*(?=[\p{Lu}“"'«(])/u],
  ['lower', /^([a-zđ])\s*[).]\s*(?=\S)/u],
  ['lower', /^([a-zđ])\s*[-/]\s+(?=\S)/u],
  ['bullet', /^([-–—+*•▪●○◦·‣⁃→✓])\s*(?=\S)/u],
];

const DASHES = /[–—]/;

/** The label that `text` (trimmed) begins with. */
export function labelOf(text: string): Label | null {
  for (const [kind, form] of FORMS) {
    const match = form.exec(text);
    const written = match?.[1];
    if (!match || written === undefined) continue;
    const detail =
      kind === 'numbers' ? `:${written.split('.').length}` : kind === 'bullet' ? `:${written.replace(DASHES, '-')}` : '';
    return { kind, style: `${kind}${detail}`, written, rest: text.slice(match[0].length), from: match[0].length };
  }
  return null;
}

/**
 * Sentences of a unit, each at its offset. A full stop inside a date ("3.2023") or a number ends none.
 *
 * @module
 */
export interface Sentence {
  text: string;
  from: number;
}

/** Cut after `.`, `!`, `?` before a capital; with `clauses` after `;` too. */
export function sentencesOf(text: string, clauses = false): Sentence[] {
  const ends = clauses
    ? /(?:(?<!\b(?:TT|tp|TP|đ\/c|UBND|TM))[.!?]+[”"')]*\s+(?=[\p{Lu}“"(])|;\s+)/gu
    : /(?<!\b(?:TT|tp|TP|TM))[.!?]+[”"')]*\s+(?=[\p{Lu}“"(])/gu;
  const found: Sentence[] = [];
  let from = 0;
  for (const match of text.matchAll(ends)) {
    const to = match.index + match[0].length;
    found.push({ text: text.slice(from, to).trimEnd(), from });
    from = to;
  }
  if (from < text.length) found.push({ text: text.slice(from), from });
  return found;
}

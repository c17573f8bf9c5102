import type { Finding } from '../../src/documents/findings';

/**
 * Text with a mark `«` before each place where something is expected, in the order of the file: the marks are taken out
 * and their places are counted here, apart from the reader's own way of counting.
 */
export function marked(text: string): { bytes: Buffer; places: string[] } {
  const places: string[] = [];
  let line = 1;
  let column = 1;
  let plain = '';
  for (const character of text) {
    if (character === '«') places.push(`${line}:${column}`);
    else {
      plain += character;
      line += character === '\n' ? 1 : 0;
      column = character === '\n' ? 1 : column + character.length;
    }
  }
  return { bytes: Buffer.from(plain), places };
}

/** "line:column kind" of each finding. */
export const summary = (findings: Finding[]): string[] => findings.map(({ line, column, kind }) => `${line}:${column} ${kind}`);

/**
 * Plain text tables for the terminal.
 *
 * @module
 */

/** Left-aligned columns under their headings; the last one is not padded. */
export function table(headings: string[], rows: string[][]): string {
  // Composed Vietnamese is one UTF-16 unit a letter: its length is its width.
  const lines = [headings, ...rows].map((row) => row.map((cell) => cell.normalize('NFC')));
  const widths = headings.map((_, column) => Math.max(...lines.map((row) => row[column]?.length ?? 0)));
  const text = (row: string[]) =>
    row.map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0))).join('  ');
  return lines.map(text).join('\n');
}

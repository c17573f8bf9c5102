/**
 * Plain text tables for the terminal.
 *
 * @module
 */

/** Left-aligned columns under their headings; the last one is not padded. */
export function table(headings: string[], rows: string[][]): string {
  const lines = [headings, ...rows].map((row) => row.map((cell) => cell.normalize('NFC')));
  const widths = headings.map((_, column) => Math.max(...lines.map((row) => [...(row[column] ?? '')].length)));
  const text = (row: string[]) => row.map((cell, column) => (column === row.length - 1 ? cell : cell + ' '.repeat((widths[column] ?? 0) - [...cell].length))).join('  ');
  return lines.map(text).join('\n');
}

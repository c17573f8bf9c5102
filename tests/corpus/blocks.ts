/**
 * A text of the corpus as what a word processor holds: paragraphs and tables, the letterhead in two columns.
 *
 * @module
 */
export type Block = { paragraph: string } | { rows: string[][]; letterhead?: boolean };

export function blocksOf(text: string): Block[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const title = lines.findIndex((line) => /^KẾ HOẠCH\s*$/.test(line.normalize('NFC')));
  const blocks: Block[] = title > 1 ? [letterhead(lines.slice(0, title))] : [];
  for (const line of title > 1 ? lines.slice(title) : lines) {
    const cells = cellsOf(line);
    const last = blocks.at(-1);
    if (!cells) blocks.push({ paragraph: line });
    else if (cells.every((cell) => /^:?-+:?$/.test(cell))) continue;
    else if (last && 'rows' in last && !last.letterhead) last.rows.push(cells);
    else blocks.push({ rows: [cells] });
  }
  return blocks;
}

/** Issuer and number at the left; country, place and date at the right. */
function letterhead(lines: string[]): Block {
  const isRight = (line: string) => /CỘNG|Độc lập|ngày \d|VIỆT NAM|^-+$|^\d\d năm/.test(line.normalize('NFC'));
  const left = lines.filter((line) => !isRight(line));
  const right = lines.filter(isRight);
  const rows = Array.from({ length: Math.max(left.length, right.length) }, (_, index) => [left[index] ?? '', right[index] ?? '']);
  return { rows, letterhead: true };
}

function cellsOf(line: string): string[] | null {
  if (/^\|.*\|$/.test(line.trim()))
    return line
      .trim()
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.replace(/\*\*/g, '').trim());
  return line.includes('\t') ? line.split('\t').map((cell) => cell.trim()) : null;
}

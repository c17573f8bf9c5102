/**
 * "Nơi nhận": who receives the document.
 *
 * @module
 */
import { foldedKey } from './folding';
import type { Unit } from './units';

const SIGNATURE = /^(?:t\/m|tm\.|k\/t|kt\.|t\/l|tl\.|bí thư|phó bí thư|chủ tịch|phó chủ tịch|trưởng ban|\(đã ký\))/u;

/** Without what is only filed ("Lưu …") and without remarks in brackets. */
export function recipientsOf(tail: Unit[]): string[] {
  const [title, ...rest] = tail;
  if (!title) return [];
  const found: string[] = [];
  const beside = title.text.replace(/^[^:]*:?\s*/u, '');
  for (const text of [beside, ...linesUntilSignature(rest)]) {
    const name = text
      .replace(/ ?\|.*$/u, '')
      .replace(/ ?\([^)]{0,200}\)/gu, '')
      .replace(/[\s.,;]+$/u, '')
      .trim();
    if (name !== '' && !/^lưu(?:\s|:|$)/u.test(foldedKey(name))) found.push(name);
  }
  return found;
}

function linesUntilSignature(units: Unit[]): string[] {
  const lines: string[] = [];
  for (const unit of units) {
    // signature and recipients stand side by side: the left column alone names recipients
    const text = unit.cells ? (unit.cells[0] ?? '') : unit.text;
    if (SIGNATURE.test(unit.key) && !unit.cells) break;
    if (unit.cells && !/^[-–+•]/u.test(text)) continue;
    if (!unit.cells && unit.label?.kind !== 'bullet' && lines.length > 0) break;
    lines.push(text.replace(/^[-–+•]\s*/u, ''));
  }
  return lines;
}

/**
 * The text part of a letter.
 *
 * @module
 */
import { linkPlaceholder } from './letter';
import { oneLine } from './one-line';
import type { Block } from './texts/blocks';

/** Greeting lines, then blocks, an empty line between two. Holds link placeholders. */
export function plainText(greeting: string[], blocks: Block[]): string {
  return `${greeting.map(oneLine).join('\n')}\n\n${blocks.map(plainBlock).join('\n\n')}\n`;
}

function plainBlock(block: Block): string {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
    case 'key':
    case 'footnote':
      return oneLine(block.text);
    case 'facts':
      return block.rows.map(({ label, value }) => `- ${oneLine(label)}: ${oneLine(value)}`).join('\n');
    case 'list':
      return block.items.map((item, n) => `${block.numbered ? `${n + 1}.` : '-'} ${oneLine(item)}`).join('\n');
    case 'table':
      return block.sentences.map((sentence) => `- ${oneLine(sentence)}`).join('\n');
    case 'actions':
      return [
        ...block.actions.map(({ label }) => `[ ${label} ]`),
        `${block.addressLabel}: ${linkPlaceholder(block.linkId)}`,
      ].join('\n');
    case 'paste':
      return block.linkId === null
        ? oneLine(`${block.before}${block.after}`)
        : `${oneLine(block.before)}${linkPlaceholder(block.linkId)}${oneLine(block.after)}\n${block.qrLabel}: ${linkPlaceholder(block.linkId)}/qr`;
    case 'closing':
      return `${block.farewell}\n${oneLine(block.name)}`;
  }
}

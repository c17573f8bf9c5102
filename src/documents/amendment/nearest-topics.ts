/**
 * Which of the topics that a sentence names a time belongs to.
 *
 * @module
 */
import type { FoundMention } from './mentions';
import type { MovedTime } from './moved-times';
import type { Mention } from './types';

/** The topics a time belongs to: those named together right before it, or behind it where none is named before. */
export function topicsAt(mentions: FoundMention[], time: MovedTime, above: { topics: Mention[] }): Mention[] {
  const before = mentions.filter(({ to }) => to <= time.from);
  const nearest = before.at(-1);
  if (!nearest) {
    const behind = mentions.filter(({ from }) => from >= time.to);
    return above.topics.length > 0 && !behind[0]
      ? above.topics
      : behind.length > 0
        ? together(behind.toReversed(), 0)
        : above.topics;
  }
  return together(before, before.length - 1);
}

/** Mentions that nothing but "và" or a comma parts; a title behind its number says the same. */
function together(mentions: FoundMention[], last: number): Mention[] {
  const group: FoundMention[] = [];
  for (let n = last; n >= 0; n -= 1) {
    const [here, next] = [mentions[n], group[0]];
    if (!here) break;
    if (next && Math.abs(next.from - here.to) > 6) break;
    group.unshift(here);
  }
  return group.map(({ mention }) => mention);
}

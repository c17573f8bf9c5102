/**
 * A window whose end is told behind a semicolon: one statement out of two.
 *
 * @module
 */
import type { Phrase } from '../../domain/time-phrases';
import type { Statement } from './types';

/** "Sinh hoạt: từ 20/10/2025; hoàn thành chậm nhất 10/12/2025." is one window, though a semicolon parts it. */
export function withTheirEnds(statements: Statement[]): Statement[] {
  const joined: Statement[] = [];
  for (const statement of statements) {
    const before = joined.at(-1);
    const [begin, end] = [before?.time?.phrase, statement.time?.phrase];
    const same = before && before.topics === statement.topics && before.kinds.join() === statement.kinds.join();
    const isEnd = /^\s*(?:và )?(?:hoàn thành|kết thúc|xong)(?![\p{L}])/iu.test(statement.said) && end?.kind === 'deadline';
    if (!before || !same || !isEnd || begin?.kind !== 'openStart' || begin.start === null || !before.time || end.unresolved) {
      joined.push(statement);
      continue;
    }
    const text = `${before.time.text}; ${statement.time?.text ?? ''}`;
    const phrase: Phrase = { ...end, start: begin.start, kind: 'window', tentative: begin.tentative || end.tentative };
    joined[joined.length - 1] = { ...before, time: { text, phrase }, said: `${before.said} ${statement.said}` };
  }
  return joined;
}

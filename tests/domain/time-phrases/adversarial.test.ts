import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parsePhrase } from '../../../src/domain/time-phrases';

interface Expected {
  phrase: string;
  year: number;
  start: string | null;
  end: string | null;
  kind: string;
  tentative: boolean;
  /** It cannot be known: a question must come, and no invented end. */
  asked: boolean;
}

/** The first 103 were written before the parser; the rest when probing it. */
const phrases: Expected[] = JSON.parse(readFileSync(path.join(__dirname, 'adversarial.json'), 'utf8'));

describe('misleading phrases are read as written or asked, never silently wrong', () => {
  test.each(phrases.map((expected) => [expected.phrase, expected] as const))(
    '%s',
    (phrase, { year, start, end, kind, tentative, asked }) => {
      const read = parsePhrase(phrase, { year });
      expect({
        start: read.start,
        end: read.end,
        kind: read.kind,
        tentative: read.tentative,
        asked: read.unresolved !== undefined,
      }).toEqual({
        start,
        end,
        kind,
        tentative,
        asked,
      });
    },
  );
});

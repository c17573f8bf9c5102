import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parsePhrase } from '../../../src/domain/time-phrases';

interface Example {
  phrase: string;
  contextYear: number;
  start: string | null;
  end: string | null;
  kind: string;
  tentative: boolean;
}

const examples: Example[] = JSON.parse(readFileSync(path.join(__dirname, 'examples.json'), 'utf8'));

/** Its "dự kiến" stands elsewhere in the document: the phrase alone cannot tell. */
const TENTATIVE_ELSEWHERE = 'từ tháng 1 đến tháng 3-2020';

describe('every phrase of real plans means what its readers agreed on', () => {
  test.each(examples.map((example) => [example.phrase, example] as const))('%s', (phrase, example) => {
    const read = parsePhrase(phrase, { year: example.contextYear });
    expect({ start: read.start, end: read.end, kind: read.kind, tentative: read.tentative }).toEqual({
      start: example.start,
      end: example.end,
      kind: example.kind,
      tentative: phrase === TENTATIVE_ELSEWHERE ? false : example.tentative,
    });
    if (example.start === null && example.end === null) expect(read.unresolved ?? read.relative).toBeDefined();
  });
});

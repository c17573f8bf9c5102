/**
 * `npm run slips`: every slip of the pen that one hand can make in the phrases of real plans and in a sample of each
 * wording, and what the parser makes of it. Exit 1 when one gives other dates unasked.
 *
 * @module
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { table } from '../src/cli/table';
import { slipsOf } from '../tests/domain/time-phrases/pen-slips';
import { slipVerdict, type SlipVerdict } from '../tests/domain/time-phrases/slip-verdict';
import { WORDINGS } from '../tests/domain/time-phrases/wordings';

const SAMPLE = { seed: 2023, numRuns: 4 };
const VERDICTS: SlipVerdict[] = ['same', 'asked', 'other', 'unknowable'];

interface Said {
  text: string;
  year: number;
}

function main(): void {
  const examples: { phrase: string; contextYear: number }[] = JSON.parse(
    readFileSync(path.join(__dirname, '../tests/domain/time-phrases/examples.json'), 'utf8'),
  );
  const sets: [string, Said[]][] = [
    ['phrases of real plans', examples.map(({ phrase, contextYear }) => ({ text: phrase, year: contextYear }))],
    [
      'every wording',
      WORDINGS.flatMap(([, wording]) =>
        fc
          .sample(wording, SAMPLE)
          .map(({ text, meant }) => ({ text, year: Number((meant.end ?? meant.start ?? '').slice(0, 4)) })),
      ),
    ],
  ];
  const rows = sets.map(([name, phrases]) => {
    const counts = new Map<SlipVerdict, number>();
    for (const { text, year } of phrases)
      for (const slip of slipsOf(text)) {
        const verdict = slipVerdict(text, slip.text, year);
        if (verdict !== null) counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
        if (verdict === 'other') console.log(`${slip.kind}: ${text} → ${slip.text}`);
      }
    if ((counts.get('other') ?? 0) > 0) process.exitCode = 1;
    return [name, ...VERDICTS.map((verdict) => String(counts.get(verdict) ?? 0))];
  });
  console.log(table(['slips in', 'same', 'asked', 'other, unasked', 'another phrase'], rows));
}

main();

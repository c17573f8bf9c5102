import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { readCalendar } from '../../src/documents/calendar-file';
import type { Reading } from '../../src/documents/findings';
import { readPlanFile } from '../../src/documents/plan-file';
import { readRoster } from '../../src/documents/roster';
import { workingCalendar } from '../../src/domain/calendar';

const example = (file: string) => readFileSync(path.join(__dirname, '../../examples/ha-tinh-2023', file));
const calendar = workingCalendar({});

const READERS: [string, string, (bytes: Uint8Array) => Reading<unknown>][] = [
  ['plan', 'plan.yaml', (bytes) => readPlanFile(bytes, 'f', calendar)],
  ['roster', 'bodies.csv', (bytes) => readRoster(bytes, 'f')],
  ['calendar', 'calendar-2023.yaml', (bytes) => readCalendar(bytes, 'f')],
];

/** A reading is a value, or at least one fault; every finding stands inside the file and says something. */
function expectSound(reading: Reading<unknown>, bytes: Uint8Array): void {
  const lines = new TextDecoder().decode(bytes).split(/\r\n|\n|\r/).length;
  const findings = reading.ok ? reading.warnings : reading.faults;
  if (!reading.ok) expect(reading.faults.length).toBeGreaterThan(0);
  for (const { line, column, message } of findings) {
    expect(line).toBeGreaterThanOrEqual(1);
    expect(line).toBeLessThanOrEqual(lines);
    expect(column).toBeGreaterThanOrEqual(1);
    expect(message).not.toMatch(/undefined|\[object/);
  }
}

const PIECES = [
  '{',
  '}',
  '[',
  ']',
  ':',
  ',',
  '"',
  "'",
  '- ',
  '\n',
  '\t',
  '&a ',
  '*a',
  '<<: ',
  '!!binary ',
  '|',
  '>',
  '#',
  '---\n',
  '? ',
  'null',
  '0',
  '-1',
  '2023-13-45',
  '+999 working days after session',
  'before ',
  '__proto__: ',
  'constructor',
  '\u0000',
  'ế',
  '\u0301',
  ';',
  '\r',
];

describe.each(READERS)('a %s file', (_, file, read) => {
  const original = example(file);

  test('of random bytes is refused with faults, never a crash', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        const reading = read(bytes);
        expectSound(reading, bytes);
        // a few bytes can only make an empty calendar by accident: `{}`
        if (file !== 'calendar-2023.yaml') expect(reading.ok).toBe(false);
      }),
      { numRuns: 150 },
    );
  });

  test('of random pieces of syntax never crashes', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.constantFrom(...PIECES, 'plan', 'topics', 'stages', 'session', 'due', 'id', '2023', 'owner'),
            fc.string({ maxLength: 5 }),
          ),
          { maxLength: 40 },
        ),
        (pieces) => {
          const bytes = Buffer.from(pieces.join(''));
          expectSound(read(bytes), bytes);
        },
      ),
      { numRuns: 200 },
    );
  });

  test('that was damaged in places is read or refused, never a crash', () => {
    const damage = fc.record({
      at: fc.nat({ max: original.length - 1 }),
      drop: fc.nat({ max: 30 }),
      put: fc.constantFrom('', ...PIECES),
    });
    fc.assert(
      fc.property(fc.array(damage, { minLength: 1, maxLength: 4 }), (damages) => {
        let bytes = original;
        for (const { at, drop, put } of damages)
          bytes = Buffer.concat([bytes.subarray(0, at), Buffer.from(put), bytes.subarray(at + drop)]);
        expectSound(read(bytes), bytes);
      }),
      { numRuns: 60 },
    );
  });
});

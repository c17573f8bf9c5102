import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readCalendar } from '../../src/documents/calendar-file';
import type { FaultKind } from '../../src/documents/findings';
import { marked, summary } from './marked';

const repository = path.join(__dirname, '../..');

test('yaml and json say the same', () => {
  const yaml = readCalendar(
    Buffer.from('2023:\n  daysOff: { 2023-01-02: nghỉ bù }\n  makeUpWorkingDays: [2023-01-07]\n'),
    'c.yaml',
  );
  const json = readCalendar(
    Buffer.from('{ "2023": { "daysOff": { "2023-01-02": "nghỉ bù" }, "makeUpWorkingDays": ["2023-01-07"] } }'),
    'c.json',
  );
  expect(yaml).toEqual({
    ok: true,
    warnings: [],
    value: { '2023': { daysOff: { '2023-01-02': 'nghỉ bù' }, makeUpWorkingDays: ['2023-01-07'] } },
  });
  expect(json).toEqual(yaml);
});

test.each(['calendars/vn.yaml', 'examples/ha-tinh-2023/calendar-2023.yaml'])('%s reads without a fault', (file) => {
  const reading = readCalendar(readFileSync(path.join(repository, file)), file);
  expect(reading.ok && Object.keys(reading.value['2023']?.daysOff ?? {})).toHaveLength(11);
});

const FAULTS: [what: string, kind: FaultKind, text: string][] = [
  ['an empty file', 'empty-file', '«'],
  ['a list', 'wrong-type', '«[2023]'],
  ['a key that is no year', 'unknown-key', '«year: { daysOff: {} }'],
  ['an unknown key of a year', 'unknown-key', '2023: { «holidays: {} }'],
  ['a day off that is no day', 'bad-date', '2023: { daysOff: { «2023-02-30: x } }'],
  ['a day off of another year', 'outside-year', '2023: { daysOff: { «2024-01-01: x } }'],
  ['a make-up day that is no day', 'bad-date', '2024: { makeUpWorkingDays: [«2024-5-4] }'],
  ['a make-up day of another year', 'outside-year', '2024: { makeUpWorkingDays: [«2023-05-06] }'],
  ['a make-up day that is worked anyway', 'wrong-value', '2023: { makeUpWorkingDays: [«2023-05-04] }'],
  ['a day both off and worked', 'off-and-working', '2024: { daysOff: { «2024-05-04: x }, makeUpWorkingDays: [2024-05-04] }'],
  ['a reason that is a number', 'wrong-type', '2023: { daysOff: { 2023-01-02: «1 } }'],
];

test.each(FAULTS)('%s is told at its place', (_, kind, text) => {
  const { bytes, places } = marked(text);
  const reading = readCalendar(bytes, 'c.yaml');
  expect(reading.ok ? [] : summary(reading.faults)).toEqual(places.map((place) => `${place} ${kind}`));
});

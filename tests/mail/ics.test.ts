import { REASONS } from '../../src/mail/letter';
import { renderLetter } from '../../src/mail/render';
import { CELL, filled, letterOf, sectionOf, TOPICS } from './sample-letters';

const stage = {
  kind: 'briefing',
  opensOn: '2023-04-14',
  said: '',
  basis: null,
  nonMembers: false,
  hour: '8h00',
  place: 'Hội trường',
} as const;
const property = (ics: string | null, name: string) =>
  ics
    ?.replaceAll('\r\n ', '')
    .split('\r\n')
    .filter((line) => line.startsWith(name)) ?? [];
const planned = (date: string, sequence: number) =>
  renderLetter(letterOf([sectionOf('receipt', { data: { of: 'planned-date', date, sequence } })])).ics;

test('only a conference and a body’s own planned date come with a calendar entry, never a deadline', () => {
  const with_ = REASONS.filter(
    (reason) => !['task', 'task-head', 'task-lease', 'reply', 'periodic-report'].includes(reason),
  ).filter((reason) => renderLetter(letterOf([filled(reason)])).ics !== null);
  expect(with_).toEqual(['invitation']);
  expect(planned('2023-06-29', 0)).not.toBeNull();
});

test('a moved date keeps its UID and raises SEQUENCE', () => {
  const [first, second] = [planned('2023-06-29', 0), planned('2023-07-06', 1)];
  expect(property(first, 'UID')).toEqual(property(second, 'UID'));
  expect(property(first, 'UID')).toHaveLength(1);
  expect([property(first, 'SEQUENCE'), property(second, 'SEQUENCE')]).toEqual([['SEQUENCE:0'], ['SEQUENCE:1']]);
  expect(property(second, 'DTSTART')).toEqual(['DTSTART;VALUE=DATE:20230706']);
});

test('a conference stands at its hour in the plan’s zone and asks nobody to answer', () => {
  const { ics } = renderLetter(letterOf([filled('invitation', { stage, data: {}, topic: TOPICS.three })]));
  expect(property(ics, 'DTSTART')).toEqual(['DTSTART:20230414T010000Z']);
  expect(property(ics, 'METHOD')).toEqual(['METHOD:PUBLISH']);
  expect(property(ics, 'LOCATION')).toEqual(['LOCATION:Hội trường']);
  expect(property(ics, 'ATTENDEE')).toEqual([]);
});

test('an invitation of several days, or without an hour, is of whole days', () => {
  const { ics } = renderLetter(letterOf([filled('invitation', { stage, data: { date: '2023-04-14', until: '2023-04-15' } })]));
  expect(property(ics, 'DT').slice(1)).toEqual(['DTSTART;VALUE=DATE:20230414', 'DTEND;VALUE=DATE:20230416']);
});

test('what a unit passes on carries no entry for the unit’s calendar', () => {
  const section = filled('invitation', { stage, via: 'via-unit', body: CELL });
  expect(renderLetter(letterOf([section], { recipient: { kind: 'unit', name: 'Đảng bộ A' } })).ics).toBeNull();
});

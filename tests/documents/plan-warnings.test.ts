import { readPlanFile } from '../../src/documents/plan-file';
import { workingCalendar } from '../../src/domain/calendar';
import { marked, summary } from './marked';

const calendar = workingCalendar({ '2023': { daysOff: { '2023-09-04': 'nghỉ bù' }, makeUpWorkingDays: ['2023-08-26'] } });

const plan = (...sessions: string[]) =>
  `plan: { id: p, year: 2023, title: P, roles: { issuer: btv, board: btg } }
topics:
${sessions.map((session, index) => `  - { id: t${index + 1}, title: T, stages: { session: { owner: cell, said: x, ${session} } } }`).join('\n')}
`;

function warningsOf(text: string) {
  const reading = readPlanFile(marked(text).bytes, 'plan.yaml', calendar);
  if (!reading.ok) throw new Error(summary(reading.faults).join('\n'));
  return reading.warnings;
}

describe('a due date on a day off', () => {
  test.each([
    ['a Saturday', 'due: «2023-09-30'],
    ['a decreed day off', 'due: «2023-09-04'],
  ])('%s is warned of at its place', (_, session) => {
    const text = plan(session);
    expect(summary(warningsOf(text))).toEqual(marked(text).places.map((place) => `${place} day-off`));
  });

  test('a make-up Saturday is no day off', () => {
    expect(warningsOf(plan('due: 2023-08-26'))).toEqual([]);
  });

  test('the date stays where the document put it; the working day before is named', () => {
    expect(warningsOf(plan('due: 2023-09-04'))[0]?.message).toBe(
      'thời hạn 04/9/2023 là ngày nghỉ; ngày làm việc gần nhất trước đó là 01/9/2023',
    );
  });
});

describe('two sessions of a cell in one month', () => {
  test('one that was decided is proposed to move, not the one the document states', () => {
    const text = plan('due: «2023-06-30, decided: y, basis: z', 'due: 2023-06-15');
    const warnings = warningsOf(text);
    expect(summary(warnings)).toEqual(marked(text).places.map((place) => `${place} sessions-in-one-month`));
    expect(warnings[0]?.message).toContain('02 chuyên đề');
    expect(warnings[0]?.message).toContain('đề xuất Chuyên đề 1/2023 đến hết ngày 31/7/2023');
  });

  test('three in one month spread over three months, past those already taken', () => {
    const messages = warningsOf(plan('due: 2023-06-30', 'due: 2023-06-29', 'due: 2023-06-28', 'due: 2023-07-31')).map(
      ({ message }) => message,
    );
    expect(messages).toHaveLength(2);
    expect(messages[0]).toContain('Chuyên đề 2/2023 đến hết ngày 31/8/2023');
    expect(messages[1]).toContain('Chuyên đề 3/2023 đến hết ngày 29/9/2023');
  });

  test('in December an earlier month is proposed, not before the stage opens', () => {
    const open = warningsOf(plan('due: 2023-12-29', 'opens: 2023-10-01, due: 2023-12-28'));
    expect(open[0]?.message).toContain('Chuyên đề 2/2023 đến hết ngày 30/11/2023');
    const narrow = warningsOf(plan('due: 2023-12-29', 'opens: 2023-12-01, due: 2023-12-28'));
    expect(narrow[0]?.message).toContain('không còn tháng trống');
  });

  test('a session held by units is none of the cells’ burden', () => {
    expect(
      warningsOf(
        plan('due: 2023-06-30', 'due: 2023-06-29').replace(
          't2, title: T, stages: { session: { owner: cell',
          't2, title: T, stages: { session: { owner: unit',
        ),
      ),
    ).toEqual([]);
  });
});

test('a year without a calendar is warned of once', () => {
  const kinds = warningsOf(plan('due: 2024-01-31', 'due: 2024-02-29')).map(({ kind }) => kind);
  expect(kinds).toEqual(['calendar-year-missing']);
});

test('a session that waits for materials which nobody listed is warned of', () => {
  const text = plan('due: 2023-06-30, requires: «materials');
  expect(summary(warningsOf(text))).toEqual(marked(text).places.map((place) => `${place} no-materials`));
});

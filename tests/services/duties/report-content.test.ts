import fc from 'fast-check';
import { attendanceFaults, readReport, ReportFaultsError, type FieldFault } from '../../../src/services/duties/report-content';

const base = { kind: 'session' as const, heldOn: '2023-06-12', onBehalf: false, learned: null, today: '2023-06-30', year: 2023 };
const good = { meeting: 'alone', total: 20, exempt: 2, present: 16, absentWithReason: 1, absentWithoutReason: 1, nonMembers: 0 };

function faultsOf(read: () => unknown): FieldFault[] {
  try {
    read();
  } catch (error) {
    if (error instanceof ReportFaultsError) return error.fields;
    throw error;
  }
  return [];
}
const codes = (read: () => unknown) => faultsOf(read).map((fault) => `${fault.field}:${fault.code}`);

/** Figures of a session that was held: everyone is exempt, present or absent. */
const figures = fc
  .record({
    exempt: fc.nat(500),
    present: fc.integer({ min: 1, max: 500 }),
    absentWithReason: fc.nat(50),
    absentWithoutReason: fc.nat(50),
    nonMembers: fc.nat(500),
  })
  .map((parts) => ({ ...parts, total: parts.exempt + parts.present + parts.absentWithReason + parts.absentWithoutReason }));

describe('figures of a report', () => {
  it('every attendance that adds up is accepted, and comes back as it was sent', () => {
    fc.assert(
      fc.property(figures, fc.constantFrom('alone', 'monthly'), (sent, meeting) => {
        expect(readReport({ ...base, content: { ...sent, meeting } }).content).toEqual({ ...sent, meeting });
      }),
    );
  });

  it('a form’s text reads as the same figures', () => {
    fc.assert(
      fc.property(figures, (sent) => {
        const form = Object.fromEntries(
          Object.entries(sent).map(([box, value]) => [box, value === 0 && box !== 'total' ? '' : ` ${value} `]),
        );
        expect(readReport({ ...base, content: { ...form, meeting: 'alone', goodPractice: ' ', score: '' } }).content).toEqual({
          ...sent,
          meeting: 'alone',
        });
      }),
    );
  });

  it('one figure changed by itself never passes', () => {
    const box = fc.constantFrom('total', 'exempt', 'present', 'absentWithReason', 'absentWithoutReason');
    fc.assert(
      fc.property(figures, box, fc.integer({ min: 1, max: 900 }), fc.boolean(), (sent, changed, by, up) => {
        const value = Math.max(
          0,
          Object.entries(sent).reduce((found, [key, n]) => (key === changed ? n : found), 0) + (up ? by : -by),
        );
        const after = { ...sent, [changed]: value };
        fc.pre(value !== Object.entries(sent).find(([key]) => key === changed)?.[1]);
        expect(attendanceFaults(after)).not.toEqual([]);
        expect(codes(() => readReport({ ...base, content: { ...after, meeting: 'alone' } }))).not.toEqual([]);
      }),
    );
  });

  it('whatever is sent, it is read or refused with faults at fields, never anything else', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.jsonValue(), fc.dictionary(fc.constantFrom(...Object.keys(good), 'score', 'xx'), fc.jsonValue())),
        (content) => {
          const found = faultsOf(() => readReport({ ...base, content }));
          for (const fault of found) expect(fault.message).not.toBe('');
        },
      ),
    );
  });
});

describe('faults stand at their field', () => {
  it.each([
    ['more exempt than members', { ...good, exempt: 21 }, ['exempt:exempt-over-total']],
    ['more present than had to attend', { ...good, present: 19 }, ['present:present-over-expected']],
    ['present and absent do not add up', { ...good, absentWithReason: 0 }, ['absentWithReason:absent-sum']],
    ['nobody present', { ...good, present: 0 }, ['present:none-present']],
    ['no total', { ...good, total: '' }, ['total:required']],
    ['a negative figure', { ...good, present: -1 }, ['present:count']],
    ['half a member', { ...good, present: 16.5 }, ['present:count']],
    ['words for a figure', { ...good, present: 'mười sáu' }, ['present:count']],
    ['neither alone nor with the meeting', { ...good, meeting: undefined }, ['meeting:required']],
    ['another meeting', { ...good, meeting: 'other' }, ['meeting:meeting']],
    ['a score above 100', { ...good, score: 101 }, ['score:score']],
    ['a box that is not on the form', { ...good, names: 'A' }, ['names:unknown']],
    ['a text that is too long', { ...good, proposals: 'x'.repeat(4001) }, ['proposals:too-long']],
    ['nothing at all', null, ['content:required']],
  ])('%s', (_, content, expected) => {
    expect(codes(() => readReport({ ...base, content }))).toEqual(expected);
  });

  it.each([
    ['tomorrow', '2023-07-01', ['heldOn:held-later']],
    ['the year before', '2022-12-31', ['heldOn:held-earlier']],
    ['no such day', '2023-06-31', ['heldOn:date']],
    ['another way of writing', '12/6/2023', ['heldOn:date']],
    ['no day', null, ['heldOn:required']],
    ['today', '2023-06-30', []],
  ])('a session held on %s', (_, heldOn, expected) => {
    expect(codes(() => readReport({ ...base, heldOn, content: good }))).toEqual(expected);
  });

  it('all faults come at once', () => {
    expect(codes(() => readReport({ ...base, heldOn: null, content: { ...good, meeting: 'x', total: -1 } }))).toEqual([
      'heldOn:required',
      'meeting:meeting',
      'total:count',
    ]);
  });
});

describe('on behalf', () => {
  it('the date alone is enough when it is said how it was learned', () => {
    const read = readReport({ ...base, onBehalf: true, learned: 'điện thoại, 13/6/2023', content: null });
    expect(read).toEqual({ heldOn: '2023-06-12', content: {} });
  });

  it('without how it was learned it is refused', () => {
    expect(codes(() => readReport({ ...base, onBehalf: true, learned: '  ', content: null }))).toEqual(['learned:learned']);
  });

  it('a body itself has to give the figures', () => {
    expect(codes(() => readReport({ ...base, content: null }))).toEqual(['content:required']);
  });
});

describe('other stages', () => {
  it('a selection says what was chosen and has no day', () => {
    expect(readReport({ ...base, kind: 'selection', heldOn: null, content: { chosen: ' Chuyển đổi số ' } })).toEqual({
      heldOn: null,
      content: { chosen: 'Chuyển đổi số' },
    });
    expect(codes(() => readReport({ ...base, kind: 'selection', heldOn: null, content: { chosen: ' ' } }))).toEqual([
      'chosen:required',
    ]);
  });

  it('a sum-up cannot count more reports than cells, nor more late ones than reports', () => {
    const { meeting: _, ...sums } = good;
    const read = (more: object) =>
      codes(() => readReport({ ...base, kind: 'reporting', heldOn: null, content: { ...sums, ...more } }));
    expect(read({ cells: 3, reported: 2, late: 1 })).toEqual([]);
    expect(read({ cells: 3, reported: 4, late: 5 })).toEqual(['reported:reported-over-cells', 'late:late-over-reported']);
  });
});

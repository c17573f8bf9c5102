/**
 * Every letter there can be: reason × reader × stage × language × link, on neutral data, so that what a test finds is a
 * fixed text's own.
 */
import type { Role } from '../../src/domain/organisation';
import { STAGE_KINDS } from '../../src/domain/plan';
import { REASONS, type Letter, type Reason, type Section } from '../../src/mail/letter';
import type { DataOf } from '../../src/mail/texts/data';
import { LINK, letterOf } from './sample-letters';

export const LANGUAGES = ['vi', 'en'] as const;

/** Fixed texts hold these; anything else in capitals is a shout. */
export const NEUTRAL_CAPITALS = new Set(['QR', 'II']);

const BOARD_REASONS: Reason[] = ['task', 'task-head', 'task-lease', 'reply', 'periodic-report'];
const UNIT_REASONS: Reason[] = ['digest', 'contact-wanted'];

const DATA: DataOf = {
  invitation: { sequence: 0 },
  'due-moved': { basis: 'văn bản mẫu' },
  waived: { basis: 'văn bản mẫu' },
  'extension-refused': { text: 'ý kiến mẫu.' },
  receipt: { of: 'report', heldOn: '2023-06-12', present: 18, expected: 20 },
  digest: {
    cells: 2,
    rows: [{ short: 'Chuyên đề 2/2023', due: '2023-06-30', total: 2, reported: 1, planned: 0, unknown: ['Mẫu một'] }],
    passOn: 1,
    toConfirm: 1,
    sumUps: [{ short: 'Chuyên đề 1/2023', due: '2023-07-14' }],
  },
  'contact-wanted': { cells: [{ name: 'Mẫu một' }] },
  task: { taskId: 'mau', title: 'Việc mẫu', members: 2, openedOn: '2023-06-20', handleBy: '2023-06-28', owner: null },
  'task-lease': { taskId: 'mau', title: 'Việc mẫu', members: 2, owner: 'Mẫu' },
  'task-head': { taskId: 'mau', title: 'Việc mẫu', members: 0 },
  reply: { of: 'answer', about: 'Chi bộ Mẫu một', text: 'ý kiến mẫu' },
  'periodic-report': { every: 'quarter', from: '2023-04-01', to: '2023-06-30', due: '2023-07-07' },
};

interface Reader {
  kind: Letter['recipient']['kind'];
  roles: Role[];
  parentName: string | null;
  via: Section['via'];
}

const READERS: Record<string, Reader> = {
  cell: { kind: 'cell', roles: ['cell'], parentName: 'Đảng bộ Mẫu', via: 'email' },
  'grassroots cell': { kind: 'cell', roles: ['unit', 'cell'], parentName: 'Đảng bộ Mẫu', via: 'email' },
  unit: { kind: 'unit', roles: ['unit'], parentName: 'Đảng bộ Mẫu', via: 'email' },
  'unit that passes on': { kind: 'unit', roles: ['cell'], parentName: 'Đảng bộ Mẫu', via: 'via-unit' },
  subunit: { kind: 'unit', roles: ['subunit'], parentName: 'Đảng bộ Mẫu', via: 'email' },
  mass: { kind: 'mass', roles: ['mass'], parentName: null, via: 'email' },
  issuer: { kind: 'issuer', roles: ['issuer'], parentName: null, via: 'email' },
  supervisor: { kind: 'supervisor', roles: ['board'], parentName: null, via: 'email' },
};

const readersOf = (reason: Reason) =>
  Object.entries(READERS).filter(([, { kind, roles }]) =>
    BOARD_REASONS.includes(reason)
      ? kind === 'supervisor'
      : kind !== 'supervisor' && (!UNIT_REASONS.includes(reason) || (kind === 'unit' && !roles.includes('cell'))),
  );

function sectionFor(reason: Reason, reader: Reader, stage: (typeof STAGE_KINDS)[number], linkId: string | null): Section {
  const aside = BOARD_REASONS.includes(reason) || UNIT_REASONS.includes(reason);
  return {
    reason,
    plan: { id: 'p', title: 'Kế hoạch mẫu', number: '5', date: '2023-03-01', issuerName: 'cấp trên' },
    body: { id: 'mau', name: 'Mẫu hai', kind: '', roles: reader.roles, parentName: reader.parentName },
    via: reader.via,
    topic: aside
      ? null
      : { id: 'p/t', short: 'Chuyên đề 2/2023', ordinal: 2, title: 'tên mẫu', year: 2023, materials: ['tài liệu mẫu'] },
    stage: aside
      ? null
      : {
          kind: stage,
          opensOn: '2023-04-01',
          said: '',
          basis: 'văn bản mẫu',
          place: 'nơi mẫu',
          hour: '8h00',
          seats: 3,
          nonMembers: true,
        },
    due: aside ? null : { date: '2023-06-30', lateAfter: '2023-06-30', workingDaysLeft: 3, before: '2023-05-31' },
    unitReportDue: '2023-07-14',
    plannedDate: reason === 'after-planned' ? '2023-06-26' : null,
    linkId: reader.kind === 'supervisor' ? null : linkId,
    data: { ...Object.entries(DATA).find(([name]) => name === reason)?.[1] },
  };
}

export function letters(): { name: string; letter: Letter }[] {
  const sender = {
    name: 'Ban mẫu',
    fullName: 'Ban mẫu cấp trên',
    address: 'ban@example.org',
    replyTo: 'ban@example.org',
    officer: { name: 'Mẫu', phone: '000 111' },
  };
  return LANGUAGES.flatMap((language) =>
    [LINK, null].flatMap((linkId) =>
      REASONS.flatMap((reason) =>
        readersOf(reason).flatMap(([who, reader]) =>
          STAGE_KINDS.map((stage) => ({
            name: `${reason}, ${stage}, to ${who}, ${language}, ${linkId === null ? 'no link' : 'link'}`,
            letter: letterOf([sectionFor(reason, reader, stage, linkId)], {
              language,
              sender,
              recipient: {
                kind: reader.kind,
                name: reader.kind === 'unit' && reader.via === 'via-unit' ? 'Đảng bộ Mẫu' : 'Mẫu hai',
              },
            }),
          })),
        ),
      ),
    ),
  );
}

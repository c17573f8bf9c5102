/**
 * English sections: the same facts in plain sentences. Names of bodies, topics and stages' materials stay as they are.
 *
 * @module
 */
import { facts, key, list, paragraph, type Action, type SectionText } from '../blocks';
import { basisData, contactWantedData, digestData, invitationData, receiptData, refusalData } from '../data';
import { addressed, reportsTo } from '../names';
import type { StageKind } from '../../../domain/plan';
import type { Reason, Section } from '../../letter';
import { siblings, type Scene } from '../scene';
import { clockTime, date, dateWithDay } from './dates';
import { ACTIVITY, BOARD_ONLY, topicOf } from './words';

const ANSWERS: Action[] = [
  { label: 'Held: report the result', place: 'report' },
  { label: 'Scheduled: give the planned date', place: 'planned-date' },
  { label: 'Not possible yet: give the reason and ask for another date', place: 'extension' },
];
const OPEN_PAGE: Action[] = [{ label: 'Open your page', place: '' }];

type SectionWording = (section: Section, scene: Scene) => SectionText;

const text = (section: Section, blocks: SectionText['blocks'], actions: Action[], notes: string[] = []): SectionText => ({
  heading: topicOf(section),
  blocks,
  actions,
  notes,
});

const activityOf = (section: Section) => ACTIVITY[section.stage?.kind ?? 'session'];
const dueText = (section: Section) => (section.due === null ? '' : ` is ${dateWithDay(section.due.date)}`);

const open: SectionWording = (section, scene) => {
  const { due, stage, topic } = section;
  const { first } = siblings(section, scene);
  const rows = [
    ...(due === null
      ? []
      : [
          {
            label: 'When',
            value: `${stage ? `from ${date(stage.opensOn)} ` : ''}to ${dateWithDay(due.date)} inclusive${due.lateAfter < scene.day ? ' (past by now: report what was done, or ask for a later date)' : ''}`,
          },
        ]),
    ...(stage?.basis ? [{ label: 'Basis', value: stage.basis }] : []),
    ...(stage?.place ? [{ label: 'Place', value: stage.place }] : []),
    ...(stage?.nonMembers ? [{ label: 'Who', value: 'members and non-members' }] : []),
    ...(topic && first && topic.materials.length > 0
      ? [
          {
            label: 'Materials',
            value: `${topic.materials.join('; ')}${section.linkId === null ? '' : ' (at the address below)'}`,
          },
        ]
      : []),
    ...(section.linkId === null
      ? []
      : [
          {
            label: 'Report',
            value: `to ${reportsTo(section.body) ?? scene.letter.sender.name}, at the address below (two minutes, no sign-in)`,
          },
        ]),
  ];
  const { number, title } = section.plan;
  return text(
    section,
    [
      key(
        first
          ? `Under ${title}${number === null ? '' : ` (no. ${number})`}, ${activityOf(section)} for ${topicOf(section)} is open.`
          : `So is ${activityOf(section)}.`,
      ),
      ...(topic === null || !first ? [] : [paragraph(topic.title)]),
      facts(rows),
    ],
    [{ label: 'See the materials, give a date, report', place: '' }],
    ['Once a date is given, no further notice is sent before it.'],
  );
};

const remind: SectionWording = (section, scene) => {
  const left = section.due && section.due.workingDaysLeft > 0 ? `; working days left: ${section.due.workingDaysLeft}` : '';
  return text(
    section,
    [
      key(`The last day for ${activityOf(section)} (${topicOf(section)})${dueText(section)}${left}.`),
      paragraph(`By ${clockTime(scene.minute)} on ${date(scene.day)} no result had come in.`),
    ],
    ANSWERS,
    ['If the result was reported on paper or to your committee, please say so by replying to this letter.'],
  );
};

const SECTIONS: Partial<Record<Reason, SectionWording>> = {
  open,
  remind,
  tomorrow: remind,
  'planned-date': (section) =>
    text(
      section,
      [
        key(`The last day for ${activityOf(section)} (${topicOf(section)})${dueText(section)}.`),
        paragraph('Please give the planned date; no further notice is sent before it.'),
      ],
      ANSWERS,
    ),
  overdue: (section, scene) =>
    text(
      section,
      [
        key(
          `The last day for ${activityOf(section)} (${topicOf(section)})${dueText(section).replace(' is ', ' was ')}. By ${clockTime(scene.minute)} on ${date(scene.day)} no result had come in.`,
        ),
        list([
          'If it was held, please send the report.',
          'If it could not be held, please give the planned date and what stands in the way.',
          'If it was reported in another way, please reply to this letter.',
        ]),
      ],
      [{ label: 'Report, or give the planned date', place: 'report' }],
    ),
  'after-planned': (section) =>
    text(
      section,
      [
        key(
          `The planned date for ${activityOf(section)} (${topicOf(section)})${section.plannedDate ? ` was ${dateWithDay(section.plannedDate)}` : ' has passed'}.`,
        ),
        paragraph('Please report the result, or give a new date.'),
      ],
      ANSWERS.slice(0, 2),
    ),
  invitation: (section, scene) => {
    const { date: moved, sequence, notHeld } = invitationData.parse(section.data);
    const day = moved ?? section.stage?.opensOn;
    if (notHeld) {
      const on = day ? ` on ${dateWithDay(day)}` : '';
      return text(
        section,
        [key(`The conference on ${notHeld.about}${on} will not be held. Basis: ${notHeld.basis}.`)],
        OPEN_PAGE,
      );
    }
    const rows = [
      ...(day ? [{ label: 'When', value: `${section.stage?.hour ? `${section.stage.hour}, ` : ''}${dateWithDay(day)}` }] : []),
      ...(section.stage?.place ? [{ label: 'Place', value: section.stage.place }] : []),
      ...(section.stage?.seats === undefined ? [] : [{ label: 'Seats', value: String(section.stage.seats) }]),
    ];
    return text(
      section,
      [
        key(`${scene.letter.sender.name} invites your delegates to the conference on ${topicOf(section)}.`),
        ...(sequence > 0 ? [paragraph('Time and place below replace those of the earlier letter.')] : []),
        facts(rows),
        paragraph('If nobody can come, please reply to this letter.'),
      ],
      OPEN_PAGE,
    );
  },
  'due-moved': (section) => {
    const before = section.due?.before ? ` from ${date(section.due.before)}` : '';
    const to = section.due ? ` to ${dateWithDay(section.due.date)}` : '';
    return text(
      section,
      [
        key(
          `The last day for ${activityOf(section)} (${topicOf(section)}) moves${before}${to}. Basis: ${basisData.parse(section.data).basis}. All else stays.`,
        ),
      ],
      OPEN_PAGE,
    );
  },
  waived: (section) =>
    text(
      section,
      [
        key(
          `${topicOf(section)} is waived for you. Basis: ${basisData.parse(section.data).basis}. No further notice is sent about it.`,
        ),
      ],
      OPEN_PAGE,
    ),
  'extension-refused': (section) =>
    text(
      section,
      [
        key(
          `Another date for ${activityOf(section)} (${topicOf(section)}) was asked for. The last day${dueText(section) || ' stays'}.`,
        ),
        paragraph(`The board: ${refusalData.parse(section.data).text}`),
      ],
      OPEN_PAGE,
    ),
  receipt: (section, scene) => {
    const data = receiptData.parse(section.data);
    if (data.of === 'planned-date')
      return text(
        section,
        [
          key(`The planned date for ${topicOf(section)} is noted: ${dateWithDay(data.date)}.`),
          paragraph('No further notice is sent before it.'),
        ],
        OPEN_PAGE,
      );
    const figures = [
      ...(data.heldOn ? [`held on ${date(data.heldOn)}`] : []),
      ...(typeof data.present === 'number'
        ? [`present ${data.present}${typeof data.expected === 'number' ? ` of ${data.expected}` : ''}`]
        : []),
    ].join(', ');
    const until = data.correctUntil ? ` up to and including ${date(data.correctUntil)}` : '';
    return text(
      section,
      [
        key(
          `${scene.letter.sender.name} has received your report on ${topicOf(section)}${figures === '' ? '' : ` (${figures})`}.`,
        ),
        paragraph(`It can be corrected at the same address${until}.`),
      ],
      OPEN_PAGE,
    );
  },
  link: (section) =>
    text(
      section,
      [
        key(`This is the new address for ${addressed(section.body)} (${section.plan.title}).`),
        paragraph('If you did not ask for it, nothing needs to be done; nothing has changed.'),
      ],
      OPEN_PAGE,
    ),
  digest: (section) => {
    const data = digestData.parse(section.data);
    const label = (row: { short: string; stage: StageKind }) =>
      row.stage === 'session' ? row.short : `${row.short}, ${ACTIVITY[row.stage]}`;
    const sentences = data.rows.map(
      (row) =>
        `${label(row)} (to ${date(row.due)}): reported ${row.reported} of ${row.total}, scheduled ${row.planned}, nothing known of ${row.unknown.length}${row.unknown.length > 0 ? `: ${row.unknown.join(', ')}` : ''}.`,
    );
    const rows = data.rows.map((row) => ({
      cells: [label(row), date(row.due), `${row.reported}/${row.total}`, String(row.planned), String(row.unknown.length)],
      below: row.unknown.length > 0 ? `Nothing known: ${row.unknown.join(', ')}` : null,
    }));
    const asks = [
      ...(data.passOn > 0 ? [`Notices to pass on to cells without an address: ${data.passOn}.`] : []),
      ...(data.toConfirm > 0 ? [`Reports that wait for your confirmation: ${data.toConfirm}.`] : []),
      ...data.sumUps.map(({ short, due }) => `Sum-up of ${short}: by ${date(due)}.`),
    ];
    return text(
      section,
      [
        ...(rows.length === 0
          ? []
          : [{ kind: 'table' as const, head: ['Topic', 'To', 'Reported', 'Scheduled', 'Nothing known'], rows, sentences }]),
        ...(asks.length > 0 ? [list(asks, true)] : []),
      ],
      OPEN_PAGE,
    );
  },
  'contact-wanted': (section) => {
    const items = contactWantedData
      .parse(section.data)
      .cells.map(({ name, sentOn }) => `${name}${sentOn ? `, letter of ${date(sentOn)}` : ''}`);
    return text(
      section,
      [
        paragraph('Letters to these cells did not arrive:'),
        list(items),
        paragraph('Please give another address by replying to this letter, or pass the notice on.'),
      ],
      OPEN_PAGE,
    );
  },
};

export const sectionText: SectionWording = (section, scene) => {
  const words = SECTIONS[section.reason];
  if (!words) throw new Error(BOARD_ONLY(section.reason));
  return words(section, scene);
};

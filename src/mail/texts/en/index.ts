/**
 * The English wording, for a contact who asked for it: compact, the same facts.
 *
 * @module
 */
import { list, paragraph, type Block } from '../blocks';
import {
  contactWantedData,
  digestData,
  invitationData,
  isNotHeld,
  periodicReportData,
  receiptData,
  replyData,
  taskData,
} from '../data';
import { addressed, parentOf, reader } from '../names';
import { shortTextParts } from '../../short-texts';
import type { Section } from '../../letter';
import type { Scene, Wording } from '../scene';
import { date, dateWithDay, shortDate } from './dates';
import { sectionText } from './sections';
import { ACTIVITY, topicOf } from './words';

export const english: Wording = {
  subject,
  greeting(scene) {
    const { letter, own } = scene;
    const names =
      letter.recipient.kind === 'supervisor' || own.length === 0
        ? [letter.recipient.name]
        : own.map(({ body }) => addressed(body));
    const [only] = own;
    const parent = own.length === 1 && only && letter.recipient.kind !== 'supervisor' ? parentOf(only.body) : null;
    return [
      `To: ${[...new Set([...(letter.recipient.kind === 'unit' ? [reader(scene)] : []), ...names])].join('; ')}`,
      ...(parent === null ? [] : [`(${parent})`]),
    ];
  },
  opening: (scene) => [paragraph(`${scene.letter.sender.name} writes about the following:`)],
  section: sectionText,
  board,
  passOn,
  bodyHeading(body) {
    const parent = parentOf(body);
    return parent === null ? addressed(body) : `${addressed(body)} (${parent})`;
  },
  sharedAction: 'Open your page: report, planned date, another date',
  answerByReply: 'Please reply to this letter with the result, the planned date or what stands in the way.',
  addressLabel: 'Address',
  safety: ({ linked }) =>
    `Please write no names of members and send no classified material ${linked ? 'through this address' : 'by reply'}.`,
  officer({ letter: { sender } }) {
    return sender.officer === null
      ? 'Questions: please reply to this letter.'
      : `Questions: please reply to this letter or call ${sender.officer.name}, ${sender.name}, telephone (Zalo) ${sender.officer.phone}.`;
  },
  farewell: 'Yours faithfully,',
  linkNote: () => 'The address is for your organisation only and works until the topic is closed.',
};

function subject(scene: Scene): string {
  const { letter, own, passOn: passed } = scene;
  if (letter.recipient.kind === 'supervisor') return `Today (${shortDate(scene.day)}): ${letter.sections.length} to look at`;
  const sections = own.flatMap((one) => one.sections);
  const [first] = sections;
  if (first === undefined) return `Notices to pass on: ${passed.length} – ${reader(scene)}`;
  const topics = new Set(sections.map((section) => section.topic?.id ?? ''));
  const [whose] = own;
  const tail = own.length === 1 && whose ? addressed(whose.body) : reader(scene);
  return `${topics.size > 1 ? `${topics.size} topics` : (openedTogether(sections) ?? thing(first))} – ${tail}`;
}

/** Stages of one topic that open together; null for others. */
function openedTogether(sections: Section[]): string | null {
  const kinds = [...new Set(sections.map(({ stage }) => stage?.kind ?? 'session'))];
  const [first] = sections;
  if (first === undefined || kinds.length < 2 || sections.some(({ reason }) => reason !== 'open')) return null;
  return `${topicOf(first)}: open: ${kinds.map((kind) => ACTIVITY[kind]).join('; ')}`;
}

function thing(section: Section): string {
  const { due } = section;
  const to = due === null ? 'notice' : `to ${shortDate(due.date)}`;
  const topic = topicOf(section);
  switch (section.reason) {
    case 'open':
      return `${topic}: open, ${to}`;
    case 'overdue':
    case 'after-planned':
      return `${topic}: please report the result`;
    case 'planned-date':
      return `${topic}: please give the planned date`;
    case 'invitation': {
      const { date: day = section.stage?.opensOn, notHeld } = invitationData.parse(section.data);
      if (notHeld) return `${topic}: conference will not be held`;
      return `${topic}: conference${day ? ` on ${shortDate(day)}` : ''}`;
    }
    case 'due-moved':
      return `${topic}: new date${due === null ? '' : `, to ${date(due.date)}`}`;
    case 'waived':
      return `${topic}: waived`;
    case 'extension-refused':
      return `${topic}: the date stays`;
    case 'receipt':
      return receiptData.parse(section.data).of === 'report' ? `${topic}: report received` : `${topic}: planned date noted`;
    case 'link':
      return 'New address';
    case 'digest':
      return `Thematic sessions of ${digestData.parse(section.data).cells} cells`;
    case 'contact-wanted':
      return `Addresses wanted: ${contactWantedData.parse(section.data).cells.length}`;
    default:
      return `${topic}: ${to}`;
  }
}

function board({ letter, day }: Scene): Block[] {
  const items = letter.sections.map((section) => {
    if (section.reason === 'periodic-report') {
      const data = periodicReportData.parse(section.data);
      return `Periodic report, ${date(data.from)} to ${date(data.to)}: due ${dateWithDay(data.due)}`;
    }
    if (section.reason === 'reply') {
      const data = replyData.parse(section.data);
      return data.of === 'answer'
        ? `Reply: ${data.about}: “${data.text}”`
        : `Not theirs: ${data.about}${data.address ? ` (${data.address})` : ''}. Please check the contact`;
    }
    const data = taskData.parse(section.data);
    const what = section.reason === 'task-head' ? 'For the head' : section.reason === 'task-lease' ? 'Soon to be done' : 'New';
    return `${what}: ${data.title}${data.handleBy ? ` (by ${date(data.handleBy)})` : ''}. Task ${data.taskId}`;
  });
  return [paragraph(`${dateWithDay(day)}:`), list(items, true)];
}

/** The texts to paste stay Vietnamese: the cells read them. */
function passOn({ letter, passOn: bodies }: Scene): Block[] {
  const blocks: Block[] = [paragraph(`These cells have no e-mail address. Please pass the notices on: ${bodies.length}.`)];
  for (const { body, sections } of bodies) {
    blocks.push({ kind: 'heading', text: addressed(body) });
    for (const section of sections) {
      const { reason, topic, stage, due, plannedDate, linkId } = section;
      const duty = {
        reason,
        body,
        topicShort: topic?.short ?? null,
        stageKind: stage?.kind ?? null,
        due: due?.date ?? null,
        plannedDate,
        notHeld: isNotHeld(section),
      };
      blocks.push({
        kind: 'paste',
        ...shortTextParts(duty, letter.sender, linkId === null ? null : 'later'),
        linkId,
        qrLabel: 'QR code',
      });
    }
  }
  return blocks;
}

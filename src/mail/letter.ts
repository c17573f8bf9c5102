/**
 * What a letter says, before it has a form: plain data that gathering fills and rendering reads.
 *
 * @module
 */
import type { Instant, LocalDate } from '../domain/dates';
import type { Channel, Role } from '../domain/organisation';
import type { StageKind } from '../domain/plan';

/** Why a section is written; each names a text in `src/mail/texts`. */
export const REASONS = [
  'open', // the stage has opened
  'planned-date', // asks for the planned date (-10)
  'remind', // the deadline comes (-3 …)
  'tomorrow', // -1
  'overdue', // +1
  'after-planned', // the working day after the planned date: asks for the report
  'invitation', // a conference, to its audience; has an .ics
  'due-moved', // an extension or an amendment
  'waived',
  'extension-refused', // to the body that asked for a later date
  'receipt', // a report was received
  'link', // a fresh link was asked for
  'digest', // Monday, to a unit
  'contact-wanted', // to a unit: an address of one of its cells does not work
  'task', // to a supervisor: new work
  'task-head', // to the head: a rung
  'task-lease', // half of the lease is over
  'reply', // to a supervisor: what a person answered
  'periodic-report', // to the board: a periodic report is due
] as const;
export type Reason = (typeof REASONS)[number];

/** Stands in subject-less text where the link of a body goes; completed at sending. */
export const linkPlaceholder = (linkId: string) => `\u0001${linkId}\u0001`;

export interface SectionTopic {
  /** `<planId>/<topicKey>` */
  id: string;
  /** "Chuyên đề 2/2023" */
  short: string;
  ordinal: number;
  title: string;
  year: number;
  materials: string[];
}

/** The plan a section carries out; sections of one letter may be of several. */
export interface SectionPlan {
  id: string;
  title: string;
  number: string | null;
  date: LocalDate | null;
  issuerName: string;
}

/** One body's part of a letter. */
export interface Section {
  reason: Reason;
  plan: SectionPlan;
  body: { id: string; name: string; kind: string; roles: Role[]; parentName: string | null };
  /** `via-unit`: the letter goes to the unit, which passes text, link and QR code on. */
  via: Channel;
  topic: SectionTopic | null;
  stage: {
    kind: StageKind;
    opensOn: LocalDate;
    said: string;
    basis: string | null;
    place?: string;
    hour?: string;
    seats?: number;
    nonMembers: boolean;
  } | null;
  /** Present with an assignment. */
  due: { date: LocalDate; lateAfter: LocalDate; workingDaysLeft: number; before?: LocalDate } | null;
  /** Due of the unit's sum-up for this topic, when it has a reporting stage. */
  unitReportDue: LocalDate | null;
  plannedDate: LocalDate | null;
  /** Placeholder's id; null where the letter carries no link. */
  linkId: string | null;
  /** What only this reason needs (digest rows, task title, basis of an extension), as raised. */
  data: Record<string, unknown>;
}

/** Who writes: the board, and the person to turn to. */
export interface Sender {
  /** From-name: "Ban Tuyên giáo Đảng ủy Khối". */
  name: string;
  /** Closing line, full name. */
  fullName: string;
  address: string;
  /** A mailbox that a person reads. */
  replyTo: string;
  officer: { name: string; phone: string } | null;
}

export interface Letter {
  messageId: string;
  address: string;
  asOf: Instant;
  zone: string;
  language: 'vi' | 'en';
  sender: Sender;
  /** The body that reads: its own name for the greeting; several sections may be of several bodies. */
  recipient: { kind: 'cell' | 'unit' | 'mass' | 'issuer' | 'supervisor'; name: string };
  sections: Section[];
}

/** A letter with its form. Text and HTML hold link placeholders. */
export interface Rendered {
  subject: string;
  text: string;
  html: string;
  /** Stable `References` root per topic and body, without angle brackets. */
  threadRoot: string | null;
  ics: string | null;
}

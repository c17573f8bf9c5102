/**
 * The organisation: a tree of bodies, 2-5 levels, and how each can be reached.
 *
 * @module
 */
import type { LocalDate } from './dates';

/** Held by bodies, never names in code. DESIGN §2. */
export const ROLES = ['issuer', 'board', 'unit', 'subunit', 'cell', 'mass'] as const;
export type Role = (typeof ROLES)[number];

export const CHANNELS = ['email', 'via-unit', 'hand'] as const;
export type Channel = (typeof CHANNELS)[number];

/** A body as it is in force on one day. */
export interface Body {
  id: string;
  name: string;
  /** 1 = the root. */
  level: number;
  /** A grassroots cell is both `unit` and `cell`. */
  roles: Role[];
  parentId: string | null;
  /** Wording only: "Đảng bộ cơ sở", "Chi bộ trực thuộc". */
  kind: string;
}

export interface Contact {
  id: string;
  bodyId: string;
  channel: Channel;
  name: string;
  /** Lower case. */
  email: string | null;
  phone: string | null;
  /** Vietnamese only unless a contact asks for English. */
  language: 'vi' | 'en';
}

/** A person of the board. */
export interface Supervisor {
  id: string;
  name: string;
  email: string | null;
  phone: string | null;
  role: 'officer' | 'head';
  /** Units this officer follows. */
  follows: string[];
}

export interface Roster {
  bodies: Body[];
  contacts: Contact[];
  supervisors: Supervisor[];
}

/** Where a body's notices go. `hand`: no address; a person tells them. */
export interface Route {
  bodyId: string;
  contactId: string;
  address: string | null;
  via: Channel;
  /** The ancestor whose address it is, when `via` is `via-unit`. */
  viaBodyId: string | null;
}

/** Days off and make-up days of one year, as the yearly files hold them. */
export interface CalendarYear {
  daysOff: Record<LocalDate, string>;
  makeUpWorkingDays: LocalDate[];
  /** Not decreed yet. */
  provisional?: boolean;
  /** Occasions of the lunar calendar, "Tết Nguyên đán": the day each falls on. */
  occasions?: Record<string, LocalDate>;
}

/** Keyed by year, "2023". */
export type CalendarFile = Record<string, CalendarYear>;

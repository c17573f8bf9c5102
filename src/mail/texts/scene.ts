/**
 * What wording may look at: the letter, the day it is read, and how its sections fall apart by body.
 *
 * @module
 */
import { addDays, wallClock, type Instant, type LocalDate, type MinuteOfDay } from '../../domain/dates';
import type { Letter, Section } from '../letter';
import type { Block, SectionText } from './blocks';

export interface Scene {
  letter: Letter;
  /** Day and minute of `asOf` in the plan's zone. */
  day: LocalDate;
  minute: MinuteOfDay;
  tomorrow: LocalDate;
  /** The reader's own sections, a body each; without those it passes on. */
  own: BodySections[];
  /** Sections that the reader, as a unit, passes on, a body each. */
  passOn: BodySections[];
  /** Several sections of the reader's own stand in one letter. */
  gathered: boolean;
  /** A section carries a link. */
  linked: boolean;
}

export interface BodySections {
  body: Section['body'];
  sections: Section[];
}

/** One language. Every text a letter can hold comes from here. */
export interface Wording {
  subject(scene: Scene): string;
  /** "Kính gửi: …" and, for a cell, its parent in brackets. */
  greeting(scene: Scene): string[];
  /** Stands before gathered sections; none for a single one. */
  opening(scene: Scene): Block[];
  section(section: Section, scene: Scene): SectionText;
  /** A supervisor's letter, whose sections gather by reason. */
  board(scene: Scene): Block[];
  passOn(scene: Scene): Block[];
  bodyHeading(body: Section['body']): string;
  /** One button where several sections of a body share its link. */
  sharedAction: string;
  /** Stands for the actions where a section that offers a choice has no link. */
  answerByReply: string;
  addressLabel: string;
  /** Names and classified material stay out. */
  safety(scene: Scene): string;
  officer(scene: Scene): string;
  farewell: string;
  /** What the link is; said once where a letter has one. */
  linkNote(scene: Scene): string;
}

/** The sections of the same body about the same topic: `first` is the one of this reason that says what all share. */
export function siblings(section: Section, { own }: Scene): { first: boolean; several: boolean } {
  const sections = own.find(({ body }) => body.id === section.body.id)?.sections ?? [section];
  const same = sections.filter(({ topic }) => topic !== null && topic.id === section.topic?.id);
  const first = same.find(({ reason }) => reason === section.reason);
  return {
    first: first === undefined || first === section,
    several: new Set(same.map(({ stage }) => stage?.kind)).size > 1,
  };
}

/** Sections of a letter by what they are to its reader. */
export function sceneOf(letter: Letter): Scene {
  const own: BodySections[] = [];
  const passOn: BodySections[] = [];
  for (const section of letter.sections) {
    const group = section.via === 'via-unit' ? passOn : own;
    const known = group.find((one) => one.body.id === section.body.id);
    if (known) known.sections.push(section);
    else group.push({ body: section.body, sections: [section] });
  }
  const { day, minute, tomorrow } = clockAt(letter.asOf, letter.zone);
  return {
    letter,
    day,
    minute,
    tomorrow,
    own,
    passOn,
    gathered: own.length > 1 || own.some(({ sections }) => sections.length > 1),
    linked: letter.sections.some((section) => section.linkId !== null),
  };
}

interface ShownClock {
  day: LocalDate;
  minute: MinuteOfDay;
  tomorrow: LocalDate;
}

let lastClock: ShownClock & { at: Instant; zone: string } = { at: Number.NaN, zone: '', day: '', minute: 0, tomorrow: '' };

/** A wave of letters is written at one instant: zone arithmetic costs more than the letter. */
function clockAt(at: Instant, zone: string): ShownClock {
  if (lastClock.at === at && lastClock.zone === zone) return lastClock;
  const shown = wallClock(at, zone);
  lastClock = { at, zone, ...shown, tomorrow: addDays(shown.day, 1) };
  return lastClock;
}

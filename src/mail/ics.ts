/**
 * Calendar entries, for a conference and for the day a body planned itself; never for a deadline. RFC 5545.
 * PUBLISH asks nobody to answer. Nothing is cancelled once it was given: a later letter raises SEQUENCE.
 *
 * @module
 */
import ical, { ICalCalendarMethod, type ICalEventData } from 'ical-generator';
import { addDays, instantOf, type LocalDate } from '../domain/dates';
import type { Letter, Section } from './letter';
import { oneLine } from './one-line';
import { stageName } from '../domain/wording';
import { invitationData, receiptData } from './texts/data';
import { minuteOf } from './texts/meeting-hour';
import { addressed } from './texts/names';

/** A calendar with one event for each meeting the letter tells of; null when it tells of none. */
export function calendarOf(letter: Letter, subject: string): string | null {
  const events = letter.sections.flatMap((section) => {
    const event = eventOf(section, letter, subject);
    return event === null ? [] : [event];
  });
  if (events.length === 0) return null;
  const calendar = ical({
    method: ICalCalendarMethod.PUBLISH,
    prodId: { company: 'chuyende', product: 'chuyende', language: letter.language.toUpperCase() },
  });
  for (const event of events) calendar.createEvent(event);
  return calendar.toString();
}

function eventOf(section: Section, letter: Letter, subject: string): ICalEventData | null {
  if (section.via === 'via-unit' || section.stage === null) return null;
  if (section.reason === 'invitation') {
    const { date = section.stage.opensOn, until, sequence, notHeld } = invitationData.parse(section.data);
    if (notHeld) return null;
    return {
      ...identity(section, letter, 'conference', sequence),
      ...span(date, until ?? date, section.stage.hour, letter.zone),
      summary: subject,
      ...(section.stage.place ? { location: oneLine(section.stage.place) } : {}),
    };
  }
  if (section.reason !== 'receipt') return null;
  const data = receiptData.parse(section.data);
  return data.of === 'planned-date'
    ? {
        ...identity(section, letter, 'planned', data.sequence),
        ...span(data.date, data.date, undefined, letter.zone),
        summary: plannedSummary(section, letter) ?? subject,
      }
    : null;
}

/** In a calendar a day is known by what is done on it. */
function plannedSummary({ stage, topic, body }: Section, { language }: Letter): string | null {
  return language === 'vi' && stage && topic ? `${stageName(stage.kind)}, ${topic.short} – ${addressed(body)}` : null;
}

/** One event per stage and body, however often it moves. */
function identity(section: Section, letter: Letter, what: 'conference' | 'planned', sequence: number) {
  const name = [what, section.topic?.id ?? section.plan.id, section.stage?.kind ?? 'plan', section.body.id].join('.');
  const domain = letter.sender.address.slice(letter.sender.address.lastIndexOf('@') + 1);
  return { id: `${name.replace(/[^A-Za-z0-9.-]+/g, '.')}@${domain}`, sequence, stamp: new Date(letter.asOf) };
}

/** With an hour: the instant it is in the plan's zone, written in UTC. Without: whole days, the end exclusive. */
function span(
  from: LocalDate,
  to: LocalDate,
  hour: string | undefined,
  zone: string,
): Pick<ICalEventData, 'start' | 'end' | 'allDay'> {
  const minute = hour === undefined ? null : minuteOf(hour);
  if (minute !== null && from === to) return { start: new Date(instantOf(from, minute, zone)) };
  return { start: new Date(from), end: new Date(addDays(to, 1)), allDay: true };
}

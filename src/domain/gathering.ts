/**
 * Many notices, one letter: which go together, and which of them stays unsaid. DESIGN §6.
 *
 * @module
 */
import { addDays, wallClock, type Instant } from './dates';
import { groupBy } from './group-by';
import { windowFor, type Window, type WindowRequest } from './window';

export interface Gatherable {
  /** The id of one that makes a letter of its own (a receipt, a fresh link); null: it gathers. */
  alone: string | null;
  address: string;
  windowStart: Instant;
  slotAt: Instant;
  assignmentId: string | null;
  urgency: number;
}

export interface Gathering<N> {
  key: string;
  address: string;
  windowStart: Instant;
  /** When its letter goes out. */
  slotAt: Instant;
  notices: N[];
}

/** What a letter is known by: one planned letter an address and window, whatever plans it is about. */
export const gatheringKey = ({ alone, address, windowStart }: Pick<Gatherable, 'alone' | 'address' | 'windowStart'>) =>
  alone === null ? `planned/${address}/${new Date(windowStart).toISOString()}` : `notice/${alone}`;

/** Notices by letter, in order of slot and address. */
export function gather<N extends Gatherable>(notices: Iterable<N>): Gathering<N>[] {
  const groups = groupBy(notices, gatheringKey);
  return [...groups]
    .flatMap(([key, of]) =>
      of[0]
        ? [
            {
              key,
              address: of[0].address,
              windowStart: of[0].windowStart,
              slotAt: Math.min(...of.map((notice) => notice.slotAt)),
              notices: of,
            },
          ]
        : [],
    )
    .toSorted((a, b) => a.slotAt - b.slotAt || (a.address < b.address ? -1 : 1));
}

/** Within one letter an assignment is written about once, by its most urgent notice (of equals the first). */
export function withoutSuperseded<N extends Gatherable>(notices: readonly N[]): { kept: N[]; superseded: N[] } {
  const best = new Map<string, N>();
  for (const notice of notices) {
    if (notice.assignmentId === null) continue;
    const so = best.get(notice.assignmentId);
    if (!so || notice.urgency > so.urgency) best.set(notice.assignmentId, notice);
  }
  const stands = (notice: N) => notice.assignmentId === null || best.get(notice.assignmentId) === notice;
  return { kept: notices.filter(stands), superseded: notices.filter((notice) => !stands(notice)) };
}

/** A planned notice that comes after its window's letter has left waits for the next working day's window. */
export function windowAfter(left: Instant, request: Omit<WindowRequest, 'date'>): Window | { skip: string } {
  return windowFor({ ...request, date: addDays(wallClock(left, request.zone).day, 1) });
}

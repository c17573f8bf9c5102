/**
 * What need not be kept: delivered events, and the bytes of letters whose fate is settled. The ledger (who was told
 * what, when, with which answer) stays. DESIGN §8.
 *
 * @module
 */
import type { Instant } from '../domain/dates';
import type { Db } from './db';

/** Days that a delivered event, and the bytes of a letter in a final state, are kept. */
export const KEPT_DAYS = 30;
const DAY_MS = 86_400_000;
/** A letter is tried for a day: one that was not sent is settled that long after it was queued, at the latest. */
const TRYING_DAYS = 1;
/** Rows a statement: short locks beside the delivery. */
const AT_ONCE = 5_000;

export interface Tidied {
  events: number;
  /** Letters whose bytes went. */
  letters: number;
  /** Wordings that no kept letter shares any more. */
  wordings: number;
}

/** Removes what is older than {@link KEPT_DAYS} at `asOf`. Several at once, or one that is interrupted, do no harm. */
export async function tidy(db: Db, asOf: Instant, atOnce = AT_ONCE): Promise<Tidied> {
  const since = new Date(asOf - KEPT_DAYS * DAY_MS);
  const unsentSince = new Date(since.getTime() - TRYING_DAYS * DAY_MS);
  const events = await untilFewer(
    atOnce,
    () => db.prisma.$executeRaw`
      delete from "Event" where id in
        (select id from "Event" where "deliveredAt" < ${since} order by id limit ${atOnce} for update skip locked)`,
  );
  const letters = await untilFewer(
    atOnce,
    () => db.prisma.$executeRaw`
      update "Message" set frozen = null, "wordingId" = null where id in
        (select id from "Message"
         where frozen is not null
           and (status = 'sent' and "sentAt" < ${since}
                or (status in ('failed', 'skipped', 'expired') or status = 'unknown' and "retryAt" is null) and "queuedAt" < ${unsentSince})
         limit ${atOnce} for update skip locked)`,
  );
  const wordings = await db.prisma.$executeRaw`
    delete from "Wording" w where w.day < ${unsentSince} and not exists (select from "Message" m where m."wordingId" = w.id)`;
  return { events, letters, wordings };
}

async function untilFewer(atOnce: number, work: () => Promise<number>): Promise<number> {
  let total = 0;
  for (let count = atOnce; count === atOnce; total += count) count = await work();
  return total;
}

/**
 * What need not be kept beside the ledger: events that their workflows have heard. Bytes of letters go by the delivery's
 * own sweep.
 *
 * @module
 */
import type { Instant } from '../domain/dates';
import type { Db } from './db';

/** Days that a delivered event is kept, to look at when something went wrong. */
export const EVENT_DAYS = 30;
const DAY_MS = 86_400_000;
/** Rows a statement: short locks beside the relay. */
const AT_ONCE = 5_000;

/** Removes events delivered more than {@link EVENT_DAYS} before `asOf`. Several at once, or one interrupted, do no harm. Returns how many. */
export async function removeOldEvents(db: Db, asOf: Instant, atOnce = AT_ONCE): Promise<number> {
  const since = new Date(asOf - EVENT_DAYS * DAY_MS);
  let total = 0;
  for (let count = atOnce; count === atOnce; total += count) {
    count = await db.prisma.$executeRaw`
      delete from "Event" where id in
        (select id from "Event" where "deliveredAt" < ${since} order by id limit ${atOnce} for update skip locked)`;
  }
  return total;
}

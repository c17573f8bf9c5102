/**
 * Where a rehearsal is, kept with its facts: an interrupted one goes on from here.
 *
 * @module
 */
import { z } from 'zod';
import type { Instant, LocalDate } from '../domain/dates';
import { CodedError } from '../errors';
import type { Db } from '../services/db';

export interface Progress {
  plan: string;
  from: LocalDate;
  seed: number;
  /** The instant under way. */
  at: Instant;
  /** Distinct instants up to it. */
  instants: number;
}

const KEY = 'rehearsal';
const Stored = z.object({ plan: z.string(), from: z.string(), seed: z.number(), at: z.number(), instants: z.number() });

/** Where the run is, if it was begun; else it begins now. @throws CD_REHEARSAL_DIFFERS */
export async function beginProgress(db: Db, wanted: Progress): Promise<Progress> {
  const row = await db.prisma.setting.findUnique({ where: { key: KEY } });
  if (!row) {
    await keepProgress(db, wanted);
    return wanted;
  }
  const begun = Stored.parse(JSON.parse(row.value));
  if (begun.plan !== wanted.plan || begun.from !== wanted.from || begun.seed !== wanted.seed)
    throw new CodedError('CD_REHEARSAL_DIFFERS', { run: db.run, plan: begun.plan, from: begun.from, seed: begun.seed });
  return begun;
}

export async function keepProgress(db: Db, progress: Progress): Promise<void> {
  await db.prisma.$executeRaw`
    insert into "Setting" (key, value) values (${KEY}, ${JSON.stringify(progress)}) on conflict (key) do update set value = excluded.value`;
}

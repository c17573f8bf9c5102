/** Two transactions in an order the test decides. */
import { transaction, type Db, type Tx } from '../../src/services/db';

export interface Held<T> {
  result: T;
  commit(): Promise<void>;
}

/** A transaction that has done `work` and commits only when it is told to. */
export async function held<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<Held<T>> {
  let open: () => void = () => {};
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  let whole: Promise<void> = Promise.resolve();
  const result = await new Promise<T>((resolve, reject) => {
    whole = transaction(db, async (tx) => {
      resolve(await work(tx));
      await gate;
    });
    whole.catch(reject);
  });
  return { result, commit: () => (open(), whole) };
}

/** Another connection waits for a lock in this schema: the order of the two is then certain. */
async function lockWaited(db: Db): Promise<boolean> {
  const [row] = await db.prisma.$queryRaw<{ waiting: boolean }[]>`
    select exists (select from pg_stat_activity a where a.wait_event_type = 'Lock' and a.pid in (
      select l.pid from pg_locks l join pg_class c on c.oid = l.relation join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = current_schema())) as waiting`;
  return row?.waiting ?? false;
}

/** Resolves when another connection waits for a lock. */
export async function someoneWaits(db: Db): Promise<void> {
  while (!(await lockWaited(db))) await new Promise((resolve) => setTimeout(resolve, 10));
}

/**
 * Resolves when `work` has either ended or waits for another connection's lock: what comes next cannot change how far
 * it got.
 */
export async function endedOrWaits(db: Db, work: Promise<unknown>): Promise<'ended' | 'waits'> {
  let ended = false;
  void work
    .finally(() => {
      ended = true;
    })
    .catch(() => undefined);
  for (;;) {
    const waiting = await lockWaited(db);
    if (ended) return 'ended';
    if (waiting) return 'waits';
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

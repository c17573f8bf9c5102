/**
 * One process at a time, by a file that holds the owner's pid. A lock whose owner is dead is taken over.
 *
 * @module
 */
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { systemCodeOf } from '../system-code';
import { isAlive } from './processes';

/** Takes the lock at once, or says which process holds it. */
export function tryLock(file: string): { release(): void } | { heldBy: number } {
  mkdirSync(path.dirname(file), { recursive: true });
  // written aside and linked: the file appears with its content, or not at all
  const aside = `${file}.${process.pid}`;
  for (;;) {
    writeFileSync(aside, String(process.pid));
    try {
      linkSync(aside, file);
      return { release: () => rmSync(file, { force: true }) };
    } catch (error) {
      if (systemCodeOf(error) !== 'EEXIST') throw error;
    } finally {
      rmSync(aside, { force: true });
    }
    const holder = holderOf(file);
    if (holder !== null) return { heldBy: holder };
    rmSync(file, { force: true });
  }
}

/** Waits for the lock, does `work`, gives it back. */
export async function withLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  for (;;) {
    const lock = tryLock(file);
    if ('release' in lock) {
      try {
        return await work();
      } finally {
        lock.release();
      }
    }
    await sleep(50);
  }
}

/** The living owner of the lock; null when nobody holds it. */
export function holderOf(file: string): number | null {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    return Number.isInteger(pid) && pid > 0 && isAlive(pid) ? pid : null;
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

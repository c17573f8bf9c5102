/**
 * Child processes that may outlive us: after a `kill -9` the next start finds them by their recorded pid, and makes sure
 * by the command line that the pid is still theirs.
 *
 * @module
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { systemCodeOf } from '../system-code';

/** True while a process with this id exists, whoever owns it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return systemCodeOf(error) === 'EPERM';
  }
  return !isZombie(pid);
}

/** The command line of `pid`, words joined by spaces; empty when there is no such process. */
export function commandOf(pid: number): string {
  try {
    return process.platform === 'linux'
      ? readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
      : execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  } catch {
    return ''; // it ended meanwhile
  }
}

/** True when `pid` runs and its command line holds `mark`, for example the data folder it was given. */
export const isOurs = (pid: number, mark: string): boolean => isAlive(pid) && commandOf(pid).includes(mark);

/** Asks `pid` to end with `signal`; kills it after `patienceMs`. Returns when it is gone. */
export async function endProcess(pid: number, signal: NodeJS.Signals, patienceMs = 10_000): Promise<void> {
  send(pid, signal);
  const limit = Date.now() + patienceMs;
  for (let pause = 10; isAlive(pid); pause = Math.min(pause * 2, 200)) {
    if (Date.now() > limit) send(pid, 'SIGKILL');
    await sleep(pause);
  }
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (systemCodeOf(error) !== 'ESRCH') throw error;
  }
}

/** Ended, but its parent has not asked for the result yet. */
function isZombie(pid: number): boolean {
  if (process.platform !== 'linux') return false;
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.startsWith('Z') ?? false;
  } catch {
    return true; // gone between the two questions
  }
}

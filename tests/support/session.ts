/**
 * One test run's servers: started by the first suite that asks, shared by all, stopped by the global teardown. Suites that
 * touch neither a database nor Temporal wait for nothing.
 *
 * @module
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { withLock } from '../../src/stack/lock';

const FOLDER = 'CD_TEST_FOLDER';

/** The run's temporary folder. */
export function sessionFolder(): string {
  const folder = process.env[FOLDER];
  if (folder === undefined) throw new Error('tests run by jest with tests/support/global-setup.ts');
  return folder;
}

export function setSessionFolder(folder: string): void {
  process.env[FOLDER] = folder;
}

/** What `start` returned to the first who asked, in whichever worker process that was. */
export async function shared<T>(name: string, shape: z.ZodType<T>, start: (folder: string) => Promise<T>): Promise<T> {
  const folder = sessionFolder();
  const file = path.join(folder, `${name}.json`);
  const read = () => shape.parse(JSON.parse(readFileSync(file, 'utf8')));
  if (existsSync(file)) return read();
  return withLock(path.join(folder, `${name}.lock`), async () => {
    if (existsSync(file)) return read();
    const value = await start(folder);
    writeFileSync(`${file}.new`, JSON.stringify(value));
    renameSync(`${file}.new`, file);
    return value;
  });
}

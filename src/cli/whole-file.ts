/**
 * A file that is there whole or not at all: written aside first.
 *
 * @module
 */
import { randomUUID } from 'node:crypto';
import { link, rename, rm, writeFile } from 'node:fs/promises';
import { CodedError } from '../errors';
import { codeReason, systemCodeOf } from '../system-code';

/**
 * Writes `bytes` to `file`; `force` allows another to be replaced.
 *
 * @throws CD_DRAFT_OUT_EXISTS, CD_DRAFT_OUT_UNWRITABLE
 */
export async function writeWhole(file: string, bytes: Buffer, { force }: { force: boolean }): Promise<void> {
  const aside = `${file}.${randomUUID().slice(0, 8)}.new`;
  try {
    await writeFile(aside, bytes, { flag: 'wx' });
    // a link, unlike a renaming, refuses to take the place of a file
    await (force ? rename(aside, file) : link(aside, file));
  } catch (error) {
    const code = systemCodeOf(error);
    if (code === 'EEXIST') throw new CodedError('CD_DRAFT_OUT_EXISTS', { file });
    if (code !== undefined) throw new CodedError('CD_DRAFT_OUT_UNWRITABLE', { file, reason: codeReason(code) });
    throw error;
  } finally {
    await rm(aside, { force: true });
  }
}

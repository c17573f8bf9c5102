/**
 * A file's bytes, no more of them than somebody will use.
 *
 * @module
 */
import { open } from 'node:fs/promises';
import { CodedError } from '../errors';
import { codeReason, systemCodeOf } from '../system-code';

/** At most `limit` bytes and one: the one says that there are more. @throws CD_FILE_UNREADABLE */
export async function readBounded(file: string, limit: number): Promise<Uint8Array> {
  try {
    const handle = await open(file, 'r');
    try {
      const chunks: Buffer[] = [];
      let total = 0;
      for await (const chunk of handle.createReadStream({ end: limit, autoClose: false })) {
        const bytes = Buffer.from(chunk);
        chunks.push(bytes);
        total += bytes.length;
      }
      return Buffer.concat(chunks, total);
    } finally {
      await handle.close();
    }
  } catch (error) {
    // only the system's own refusals carry such a code: ENOENT, EACCES, EISDIR
    const code = systemCodeOf(error);
    if (code !== undefined) throw new CodedError('CD_FILE_UNREADABLE', { file, reason: codeReason(code) });
    throw error;
  }
}

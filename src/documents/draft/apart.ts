/**
 * The lines of a document from elsewhere: PDF and docx are read in a process of their own, with an end to its time and
 * memory.
 *
 * @module
 */
import path from 'node:path';
import { z } from 'zod';
import { CodedError } from '../../errors';
import { readApart, ReadingEnded, type Reading } from '../apart/apart';
import { isPdf, isZip } from './formats';
import { MAX_FILE_BYTES } from './limits';
import type { SourceLine } from './types';

export type LineReader = (bytes: Uint8Array, file: string) => Promise<SourceLine[]>;

const READING: Reading<SourceLine[]> = {
  module: path.join(__dirname, 'extract.ts'),
  name: 'linesOf',
  answer: z.array(z.custom<SourceLine>((line) => typeof line === 'object' && line !== null && 'text' in line && 'place' in line)),
};

/**
 * @throws CD_DRAFT_EMPTY, CD_DRAFT_FORMAT, CD_DRAFT_SCANNED, CD_DRAFT_PASSWORD, CD_DRAFT_CORRUPT, CD_DRAFT_HOSTILE,
 * CD_DRAFT_TOO_LONG, CD_DRAFT_LEGACY_FONT
 */
export const linesApart: LineReader = async (bytes, file) => {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.length > MAX_FILE_BYTES || !(isPdf(buffer) || isZip(buffer))) return linesHere(bytes, file);
  try {
    return await readApart(READING, bytes, file);
  } catch (error) {
    if (error instanceof ReadingEnded) throw coded(error, file);
    throw error;
  }
};

/** Loaded when it is needed: the libraries that read PDF and docx take a while. */
const linesHere: LineReader = async (bytes, file) => {
  const { linesOf } = await import('./extract.js');
  return linesOf(bytes, file);
};

function coded({ ending, message }: ReadingEnded, file: string): CodedError {
  switch (ending) {
    case 'late':
      return new CodedError('CD_DRAFT_TOO_LONG', { file, what: { vi: 'đọc quá lâu', en: 'reading it takes too long' } });
    case 'memory':
      return new CodedError('CD_DRAFT_TOO_LONG', {
        file,
        what: { vi: 'đọc cần quá nhiều bộ nhớ', en: 'reading it takes too much memory' },
      });
    case 'broken':
      return new CodedError('CD_DRAFT_CORRUPT', { file, why: message });
  }
}

/**
 * The form of `*.expected.json`.
 *
 * @module
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { REPORT_PERIODS, STAGE_KINDS } from '../../src/domain/plan';

const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .nullable();
const stage = z.strictObject({
  kind: z.enum(STAGE_KINDS),
  opens: day,
  due: day,
  tentative: z.boolean(),
  said: z.string(),
  audience: z.string().optional(),
});
const topic = z.strictObject({
  ordinal: z.int(),
  title: z.string(),
  choice: z.boolean().default(false),
  governedBy: z.string().optional(),
  stages: z.array(stage),
});
const report = z.strictObject({
  every: z.enum(REPORT_PERIODS).nullable(),
  due: day,
  said: z.string(),
  results: z.boolean().default(false),
});
const expectedSchema = z.strictObject({
  /** The empty cells of its tables are merged: with the one above, in a table's first row with the one at the left. */
  merged: z.boolean().default(false),
  plan: z.strictObject({
    year: z.int().nullable(),
    number: z.string().nullable(),
    date: day,
    issuer: z.string(),
    title: z.string(),
    basis: z.array(z.string()),
    topics: z.array(topic),
    reports: z.array(report),
    recipients: z.array(z.string()),
  }),
  questions: z.array(z.string()),
});

export type Expected = z.output<typeof expectedSchema>;
export type ExpectedStage = z.output<typeof stage>;

export interface CorpusDocument {
  name: string;
  /** "01-tham-chieu-2023.txt" */
  file: string;
  bytes: Buffer;
  expected: Expected;
}

/** From this number on, the documents were written by somebody who had not seen the reader. */
const FIRST_HELD_OUT = 51;

/** From this number on they are a second set, written after the first had been mended for. */
const FIRST_OF_SECOND = 71;

/** The documents that the reader was made with, each with its expectation. */
export function corpus(): CorpusDocument[] {
  return documents((number) => number < FIRST_HELD_OUT);
}

/** The documents that showed first how the reader does on what it was not made with; it has been mended for them since. */
export function heldOut(): CorpusDocument[] {
  return documents((number) => number >= FIRST_HELD_OUT && number < FIRST_OF_SECOND);
}

/** The second set that the reader was not made with. */
export function secondHeldOut(): CorpusDocument[] {
  return documents((number) => number >= FIRST_OF_SECOND);
}

function documents(wanted: (number: number) => boolean): CorpusDocument[] {
  const files = readdirSync(__dirname).sort();
  return files
    .filter((file) => /^\d{2}-.*\.(?:txt|md)$/.test(file) && wanted(Number(file.slice(0, 2))))
    .map((file) => {
      const name = file.replace(/\.\w+$/, '');
      const expected = expectedSchema.parse(JSON.parse(readFileSync(path.join(__dirname, `${name}.expected.json`), 'utf8')));
      return { name, file, bytes: readFileSync(path.join(__dirname, file)), expected };
    });
}

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

/**
 * Sets written by people who had not seen the reader, by the number each begins with: a further one each time the reader had
 * been mended for those before it. What it made of a set at first is in docs/bench.md; mended for, a set tells less.
 */
const HELD_OUT_FROM = [51, 71, 81, 101] as const;

/** The documents that the reader was made with, each with its expectation. */
export function corpus(): CorpusDocument[] {
  return documents((number) => number < HELD_OUT_FROM[0]);
}

/** The held-out sets, oldest first. */
export function heldOutSets(): CorpusDocument[][] {
  return HELD_OUT_FROM.map((from, index) => {
    const next = HELD_OUT_FROM[index + 1] ?? Infinity;
    return documents((number) => number >= from && number < next);
  });
}

function documents(wanted: (number: number) => boolean): CorpusDocument[] {
  const files = readdirSync(__dirname).sort();
  return files
    .filter((file) => /^\d{2,3}-.*\.(?:txt|md)$/.test(file) && wanted(Number.parseInt(file, 10)))
    .map((file) => {
      const name = file.replace(/\.\w+$/, '');
      const expected = expectedSchema.parse(JSON.parse(readFileSync(path.join(__dirname, `${name}.expected.json`), 'utf8')));
      return { name, file, bytes: readFileSync(path.join(__dirname, file)), expected };
    });
}

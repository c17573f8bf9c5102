/**
 * The form of `*.expected.json`, and the documents beside them.
 *
 * @module
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const expectedSchema = z.strictObject({
  plan: z.string(),
  today: day,
  number: z.string().nullable(),
  date: day.nullable(),
  changes: z.record(z.string(), z.strictObject({ opens: day.optional(), due: day.optional(), said: z.string() })),
  questions: z.array(z.string()),
});

export type ExpectedAmendment = z.output<typeof expectedSchema>;

export interface AmendmentDocument {
  name: string;
  file: string;
  bytes: Buffer;
  expected: ExpectedAmendment;
}

/** Written by somebody who had not seen the reader; what it made of them at first is in docs/bench.md. */
const HELD_OUT = { from: 24, through: 37 } as const;
const isHeldOut = (number: number) => number >= HELD_OUT.from && number <= HELD_OUT.through;

/** The documents that the reader was made with, each with its expectation. */
export const amendmentCorpus = (): AmendmentDocument[] => documents((number) => !isHeldOut(number));

/** The held-out documents. */
export const heldOutAmendments = (): AmendmentDocument[] => documents(isHeldOut);

function documents(wanted: (number: number) => boolean): AmendmentDocument[] {
  return readdirSync(__dirname)
    .filter((file) => /^\d{2}-.*\.(?:txt|md)$/.test(file) && wanted(Number(file.slice(0, 2))))
    .sort()
    .map((file) => {
      const name = file.replace(/\.\w+$/, '');
      const expected = expectedSchema.parse(JSON.parse(readFileSync(path.join(__dirname, `${name}.expected.json`), 'utf8')));
      return { name, file, bytes: readFileSync(path.join(__dirname, file)), expected };
    });
}

/** The file of the running plan that a document amends. */
export const planFileOf = ({ plan }: ExpectedAmendment): string => path.join(__dirname, '../..', plan);

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

/** Every document of this folder with its expectation. */
export function amendmentCorpus(): AmendmentDocument[] {
  return readdirSync(__dirname)
    .filter((file) => /^\d{2}-.*\.(?:txt|md)$/.test(file))
    .sort()
    .map((file) => {
      const name = file.replace(/\.\w+$/, '');
      const expected = expectedSchema.parse(JSON.parse(readFileSync(path.join(__dirname, `${name}.expected.json`), 'utf8')));
      return { name, file, bytes: readFileSync(path.join(__dirname, file)), expected };
    });
}

/** The file of the running plan that a document amends. */
export const planFileOf = ({ plan }: ExpectedAmendment): string => path.join(__dirname, '../..', plan);

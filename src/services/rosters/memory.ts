/**
 * What a person said of a roster's columns and questions, kept with the facts by the fingerprint of its headings: next
 * year's file, from whichever machine, is understood without asking again. docs/decisions: "Rosters as offices keep them".
 *
 * @module
 */
import { z } from 'zod';
import { FIELDS } from '../../documents/spreadsheet/fields';
import type { Remembered } from '../../documents/spreadsheet/office-roster';
import type { Tx } from '../db';

const PREFIX = 'roster-columns/';

const memorySchema = z.object({
  rules: z.array(z.object({ column: z.string(), field: z.enum(FIELDS) })),
  answers: z.record(z.string(), z.string()),
});

export async function rememberedRosters(tx: Tx): Promise<Remembered[]> {
  const rows = await tx.setting.findMany({ where: { key: { startsWith: PREFIX } }, orderBy: { key: 'asc' } });
  return rows.map(({ key, value }) => ({ fingerprint: key.slice(PREFIX.length), ...memorySchema.parse(JSON.parse(value)) }));
}

/** Adds to what is remembered; what is said later holds. */
export async function rememberRoster(tx: Tx, said: Remembered): Promise<void> {
  const before = (await rememberedRosters(tx)).find(({ fingerprint }) => fingerprint === said.fingerprint);
  const columns = new Set(said.rules.map(({ column }) => column));
  const memory: z.output<typeof memorySchema> = {
    rules: [...(before?.rules ?? []).filter(({ column }) => !columns.has(column)), ...said.rules],
    answers: { ...before?.answers, ...said.answers },
  };
  if (memory.rules.length === 0 && Object.keys(memory.answers).length === 0) return;
  const key = PREFIX + said.fingerprint;
  const value = JSON.stringify(memory);
  await tx.setting.upsert({ where: { key }, create: { key, value }, update: { value } });
}

/**
 * Text that many letters share, and what each puts into it. A wave's text is kept once, beside its letters.
 *
 * @module
 */
import { z } from 'zod';

const ownSchema = z.object({ bodyId: z.string(), name: z.string(), parent: z.string(), link: z.string() });

/** What a letter has for itself alone. */
export type Own = z.infer<typeof ownSchema>;

const piecesSchema = z.object({ words: z.array(z.string()), fields: z.array(ownSchema.keyof()) });

/** Fixed words, and between two of them what is the letter's own. */
export type Pieces = z.infer<typeof piecesSchema>;

const wordingSchema = z.object({ text: piecesSchema, html: piecesSchema });

/** Both bodies of a wave's letters. */
export type WaveWording = z.infer<typeof wordingSchema>;

export { ownSchema };

export const readWording = (stored: string): WaveWording => wordingSchema.parse(JSON.parse(stored));

/** The whole text, with what is `own`. */
export function joined({ words, fields }: Pieces, own: Own): string {
  let whole = words[0] ?? '';
  for (const [index, field] of fields.entries()) whole += own[field] + (words[index + 1] ?? '');
  return whole;
}

/**
 * Answers given in a file, YAML or JSON: by `about`, each a text or `{ answer, basis, otherYear }`. Without an answer
 * the proposal is taken. A `basis` at the top holds for every one that has none of its own.
 *
 * @module
 */
import { z } from 'zod';
import { Findings, type FaultFinding, type FaultKind, type Place } from '../../documents/findings';
import { isGroup } from '../../documents/schema-faults';
import { PLAN_LIMIT } from '../../documents/source-text';
import { readYaml } from '../../documents/yaml-source';
import { answered, answerTo, questionsOf, type Review, type Typed } from './review';

export interface AnswersFile {
  given: Map<string, Typed & { place: Place }>;
  faults: Findings<FaultKind>;
}

interface Entry {
  answer?: string | null | undefined;
  basis?: string | undefined;
  otherYear?: boolean | undefined;
}
const text = z.union([z.string(), z.number()]).transform(String);
const Entry = z.union([
  z.null().transform((): Entry => ({})),
  text.transform((answer): Entry => ({ answer })),
  z
    .strictObject({ answer: text.nullish(), basis: z.string().optional(), otherYear: z.boolean().optional() })
    .transform((entry): Entry => entry),
]);

/** Reads the file; what is wrong with its form is in `faults`. */
export function readAnswersFile(bytes: Uint8Array, file: string): AnswersFile {
  const faults = new Findings<FaultKind>(file);
  const given: AnswersFile['given'] = new Map();
  const source = readYaml(bytes, PLAN_LIMIT, faults, ['answer', 'basis'], ['otherYear']);
  if (!source) return { given, faults };
  if (!isGroup(source.data)) {
    faults.add('wrong-type', source.valueAt([]), 'tệp trả lời gồm các dòng “câu hỏi: { answer: …, basis: … }”');
    return { given, faults };
  }
  const shared = typeof source.data['basis'] === 'string' ? source.data['basis'] : undefined;
  for (const [about, value] of Object.entries(source.data)) {
    if (about === 'basis') continue;
    const place = source.keyAt([about]);
    const entry = Entry.safeParse(value);
    if (!entry.success) {
      faults.add('wrong-value', place, `trả lời “${about}” viết là chữ, hoặc { answer: …, basis: …, otherYear: true }`);
      continue;
    }
    const { answer, basis, otherYear } = entry.data;
    const its = basis ?? shared;
    given.set(about, { typed: answer ?? '', ...(its !== undefined && { basis: its }), otherYear: otherYear ?? false, place });
  }
  return { given, faults };
}

/**
 * Gives all answers of the file; some questions come up only once others are answered.
 * @returns the review as it was, where one of them is at fault
 */
export function giveAll(review: Review, { given, faults }: AnswersFile): { review: Review; faults: FaultFinding[] } {
  let now = review;
  const left = new Map(given);
  left.delete('year');
  for (let before = -1; before !== left.size; ) {
    before = left.size;
    for (const question of questionsOf(now)) {
      const { about } = question;
      const entry = left.get(about);
      if (!entry) continue;
      left.delete(about);
      const step = answered(now, question, entry);
      if (step.ok) now = step.review;
      else {
        const hint = step.lacks === 'otherYear' ? '; nếu đúng như vậy, ghi thêm otherYear: true' : '';
        faults.add('wrong-value', entry.place, `${about}: ${step.why}${hint}`);
      }
    }
  }
  for (const [about, { place }] of left)
    if (!answerTo(now, about)) faults.add('unknown-key', place, `không có câu hỏi “${about}”, hoặc câu này không cần trả lời`);
  const found = faults.sorted();
  return { review: found.length === 0 ? now : review, faults: found };
}

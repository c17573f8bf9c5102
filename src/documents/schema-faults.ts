/**
 * zod at the edge: a schema's issues become faults at their place in the file.
 *
 * @module
 */
import { z } from 'zod';
import type { FaultKind, Findings } from './findings';
import type { Path, YamlSource } from './yaml-source';

/** A part of a file that is checked against a schema: its value and where it stands. */
export interface Part {
  source: YamlSource;
  path: Path;
  value: unknown;
  faults: Findings<FaultKind>;
}

/**
 * The parsed value, or null; every fault of it is added. Where unknown keys are the only fault, the rest is returned: it
 * may hold further faults.
 */
export function parsePart<S extends z.ZodType>(schema: S, part: Part): z.output<S> | null {
  const result = schema.safeParse(part.value);
  if (result.success) return result.data;
  for (const issue of result.error.issues) addIssue(issue, part);
  const unknown = result.error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys' && issue.path.length === 0 ? issue.keys : [],
  );
  if (unknown.length === 0 || !isGroup(part.value)) return null;
  const known = schema.safeParse(Object.fromEntries(Object.entries(part.value).filter(([key]) => !unknown.includes(key))));
  return known.success ? known.data : null;
}

/** Whether a value is a group of keys. */
export function isGroup(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Refines with a kind of ours: `.superRefine(must('bad-date', isDay, (v) => …))`. */
export function must<T>(kind: FaultKind, holds: (value: T) => boolean, message: (value: T) => string) {
  return (value: T, context: z.RefinementCtx): void => {
    if (!holds(value)) context.addIssue({ code: 'custom', params: { kind }, message: message(value) });
  };
}

/** One word of a fixed list; another word is a fault of `kind` that names the list. */
export function wordOf<const W extends string>(words: readonly W[], kind: FaultKind, what: string) {
  return z.string().transform((value, context): W => {
    const word = words.find((each) => each === value);
    if (word !== undefined) return word;
    context.addIssue({ code: 'custom', params: { kind }, message: `${what} “${value}” không có; chỉ dùng: ${words.join(', ')}` });
    return z.NEVER;
  });
}

function addIssue(issue: z.core.$ZodIssue, part: Part): void {
  const path = [...part.path, ...issue.path];
  const { source, faults } = part;
  const name = path.findLast((segment) => typeof segment === 'string') ?? 'tệp';
  switch (issue.code) {
    case 'unrecognized_keys':
      for (const key of issue.keys)
        faults.add('unknown-key', source.keyAt([...path, key]), `không có mục “${key}”; đề nghị kiểm tra chính tả`);
      return;
    case 'invalid_type':
      if (isAbsent(part.value, issue.path)) faults.add('missing-key', source.keyAt(path), `thiếu mục “${name}”`);
      else faults.add('wrong-type', source.valueAt(path), `“${name}” phải là ${typeWord(issue.expected)}`);
      return;
    case 'too_small':
      faults.add(
        'wrong-value',
        source.valueAt(path),
        `“${name}” ${issue.origin === 'string' || issue.origin === 'array' ? 'để trống' : `phải từ ${issue.minimum} trở lên`}`,
      );
      return;
    case 'too_big':
      faults.add('wrong-value', source.valueAt(path), `“${name}” quá dài hoặc quá lớn (nhiều nhất ${issue.maximum})`);
      return;
    case 'invalid_union':
      faults.add('wrong-type', source.valueAt(path), `“${name}” phải là một từ hoặc danh sách các từ`);
      return;
    case 'custom':
      faults.add(kindOf(issue.params), source.valueAt(path), issue.message);
      return;
    default:
      faults.add('wrong-value', source.valueAt(path), `“${name}” có giá trị không đúng`);
  }
}

const kindSchema = z.object({ kind: z.custom<FaultKind>((value) => typeof value === 'string') });

function kindOf(params: unknown): FaultKind {
  const parsed = kindSchema.safeParse(params);
  return parsed.success ? parsed.data.kind : 'wrong-value';
}

function isAbsent(value: unknown, path: Path): boolean {
  let at: unknown = value;
  for (const segment of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, segment)) return true;
    at = Reflect.get(at, segment);
  }
  return at === undefined;
}

function typeWord(expected: string): string {
  const words: Record<string, string> = {
    string: 'chữ (nếu là số, đề nghị đặt trong dấu nháy)',
    number: 'số',
    int: 'số nguyên',
    boolean: 'true hoặc false',
    array: 'danh sách',
    object: 'nhóm mục (tên: giá trị)',
    record: 'nhóm mục (tên: giá trị)',
  };
  return words[expected] ?? expected;
}

/**
 * JSON columns hold what our own readers checked before writing; this is the one place that says so to the compiler.
 *
 * @module
 */
import type { Prisma } from './db';

/** A checked plain value, as a JSON column takes it. */
export function toStored(value: unknown): Prisma.InputJsonValue {
  return JSON.parse(JSON.stringify(value));
}

/** The plain value a JSON column was given by {@link toStored}. */
export function fromStored<T>(value: Prisma.JsonValue): T {
  return value as T;
}

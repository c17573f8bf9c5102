/**
 * The search attributes that the workflows carry for the Temporal UI: which a namespace lacks, and registering them.
 *
 * @module
 */
import type { Connection } from '@temporalio/client';
import { SearchAttributeType } from '@temporalio/common';
import { temporal } from '@temporalio/proto';
import { CodedError } from '../errors';
import { CdNextAt, CdPlan, CdStage, CdTopic } from '../workflows/attributes';

const KEYS: { name: string; type: SearchAttributeType }[] = [CdPlan, CdTopic, CdStage, CdNextAt];
const IndexedValueType = temporal.api.enums.v1.IndexedValueType;

const indexedTypeOf = (type: SearchAttributeType) =>
  type === SearchAttributeType.DATETIME
    ? IndexedValueType.INDEXED_VALUE_TYPE_DATETIME
    : IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD;

/** Names and types as the CLI's `--search-attribute` wants them. */
export const searchAttributeFlags = (): string[] =>
  KEYS.map(({ name, type }) => `${name}=${type === SearchAttributeType.DATETIME ? 'Datetime' : 'Keyword'}`);

/** Names that the namespace lacks or has with another type. */
export async function missingSearchAttributes(connection: Connection, namespace: string): Promise<string[]> {
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
  return KEYS.filter(({ name, type }) => customAttributes?.[name] !== indexedTypeOf(type)).map(({ name }) => name);
}

/** Registers what is missing; needs the right to administer the namespace. */
export async function registerSearchAttributes(connection: Connection, namespace: string): Promise<string[]> {
  const missing = await missingSearchAttributes(connection, namespace);
  if (missing.length === 0) return missing;
  const wanted = KEYS.filter(({ name }) => missing.includes(name));
  await connection.operatorService.addSearchAttributes({
    namespace,
    searchAttributes: Object.fromEntries(wanted.map(({ name, type }) => [name, indexedTypeOf(type)])),
  });
  return missing;
}

/** @throws CD_SEARCH_ATTRIBUTES naming what is missing. */
export async function checkSearchAttributes(connection: Connection, namespace: string): Promise<void> {
  const missing = await missingSearchAttributes(connection, namespace);
  if (missing.length > 0) throw new CodedError('CD_SEARCH_ATTRIBUTES', { names: missing.join(', ') });
}

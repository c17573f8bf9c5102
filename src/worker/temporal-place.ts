/**
 * Where the Temporal server is, for workers and for clients.
 *
 * @module
 */
import { Client, Connection } from '@temporalio/client';
import type { NativeConnectionOptions } from '@temporalio/worker';
import { CodedError } from '../errors';
import { reasonOf } from '../system-code';

export interface TemporalPlace {
  /** Address, TLS and API key. */
  connection: NativeConnectionOptions & { address: string };
  namespace: string;
}

export interface OpenClient {
  client: Client;
  connection: Connection;
  close(): Promise<void>;
}

/** Throws CD_TEMPORAL_AWAY. */
export async function openClient({ connection: options, namespace }: TemporalPlace): Promise<OpenClient> {
  const { address, tls, apiKey } = options;
  try {
    const connection = await Connection.connect({ address, tls, apiKey, connectTimeout: '5 seconds' });
    return { connection, client: new Client({ connection, namespace }), close: () => connection.close() };
  } catch (error) {
    throw new CodedError('CD_TEMPORAL_AWAY', { address, reason: reasonOf(error) });
  }
}

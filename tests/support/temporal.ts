/**
 * The run's real Temporal server, for suites that run workflows. Ids under a fresh run id (facts.ts) never meet another test's.
 *
 * @module
 */
import path from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import { z } from 'zod';
import { startTemporal } from '../../src/stack/temporal';
import { shared } from './session';

export const TEST_NAMESPACE = 'default';

/** host:port of the run's server; `CD_TEST_TEMPORAL_ADDRESS` names one of your own instead. */
export async function testTemporalAddress(): Promise<string> {
  const own = process.env['CD_TEST_TEMPORAL_ADDRESS'];
  if (own !== undefined) return own;
  return shared('temporal-address', z.string(), async (folder) => {
    const { address } = await startTemporal({ folder: path.join(folder, 'temporal'), volatile: true });
    return address;
  });
}

export interface TestTemporal {
  client: Client;
  /** For workers. */
  native: NativeConnection;
  close(): Promise<void>;
}

/** A client and a worker's connection; close both with `close()` after the workers have ended. */
export async function connectTemporal(): Promise<TestTemporal> {
  const address = await testTemporalAddress();
  const connection = await Connection.connect({ address });
  const native = await NativeConnection.connect({ address });
  return {
    client: new Client({ connection, namespace: TEST_NAMESPACE }),
    native,
    close: async () => {
      await native.close();
      await connection.close();
    },
  };
}

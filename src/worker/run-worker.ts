/**
 * Everything that works for one run: its facts, its mail transport, its workers. The live plan and a rehearsal differ
 * in what they are given, not in what runs.
 *
 * @module
 */
import type { WorkerDeploymentVersion } from '@temporalio/common';
import { NativeConnection } from '@temporalio/worker';
import { heartbeat } from '@temporalio/activity';
import { createDeliveryActivities, type DeliveryDeps } from '../activities/delivery';
import { deliveryWorkflowId, type QueueName } from '../domain/ids';
import type { Sender } from '../mail/letter';
import type { LinkKeys } from '../mail/links';
import { renderLetter } from '../mail/render';
import { createMailTransport } from '../mail/transport';
import { setClock } from '../services/steps/clocks';
import type { Db } from '../services/db';
import type { DeliveryActivities } from '../workflows/activities';
import { workflowBundle } from './bundle';
import { startWorkers, type RunWorkers } from './queues';
import { givingBackStale } from './stale-batches';
import type { TemporalPlace } from './temporal-place';

export interface RunParts {
  db: Db;
  temporal: TemporalPlace;
  /** Of the run's mail server; a rehearsal's must be on this machine. */
  smtpUrl: string;
  sender: Sender;
  linkKeys: LinkKeys;
  /** Origin of the links in letters. */
  publicUrl: string;
  /** Seconds until a dead worker's letters are taken up again. @default 60 */
  leaseSeconds?: number;
  /** Hears of notices whose text cannot be written. */
  onTextFault?: DeliveryDeps['onTextFault'];
  /** Hears of leases that could not be renewed. */
  onRenewalFault?: DeliveryDeps['onRenewalFault'];
  /** Queues this process works on. @default all */
  queues?: readonly QueueName[];
  /** A build of a versioned worker deployment. @default unversioned */
  deployment?: WorkerDeploymentVersion;
  /** Real clock: a batch of mail this far behind is given back, to be asked for anew. @default never */
  staleAfterMs?: number;
}

/** Starts the run's workers. `stop()` finishes what is under way and closes what was opened, but the facts. */
export async function startRunWorker(parts: RunParts): Promise<RunWorkers> {
  // First, because it refuses a rehearsal that could reach a real address.
  const transport = createMailTransport({ name: parts.db.transport, url: parts.smtpUrl });
  const connection = await NativeConnection.connect(parts.temporal.connection);
  const delivery = createDeliveryActivities({ ...parts, transport, render: renderLetter, heartbeat });
  const workers = await startWorkers({
    db: parts.db,
    connection,
    namespace: parts.temporal.namespace,
    bundle: workflowBundle,
    queues: parts.queues,
    deployment: parts.deployment,
    delivery:
      parts.staleAfterMs === undefined
        ? withClock(parts.db, delivery)
        : givingBackStale(withClock(parts.db, delivery), parts.staleAfterMs),
  });
  return {
    done: workers.done,
    async stop() {
      await workers.stop();
      transport.close();
      await connection.close();
    },
  };
}

/** Leaves the delivery's next instant in `Clock`, as the other activities do. */
function withClock(db: Db, delivery: DeliveryActivities): DeliveryActivities {
  return {
    async deliver(input) {
      const batch = await delivery.deliver(input);
      await setClock(db.prisma, deliveryWorkflowId(db.run), batch.next, batch.reached);
      return batch;
    },
  };
}

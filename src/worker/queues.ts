/**
 * One run's workers: workflows on `plan`, activities on facts on `records`, sending on `mail`. Production starts as
 * many processes of each as it likes.
 *
 * @module
 */
import { heartbeat } from '@temporalio/activity';
import type { WorkerDeploymentVersion } from '@temporalio/common';
import { Worker, type NativeConnection, type WorkflowBundleOption } from '@temporalio/worker';
import { createAgendaActivities } from '../activities/agenda';
import { QUEUE_NAMES, queuesOf, type QueueName } from '../domain/ids';
import type { Db } from '../services/db';
import type { DeliveryActivities } from '../workflows/activities';

export interface RunWorkers {
  /** Rejects when a worker fails. */
  done: Promise<void>;
  /** Stops polling, finishes what is under way. */
  stop(): Promise<void>;
}

export interface WorkerParts {
  db: Db;
  connection: NativeConnection;
  namespace: string;
  /** Of the workflows; built only where their queue is worked on. */
  bundle: () => Promise<WorkflowBundleOption>;
  delivery: DeliveryActivities;
  /** Queues this process works on. @default all */
  queues?: readonly QueueName[];
  /** A build of a versioned worker deployment; running workflows move to it by themselves. @default unversioned */
  deployment?: WorkerDeploymentVersion;
  /** Workflows kept in memory. @default 400 */
  cachedWorkflows?: number;
}

export async function startWorkers(parts: WorkerParts): Promise<RunWorkers> {
  const { connection, namespace } = parts;
  const queues = queuesOf(parts.db.run);
  const polls = (maximum: number) => ({ type: 'simple-maximum' as const, maximum });
  const create: Record<QueueName, () => Promise<Worker>> = {
    plan: async () =>
      Worker.create({
        connection,
        namespace,
        taskQueue: queues.plan,
        workflowBundle: await parts.bundle(),
        maxCachedWorkflows: parts.cachedWorkflows ?? 400,
        workflowTaskPollerBehavior: polls(4),
        ...(parts.deployment && {
          workerDeploymentOptions: {
            version: parts.deployment,
            useWorkerVersioning: true,
            defaultVersioningBehavior: 'AUTO_UPGRADE' as const,
          },
        }),
      }),
    records: () =>
      Worker.create({
        connection,
        namespace,
        taskQueue: queues.records,
        activities: createAgendaActivities(parts.db, heartbeat),
        maxConcurrentActivityTaskExecutions: 8,
        activityTaskPollerBehavior: polls(4),
      }),
    mail: () =>
      Worker.create({
        connection,
        namespace,
        taskQueue: queues.mail,
        activities: { deliver: parts.delivery.deliver },
        maxConcurrentActivityTaskExecutions: 4,
        activityTaskPollerBehavior: polls(2),
      }),
  };
  const workers = await Promise.all([...new Set(parts.queues ?? QUEUE_NAMES)].map((queue) => create[queue]()));
  const done = Promise.all(workers.map((worker) => worker.run())).then(() => undefined);
  return {
    done,
    async stop() {
      for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
      await done;
    },
  };
}

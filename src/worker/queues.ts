/**
 * One run's workers: workflows on `plan`, activities on facts on `records`, sending on `mail`. Production starts as
 * many processes of each as it likes.
 *
 * @module
 */
import { heartbeat } from '@temporalio/activity';
import type { WorkerDeploymentVersion } from '@temporalio/common';
import { Worker, type NativeConnection, type WorkerOptions, type WorkflowBundleOption } from '@temporalio/worker';
import { createAgendaActivities } from '../activities/agenda';
import { groupBy } from '../domain/group-by';
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
  /** What they are called. @default as the run's */
  names?: Record<QueueName, string>;
  /** A build of a versioned worker deployment; running workflows move to it by themselves. @default unversioned */
  deployment?: WorkerDeploymentVersion;
  /** Workflows kept in memory. @default 400 */
  cachedWorkflows?: number;
}

export async function startWorkers(parts: WorkerParts): Promise<RunWorkers> {
  const { connection, namespace } = parts;
  const queues = parts.names ?? queuesOf(parts.db.run);
  // A rehearsal's three queues are one: one worker does what they ask together.
  const served = groupBy(new Set(parts.queues ?? QUEUE_NAMES), (name) => queues[name]);
  const workers = await Promise.all(
    [...served].map(async ([taskQueue, names]) => {
      const options = names.includes('plan') ? await workflowOptions(parts) : {};
      return Worker.create({ connection, namespace, taskQueue, ...options, ...activityOptions(parts, names) });
    }),
  );
  const done = Promise.all(workers.map((worker) => worker.run())).then(() => undefined);
  return {
    done,
    async stop() {
      for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
      await done;
    },
  };
}

const polls = (maximum: number) => ({ type: 'simple-maximum' as const, maximum });

async function workflowOptions({ bundle, cachedWorkflows = 400, deployment }: WorkerParts): Promise<Partial<WorkerOptions>> {
  return {
    workflowBundle: await bundle(),
    maxCachedWorkflows: cachedWorkflows,
    workflowTaskPollerBehavior: polls(4),
    ...(deployment && {
      workerDeploymentOptions: {
        version: deployment,
        useWorkerVersioning: true,
        defaultVersioningBehavior: 'AUTO_UPGRADE' as const,
      },
    }),
  };
}

function activityOptions({ db, delivery }: WorkerParts, names: QueueName[]): Partial<WorkerOptions> {
  const kinds = [
    ...(names.includes('records') ? [{ activities: createAgendaActivities(db, heartbeat), atOnce: 8, polling: 4 }] : []),
    ...(names.includes('mail') ? [{ activities: { deliver: delivery.deliver }, atOnce: 4, polling: 2 }] : []),
  ];
  if (kinds.length === 0) return {};
  return {
    activities: Object.assign({}, ...kinds.map(({ activities }) => activities)),
    maxConcurrentActivityTaskExecutions: kinds.reduce((sum, { atOnce }) => sum + atOnce, 0),
    activityTaskPollerBehavior: polls(Math.max(...kinds.map(({ polling }) => polling))),
  };
}

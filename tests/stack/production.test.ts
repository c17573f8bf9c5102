import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { Connection } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import { temporal } from '@temporalio/proto';
import { readConfig } from '../../src/config';
import { LIVE, queuesOf, schemaOf } from '../../src/domain/ids';
import { openDb } from '../../src/services/db';
import { textFault } from '../../src/services/delivery/faulty';
import { examine } from '../../src/stack/examine';
import { migrate } from '../../src/stack/migrate';
import { databaseOf, mailOf, temporalOf } from '../../src/stack/servers';
import { workflowBundle } from '../../src/worker/bundle';
import { startWorkers } from '../../src/worker/queues';
import { dropFacts, freshFacts, testDatabaseUrl } from '../support/facts';
import { TEST_NAMESPACE, testTemporalAddress } from '../support/temporal';

const ROOT = path.join(__dirname, '..', '..');
const WORKFLOW = temporal.api.enums.v1.TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW;
const ACTIVITY = temporal.api.enums.v1.TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'production-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('without a server named or running, what is missing is named: nothing is started', () => {
  const config = readConfig({ DATA_DIR: folder });
  for (const [setting, of] of [
    ['DATABASE_URL', databaseOf],
    ['TEMPORAL_ADDRESS', temporalOf],
    ['SMTP_URL', mailOf],
  ] as const)
    expect(() => of(config)).toThrow(expect.objectContaining({ code: 'CD_CONFIG', message: expect.stringContaining(setting) }));
});

test('a deployment needs its build, and a build its deployment', () => {
  expect(() => readConfig({ WORKER_DEPLOYMENT: 'chuyende' })).toThrow(/WORKER_BUILD/);
  expect(() => readConfig({ WORKER_BUILD: '1' })).toThrow(/WORKER_DEPLOYMENT/);
  expect(readConfig({ WORKER_DEPLOYMENT: 'chuyende', WORKER_BUILD: '1' }).deployment).toEqual({
    deploymentName: 'chuyende',
    buildId: '1',
  });
});

test('`web` serves pages on the port asked for, alone, and ends with SIGTERM', async () => {
  const web = spawn(process.execPath, ['bin/chuyende', 'web', '--port', '0'], {
    cwd: ROOT,
    env: {
      ...process.env,
      DATA_DIR: folder,
      DATABASE_URL: await testDatabaseUrl(),
      PUBLIC_URL: '',
      WEB_PORT: '',
      LOG_LEVEL: 'silent',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const [line] = await once(createInterface({ input: web.stdout }), 'line');
    const url = /http:\S+/.exec(String(line))?.[0] ?? '';
    // the live run: other tests' runs come and go
    expect((await fetch(`${url}/?run=${LIVE}`)).status).toBe(200);
  } finally {
    web.kill('SIGTERM');
    const [code] = await once(web, 'exit');
    expect(code).toBe(0);
  }
});

test('workers poll the queues asked for, as the build asked for', async () => {
  const address = await testTemporalAddress();
  const db = await freshFacts();
  const connection = await Connection.connect({ address });
  const native = await NativeConnection.connect({ address });
  const deployment = { deploymentName: `d-${db.run}`, buildId: 'b1' };
  const parts = { db, connection: native, namespace: TEST_NAMESPACE, bundle: workflowBundle, deployment };
  const deliver = () => Promise.reject(new Error('no mail here'));
  // three of them, as the live plan has, but nobody else's
  const live = queuesOf(LIVE);
  const names = { plan: `${db.run}/${live.plan}`, records: `${db.run}/${live.records}`, mail: `${db.run}/${live.mail}` };
  const workers = await startWorkers({ ...parts, delivery: { deliver }, queues: ['plan', 'mail'], names });
  try {
    const pollersOf = async (name: string, taskQueueType: typeof WORKFLOW | typeof ACTIVITY) =>
      (await connection.workflowService.describeTaskQueue({ namespace: TEST_NAMESPACE, taskQueue: { name }, taskQueueType }))
        .pollers ?? [];
    let plan = await pollersOf(names.plan, WORKFLOW);
    let mail = await pollersOf(names.mail, ACTIVITY);
    while (plan.length === 0 || mail.length === 0) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      plan = await pollersOf(names.plan, WORKFLOW);
      mail = await pollersOf(names.mail, ACTIVITY);
    }
    expect(plan[0]?.deploymentOptions).toMatchObject(deployment);
    expect(await pollersOf(names.records, ACTIVITY)).toEqual([]);
  } finally {
    await workers.stop();
    await native.close();
    await connection.close();
    await dropFacts(db);
  }
});

test('`doctor` counts the notices that could not be written, and --fix plans them again', async () => {
  const url = await testDatabaseUrl();
  await migrate(url, schemaOf(LIVE));
  const db = openDb(url, LIVE, 1);
  const config = readConfig({ DATA_DIR: folder, DATABASE_URL: url });
  const found = async (fix: boolean) => (await examine(config, fix)).find(({ part }) => part === 'notices');
  const at = new Date('2023-06-27T01:00:00Z');
  const id = 'n-unwritten';
  try {
    await db.prisma.notice.create({
      data: {
        id,
        dedupeKey: id,
        kind: 'remind',
        reason: 'no-such-text',
        urgency: 1,
        bodyId: 'cb',
        contactId: 'c',
        address: 'cb@example.org',
        via: 'email',
        transport: db.transport,
        immediate: false,
        windowStart: at,
        slotAt: at,
        raisedAt: at,
        status: 'failed',
        why: textFault(new Error('no text')),
        settledAt: at,
      },
    });
    expect(await found(false)).toMatchObject({
      ok: false,
      found: { vi: '01 thông báo chưa soạn được: chưa gửi', en: expect.stringMatching(/^1 that could not be written/) },
      wayOut: { vi: expect.stringContaining('--fix'), en: expect.stringContaining('--fix') },
    });
    expect(await found(true)).toMatchObject({ ok: true, found: { en: 'planned again: 1' } });
    expect(await db.prisma.notice.findUnique({ where: { id } })).toMatchObject({ status: 'planned', why: null, settledAt: null });
  } finally {
    await db.prisma.notice.deleteMany({ where: { id } });
    await db.prisma.event.deleteMany();
    await db.prisma.$disconnect();
  }
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { Command } from 'commander';
import { register } from '../../src/cli/plan-life';
import { readConfig } from '../../src/config';
import { LIVE, schemaOf } from '../../src/domain/ids';
import { openDb } from '../../src/services/db';
import { stopTransport } from '../../src/services/delivery/transports';
import { startPlan } from '../../src/services/plans/start';
import { pausePlan } from '../../src/services/plans/pauses';
import { performStep } from '../../src/services/steps/perform';
import { STANDSTILL_MS, standstills } from '../../src/services/steps/standstill';
import { examine } from '../../src/stack/examine';
import { migrate } from '../../src/stack/migrate';
import { at, PLAN, planOf, roster, stage, topic, TOPIC_OWNER } from '../services/plans/small-plan';
import { dropFacts, freshFacts, testDatabaseUrl } from '../support/facts';
import { testTemporalAddress } from '../support/temporal';

const plan = { document: planOf([topic({ session: stage() })]), roster, calendar: {}, from: '2023-03-01', past: null };
const OPENS = at('2023-04-03', 0).asOf;

test('a step that is more than an hour late stands still; one performed, or of a paused plan, does not', async () => {
  const db = await freshFacts();
  const topics = async (asOf: number) => (await standstills(db, asOf)).filter(({ workflowId }) => workflowId.includes('/topic/'));
  try {
    await startPlan(db, plan, at('2023-03-01'));
    expect(await topics(OPENS + STANDSTILL_MS)).toEqual([]);
    expect(await topics(OPENS + STANDSTILL_MS + 1)).toMatchObject([{ planId: PLAN, step: 'session/open/2023-04-03', at: OPENS }]);
    await performStep(db, TOPIC_OWNER, 'session/open/2023-04-03', at('2023-04-03', 0));
    expect(await topics(OPENS + STANDSTILL_MS + 1)).toEqual([]);
    await pausePlan(db, { planId: PLAN, basis: 'ý kiến' }, at('2023-04-03'));
    expect(await standstills(db, at('2023-12-01').asOf)).toEqual([]);
  } finally {
    await dropFacts(db);
  }
});

test('`plan status` says what is overdue and that mail has stopped', async () => {
  const db = await freshFacts();
  const printed: string[] = [];
  const status = async (...words: string[]) => {
    const program = new Command('plan');
    const around = {
      withFacts: <T>(work: (facts: typeof db) => Promise<T>) => work(db),
      print: (text: string) => printed.push(text),
    };
    register(program, { ...around, now: () => OPENS + 2 * STANDSTILL_MS });
    await program.parseAsync(['status', ...words], { from: 'user' });
    return printed.splice(0).join('\n');
  };
  try {
    await startPlan(db, plan, at('2023-03-01'));
    await stopTransport(db, db.transport, '535 bad credentials', at('2023-04-03'));
    const text = await status();
    expect(text).toContain('Chậm hơn một giờ, chưa thực hiện được: ');
    expect(text).toContain('session/open/2023-04-03');
    expect(text).toContain('đã dừng: 535 bad credentials');
    const [line] = JSON.parse(await status('--json'));
    expect(line.overdue.map(({ step }: { step: string }) => step)).toContain('session/open/2023-04-03');
  } finally {
    await dropFacts(db);
  }
});

test('`doctor` names overdue steps whose workflow does not run, and stopped transports', async () => {
  const server = await testDatabaseUrl();
  const admin = new Client({ connectionString: server });
  await admin.connect();
  const url = new URL(server);
  url.pathname = `/doctor_${process.pid}`;
  const folder = mkdtempSync(path.join(tmpdir(), 'chuyende-doctor-'));
  await admin.query(`create database doctor_${process.pid}`);
  const db = openDb(url.href, LIVE, 1);
  try {
    await migrate(url.href, schemaOf(LIVE));
    const config = readConfig({ DATA_DIR: folder, DATABASE_URL: url.href, TEMPORAL_ADDRESS: await testTemporalAddress() });
    const found = async () => {
      const findings = await examine(config, false);
      return ['steps', 'mail'].map((part) => findings.find((finding) => finding.part === part));
    };
    expect(await found()).toMatchObject([{ ok: true }, { ok: true }]);
    await startPlan(db, plan, at('2023-03-01'));
    await stopTransport(db, 'smtp', '535 bad credentials', at('2023-04-03'));
    expect(await found()).toMatchObject([
      { ok: false, found: { en: expect.stringMatching(/session\/open\/2023-04-03 due .* \(its workflow does not run\)/) } },
      { ok: false, found: { vi: 'smtp đã dừng: 535 bad credentials', en: 'smtp stopped: 535 bad credentials' } },
    ]);
  } finally {
    await db.prisma.$disconnect();
    await admin.query(`drop database doctor_${process.pid}`);
    await admin.end();
    rmSync(folder, { recursive: true });
  }
});

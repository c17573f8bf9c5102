import type { WorkflowHandle } from '@temporalio/client';
import { queuesOf, topicWorkflowId } from '../../src/domain/ids';
import { advance, changed, nextInstant, type WalkInput } from '../../src/workflows/messages';
import { newRunId } from '../support/facts';
import { connectTemporal, type TestTemporal } from '../support/temporal';
import { scriptedAgenda, withScript, type ScriptedAgenda } from './scripted-agenda';

const HOUR = 3600_000;
const DAY = 24 * HOUR;
const START = Date.UTC(2023, 2, 1);

let temporal: TestTemporal;
beforeAll(async () => {
  temporal = await connectTemporal();
});
afterAll(() => temporal.close());

async function walking(
  facts: ScriptedAgenda,
  input: Partial<WalkInput>,
  work: (handle: WorkflowHandle) => Promise<void>,
): Promise<void> {
  const run = newRunId();
  const owner = { kind: 'topic' as const, id: 'p/t' };
  await withScript(temporal, run, facts, async () => {
    const handle = await temporal.client.workflow.start('topicWorkflow', {
      workflowId: topicWorkflowId(run, owner.id),
      taskQueue: queuesOf(run).plan,
      args: [{ run, owner, clock: 'stepped', now: START, ...input }],
    });
    try {
      await work(handle);
    } finally {
      await handle.terminate().catch(() => undefined);
    }
  });
}

const keys = (facts: ScriptedAgenda) => facts.performed.map((step) => step.key);

describe('on the stepped clock', () => {
  test('nothing happens before its instant, and everything of the instant has happened when advance answers', async () => {
    const facts = scriptedAgenda({ a: START + HOUR, b: START + HOUR, c: START + DAY });
    await walking(facts, {}, async (handle) => {
      expect(await handle.executeUpdate(advance, { args: [START + HOUR - 1] })).toBe(START + HOUR);
      expect(keys(facts)).toEqual([]);
      expect(await handle.executeUpdate(advance, { args: [START + HOUR] })).toBe(START + DAY);
      expect(keys(facts)).toEqual(['a', 'b']);
      expect(facts.performed.every((step) => step.asOf === START + HOUR)).toBe(true);
      expect(await handle.query(nextInstant)).toBe(START + DAY);
    });
  });

  test('steps that were already past are performed first, late: there is no cursor to skip them', async () => {
    const facts = scriptedAgenda({ late: START - DAY, now: START, later: START + DAY });
    await walking(facts, {}, async (handle) => {
      await handle.executeUpdate(advance, { args: [START] });
      expect(keys(facts)).toEqual(['late', 'now']);
    });
  });

  test('a fact that changed is heard before advance answers; a doubled signal performs nothing twice', async () => {
    const facts = scriptedAgenda({ a: START + DAY });
    await walking(facts, {}, async (handle) => {
      await handle.executeUpdate(advance, { args: [START] });
      facts.left.set('moved-up', START + HOUR);
      await handle.signal(changed);
      await handle.signal(changed);
      expect(await handle.executeUpdate(advance, { args: [START + HOUR] })).toBe(START + DAY);
      expect(keys(facts)).toEqual(['moved-up']);
    });
  });

  test('continuing as new on every turn loses no step and no waiting advance', async () => {
    const steps = Object.fromEntries(
      Array.from({ length: 12 }, (_, n) => [`s${String(n).padStart(2, '0')}`, START + (n + 1) * DAY]),
    );
    const facts = scriptedAgenda({ ...steps, end: START + 20 * DAY });
    await walking(facts, { turnsPerRun: 1 }, async (handle) => {
      for (let to = START; facts.open; ) {
        to = Math.max(to, Math.min(...facts.left.values()));
        await untilPast(handle, to, facts);
      }
      await handle.result();
    });
    expect(keys(facts)).toEqual([...Object.keys(steps), 'end']);
  });
});

/** As the driver does: a run that ends answers early, or not at all; it is asked again. */
async function untilPast(handle: WorkflowHandle, to: number, facts: ScriptedAgenda): Promise<void> {
  for (let tries = 0; facts.open && Math.min(...facts.left.values()) <= to; tries++) {
    if (tries > 100) throw new Error('it does not move on');
    await handle.executeUpdate(advance, { args: [to] }).catch(() => new Promise((resolve) => setTimeout(resolve, 20)));
  }
}

describe('on the real clock', () => {
  test('a step waits for its durable timer of seconds', async () => {
    const at = Date.now() + 5000;
    const facts = scriptedAgenda({ end: at });
    await walking(facts, { clock: 'real', now: Date.now() }, async (handle) => {
      await handle.result();
      const history = await handle.fetchHistory();
      expect(history.events?.some((event) => event.timerStartedEventAttributes)).toBe(true);
    });
    expect(facts.performed[0]?.realAt).toBeGreaterThanOrEqual(at);
  });

  test('a deadline that moves up is met while the workflow sleeps to the old one', async () => {
    const facts = scriptedAgenda({ end: Date.now() + HOUR });
    await walking(facts, { clock: 'real', now: Date.now() }, async (handle) => {
      while (facts.loads === 0) await new Promise((resolve) => setTimeout(resolve, 50));
      facts.left.set('end', Date.now() + 500);
      await handle.signal(changed);
      await handle.result();
    });
    expect(keys(facts)).toEqual(['end']);
  });

  test('the workflow returns when its fact is closed', async () => {
    const facts = scriptedAgenda({ never: Date.now() + DAY });
    await walking(facts, { clock: 'real', now: Date.now() }, async (handle) => {
      while (facts.loads === 0) await new Promise((resolve) => setTimeout(resolve, 50));
      facts.open = false;
      await handle.signal(changed);
      await handle.result();
    });
    expect(facts.performed).toEqual([]);
  });
});

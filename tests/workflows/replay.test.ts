/** Histories that were recorded on a real server go on with today's code, and say nothing that they should not. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { bundleWorkflowCode, DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import { z } from 'zod';
import { workflowBundle } from '../../src/worker/bundle';

jest.setTimeout(120_000);

const FOLDER = path.join(__dirname, '../histories');
const files = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.json'))
  .sort();
const History = z.looseObject({ events: z.array(z.looseObject({ eventType: z.string() })) });
const textOf = (name: string) => readFileSync(path.join(FOLDER, name), 'utf8');
const read = (name: string) => History.parse(JSON.parse(textOf(name)));

beforeAll(() => {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
});

async function replay(name: string, history: unknown = JSON.parse(textOf(name))): Promise<void> {
  await Worker.runReplayHistory({ workflowBundle: await workflowBundle(), replayName: name }, history);
}

describe('with the workflows of today', () => {
  test.each(files)('%s replays', (name) => replay(name));
});

test('the histories hold every workflow type, on both clocks, with continue-as-new, update, signal and timers', () => {
  const of = (pattern: RegExp) =>
    new Set(files.filter((name) => pattern.test(name)).flatMap((name) => read(name).events.map(({ eventType }) => eventType)));
  const types = new Set(files.flatMap((name) => /"workflowType":\{"name":"(\w+)"/.exec(textOf(name))?.[1] ?? []));
  expect(types).toEqual(new Set(['planWorkflow', 'topicWorkflow', 'escalationWorkflow', 'deliveryWorkflow']));
  for (const type of ['plan', 'topic', 'delivery'])
    expect([...of(new RegExp(`^continued-${type}`))]).toContain('EVENT_TYPE_WORKFLOW_EXECUTION_CONTINUED_AS_NEW');
  const everywhere = of(/./);
  for (const type of ['UPDATE_ACCEPTED', 'UPDATE_COMPLETED', 'SIGNALED', 'COMPLETED', 'CONTINUED_AS_NEW'])
    expect(everywhere).toContain(`EVENT_TYPE_WORKFLOW_EXECUTION_${type}`);
  expect(of(/^real-/)).toContain('EVENT_TYPE_TIMER_STARTED');
  expect(of(/^real-/)).toContain('EVENT_TYPE_TIMER_CANCELED');
});

describe('a change that running workflows would not survive is found', () => {
  test('a workflow that asks for one thing more', async () => {
    const logger = new DefaultLogger('ERROR');
    const { code } = await bundleWorkflowCode({ workflowsPath: require.resolve('./replay-altered'), logger });
    const history: unknown = JSON.parse(textOf('real-topic.json'));
    await expect(Worker.runReplayHistory({ workflowBundle: { code } }, history)).rejects.toBeInstanceOf(
      DeterminismViolationError,
    );
  });

  test('a history that says another activity was asked for', async () => {
    const doctored: unknown = JSON.parse(textOf('real-topic.json').replace('"name":"loadAgenda"', '"name":"loadEverything"'));
    await expect(replay('doctored', doctored)).rejects.toBeInstanceOf(DeterminismViolationError);
  });
});

describe('what a history tells', () => {
  test.each(files)('%s: ids and instants, no addresses, names or texts', (name) => {
    // whoever recorded it, and on which machine, is not told either
    expect(textOf(name)).not.toMatch(/\d@|\/(home|work|root|Users)\//);
    const payloads = payloadsOf(read(name));
    expect(payloads.length).toBeGreaterThan(0);
    const leaves = payloads.flatMap((payload) => leavesOf(payload));
    const texts = leaves.filter((leaf) => typeof leaf === 'string');
    // an id or an ISO instant: no space, no @, nothing Vietnamese
    expect(texts.filter((text) => !/^[\w./:+-]*$/.test(text))).toEqual([]);
    expect(texts.filter((text) => /example\.org|cb-\d{4}/.test(text))).toEqual([]);
  });
});

/** Everything that was passed as data, decoded. */
function payloadsOf(node: unknown): unknown[] {
  if (Array.isArray(node)) return node.flatMap((item) => payloadsOf(item));
  if (typeof node !== 'object' || node === null) return [];
  if ('data' in node && typeof node.data === 'string' && 'metadata' in node)
    return [JSON.parse(Buffer.from(node.data, 'base64').toString('utf8'))];
  return Object.values(node).flatMap((value) => payloadsOf(value));
}

function leavesOf(node: unknown): unknown[] {
  if (typeof node !== 'object' || node === null) return [node];
  return Object.entries(node).flatMap(([key, value]) => [key, ...leavesOf(value)]);
}

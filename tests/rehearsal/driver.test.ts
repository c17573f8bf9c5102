/** The order inside one instant, with a scripted set of workflows: what acts at the same instant acts in its rank. */
import { driveToEnd, type People, type Workflows } from '../../src/rehearsal/driver';
import { rankOf, type Sleeper } from '../../src/rehearsal/pending';

const HOUR = 3_600_000;
const T = 9 * HOUR;

interface Script {
  /** Instants at which each workflow has something to do. */
  steps: Record<string, number[]>;
  /** Instants at which people act; what their act tells. */
  acts?: number[];
  /** What a deed brings about: "who@hour" → who hears of it. */
  tells?: Record<string, string>;
  soonest?: (after: number) => number | null;
}

/** A world of named workflows; records who did what when. */
function scripted({ steps, acts = [], tells = {}, soonest }: Script) {
  const deeds: string[] = [];
  const left = new Map(Object.entries(steps).map(([id, at]) => [id, [...at]]));
  const untold = new Set<string>();
  const pendingActs = [...acts];
  const did = (who: string, at: number) => {
    const deed = `${who}@${at / HOUR}`;
    deeds.push(deed);
    const hearer = tells[deed];
    if (hearer !== undefined) untold.add(hearer);
  };
  const sleepers = (): Sleeper[] =>
    [...left].map(([workflowId, at]) => ({ workflowId, rank: rankOf(workflowId), next: at[0] ?? null }));
  const workflows: Workflows = {
    pending: async () => ({ untold: [...untold], sleepers: sleepers(), open: true }),
    heal: async () => undefined,
    async advance(id, to, heard) {
      if (heard) deeds.push(`${id} hears`);
      if (heard) untold.delete(id);
      const mine = left.get(id) ?? [];
      for (let at = mine[0]; at !== undefined && at <= to; at = mine[0]) {
        mine.shift();
        did(id, at);
      }
    },
  };
  const people: People = {
    next: async () => pendingActs[0] ?? null,
    soonest: soonest ?? (() => null),
    async act(at) {
      let acted = 0;
      while (pendingActs[0] !== undefined && pendingActs[0] <= at) {
        pendingActs.shift();
        did('people', at);
        acted++;
      }
      return acted;
    },
  };
  return { deeds, workflows, people };
}

const TOPIC = 'r/x/plan/p/topic/t';
const PLAN = 'r/x/plan/p';
const TASK = 'r/x/task/k';
const MAIL = 'r/x/delivery/capture/x';

test('of one instant: topic, plan, task, mail, then people', async () => {
  const world = scripted({ steps: { [MAIL]: [T], [TASK]: [T], [PLAN]: [T], [TOPIC]: [T] }, acts: [T] });
  await driveToEnd({ ...world, from: T });
  expect(world.deeds).toEqual([`${TOPIC}@9`, `${PLAN}@9`, `${TASK}@9`, `${MAIL}@9`, 'people@9']);
});

test('what a deed brings about is settled in the order of ranks before anything later in the instant', async () => {
  const world = scripted({
    steps: { [TOPIC]: [T], [TASK]: [T], [MAIL]: [T] },
    acts: [T],
    tells: { [`${TASK}@9`]: TOPIC, [`${MAIL}@9`]: TASK, 'people@9': MAIL },
  });
  await driveToEnd({ ...world, from: T });
  expect(world.deeds).toEqual([
    `${TOPIC}@9`,
    `${TASK}@9`,
    `${TOPIC} hears`,
    `${MAIL}@9`,
    `${TASK} hears`,
    'people@9',
    `${MAIL} hears`,
  ]);
});

test('mail runs ahead through its slots only up to the next instant of anyone else', async () => {
  const slots = [9, 9.25, 9.5, 10, 10.5].map((hour) => hour * HOUR);
  const world = scripted({ steps: { [MAIL]: slots, [TOPIC]: [9.5 * HOUR] } });
  const instants: number[] = [];
  await driveToEnd({ ...world, from: T, onInstant: async (at) => void instants.push(at / HOUR) });
  expect(instants).toEqual([9, 9.5]);
  expect(world.deeds).toEqual(
    [9, 9.25]
      .map((hour) => `${MAIL}@${hour}`)
      .concat(
        `${TOPIC}@9.5`,
        [9.5, 10, 10.5].map((hour) => `${MAIL}@${hour}`),
      ),
  );
});

test('mail never runs ahead of people: not past an instant at which they might act, and not at one at which they do', async () => {
  const slots = [8, 8.5, 9, 9.5].map((hour) => hour * HOUR);
  const nine = (after: number) => (after < T ? T : null);
  const world = scripted({ steps: { [MAIL]: slots }, acts: [T], soonest: nine });
  await driveToEnd({ ...world, from: 8 * HOUR });
  expect(world.deeds).toEqual([`${MAIL}@8`, `${MAIL}@8.5`, `${MAIL}@9`, 'people@9', `${MAIL}@9.5`]);
});

test('an interruption comes between two steps, with its reason', async () => {
  const world = scripted({ steps: { [TOPIC]: [T], [TASK]: [T] } });
  const controller = new AbortController();
  const advance = world.workflows.advance;
  world.workflows.advance = async (id, to, heard) => {
    await advance(id, to, heard);
    controller.abort(new Error('enough'));
  };
  await expect(driveToEnd({ ...world, from: T, signal: controller.signal })).rejects.toThrow('enough');
  expect(world.deeds).toEqual([`${TOPIC}@9`]);
});

test('a workflow id says its rank', () => {
  expect([TOPIC, PLAN, TASK, MAIL].map(rankOf)).toEqual(['topic', 'plan', 'task', 'delivery']);
  expect(['plan/p/topic/t', 'plan/p', 'task/k', 'delivery/smtp'].map(rankOf)).toEqual(['topic', 'plan', 'task', 'delivery']);
});

import { simpleParser } from 'mailparser';
import { instantOf } from '../../src/domain/dates';
import type { PlanDocument, StageSpec } from '../../src/domain/plan';
import { amendPlan } from '../../src/services/plans/amendments';
import { confirmStage } from '../../src/services/steps/confirmations';
import { transaction } from '../../src/services/db';
import { loadPlan } from '../../src/services/plans/load';
import { inviteAudience, openStage } from '../../src/services/steps/stages';
import { startPlan } from '../../src/services/plans/start';
import { document as sample, PLAN, roster, ZONE } from '../web/site';
import { DAY, startMailRun, type MailRun } from './mail-run';

const TOPIC = 'phong-chong-tham-nhung';
const STAGE = `${PLAN}/${TOPIC}/briefing`;
const briefing: StageSpec = {
  said: 'Dự kiến trung tuần tháng 4 năm 2023',
  owners: ['issuer'],
  audience: ['unit'],
  opens: '2023-04-11',
  due: '2023-04-20',
  tentative: true,
  requiresMaterials: false,
  information: true,
  nonMembers: false,
  place: 'Hội trường tầng 2',
  hour: '8h00',
};
const on = (day: string, minute = 0) => instantOf(day, minute, ZONE);
const withBriefing = (change: Partial<StageSpec> = {}): PlanDocument => ({
  ...sample,
  topics: sample.topics.map((topic) =>
    topic.id === TOPIC ? { ...topic, stages: { ...topic.stages, briefing: { ...briefing, ...change } } } : topic,
  ),
});

let run: MailRun;
beforeEach(async () => {
  run = await startMailRun();
  const calendar = { '2023': { daysOff: {}, makeUpWorkingDays: [] } };
  await startPlan(
    run.db,
    { document: withBriefing(), roster, calendar, from: '2023-03-01', past: null },
    { asOf: on('2023-03-01'), by: 'operator' },
  );
  await confirmStage(
    run.db,
    { stageId: STAGE, basis: 'Thông báo số 3-TB/ĐUK', opensOn: '2023-04-12', place: 'Hội trường tầng 3', hour: '14h30' },
    { asOf: on('2023-04-07', 540), by: 'operator' },
  );
  await transaction(run.db, async (tx) => {
    const step = {
      key: 'briefing/open/2023-04-12',
      at: on('2023-04-12'),
      kind: 'open',
      stageKind: 'briefing',
      date: '2023-04-12',
    } as const;
    const plan = await loadPlan(tx, PLAN);
    await inviteAudience(tx, run.db, plan, STAGE, { asOf: on('2023-04-12'), by: 'system' });
    await openStage(tx, run.db, plan, STAGE, step, { asOf: on('2023-04-12'), by: 'system' });
  });
});
afterEach(() => run.close());

async function deliverUntil(day: string): Promise<void> {
  const worker = run.worker();
  for (let next: number | null = on('2023-04-12', 480); next !== null && next < on(day) + DAY; )
    ({ next } = await worker.deliver(next));
}

/** The calendar entries of one unit's invitations, in the order they came. */
async function entries(address = 'db-so-b@example.org') {
  const mails = await Promise.all(run.sink.mails.filter(({ to }) => to[0] === address).map(({ raw }) => simpleParser(raw)));
  return mails.flatMap((mail) => {
    const entry = mail.attachments.find(({ contentType }) => contentType.startsWith('text/calendar'));
    if (!entry) return [];
    const lines = entry.content.toString().replaceAll('\r\n ', '').split('\r\n');
    const of = (name: string) => lines.find((line) => line.startsWith(name))?.slice(name.length);
    return [{ uid: of('UID:'), sequence: of('SEQUENCE:'), start: of('DTSTART:'), place: of('LOCATION:'), text: mail.text ?? '' }];
  });
}

const amend = async (change: Partial<StageSpec>, revision: number) =>
  amendPlan(
    run.db,
    { document: withBriefing(change), basis: 'Công văn số 9-CV/ĐUK', revision },
    { asOf: on('2023-04-12', 660), by: 'operator' },
  );

test('an invitation names place and hour as they were confirmed', async () => {
  await deliverUntil('2023-04-12');
  expect(await entries()).toMatchObject([{ sequence: '0', start: '20230412T073000Z', place: 'Hội trường tầng 3' }]);
});

test('a conference that moves is told to whoever was invited: same entry, raised sequence, new date, hour and place', async () => {
  await deliverUntil('2023-04-12');
  await amend({ opens: '2023-04-18', hour: '9h00', place: 'Nhà văn hóa' }, 1);
  await amend({ opens: '2023-04-18', hour: '9h00', place: 'Nhà văn hóa', seats: 5 }, 2);
  await deliverUntil('2023-04-14');
  const [first, second, ...more] = await entries();
  expect(second).toMatchObject({ uid: first?.uid, sequence: '1', start: '20230418T020000Z' });
  expect(more).toEqual([]);
  expect(second?.text).toContain('thay cho thông báo trước');
  expect(second?.text).toContain('18/4/2023');
});

test('before it was sent nothing extra goes out: the one invitation says the new day', async () => {
  await amend({ opens: '2023-04-18', place: 'Nhà văn hóa' }, 1);
  await deliverUntil('2023-04-14');
  expect(await entries()).toMatchObject([{ sequence: '0', start: '20230418T073000Z', place: 'Nhà văn hóa' }]);
});

test('a conference taken out of the plan is told off in one letter, without a calendar entry', async () => {
  await deliverUntil('2023-04-12');
  const before = run.sink.mails.length;
  await amendPlan(
    run.db,
    { document: sample, basis: 'Công văn số 9-CV/ĐUK', revision: 1 },
    { asOf: on('2023-04-12', 660), by: 'operator' },
  );
  await deliverUntil('2023-04-14');
  const mails = await Promise.all(
    run.sink.mails
      .slice(before)
      .filter(({ to }) => to[0] === 'db-so-b@example.org')
      .map(({ raw }) => simpleParser(raw)),
  );
  expect(mails).toHaveLength(1);
  const [mail] = mails;
  expect(mail?.subject).toContain('không tổ chức Hội nghị quán triệt');
  expect(mail?.text).toMatch(/Công văn số 9-CV\/ĐUK,\s+không\s+tổ\s+chức\s+Hội\s+nghị\s+quán\s+triệt/);
  expect(await entries()).toHaveLength(1);
});

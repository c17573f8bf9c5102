/**
 * The statements of a document held against the running plan: each becomes a new date for a stage, or a question.
 *
 * @module
 */
import type { LocalDate } from '../../domain/dates';
import { stagesInOrder, type PlanDocument, type StageKind, type StageSpec, type TopicSpec } from '../../domain/plan';
import { dateText, stageName } from '../../domain/wording';
import { EARLY_START, type Phrase } from '../../domain/time-phrases';
import { datesOf } from '../draft/times';
import type { AmendmentReading } from './read';
import { comparable } from './document-head';
import { reissued } from './reissued';
import { isShifted, type Shift } from './shifts';
import { matched } from './topic-match';
import { stagePath, type Asked, type ProposalContext, type ProposedDate, type Proposals, type Standing } from './proposal-types';
import type { Aside, Doubt, SaidTime, Statement } from './types';

/** Everything the document changes in `plan`. Questions are numbered in its order. */
export function proposalsOf(reading: AmendmentReading, plan: PlanDocument, ctx: ProposalContext): Proposals {
  const parts = reading.whole
    ? reissued(reading.whole, plan, ctx)
    : collected(reading.statements.map((statement) => proposed(statement, plan, ctx)));
  const { dates, questions } = withoutClashes(parts.dates, parts.questions);
  return {
    dates,
    questions: questions.map((question, index) => ({ number: index + 1, ...question })),
    asides: [...reading.asides, ...parts.asides],
  };
}

export interface Parts {
  dates: ProposedDate[];
  questions: Asked[];
  asides: Aside[];
}

const collected = (parts: Parts[]): Parts => ({
  dates: parts.flatMap(({ dates }) => dates),
  questions: parts.flatMap(({ questions }) => questions),
  asides: parts.flatMap(({ asides }) => asides),
});

/** The same date twice is one; two dates for one stage are asked. */
function withoutClashes(dates: ProposedDate[], questions: Asked[]): { dates: ProposedDate[]; questions: Asked[] } {
  const kept: ProposedDate[] = [];
  const clashes = new Map<string, Asked>();
  for (const date of dates) {
    const path = stagePath(date.topicId, date.stage);
    const other = kept.find((one) => one.topicId === date.topicId && one.stage === date.stage);
    if (!other) kept.push(date);
    else if (other.due !== date.due || other.opens !== date.opens || other.lateAfter !== date.lateAfter)
      clashes.set(path, {
        about: path,
        candidates: [path],
        reason: 'văn bản nêu hai thời hạn khác nhau cho một bước',
        proposal: 'Đề nghị chọn một thời hạn.',
        said: `${other.said} / ${date.said}`,
        place: date.place,
      });
  }
  return {
    dates: kept.filter(({ topicId, stage }) => !clashes.has(stagePath(topicId, stage))),
    questions: [...questions, ...clashes.values()],
  };
}

function proposed(statement: Statement, plan: PlanDocument, ctx: ProposalContext): Parts {
  const parts: Parts = { dates: [], questions: [], asides: [] };
  const { topics, doubt } = matched(statement.topics, plan);
  const ask = (about: string, candidates: string[], why: Doubt) =>
    parts.questions.push({ about, candidates, ...why, said: statement.said, place: statement.place });
  const kinds = statement.kinds;
  if (doubt !== null) {
    const among = topics.length > 0 ? topics : plan.topics;
    ask(kinds.length === 1 ? `?/${kinds[0]}` : '?', pathsOf(among, kinds), {
      reason: doubt,
      proposal: topicProposal(topics, statement),
    });
    return parts;
  }
  for (const topic of topics) {
    const kindsOfTopic = kinds.length > 0 ? kinds : kindByOld(topic, statement.old);
    if (kindsOfTopic.length === 0)
      ask(topic.id, pathsOf([topic], []), {
        reason: `câu không nói bước nào của ${topic.short}`,
        proposal: `Các bước: ${stagesInOrder(topic)
          .map(({ kind }) => `${stageName(kind)} (${stagePath(topic.id, kind)})`)
          .join('; ')}.`,
      });
    for (const kind of kindsOfTopic) forStage(statement, topic, kind, ctx, plan, parts);
  }
  return parts;
}

const topicProposal = (topics: TopicSpec[], { said }: Statement): string =>
  /bổ sung/iu.test(said)
    ? 'Chuyên đề mới thì ghi vào plan.yaml rồi chạy plan amend plan.yaml; ở đây bỏ qua câu này.'
    : topics.length > 0
      ? `Có thể là: ${topics.map(({ id, short }) => `${short} (${id})`).join('; ')}.`
      : 'Đề nghị ghi rõ chuyên đề nào.';

const pathsOf = (topics: TopicSpec[], kinds: StageKind[]): string[] =>
  topics.flatMap((topic) =>
    stagesInOrder(topic)
      .filter(({ kind }) => kinds.length === 0 || kinds.includes(kind))
      .map(({ kind }) => stagePath(topic.id, kind)),
  );

/** No stage is named, yet the old date is the due of exactly one. */
function kindByOld(topic: TopicSpec, old: SaidTime[]): StageKind[] {
  if (old.length === 0) return [];
  const found = stagesInOrder(topic).filter(({ stage }) => old.every(({ phrase }) => isDueOf(phrase, stage)));
  return found.length === 1 ? found.map(({ kind }) => kind) : [];
}

function isDueOf({ end }: Phrase, stage: { due: LocalDate; lateAfter?: LocalDate }): boolean {
  return end !== null && (end === stage.due || end === stage.lateAfter);
}

function forStage(
  statement: Statement,
  topic: TopicSpec,
  kind: StageKind,
  ctx: ProposalContext,
  plan: PlanDocument,
  parts: Parts,
): void {
  const path = stagePath(topic.id, kind);
  const ask = (why: Doubt): void => {
    parts.questions.push({ about: path, candidates: [path], ...why, said: statement.said, place: statement.place });
  };
  const stage = topic.stages[kind];
  if (!stage) {
    ask({
      reason: `${topic.short} của kế hoạch không có bước ${stageName(kind).toLowerCase()}`,
      proposal: 'Bước mới thì ghi vào plan.yaml rồi chạy plan amend plan.yaml; ở đây bỏ qua câu này.',
    });
    return;
  }
  const standing = ctx.standing.get(path);
  const { time, doubts } = statement;
  const [doubt] = doubts;
  // told again as it stands: whether it lies before the document is no question
  if (statement.sense === 'kept' && time && isDueOf(time.phrase, stage)) {
    parts.asides.push(asideOf(statement));
    return;
  }
  const other = statement.ofPlan;
  if (other !== undefined && plan.number !== null && comparable(plan.number) !== comparable(other))
    return ask({
      reason: `câu nói về Kế hoạch số ${other}, không phải ${plan.number}`,
      proposal: 'Nếu là kế hoạch khác thì bỏ qua câu này.',
    });
  if (doubt) return ask(shiftedProposal(doubt, stage));
  if (!time) return ask({ reason: 'không nêu ngày mới', proposal: 'Đề nghị ghi ngày mới.' });
  const dates = newDates(statement, kind, stage, plan.year);
  if ('reason' in dates) return ask(dates);
  const isSame =
    (dates.due === undefined || (dates.due === stage.due && lateOf(dates) === lateOf(stage))) &&
    (dates.opens === undefined || dates.opens === stage.opens || statement.sense === 'kept') &&
    (dates.hour === undefined || dates.hour === stage.hour);
  if (isSame) {
    parts.asides.push(asideOf(statement));
    return;
  }
  const wrongOld = statement.old.find(({ phrase }) => !agreesWithPlan(phrase, stage, standing));
  if (wrongOld)
    return ask({
      reason: `văn bản nói thời hạn cũ là “${wrongOld.text.trim()}”, kế hoạch đang thực hiện ghi ${dateText(stage.due)}${standing && standing.due !== stage.due ? ` (đang theo dõi theo ${dateText(standing.due)})` : ''}`,
      proposal: `Kiểm tra xem có đúng bước này không; thời hạn mới nêu trong câu: ${dates.due === undefined ? time.text : dateText(dates.due)}.`,
    });
  // what was tentative and is told without "dự kiến" is confirmed
  if (statement.sense === 'kept' && !(stage.tentative && dates.tentative === false))
    return ask({
      reason: `câu không nói là điều chỉnh, nhưng ngày khác với kế hoạch (${dateText(stage.due)})`,
      proposal: 'Nếu là điều chỉnh thì ghi thời hạn; nếu không thì bỏ qua câu này.',
    });
  const { shift } = statement;
  if (shift && dates.due !== undefined && !agreesWithShift(dates, shift, stage, standing))
    return ask({
      reason: `“${shift.said}” và ngày nêu trong câu không khớp: thời hạn đang thực hiện là ${dateText(standing?.due ?? stage.due)}`,
      proposal: `Thời hạn nêu trong câu: ${dateText(dates.due)}. Đề nghị ghi thời hạn được áp dụng.`,
    });
  const fault = dateFault(dates, stage, standing, plan.year, ctx);
  if (fault) return ask(fault);
  parts.dates.push({ topicId: topic.id, stage: kind, ...dates, said: statement.said, place: statement.place });
}

/** "thêm 15 ngày": what it would be, from the due that stands. */
function shiftedProposal(doubt: Doubt, stage: StageSpec): Doubt {
  return { ...doubt, proposal: `${doubt.proposal} Thời hạn hiện nay: ${dateText(stage.due)}.` };
}

type NewDates = Pick<ProposedDate, 'opens' | 'due' | 'lateAfter' | 'tentative' | 'hour'>;
const lateOf = ({ due, lateAfter }: { due?: LocalDate; lateAfter?: LocalDate }) => lateAfter ?? due;

/** What the phrase means for this stage: its deadline, its whole window, or a conference's day. */
function newDates({ time, old, deadline, moved }: Statement, kind: StageKind, stage: StageSpec, year: number): NewDates | Doubt {
  if (!time) return { reason: 'không nêu ngày mới', proposal: 'Đề nghị ghi ngày mới.' };
  const { phrase } = time;
  // that it begins before the letter is no question where it begins as it did
  const warning = phrase.warnings?.find((each) => phrase.start !== stage.opens || !each.startsWith(EARLY_START));
  if (warning !== undefined) return { reason: warning, proposal: 'Đề nghị kiểm tra lại với văn bản.' };
  // "từ 13 giờ 30 phút, ngày 08/10/2025": a conference has its end the same day
  if (kind === 'briefing' && phrase.kind === 'openStart' && phrase.start !== null && phrase.clock !== undefined)
    return { opens: phrase.start, due: phrase.start, ...(stage.tentative && { tentative: false }), hour: phrase.clock };
  const { opens, due, before, tentative, ask } = datesOf(phrase, year);
  if (ask) return ask;
  if (due === null) return { reason: 'chưa rõ thời hạn mới', proposal: 'Đề nghị ghi thời hạn.' };
  if (tentative && !stage.tentative)
    return { reason: 'thời hạn mới chỉ là dự kiến', proposal: `Khi đã chắc chắn thì ghi: “đến hết ngày ${dateText(due)}”.` };
  const settled = stage.tentative !== tentative ? { tentative } : {};
  if (kind === 'briefing' && opens === due)
    return { opens: due, due, ...settled, ...(phrase.clock !== undefined && { hour: phrase.clock }) };
  const deadlineOnly = { due, ...(before !== undefined && { lateAfter: before }), ...settled };
  if (opens === null || opens === due || opens === stage.opens || deadline || phrase.kind === 'deadline') return deadlineOnly;
  if (moved && isRangeFrom(phrase, stage)) return deadlineOnly;
  if (moved && /^\s*từ/iu.test(time.text) && old.length === 0)
    return {
      reason: `chưa rõ “${time.text}” là khoảng thời gian mới, hay là từ thời hạn cũ sang thời hạn mới (kế hoạch ghi ${dateText(stage.due)})`,
      proposal: `Chỉ đổi thời hạn: “đến hết ngày ${dateText(due)}”; đổi cả ngày bắt đầu: “${time.text.trim()}”.`,
    };
  const [was] = old;
  if (was && was.phrase.start !== null && was.phrase.start !== was.phrase.end && was.phrase.start !== stage.opens)
    return {
      reason: `chưa rõ “${time.text}” là thời hạn mới hay cả khoảng thời gian mới: khoảng cũ “${was.text}” không bắt đầu như kế hoạch (${dateText(stage.opens)})`,
      proposal: `Chỉ đổi thời hạn: “đến hết ngày ${dateText(due)}”; đổi cả ngày bắt đầu: “${time.text.trim()}”.`,
    };
  return { opens, ...deadlineOnly };
}

/** "từ ngày 30/6 đến ngày 15/7" where 30/6 is the due that stands. */
const isRangeFrom = ({ start }: Phrase, stage: StageSpec) => start !== null && (start === stage.due || start === stage.lateAfter);

/** The old time is the plan's, as the document states it or as it is followed now. */
function agreesWithPlan(phrase: Phrase, stage: StageSpec, standing: Standing | undefined): boolean {
  const { start, end } = phrase;
  if (end === null) return start !== null && (start === stage.opens || start === standing?.opensOn);
  return isDueOf(phrase, stage) || (standing !== undefined && isDueOf(phrase, standing));
}

function agreesWithShift({ due, lateAfter }: NewDates, shift: Shift, stage: StageSpec, standing: Standing | undefined): boolean {
  const before = [stage.due, stage.lateAfter, standing?.due, standing?.lateAfter].filter((day) => day !== undefined);
  const after = [due, lateAfter].filter((day) => day !== undefined);
  return before.some((from) => after.some((to) => isShifted(from, to, shift)));
}

function dateFault(
  { due, lateAfter, opens }: NewDates,
  stage: StageSpec,
  standing: Standing | undefined,
  year: number,
  ctx: ProposalContext,
): Doubt | null {
  const last = lateAfter ?? due;
  const far = [opens, due].find((day) => day !== undefined && Number(day.slice(0, 4)) !== year);
  if (far !== undefined)
    return { reason: `ngày ${dateText(far)} không thuộc năm ${year} của kế hoạch`, proposal: 'Đề nghị kiểm tra lại năm.' };
  if (last !== undefined && last < ctx.today && !ctx.pastSettled)
    return {
      reason: `thời hạn mới (${dateText(last)}) đã qua`,
      proposal: 'Ghi một ngày còn ở phía trước; hoặc chạy lại với --past skip (không theo dõi) hay --past due-now.',
    };
  const begin = opens ?? stage.opens;
  if (due !== undefined && due < begin)
    return {
      reason: `thời hạn mới (${dateText(due)}) trước ngày bắt đầu (${dateText(begin)})`,
      proposal: 'Đề nghị ghi cả khoảng thời gian: “từ ngày … đến hết ngày …”.',
    };
  if (standing?.status === 'closed')
    return {
      reason: `bước này đã kết thúc (thời hạn ${dateText(standing.due)})`,
      proposal: 'Trả lời bằng --set sẽ mở lại cho những nơi chưa báo cáo; nếu không thì bỏ qua câu này.',
    };
  return null;
}

const asideOf = ({ said, place }: Statement): Aside => ({ said, place });

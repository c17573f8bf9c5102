/**
 * A whole plan issued again: its draft beside the running plan. What is worded as before is as before.
 *
 * @module
 */
import type { PlanDocument, StageSpec, TopicSpec } from '../../domain/plan';
import { stagesInOrder } from '../../domain/plan';
import { dateText, stageName } from '../../domain/wording';
import type { Draft, DraftStage, DraftTopic } from '../draft/types';
import type { Parts } from './proposals';
import { stagePath, type ProposalContext } from './proposal-types';
import { plainWords } from './topic-match';

/** What the draft changes, asks, and leaves out. */
export function reissued({ plan: draft, questions }: Draft, plan: PlanDocument, ctx: ProposalContext): Parts {
  const parts: Parts = { dates: [], questions: [], asides: [] };
  const met = new Map<string, DraftTopic>();
  for (const topic of draft.topics) {
    const found = plan.topics.filter((one) => !met.has(one.id) && isSame(one, topic));
    const [only, ...others] = found;
    if (only && others.length === 0) met.set(only.id, topic);
    else
      parts.questions.push({
        about: '?',
        candidates: (found.length > 0 ? found : plan.topics).flatMap((one) =>
          stagesInOrder(one).map(({ kind }) => stagePath(one.id, kind)),
        ),
        reason:
          found.length > 1
            ? 'tên chuyên đề giống nhiều chuyên đề của kế hoạch'
            : 'kế hoạch đang thực hiện không có chuyên đề này',
        proposal: 'Chuyên đề mới thì ghi vào plan.yaml rồi chạy plan amend plan.yaml; ở đây bỏ qua.',
        said: topic.title,
        place: topic.place,
      });
  }
  for (const topic of plan.topics) {
    const again = met.get(topic.id);
    if (again) forTopic(topic, again, draft.topics.indexOf(again) + 1, parts, { questions, ctx, year: plan.year });
    else
      parts.questions.push({
        about: topic.id,
        candidates: stagesInOrder(topic).map(({ kind }) => stagePath(topic.id, kind)),
        reason: `văn bản không còn ${topic.short}: “${topic.title}”`,
        proposal: 'Nếu vẫn thực hiện thì bỏ qua; nếu không, bỏ trong plan.yaml rồi chạy plan amend plan.yaml.',
        said: '',
        place: null,
      });
  }
  return parts;
}

/** One title holds the other; a chosen topic is found by being chosen. */
function isSame(topic: TopicSpec, { title, choice }: DraftTopic): boolean {
  const [a, b] = [plainWords(topic.title), plainWords(title)];
  if (topic.choice && choice) return true;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.split(' ').length >= 3 && ` ${long} `.includes(` ${short} `);
}

function forTopic(
  topic: TopicSpec,
  again: DraftTopic,
  ordinal: number,
  parts: Parts,
  { questions, ctx, year }: { questions: Draft['questions']; ctx: ProposalContext; year: number },
): void {
  for (const { kind, stage } of stagesInOrder(topic)) {
    const path = stagePath(topic.id, kind);
    const stated = again.stages.filter((one) => one.kind === kind);
    const [only, ...others] = stated;
    const ask = (reason: string, proposal: string, at: DraftStage | undefined) =>
      parts.questions.push({ about: path, candidates: [path], reason, proposal, said: at?.said ?? '', place: at?.place ?? null });
    // what was decided beside the document, or counts from another stage, stood in none of its sentences
    if (!only) {
      if (stage.decided === undefined && !stage.dueRule)
        ask(
          `văn bản không còn nêu bước ${stageName(kind).toLowerCase()} của ${topic.short}`,
          'Nếu vẫn thực hiện thì bỏ qua câu hỏi này.',
          undefined,
        );
      continue;
    }
    if (stated.every(({ said }) => isWordedAs(said, stage))) continue;
    const asked = questions.find(
      ({ about }) => about === `topics/${ordinal}/${kind}` || about.startsWith(`topics/${ordinal}/${kind}/`),
    );
    if (others.length > 0 || asked || only.due === null) {
      ask(asked?.reason ?? 'văn bản nêu nhiều thời hạn cho bước này', asked?.proposal ?? 'Đề nghị chọn một thời hạn.', only);
      continue;
    }
    const opens = only.opens !== null && only.opens !== stage.opens && !isFinish(only.said) ? only.opens : undefined;
    if (only.due === stage.due && opens === undefined && (only.before ?? only.due) === (stage.lateAfter ?? stage.due)) continue;
    const last = only.before ?? only.due;
    if (Number(only.due.slice(0, 4)) !== year)
      ask(`ngày ${dateText(only.due)} không thuộc năm ${year} của kế hoạch`, 'Đề nghị kiểm tra lại năm.', only);
    else if (last < ctx.today && !ctx.pastSettled)
      ask(`thời hạn mới (${dateText(last)}) đã qua`, 'Ghi một ngày còn ở phía trước, hoặc chạy lại với --past.', only);
    else if (ctx.standing.get(path)?.status === 'closed')
      ask('bước này đã kết thúc', 'Trả lời bằng --set sẽ mở lại; nếu không thì bỏ qua câu hỏi này.', only);
    else
      parts.dates.push({
        topicId: topic.id,
        stage: kind,
        ...(opens !== undefined && { opens }),
        due: only.due,
        ...(only.before !== undefined && { lateAfter: only.before }),
        ...(only.tentative !== stage.tentative && { tentative: only.tentative }),
        said: only.said,
        place: only.place,
      });
  }
  for (const one of again.stages)
    if (!topic.stages[one.kind] && (one.due !== null || one.opens !== null))
      parts.questions.push({
        about: stagePath(topic.id, one.kind),
        candidates: [],
        reason: `${topic.short} của kế hoạch không có bước ${stageName(one.kind).toLowerCase()}`,
        proposal: 'Bước mới thì ghi vào plan.yaml rồi chạy plan amend plan.yaml; ở đây bỏ qua.',
        said: one.said,
        place: one.place,
      });
}

/** "Hoàn thành trong tháng 3": a deadline; when it begins is not said. */
const isFinish = (said: string) => /hoàn thành|xong|kết thúc|chậm nhất|đến hết/iu.test(said) && !/(?:^|\s)từ\s/iu.test(said);

function isWordedAs(said: string, stage: StageSpec): boolean {
  const [a, b] = [plainWords(said), plainWords(stage.said)];
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.split(' ').length >= 3 && long.includes(short);
}

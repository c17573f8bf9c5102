/**
 * The stages of one topic: every time in its units, given to the stage its words name.
 *
 * @module
 */
import type { StageKind } from '../../domain/plan';
import type { Question } from '../../domain/time-phrases';
import { audienceIn } from './audiences';
import { isAround, namingWords, type Naming } from './naming-words';
import { sentencesOf, type Sentence } from './sentences';
import { kindsOf, stageLabel, type StageLabel, type StageWord } from './stage-words';
import { datesOf, timesIn, type Time, type Year } from './times';
import type { DraftPlace, DraftStage } from './types';
import { unsureStage, type Unsure } from './unsure-stages';
import type { Unit } from './units';

/** A stage as one sentence states it, with what is in doubt about it. */
export interface StatedStage extends DraftStage {
  doubts: { reason: string; proposal: string }[];
  ask?: Question;
  /** "Sinh hoạt và báo cáo trước ngày 30/6": the stages named before it, whose date that may be too. */
  beside?: StageKind[];
}

/** Words of a time that carries no date: "khi có tài liệu", "theo hướng dẫn riêng". */
const TIMELESS =
  /(?:^|\s)(?:khi|sau|trước|ngay|dịp|thông báo|hướng dẫn|thời gian|kịp thời|linh hoạt|phù hợp|tháng|quý|tuần|kỳ)(?:\s|[.,;]|$)/u;
/** A sentence about preparing, not about a stage. */
const LOGISTICS =
  /(?:cung cấp|phát hành|biên soạn|chuẩn bị|in|gửi) (?:\S+ ){0,3}(?:tài liệu|đề cương|đề dẫn)|(?:tài liệu|đề cương)[^.;]{0,30}(?:gửi|phát hành|cung cấp|in xong)|dự toán|quyết toán|kinh phí/u;

/** Who inspects or sums up a study does not study: "kiểm tra việc sinh hoạt trong tháng 9". */
const SUPERVISING =
  /(?:^|[\s,])(?:kiểm tra|giám sát|đôn đốc|theo dõi|dự(?: và|,)? chỉ đạo|dự|sơ kết|tổng kết|kiểm điểm|tuyên truyền|khen thưởng|biên soạn|tham mưu|thẩm định|phê duyệt|rút kinh nghiệm)(?=[\s,:])(?! kiến)/u;

/** `heading`: the stages that the sub-heading above names. */
export interface Surroundings {
  heading: StageKind[];
  year: Year;
}

/** The stages that one unit of a topic's body states. */
export function statedStages(unit: Unit, around: Surroundings): StatedStage[] {
  const label = stageLabel(unit.key);
  if (label?.aside) return [];
  const stages: StatedStage[] = [];
  let last: StageKind[] = [];
  let before: Sentence | undefined;
  for (const sentence of sentencesOf(unit.text)) {
    const key = unit.key.slice(sentence.from, sentence.from + sentence.text.length);
    const own = label && sentence.from === 0 ? label : null;
    const all = timesIn(sentence.text, around.year);
    const naming = namingWords(key, all);
    const { words } = naming;
    if (LOGISTICS.test(key) && words.length === 0) continue;
    const times = narrowed(
      all.filter((time) => !isAside(key, time, all) && !onlyBegins(time, all)),
      sentence.text,
    );
    for (const [index, time] of times.entries()) {
      const kinds = kindsAt(key, naming, time, own, times[index + 1]) ?? (own?.kinds.length ? own.kinds : null);
      const named = kinds ?? (last.length > 0 ? last : around.heading.length > 0 ? around.heading : null);
      const unsure = named && kinds ? unsureStage(clauseBefore(key, naming, time), named, time.phrase.kind === 'deadline') : null;
      const place = unit.placeOf(sentence.from + time.from);
      // "Chi bộ triển khai học tập. Hoàn thành trong tháng 4.": the first sentence tells the stage, the second its date
      const apart = words.length > 0 || stageLabel(key) !== null || last.length === 0;
      const told = apart || !before ? sentence : { from: before.from, text: `${before.text} ${sentence.text}` };
      const whom = times.length > 1 ? audienceIn(sentence.text, times[index - 1]?.to ?? own?.from ?? 0, time.from) : null;
      const generic = own?.time ?? label?.time ?? false;
      const found = stagesAt({ named, unsure, generic }, time, told, place, around.year);
      const beside = index === 0 && kinds?.[0] === 'reporting' && !own?.kinds.length ? namedBefore(naming, time) : [];
      stages.push(
        ...found.map((stage) => ({
          ...stage,
          ...(whom !== null && stage.audience === undefined && { audience: whom }),
          ...(beside.length > 0 && { beside }),
        })),
      );
    }
    before = sentence;
    const said = words.at(-1);
    if (said) last = [said.kind];
  }
  if (stages.length === 0 && label && label.kinds.length > 0) stages.push(...timeless(unit, label));
  return stages;
}

/** "Tổ chức sinh hoạt và gửi báo cáo trước ngày 30/6": what else the date may be of. */
const namedBefore = ({ words }: Naming, { from }: Time): StageKind[] => [
  ...new Set(words.flatMap(({ kind, to }) => (kind !== 'reporting' && to <= from ? [kind] : []))),
];

/** A label that names a stage, and no date behind it. */
function timeless(unit: Unit, label: StageLabel): StatedStage[] {
  const rest = unit.key.slice(label.from);
  if (rest === '' || rest.length > 200 || !(label.time || TIMELESS.test(rest))) return [];
  const ask = { reason: 'không nêu ngày, tháng hoặc quý cụ thể', proposal: 'Đề nghị thống nhất thời hạn và ghi căn cứ.' };
  return label.kinds.map((kind) => ({
    kind,
    opens: null,
    due: null,
    tentative: false,
    said: unit.text,
    place: unit.placeOf(0),
    doubts: [],
    ask,
  }));
}

/** In brackets or of the past ("đã sinh hoạt trong tháng 12/2023"): told in passing. */
export function isAside(key: string, { from }: Time, all: Time[]): boolean {
  if (isLogistics(key, from, all)) return true;
  if (inBrackets(key, from) && all.some((other) => !inBrackets(key, other.from))) return true;
  const before = key.slice(0, from);
  const clause = before.slice(
    Math.max(before.lastIndexOf(','), before.lastIndexOf(';'), before.lastIndexOf('('), before.lastIndexOf(':')) + 1,
  );
  return /(?:^|\s)đã\s/u.test(clause) || /sinh ngày $|thay thế/u.test(clause);
}

/** A clause about preparing inside a sentence about a stage. */
function isLogistics(key: string, at: number, all: Time[]): boolean {
  const naming = namingWords(key, all);
  if (isAround(key, at, naming)) return true;
  const end = key.indexOf(';', at);
  const start = key.lastIndexOf(';', at) + 1;
  const clause = key.slice(start, end < 0 ? key.length : end);
  const first = naming.words.find(({ from }) => from >= start && from < start + clause.length);
  const lead = clause.slice(0, first ? first.from - start : undefined);
  const sumsUp = first?.kind === 'reporting' && /(?:^|\s)(?:sơ kết|tổng kết)(?:,| và) (?:gửi )?$/u.test(lead);
  return (LOGISTICS.test(clause) && !first) || (!sumsUp && SUPERVISING.test(lead));
}

/** "ngay sau khi sinh hoạt, chậm nhất ngày 20/5": a day stands beside it. */
const onlyBegins = ({ phrase }: Time, all: Time[]): boolean =>
  phrase.relative?.days === 0 && all.some((other) => other.phrase.relative === undefined && other.phrase.end !== null);

/** The bracket around a place, -1 without one. */
const bracketAt = (key: string, at: number): number =>
  key.lastIndexOf('(', at) > key.lastIndexOf(')', at) ? key.lastIndexOf('(', at) : -1;
const inBrackets = (key: string, at: number): boolean => bracketAt(key, at) >= 0;

/** "trong quý II/2025, chậm nhất ngày 15/6/2025": one window with an earlier end. */
function narrowed(times: Time[], text: string): Time[] {
  const kept: Time[] = [];
  for (const time of times) {
    const window = kept.at(-1);
    const { start, end } = window?.phrase ?? { start: null, end: null };
    const due = time.phrase.end;
    const isWithin = start !== null && end !== null && due !== null && start <= due && due <= end;
    const beside = window && /^\s*(?:,|và|, và)?\s*$/u.test(text.slice(window.to, time.from));
    if (
      window &&
      beside &&
      isWithin &&
      window.phrase.kind === 'window' &&
      time.phrase.kind === 'deadline' &&
      time.phrase.start === null
    )
      kept[kept.length - 1] = {
        ...time,
        from: window.from,
        phrase: { ...time.phrase, start, tentative: time.phrase.tentative || window.phrase.tentative },
      };
    else kept.push(time);
  }
  return kept;
}

/** The stages that the words around a time name: its label's, unless a later clause names its own. */
function kindsAt(
  key: string,
  { words, begins }: Naming,
  time: Time,
  label: StageLabel | null,
  next: Time | undefined,
): StageKind[] | null {
  const body = label && time.from >= label.from ? label.from : 0;
  if (label && label.kinds.length > 0) {
    const clause = Math.max(key.lastIndexOf(';', time.from), key.lastIndexOf(', sau đó', time.from));
    const opening = clause < body ? undefined : words.find(({ from, to }) => from > clause && to <= time.from);
    const own = begins.findLast((begin) => begin <= time.from) ?? 0;
    // "Sinh hoạt: tháng 5, báo cáo trước ngày 10/6"
    const sent = words.find(({ kind, from, to }) => kind === 'reporting' && from >= Math.max(own, body) && to <= time.from);
    const says = opening ?? sent;
    return says ? [says.kind] : label.kinds;
  }
  const inside = ({ from, to }: StageWord) => !time.phrase.relative && from >= time.from && to <= time.to;
  const apart = ({ from }: StageWord) => bracketAt(key, from) >= 0 && bracketAt(key, from) !== bracketAt(key, time.from);
  const before = words.filter((word) => word.from >= body && !apart(word) && (word.to <= time.from || inside(word)));
  const nearest = before.at(-1);
  if (nearest) return groupBefore(key, before, nearest);
  const after = words.find(({ from }) => from >= time.to);
  // "Tháng 9, báo cáo trước ngày 10/10": that word has a time of its own
  const others = next && after && begins.some((begin) => begin >= time.to && begin <= after.from);
  const ofNext = others && words.findLast(({ to }) => to <= next.from) === after;
  return after && !ofNext ? [after.kind] : null;
}

/** "học tập, sinh hoạt": words that only a comma or "và" parts share the time. */
function groupBefore(key: string, before: StageWord[], nearest: StageWord): StageKind[] {
  let first = nearest;
  for (const word of before.toReversed()) {
    if (word === nearest) continue;
    if (!SHARING.test(key.slice(word.to, first.from))) break;
    first = word;
  }
  return kindsOf(key.slice(first.from, nearest.to));
}

const SHARING = /^(?:(?:,| và|, và| \/)? ?|(?: chuyên đề)? (?:kết hợp|gắn|lồng ghép)(?: với)? )(?:tổ chức )?$/u;

/** What stands before a time, from the clause on that names its stage. */
function clauseBefore(key: string, { words, begins }: Naming, { from }: Time): string {
  const named = words.findLast((word) => word.from < from)?.from ?? from;
  return key.slice(begins.findLast((begin) => begin <= named) ?? 0, from);
}

/** Which stages, as far as the words tell. `generic`: behind "Thời gian:". */
interface Told {
  named: StageKind[] | null;
  unsure: Unsure | null;
  generic: boolean;
}

function stagesAt(
  { named, unsure: open, generic }: Told,
  time: Time,
  sentence: Sentence,
  place: DraftPlace,
  year: Year,
): StatedStage[] {
  const { ask, ...dates } = datesOf(time.phrase, year.years.length === 1 ? (year.years[0] ?? null) : null);
  const doubts = (time.phrase.warnings ?? []).map((reason) => ({ reason, proposal: 'Đề nghị kiểm tra lại với văn bản.' }));
  if (open) doubts.push(open.question);
  else if (!named && !generic)
    doubts.push({ reason: 'không rõ thời gian này của bước nào', proposal: 'Hiểu là sinh hoạt chuyên đề.' });
  const kinds: StageKind[] = open ? [open.kind] : (named ?? ['session']);
  const unsure = open !== null || (!named && !generic);
  return kinds.map((kind) => ({
    kind,
    ...(unsure ? { ...NOTHING, tentative: dates.tentative } : dates),
    said: sentence.text,
    place,
    ...(time.phrase.audience !== undefined && { audience: time.phrase.audience }),
    doubts,
    ...(ask && { ask }),
  }));
}

const NOTHING = { opens: null, due: null };

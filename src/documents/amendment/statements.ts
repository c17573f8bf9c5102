/**
 * What one sentence of an amending document states, with what is known from the lines above it.
 *
 * @module
 */
import type { StageKind } from '../../domain/plan';
import type { PhraseContext } from '../../domain/time-phrases';
import { sentencesOf } from '../draft/sentences';
import type { DraftPlace } from '../draft/types';
import type { Unit } from '../draft/units';
import { partOf } from './audience';
import {
  BEGINS_ONLY,
  DENIED,
  forSome,
  LEFT_WITHOUT_DATE,
  OF_CITED,
  ONE_AFTER_ANOTHER,
  TOPIC_OF_BEFORE,
  TOPIC_OF_TITLE,
  UNSURE_KIND,
} from './doubts';
import { blanked, mentionsIn, type FoundMention } from './mentions';
import { movedTimes, type MovedTime } from './moved-times';
import { topicsAt } from './nearest-topics';
import { oldEnds, oldTimes } from './old-times';
import { shiftIn } from './shifts';
import { type Aside, type Doubt, type Mention, type Statement, undatedStatement } from './types';
import {
  changeWords,
  citations,
  isBeginning,
  isDenied,
  isKept,
  isLeftOpen,
  isOfEvent,
  isStopped,
  isTold,
  kindsNamed,
  movesOn,
  owesDate,
} from './words';
import { withTheirEnds } from './window-ends';

/** What the lines above name. */
export interface Above {
  topics: Mention[];
  kinds: StageKind[];
  /** The line stands in a list of changes. */
  listed: boolean;
  /** Title or subject speak of changes. */
  announced: boolean;
  /** The topics are the title's, and these its stages: no line above names one. */
  titleKinds?: StageKind[];
  /** The topics are those of the paragraph before. */
  ofBefore?: boolean;
}

export interface Stated {
  statements: Statement[];
  asides: Aside[];
  /** A date for a stage without a topic or a word of change. */
  unsure: Statement[];
  /** What the last sentence named, for lines below. */
  topics: Mention[];
  kinds: StageKind[];
}

interface Sentence {
  text: string;
  key: string;
  placeOf: (offset: number) => DraftPlace;
  mentions: FoundMention[];
  times: MovedTime[];
  /** Topics and cited documents blanked: what stages are read from. */
  bare: string;
}

/** Why, or by what: no date of it is a deadline. */
const GROUNDS = /^(?:căn cứ|theo|qua|thực hiện|xét|do|vì|để|nhằm|hiện nay|trước tình hình)\s/u;
/** Characters; the time phrases read no more. */
const LONGEST_SENTENCE = 2000;
const UNREAD: Omit<Statement, 'topics' | 'said' | 'place'> = {
  kinds: [],
  time: null,
  old: [],
  deadline: false,
  moved: false,
  sense: 'changed',
  doubts: [{ reason: 'câu quá dài, không đọc hết được', proposal: 'Đề nghị đối chiếu và ghi từng thời hạn.' }],
};

/** "Công văn số 10-CV/… về lùi … đến ngày 10/7": what the other document said, no clause of this one between. */
function isOfCited(key: string, at: number): boolean {
  const cited = citations(key).findLast(({ to }) => to <= at);
  return cited !== undefined && !/[,;:.()]/u.test(key.slice(cited.to, at));
}

/** The statements of a unit, sentence by sentence. */
export function statementsOf(unit: Unit, above: Above, ctx: PhraseContext): Stated {
  const stated: Stated = { statements: [], asides: [], unsure: [], topics: above.topics, kinds: above.kinds };
  let { titleKinds, ofBefore } = above;
  let goesOn = false;
  for (const { text, from } of sentencesOf(unit.text, true)) {
    const key = unit.key.slice(from, from + text.length);
    const mentions = mentionsIn(key, text);
    const bare = blanked(text, [...mentions, ...citations(key)]);
    // cited documents keep their dates: that they are cited tells the time phrases what these are
    const times = movedTimes(blanked(text, mentions), ctx);
    const sentence = { text, key, placeOf: (offset: number) => unit.placeOf(from + offset), mentions, times, bare };
    const listed =
      above.listed || (goesOn && stated.statements.length > 0) || (above.announced && /^cụ thể(?![\p{L}])/u.test(key));
    const { announced } = above;
    readSentence(
      sentence,
      {
        listed,
        announced,
        topics: stated.topics,
        kinds: stated.kinds,
        ...(titleKinds && { titleKinds }),
        ...(ofBefore && { ofBefore }),
      },
      stated,
    );
    if (mentions.length > 0) titleKinds = ofBefore = undefined;
    goesOn = /;\s*$/u.test(text);
  }
  stated.statements = withTheirEnds(stated.statements);
  return stated;
}

function readSentence(sentence: Sentence, above: Above, stated: Stated): void {
  const { text, key, mentions, times, bare, placeOf } = sentence;
  if (text.length > LONGEST_SENTENCE && changeWords(key).length > 0) {
    stated.statements.push({
      ...UNREAD,
      topics: mentions.map(({ mention }) => mention),
      said: `${text.slice(0, 300)}…`,
      place: placeOf(0),
    });
    return;
  }
  const changes = changeWords(key);
  const aside = (at: number) => stated.asides.push({ said: text, place: placeOf(at) });
  const unsure = ({ from }: MovedTime, topics: Mention[], kinds: StageKind[]) =>
    stated.unsure.push(undatedStatement({ topics, kinds, doubts: [], said: text, place: placeOf(from) }));
  const told = isTold(key) && changes.length === 0;
  let kindsBefore = above.kinds;
  let clauseFrom = 0;
  let used = false;
  for (const [index, time] of times.entries()) {
    if (time.role === 'old') continue;
    const cue = changes.findLast(({ from }) => from >= clauseFrom && from < time.from);
    const behindCue = kindsNamed(bare.slice(cue?.from ?? clauseFrom, time.from));
    // "Hội nghị quán triệt chuyển sang ngày …": the stage stands before the word of change
    const named = behindCue.kinds.length > 0 ? behindCue : kindsNamed(bare.slice(clauseFrom, time.from));
    const topics = topicsAt(mentions, time, above);
    const begins = !mentions.some(({ from }) => from < time.from) && named.kinds.length === 0;
    const later = changes.some(({ from }) => from > time.to);
    const grounds = GROUNDS.test(key) && later && cue === undefined;
    const passing = grounds || isOfEvent(key.slice(Math.max(0, clauseFrom), time.from)) || (begins && later && isBareDay(time));
    if (told || passing || toldHere(key, clauseFrom, time, cue !== undefined)) {
      aside(time.from);
      continue;
    }
    const behind = named.kinds.length === 0 && begins ? kindsNamed(bare.slice(time.to)).kinds : [];
    const kinds = named.kinds.length > 0 ? named.kinds : behind.length > 0 ? behind : kindsBefore;
    const own = mentions.length > 0 || named.kinds.length > 0 || behind.length > 0;
    const old = oldTimes(times, index);
    const isChange = changes.length > 0 || old.length > 0 || above.listed;
    const asks = cue !== undefined && topics.length === 0;
    if (
      !own &&
      !asks &&
      !(above.listed && (topics.length > 0 || kinds.length > 0)) &&
      !(changes.length > 0 && topics.length > 0)
    ) {
      if (isDeadlineLabel(key.slice(clauseFrom, time.from))) unsure(time, topics, kinds);
      else aside(time.from);
      continue;
    }
    const kept = keptHere(key, Math.max(clauseFrom, (cue?.from ?? 0) - NOT.length), time) && old.length === 0;
    if (topics.length === 0 && (!isChange || kept)) {
      const isStage = !kept && !GROUNDS.test(key) && named.kinds.length > 0 && !isPreparing(bare.slice(clauseFrom, time.to));
      if (isStage) unsure(time, topics, kinds);
      else aside(time.from);
      continue;
    }
    const onlyListed = named.kinds.every((kind) => kind === 'selection') && /danh sách/u.test(key.slice(clauseFrom, time.from));
    if (isPreparing(bare.slice(clauseFrom, time.to)) && (named.kinds.length === 0 || onlyListed)) {
      aside(time.from);
      continue;
    }
    const [to, next] = [Math.max(time.to, ...oldEnds(times, index)), times.slice(index + 1).find(({ role }) => role === 'new')];
    const clause = { before: bare.slice(clauseFrom, time.from), behind: bare.slice(to, next?.from) };
    const shift = shiftIn(key.slice(clauseFrom, time.from)) ?? shiftIn(/^\s*\([^)]*\)/u.exec(key.slice(time.to))?.[0] ?? '');
    const partial = partOf(clause, time.phrase, next !== undefined);
    const stopped = isStopped(key.slice(clauseFrom, time.from), key.slice(time.from, to));
    const begun =
      !kinds.includes('briefing') &&
      isBeginning(key.slice(clauseFrom, time.from), key.slice(time.from, time.to), key.slice(time.to));
    const doubts: Doubt[] = [
      ...(isDenied(key.slice(clauseFrom, time.from)) ? [DENIED] : []),
      ...(stopped ? [LEFT_WITHOUT_DATE] : []),
      ...(begun ? [BEGINS_ONLY] : []),
      ...(isOfCited(key, time.from) ? [OF_CITED] : []),
      ...(named.doubtful && behindCue.kinds.length === 0 ? [UNSURE_KIND] : []),
      ...(partial === null ? [] : [forSome(partial)]),
      ...(/lần lượt/u.test(key) ? [ONE_AFTER_ANOTHER] : []),
      ...(mentions.length === 0 && above.ofBefore ? [TOPIC_OF_BEFORE] : []),
      ...(mentions.length === 0 && above.titleKinds && !isOfTitle(named.kinds, above.titleKinds, key.slice(clauseFrom, time.from))
        ? [TOPIC_OF_TITLE]
        : []),
    ];
    stated.statements.push({
      topics,
      kinds,
      time: { text: time.text, phrase: time.phrase },
      old,
      deadline: /(?:thời hạn|hạn (?:nộp|gửi|cuối|chót)|hoàn thành)/u.test(
        key.slice(Math.max(clauseFrom, cue?.from ?? 0), time.from),
      ),
      moved: movesOn(key.slice(clauseFrom, time.from)) && !IS_NOW.test(key.slice(clauseFrom, time.from)),
      ...(shift && { shift }),
      sense: !kept && (isChange || stopped) ? 'changed' : 'kept',
      doubts,
      said: text,
      place: placeOf(time.from),
    });
    used = true;
    kindsBefore = kinds;
    stated.topics = topics;
    stated.kinds = kinds;
    clauseFrom = to;
  }
  if (!used && times.some(({ role }) => role === 'old') && !told) aside(0);
  if (!used) undated(sentence, above, stated, isKept(key) || told);
}

/** "Hạn cuối cùng: 20/9/2025": whose, the line does not say. */
const isDeadlineLabel = (clause: string): boolean => /(?:^|[,;(]\s*)(?:thời hạn|hạn)(?![\p{L}])[^,;:]{0,30}:?\s*$/u.test(clause);

/** The stage is one that the title names, or none is named in a line that begins "Thời gian: …". */
function isOfTitle(named: StageKind[], ofTitle: StageKind[], clause: string): boolean {
  if (named.length === 0) return /^\s*(?:thời (?:gian|hạn|điểm)|hạn)(?![\p{L}])[^,;]{0,12}:/u.test(clause);
  return named.every((kind) => ofTitle.includes(kind) || (ofTitle.length === 0 && kind !== 'reporting'));
}

/** "Gia hạn … thêm 15 ngày", "Tạm hoãn hội nghị …": a change whose date is not given. */
function undated({ text, key, mentions, bare, placeOf }: Sentence, above: Above, stated: Stated, settled: boolean): void {
  const topics = mentions.map(({ mention }) => mention);
  const named = kindsNamed(bare);
  const whose = topics.length > 0 ? topics : above.topics;
  if (topics.length > 0) stated.topics = topics;
  if (named.kinds.length > 0) stated.kinds = named.kinds;
  const shift = shiftIn(key);
  const names = topics.length > 0 || named.kinds.length > 0 || shift !== null;
  // "V/v lùi thời gian sinh hoạt chuyên đề": which topics, the sentences behind it tell
  if (!(owesDate(key) || shift !== null) || settled || /[:]\s*$/u.test(key) || !names) return;
  if (whose.length === 0 && shift === null && !isLeftOpen(key)) return;
  stated.statements.push(
    undatedStatement({
      topics: whose,
      kinds: named.kinds.length > 0 ? named.kinds : above.kinds,
      doubts: [
        shift === null
          ? LEFT_WITHOUT_DATE
          : { reason: `“${shift.said}” là số ngày tính thêm hoặc bớt, không nêu ngày mới`, proposal: 'Đề nghị ghi ngày mới.' },
      ],
      said: text,
      place: placeOf(0),
    }),
  );
}

/** "được sửa đổi thành: “Từ ngày …": what follows is the new wording, whole. */
const IS_NOW = /(?:thành|là|như sau|sang|thời (?:gian|hạn) mới)\s*:?\s*[“"«]?\s*$/u;

/** Before "thay đổi", "điều chỉnh": nothing changes. */
const NOT = 'không ';

/** "giữ nguyên đến hết ngày …", "đến hết ngày … theo Kế hoạch". */
function keptHere(key: string, from: number, { from: at, to }: MovedTime): boolean {
  const behind = /^[^,;.]*/u.exec(key.slice(to))?.[0] ?? '';
  return isKept(key.slice(from, at)) || isKept(behind) || /^\s*theo (?:đúng )?(?:quy định|tiến độ|kế hoạch)/u.test(behind);
}

const isBareDay = ({ phrase }: MovedTime) => phrase.start !== null && phrase.start === phrase.end;

/** "(đã sinh hoạt trong tháng 5)": of the past, though the sentence changes something else. */
function toldHere(key: string, from: number, time: MovedTime, changed: boolean): boolean {
  const clause = key.slice(from, time.from);
  const bracket = clause.lastIndexOf('(');
  if (bracket > clause.lastIndexOf(')') && isTold(clause.slice(bracket + 1))) return true;
  if (changed) return false;
  const at = Math.max(clause.lastIndexOf(','), clause.lastIndexOf('('), clause.lastIndexOf(';'));
  return isTold(clause.slice(at + 1));
}

/** A clause about papers, money or opinions: "biên soạn tài liệu trước ngày …". */
const isPreparing = (text: string): boolean =>
  /(?:tài liệu|đề cương|đề dẫn|dự toán|kinh phí|phản ánh|góp ý|danh sách|công văn này|thông báo này|hiệu lực)/iu.test(text);

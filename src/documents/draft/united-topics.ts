/**
 * What several places say of one topic, put together: a list of topics, and the times that a table or another section gives
 * them by number or title.
 *
 * @module
 */
import { foldedKey } from './folding';
import type { StatedStage } from './stages';
import { statedStages } from './stages';
import { stageWords } from './stage-words';
import { timesIn, type Year } from './times';
import type { Head } from './topic-heads';

export interface StatedTopic extends Head {
  stages: StatedStage[];
}

export interface TopicPiece extends StatedTopic {
  /** It only names a topic that stands elsewhere. */
  refers?: boolean;
  /** Nothing tells whose stages they are. */
  ofUnknown?: boolean;
  /** From a table. */
  tabled?: boolean;
}

/** Pieces that refer to no topic, or to one of several, are left out: their dates are asked. */
export function united(pieces: TopicPiece[], year: Year): StatedTopic[] {
  const topics: TopicPiece[] = [];
  for (const piece of pieces.filter(({ refers, ofUnknown }) => !refers && !ofUnknown)) {
    const same = topics.find((topic) => isSame(topic, piece, year));
    // times without the topic that they restate
    if (!same && topics.length > 0 && isRestated(piece, year)) continue;
    if (!same) topics.push(piece);
    else {
      same.stages = [...same.stages, ...restated(piece, year)];
      if (same.title === '') same.title = piece.title;
    }
  }
  const referring = pieces.filter(({ refers }) => refers);
  for (const piece of referring) {
    const topic = referred(topics, piece);
    if (topic) topic.stages = [...topic.stages, ...piece.stages];
    else if (piece.title !== '' || topics.every(({ refers }) => refers)) topics.push(piece);
  }
  return topics.length > 0 ? topics : pieces.filter(({ ofUnknown }) => ofUnknown);
}

function isSame(topic: TopicPiece, piece: TopicPiece, year: Year): boolean {
  const sameNumber = topic.number !== null && topic.number === piece.number;
  if (sameNumber && (piece.title === '' || isRestated(piece, year))) return true;
  // two headings may have one title on purpose: only what has no dates yet is filled
  const either = topic.tabled !== piece.tabled || topic.stages.length === 0;
  return either && sameTitle(topic.title, piece.title);
}

/** "Chuyên đề 1: tháng 3/2025", "Chuyên đề 1: học tập trong tháng 3": what a later list says of that topic. */
function isRestated({ title, stages }: TopicPiece, year: Year): boolean {
  // an anniversary is what a topic is about
  if (/^(?:kỷ niệm|chào mừng)(?:\s|$)/u.test(foldedKey(title))) return false;
  const times = timesIn(title, year);
  if (times.reduce((sum, { from, to }) => sum + to - from, 0) > title.length * 0.6) return true;
  return times.length > 0 && stages.length === 0 && stageWords(foldedKey(title))[0]?.from === 0;
}

function restated(piece: TopicPiece, year: Year): StatedStage[] {
  if (!isRestated(piece, year)) return piece.stages;
  const { title: text, place } = piece;
  const unit = { text, key: foldedKey(text), label: null, heading: false, parted: true, placeOf: () => place };
  return [...piece.stages, ...statedStages(unit, { heading: ['session'], year })];
}

/** The one topic that a piece names; null where none or several do. */
function referred(topics: TopicPiece[], { number, title }: TopicPiece): TopicPiece | null {
  if (title !== '') {
    const titled = topics.filter((topic) => sameTitle(topic.title, title));
    if (titled.length > 0) return titled.length === 1 ? (titled[0] ?? null) : null;
    const numbered = topics.filter((topic) => topic.number === number && topic.title === '');
    return numbered.length === 1 ? (numbered[0] ?? null) : null;
  }
  const numbered = topics.filter((topic) => topic.number === number);
  if (numbered.length > 0) return numbered.length === 1 ? (numbered[0] ?? null) : null;
  // a list that numbers its topics as list items alone
  return topics.every((topic) => topic.number === null) ? (topics[(number ?? 0) - 1] ?? null) : null;
}

const plain = (title: string) =>
  foldedKey(title)
    .replace(/[^\p{L}\d]+/gu, ' ')
    .trim();

export function sameTitle(a: string, b: string): boolean {
  const [x, y] = [plain(a), plain(b)];
  return x !== '' && y !== '' && (x === y || (x.length > 20 && y.startsWith(x)) || (y.length > 20 && x.startsWith(y)));
}

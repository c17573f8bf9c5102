/**
 * Which topics of a running plan a mention means. Several or none is an answer too: it is asked, never guessed.
 *
 * @module
 */
import type { PlanDocument, TopicSpec } from '../../domain/plan';
import { foldedKey } from '../draft/folding';
import type { Mention } from './types';

export interface Matched {
  topics: TopicSpec[];
  /** Set when the topics have to be asked: why. `topics` are then candidates. */
  doubt: string | null;
}

/** All mentions of one statement together. */
export function matched(mentions: Mention[], plan: PlanDocument): Matched {
  const meant = mentions.filter((mention) => !isNoName(mention, plan));
  const [first, ...others] = meant;
  if (!first) return { topics: [], doubt: 'câu không nêu chuyên đề nào' };
  const results = meant.map((mention) => matchedOne(mention, plan));
  const doubt = results.find((result) => result.doubt !== null);
  // a number with its title behind it: "Chuyên đề 2: “Tự soi, tự sửa”"
  if (
    first.form === 'numbers' &&
    first.numbers.length === 1 &&
    others.length > 0 &&
    others.every(({ form }) => form === 'title')
  ) {
    const [numbered, ...titled] = results;
    const agree = titled.every(({ topics }) => topics.length === 0 || topics.some(({ id }) => id === numbered?.topics[0]?.id));
    if (numbered && agree) return numbered;
    return {
      topics: unique(results.flatMap(({ topics }) => topics)),
      doubt: `“${first.said}” và tên chuyên đề trong câu không cùng một chuyên đề của kế hoạch`,
    };
  }
  return { topics: unique(results.flatMap(({ topics }) => topics)), doubt: doubt?.doubt ?? null };
}

/** "Chuyên đề" with words behind it that no topic is called by. */
const isNoName = (mention: Mention, plan: PlanDocument): boolean =>
  mention.form === 'title' && mention.loose === true && byTitle(mention.words, plan).topics.length === 0;

const unique = (topics: TopicSpec[]) => topics.filter((topic, n) => topics.indexOf(topic) === n);

function matchedOne(mention: Mention, plan: PlanDocument): Matched {
  switch (mention.form) {
    case 'numbers':
      return byNumbers(mention.numbers, mention.year, plan);
    case 'title':
      return byTitle(mention.words, plan);
    case 'choice': {
      const topics = plan.topics.filter(({ choice }) => choice);
      return { topics, doubt: topics.length === 1 ? null : `kế hoạch có ${topics.length} chuyên đề tự chọn` };
    }
    case 'all':
      return { topics: plan.topics, doubt: mention.sure ? null : `“${mention.said}”: chưa rõ là tất cả hay một số chuyên đề` };
    case 'unclear':
      return { topics: plan.topics, doubt: `“${mention.said}”: chưa rõ là chuyên đề nào` };
  }
}

/** The number that the plan calls a topic by: of "Chuyên đề 3/2023", else its place. */
export function topicNumber({ short, ordinal }: TopicSpec): number {
  const written = /(?:chuyên đề|cđ)\s*(?:số\s*)?(\d{1,2})(?!\d)/u.exec(foldedKey(short))?.[1];
  return written === undefined ? ordinal : Number(written);
}

function byNumbers(numbers: number[], year: number | null, plan: PlanDocument): Matched {
  if (year !== null && year !== plan.year)
    return { topics: [], doubt: `câu nói về chuyên đề của năm ${year}, kế hoạch đang thực hiện là năm ${plan.year}` };
  const found = numbers.map((number) => ({ number, topics: plan.topics.filter((topic) => topicNumber(topic) === number) }));
  const unknown = found.find(({ topics }) => topics.length !== 1);
  return {
    topics: found.flatMap(({ topics }) => topics),
    doubt: unknown
      ? `kế hoạch ${unknown.topics.length === 0 ? 'không có' : `có ${unknown.topics.length}`} Chuyên đề ${unknown.number}`
      : null,
  };
}

/** Letters and digits, one space between words: quotes, commas and tone placement are no difference. */
export const plainWords = (text: string): string =>
  foldedKey(text)
    .replace(/[^\p{L}\d]+/gu, ' ')
    .trim();

function byTitle(words: string, plan: PlanDocument): Matched {
  const wanted = plainWords(words).replace(/^(?:chuyên đề |cđ )(?:về )?/u, '');
  const holds = (topic: TopicSpec, part: string) => ` ${plainWords(`${topic.short} ${topic.title}`)} `.includes(` ${part} `);
  const contains = (topic: TopicSpec) => {
    const title = plainWords(topic.title);
    return title.split(' ').length >= 4 && ` ${wanted} `.includes(` ${title} `);
  };
  const exact = plan.topics.filter((topic) => wanted !== '' && (holds(topic, wanted) || contains(topic)));
  const topics = exact.length > 0 ? exact : plan.topics.filter(({ title }) => isShortFor(wanted, plainWords(title)));
  if (topics.length === 1 && wanted.split(' ').length >= 2) return { topics, doubt: null };
  return {
    topics,
    doubt:
      topics.length === 0
        ? `không có chuyên đề nào của kế hoạch mang tên “${words.trim()}”`
        : `“${words.trim()}” có trong tên của ${topics.length} chuyên đề: ${topics.map(({ short }) => short).join(', ')}`,
  };
}

const FILLERS = ['và', 'của', 'các', 'những', 'về', 'với', 'gắn', 'trong', 'đồng', 'chí', 'năm', 'nội', 'dung', 'chuyên', 'đề'];
/** Fewer words may stand in any title. */
const LEAST_WORDS = 4;

/** A title with words left out: "Tác phẩm của đồng chí Tổng Bí thư …" for "Tác phẩm “…” của đồng chí Tổng Bí thư …". */
function isShortFor(wanted: string, title: string): boolean {
  const words = wanted.split(' ').filter((word) => !FILLERS.includes(word));
  if (words.length < LEAST_WORDS) return false;
  let at = 0;
  const rest = title.split(' ');
  return words.every((word) => {
    at = rest.indexOf(word, at) + 1;
    return at > 0;
  });
}

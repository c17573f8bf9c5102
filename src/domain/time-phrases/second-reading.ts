/**
 * Reads again with a doubtful word put right. Where that changes nothing the slip is none of ours; where the word is no
 * word and can mean one thing only, that is read, with a warning; everything else is asked, with the second reading as
 * the proposal.
 *
 * @module
 */
import { isKnown } from './language';
import { MOST_SUSPECTS, repairsAt, type Repair } from './repairs';
import type { Token, Tokens } from './tokens';
import type { FoundPhrase, Phrase } from './types';
import { ask } from './verdict';

type Reader = (list: Token[]) => FoundPhrase[];

export function readAgain({ list, unaccented }: Tokens, read: Reader): FoundPhrase[] {
  let tokens = list;
  let phrases = read(tokens);
  const asked: FoundPhrase[] = [];
  let suspects = 0;
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    const repairs = repairsAt(tokens, at, unaccented);
    // a known word that belongs to a phrase is what it is
    const belongs =
      token !== undefined && isKnown(token.key) && phrases.some(({ from, to }) => from <= token.from && token.to <= to);
    if (repairs.length === 0 || belongs) continue;
    suspects += 1;
    if (suspects > MOST_SUSPECTS) return phrases.map((found) => questioned(found, 'quá nhiều từ chưa rõ'));
    const current = tokens;
    const readings = repairs.map((repair) => ({ repair, phrases: read(current.toSpliced(at, repair.count, ...repair.tokens)) }));
    const other = readings.filter((reading) => !sameAll(reading.phrases, phrases));
    const [first] = other;
    if (!first) continue;
    const agreed = other.every((reading) => sameAll(reading.phrases, first.phrases));
    // "thàng 3": a wrong tone is likelier than a wrong letter that would change nothing
    const certain = agreed && (other.length === readings.length || first.repair.toneOnly);
    if (certain && first.repair.noWord) {
      tokens = tokens.toSpliced(at, first.repair.count, ...first.repair.tokens);
      phrases = warned(first.phrases, phrases, first.repair);
    } else
      asked.push(
        ...doubtful(
          first.phrases,
          phrases,
          first.repair,
          other.every((reading) => sameAll(reading.phrases, first.phrases)),
        ),
      );
  }
  return overlaid(phrases, asked);
}

/** What a plan would do by a phrase. How it was read, its words and place are left out. */
function meaning({ start, end, kind, tentative, boundary, clock, recurrence, relative }: Phrase): string {
  const counted = relative && [relative.anchor, relative.days, relative.unit];
  return JSON.stringify([start, end, kind, tentative, boundary, clock, recurrence, counted]);
}

const overlap = (a: FoundPhrase, b: FoundPhrase) => a.from < b.to && b.from < a.to;
const same = (a: FoundPhrase, b: FoundPhrase) => meaning(a.phrase) === meaning(b.phrase);
const sameAll = (a: FoundPhrase[], b: FoundPhrase[]) =>
  a.length === b.length && a.every((found, n) => b[n] !== undefined && same(found, b[n]) && overlap(found, b[n]));

/** The second reading is taken: what it changed carries a warning. */
function warned(taken: FoundPhrase[], before: FoundPhrase[], { said, meant }: Repair): FoundPhrase[] {
  const warning = `đọc “${said}” là “${meant}”`;
  return taken.map((found) => {
    const old = before.find((each) => overlap(each, found) && same(each, found));
    const kept = old?.phrase.warnings ?? before.find((each) => overlap(each, found))?.phrase.warnings ?? [];
    const warnings = [...new Set([...kept, ...(found.phrase.warnings ?? []), ...(old ? [] : [warning])])];
    const why = old ? old.phrase.why : `${warning}; ${found.phrase.why}`;
    return { ...found, phrase: { ...found.phrase, why, ...(warnings.length > 0 && { warnings }) } };
  });
}

/** What the two readings do not have in common, as questions. */
function doubtful(second: FoundPhrase[], first: FoundPhrase[], { said, meant }: Repair, certain: boolean): FoundPhrase[] {
  const reason = `chưa rõ từ “${said}”${certain ? `, có thể là “${meant}”` : ''}`;
  const changed = second.filter((found) => !first.some((each) => overlap(each, found) && same(each, found)));
  const gone = first.filter((found) => !second.some((each) => overlap(each, found)));
  return [
    ...changed.map((found) => {
      const kind = first.find((each) => overlap(each, found))?.phrase.kind ?? found.phrase.kind;
      return questioned({ ...found, phrase: { ...found.phrase, kind } }, reason, certain ? found.phrase : undefined);
    }),
    ...gone.map((found) => questioned(found, reason)),
  ];
}

function questioned(found: FoundPhrase, reason: string, proposed?: Phrase): FoundPhrase {
  const { start, end, why } = proposed ?? { ...found.phrase, start: null, end: null };
  const unresolved = {
    ...ask(reason, start === null && end === null ? 'Đề nghị kiểm tra lại với văn bản.' : `Hiểu là: ${why}.`),
    ...((start !== null || end !== null) && { dates: { start, end } }),
  };
  const { audience, kind, tentative } = found.phrase;
  return {
    ...found,
    phrase: { start: null, end: null, kind, tentative, unresolved, why: reason, ...(audience !== undefined && { audience }) },
  };
}

/** Questions stand before what they question. */
function overlaid(phrases: FoundPhrase[], asked: FoundPhrase[]): FoundPhrase[] {
  const kept = asked.filter((found, n) => !asked.slice(0, n).some((each) => overlap(each, found)));
  const rest = phrases.filter((found) => !kept.some((each) => overlap(each, found)));
  return [...rest, ...kept].sort((a, b) => a.from - b.from);
}

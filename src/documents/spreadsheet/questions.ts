/**
 * What a file does not say and only a person knows. Each question has a key that stays the same while the file does, so
 * that its answer can be given on the command line and is kept.
 *
 * @module
 */
import { CodedError } from '../../errors';

export interface Question {
  /** For example "issuer", "twice/dbcs-01-khoa-noi". */
  key: string;
  /** Vietnamese, with the place. */
  text: string;
  /** Empty: any text will do. */
  choices: string[];
  /** What is assumed until it is answered; null where nothing is likely. */
  proposal: string | null;
}

export type Answers = ReadonlyMap<string, string>;

/** `key=value` as it is typed. @throws CD_ROSTER_ANSWER */
export function answerFrom(text: string): [key: string, value: string] {
  const at = text.indexOf('=');
  const value = text.slice(at + 1).trim();
  if (at < 1 || value === '')
    throw new CodedError('CD_ROSTER_ANSWER', { text, why: { vi: 'ghi dạng khóa=giá-trị', en: 'write key=value' } });
  return [text.slice(0, at).trim(), value];
}

/** Questions as they come up, each once, with what is assumed meanwhile. */
export class Asked {
  readonly open = new Map<string, Question>();
  /** Keys of every question that came up, answered ones included: other answers are mistaken. */
  readonly known = new Set<string>();

  /** @param remembered of an earlier file: one that fits no more is asked again */
  constructor(
    private readonly answers: Answers,
    private readonly remembered: Answers = new Map(),
  ) {}

  /**
   * The answer, else the proposal, else "".
   * @param takes what else is an answer, besides the choices
   * @throws CD_ROSTER_ANSWER for an answer that is none of the choices
   */
  ask(question: Question, takes: (answer: string) => boolean = () => false): string {
    this.known.add(question.key);
    const before = this.remembered.get(question.key);
    const isAnswer = (text: string) => question.choices.length === 0 || question.choices.includes(text) || takes(text);
    const fits = before !== undefined && isAnswer(before);
    const answer = this.answers.get(question.key) ?? (fits ? before : undefined);
    if (answer === undefined) {
      this.open.set(question.key, question);
      return question.proposal ?? '';
    }
    if (!isAnswer(answer))
      throw new CodedError('CD_ROSTER_ANSWER', {
        text: `${question.key}=${answer}`,
        why: { vi: `chọn một trong: ${question.choices.join(', ')}`, en: `choose one of ${question.choices.join(', ')}` },
      });
    return answer;
  }
}

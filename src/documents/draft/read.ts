/**
 * An issued document → a draft of its plan, with the sentence and place of every value, and what has to be asked.
 * Nothing is invented: a date that the document does not give is null and a question.
 *
 * @module
 * @example
 * const { plan, questions } = await draftPlan(await readFile('ke-hoach.docx'), 'ke-hoach.docx');
 */
import type { CalendarFile } from '../../domain/organisation';
import { CodedError } from '../../errors';
import { loadCalendar } from '../default-calendar';
import { linesApart, type LineReader } from './apart';
import { cleanLines } from './clean';
import { MAX_UNIT } from './limits';
import { otherDocument } from './document-kind';
import { headerOf, type Header } from './header';
import { questionsOf } from './questions';
import { recipientsOf } from './recipients';
import { statedReports, type StatedReport } from './reports';
import { partsOf, type Parts, type Section } from './sections';
import type { Year } from './times';
import { isTopicTitle } from './topic-heads';
import { inOrder, statedTopics } from './topics';
import type { Draft, DraftReport, DraftStage } from './types';
import type { StatedStage } from './stages';
import type { StatedTopic } from './united-topics';
import { unitsOf, type Unit } from './units';
import { unplacedQuestions } from './unplaced';

export interface DraftOptions {
  /** The plan's year, when the document does not say or spans two. */
  year?: number;
  /** Days off and lunar occasions: "trước Tết Nguyên đán". @default calendars/vn.yaml */
  calendar?: CalendarFile;
  /** Whoever reads hundreds of documents of their own may do so in this process: `linesOf`. @default linesApart */
  lineReader?: LineReader;
}

/**
 * Reads txt, md, docx or PDF.
 * @param file its name, for messages
 * @throws CD_DRAFT_EMPTY, CD_DRAFT_FORMAT, CD_DRAFT_SCANNED, CD_DRAFT_PASSWORD, CD_DRAFT_CORRUPT, CD_DRAFT_HOSTILE,
 * CD_DRAFT_TOO_LONG, CD_DRAFT_LEGACY_FONT, CD_DRAFT_NOT_PLAN
 */
export async function draftPlan(bytes: Uint8Array, file: string, options: DraftOptions = {}): Promise<Draft> {
  const units = unitsOf(cleanLines(await (options.lineReader ?? linesApart)(bytes, file)));
  const longest = Math.max(0, ...units.map(({ text }) => text.length));
  if (longest > MAX_UNIT)
    throw new CodedError('CD_DRAFT_TOO_LONG', {
      file,
      what: {
        vi: `có đoạn dài ${longest} ký tự, nhiều nhất ${MAX_UNIT}`,
        en: `a paragraph of ${longest} characters, at most ${MAX_UNIT}`,
      },
    });
  const calendar = options.calendar ?? (await loadCalendar());
  const parts = partsOf(units);
  const other = otherDocument(parts.head);
  if (other !== null) throw otherKind(file, other);
  const header = headerOf(parts.head, parts.tail);
  const years = options.year === undefined ? header.years : [options.year];
  const year: Year = { years: years.length > 0 ? years : possibleYears(units), documentDate: header.date, calendar };
  const content = contentOf(parts);
  const stated = statedTopics(content, year);
  const topics = stated.map(completed);
  if (topics.length === 0) throw notPlan(file, header);
  const reports = statedReports(organisationOf(parts, content), year).filter((report) => !isAnswered(report, topics));
  const questions = questionsOf({ header, years, asked: options.year !== undefined, topics, reports });
  const body =
    parts.sections.length > 0
      ? parts.sections.flatMap(({ title, units: below }) => [title, ...below])
      : content.flatMap((section) => section.units).filter((unit) => unit !== header.dated);
  const values = [...stated.flatMap(({ stages }) => stages), ...reports];
  return {
    plan: {
      year: years.length === 1 ? (years[0] ?? null) : null,
      number: header.number,
      date: header.date,
      issuer: header.issuer,
      title: header.title,
      basis: header.basis,
      topics: topics.map(({ title, choice, governedBy, place, stages }, index) => ({
        ordinal: index + 1,
        title,
        ...(choice && { choice }),
        ...(governedBy && { governedBy }),
        place,
        stages: stages.map(plainStage),
      })),
      reports: reports.map(plainReport),
      recipients: recipientsOf(parts.tail),
    },
    questions: [...questions, ...unplacedQuestions(body, year, values, questions)],
  };
}

/** Where the title names no year: the one that the text names most and its neighbour, so that nothing hangs on it. */
function possibleYears(units: Unit[]): number[] {
  const counts = new Map<number, number>();
  for (const { key } of units)
    for (const [written] of key.matchAll(/(?<!\d)20[0-4]\d(?!\d)/g))
      counts.set(Number(written), (counts.get(Number(written)) ?? 0) + 1);
  const [[most] = [2000]] = [...counts].sort(([a, x], [b, y]) => y - x || b - a);
  return [most, most + 1];
}

/** The sections that hold the topics; of a document without sections, everything after its head. */
function contentOf({ head, sections }: Parts): Section[] {
  const content = sections.filter(
    (section) => section.kind === 'content' || (section.kind === 'unnamed' && holdsTopics(section)),
  );
  if (content.length > 0) return content;
  const others = sections.filter(({ kind }) => kind === 'other' || kind === 'unnamed');
  const [first] = others;
  if (first) return others;
  const [title] = head;
  return title ? [{ kind: 'content', title, units: head }] : [];
}

const holdsTopics = ({ title, units }: Section): boolean =>
  [title, ...units].some(({ key, cells }) => cells !== undefined || isTopicTitle(key));

const organisationOf = ({ sections }: Parts, content: Section[]) =>
  sections
    .filter((section) => section.kind === 'organisation' && !content.includes(section))
    .flatMap(({ units }) => units.filter(({ cells }) => !cells));

/** A topic that names no stage still has its session, or its selection where bodies choose: without a date. */
function completed(topic: StatedTopic): StatedTopic {
  const stages = inOrder([...topic.stages, ...unstated(topic)]);
  if (stages.length > 0) return { ...topic, stages };
  const ask = { reason: 'văn bản không nêu thời gian của chuyên đề này', proposal: 'Đề nghị thống nhất thời hạn và ghi căn cứ.' };
  const kind = topic.choice ? 'selection' : 'session';
  return {
    ...topic,
    stages: [{ kind, opens: null, due: null, tentative: false, said: topic.title, place: topic.place, doubts: [], ask }],
  };
}

/** Stages that a sentence names beside its report, and nothing dates: "sinh hoạt và gửi báo cáo trước ngày 30/6". */
function unstated({ stages }: StatedTopic): StatedStage[] {
  return stages.flatMap(({ beside, ...report }) =>
    (beside ?? [])
      .filter((kind) => stages.every((stage) => stage.kind !== kind))
      .map((kind) => ({ ...report, kind, ...UNDATED, doubts: [], ask: SHARED_DATE })),
  );
}

const UNDATED = { opens: null, due: null, before: undefined, relative: undefined };
const SHARED_DATE = {
  reason: 'nêu cùng câu với thời hạn báo cáo, không rõ có chung thời hạn không',
  proposal: 'Nếu chung thì ghi cùng ngày; nếu không, đề nghị thống nhất thời hạn và ghi căn cứ.',
};

/** An undated report of results is nothing to ask where every topic has its own date for it. */
function isAnswered(report: StatedReport, topics: StatedTopic[]): boolean {
  const undated = report.results === true && report.due === null && !report.relative;
  return undated && topics.every(({ stages }) => stages.some(({ kind, due }) => kind === 'reporting' && due !== null));
}

function notPlan(file: string, header: Header): CodedError {
  const why =
    header.title === ''
      ? {
          vi: 'không có tiêu đề KẾ HOẠCH, cũng không có chuyên đề',
          en: 'there is neither the word KẾ HOẠCH as a title nor a topic',
        }
      : { vi: 'không có chuyên đề nào', en: 'it holds no topic' };
  return new CodedError('CD_DRAFT_NOT_PLAN', { file, why });
}

const otherKind = (file: string, kind: string): CodedError =>
  new CodedError('CD_DRAFT_NOT_PLAN', {
    file,
    why: { vi: `văn bản là ${kind}, không phải kế hoạch`, en: `it is headed ${kind}, which is no plan` },
  });

function plainStage(stated: StatedStage): DraftStage {
  const stage: DraftStage & Partial<StatedStage> = { ...stated };
  delete stage.ask;
  delete stage.doubts;
  delete stage.beside;
  return stage;
}

function plainReport(stated: StatedReport): DraftReport {
  const report: StatedReport = { ...stated };
  delete report.ask;
  return report;
}

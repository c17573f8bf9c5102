/**
 * What the document leaves open, to be asked one by one.
 *
 * @module
 */
import { stageName } from '../../domain/wording';
import type { Header } from './header';
import type { StatedReport } from './reports';
import type { StatedStage } from './stages';
import { countsFromStage } from './times';
import type { StatedTopic } from './united-topics';
import type { DraftQuestion } from './types';

export interface Read {
  header: Header;
  years: number[];
  /** The year was given from outside. */
  asked: boolean;
  topics: StatedTopic[];
  reports: StatedReport[];
}

export function questionsOf({ header, years, asked, topics, reports }: Read): DraftQuestion[] {
  return [
    ...headerQuestions(header, years, asked),
    ...topics.flatMap((topic, index) => topicQuestions(topic, index + 1)),
    ...reportQuestions(reports),
  ];
}

function headerQuestions(header: Header, years: number[], asked: boolean): DraftQuestion[] {
  const { title, number, date, issuer } = header;
  const stated = asked ? statedYears(header) : [];
  const differs = stated.length > 0 && !years.some((year) => stated.includes(year));
  const about = (what: string, reason: string, proposal: string): DraftQuestion => ({
    about: what,
    said: title,
    proposal,
    reason,
    place: null,
  });
  return [
    ...(years.length === 1
      ? []
      : [
          about(
            'year',
            years.length > 1 ? `văn bản nêu nhiều năm: ${years.join(', ')}` : 'văn bản không nêu năm kế hoạch',
            'Đề nghị chạy lại với --year, mỗi năm một kế hoạch.',
          ),
        ]),
    ...(differs
      ? [
          about(
            'year/stated',
            `--year là ${years.join(', ')}, văn bản nêu năm ${stated.join(', ')}`,
            `Các ngày không ghi năm đang hiểu là của năm ${years.join(', ')}. Đề nghị kiểm tra, hoặc chạy lại không có --year.`,
          ),
        ]
      : []),
    ...(asked || title !== '' ? [] : [about('title', 'không thấy tên kế hoạch', 'Đề nghị ghi tên kế hoạch.')]),
    ...(number === null ? [about('number', 'văn bản không có số', 'Ghi số, ký hiệu khi đã ban hành.')] : []),
    ...(date === null ? [about('date', 'văn bản không có ngày ban hành', 'Ghi ngày ban hành.')] : []),
    ...(issuer === null ? [about('issuer', 'không rõ cơ quan ban hành', 'Ghi tên cơ quan ban hành.')] : []),
  ];
}

/** The years that the title states, else those of number and date; a plan of the last quarter may be for the next year. */
function statedYears({ years, number, date }: Header): number[] {
  if (years.length > 0) return years;
  const numbered = /\/(20\d{2})(?=[/-])/.exec(number ?? '')?.[1];
  const year = Number(numbered ?? date?.slice(0, 4) ?? 0);
  if (year === 0) return [];
  return Number(date?.slice(5, 7) ?? 0) >= 10 ? [year, year + 1] : [year];
}

function topicQuestions({ stages, ...topic }: StatedTopic, ordinal: number): DraftQuestion[] {
  const kinds = [...new Set(stages.map(({ kind }) => kind))];
  const untitled: DraftQuestion[] =
    topic.title === ''
      ? [
          {
            about: `topics/${ordinal}/title`,
            said: '',
            proposal: 'Đề nghị ghi tên chuyên đề.',
            reason: 'không thấy tên chuyên đề',
            place: topic.place,
          },
        ]
      : [];
  const perStage = kinds.flatMap((kind) => {
    const same = stages.filter((stage) => stage.kind === kind);
    const about = `topics/${ordinal}/${kind}`;
    const several = same.length > 1 ? [severalDeadlines(about, same)] : [];
    return [...several, ...same.flatMap((stage) => stageQuestions(about, stage, topic.title))];
  });
  return [...untitled, ...perStage];
}

function severalDeadlines(about: string, stages: StatedStage[]): DraftQuestion {
  const [first] = stages;
  const said = [...new Set(stages.map((stage) => stage.said))].join(' / ');
  const audiences = stages.map(({ audience }) => audience).filter((audience) => audience !== undefined);
  const byAudience = audiences.length === stages.length;
  return {
    about,
    said,
    proposal: byAudience
      ? `Thời hạn riêng cho: ${audiences.join('; ')}. Đề nghị lấy thời hạn sau cùng và gia hạn riêng, hoặc tách thành hai chuyên đề.`
      : 'Đề nghị chọn một thời hạn, ghi căn cứ.',
    reason: byAudience ? 'một bước có nhiều thời hạn theo đối tượng' : 'một bước có nhiều thời hạn khác nhau',
    place: first?.place ?? null,
  };
}

function stageQuestions(
  about: string,
  { ask, doubts, said, place, due, relative, kind }: StatedStage,
  title: string,
): DraftQuestion[] {
  const sentence = said === '' ? title : said;
  const counted = relative !== undefined && countsFromStage(relative);
  const missing = ask ?? {
    reason: `chưa rõ thời hạn ${stageName(kind).toLowerCase()}`,
    proposal: 'Đề nghị ghi thời hạn và căn cứ.',
  };
  return [
    ...(due === null && !counted ? [{ about: `${about}/due`, said: sentence, ...missing, place }] : []),
    ...doubts.map((doubt) => ({ about, said: sentence, ...doubt, place })),
  ];
}

function reportQuestions(reports: StatedReport[]): DraftQuestion[] {
  const periods = new Set(reports.map(({ every }) => every).filter((every) => every !== null));
  const several: DraftQuestion[] =
    periods.size > 1
      ? [
          {
            about: 'reports',
            said: reports.map(({ said }) => said).join(' / '),
            proposal: 'Kế hoạch giữ một kỳ báo cáo: đề nghị chọn kỳ ngắn nhất.',
            reason: 'văn bản nêu nhiều kỳ báo cáo',
            place: reports[0]?.place ?? null,
          },
        ]
      : [];
  return [
    ...several,
    ...reports.flatMap(({ ask, results, said, place }, index) =>
      ask ? [{ about: `reports/${index + 1}/${results ? 'due' : 'every'}`, said, ...ask, place }] : [],
    ),
  ];
}

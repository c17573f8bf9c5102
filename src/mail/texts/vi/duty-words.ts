/**
 * The words of a duty, by stage, as they stand inside sentences to a body.
 *
 * @module
 */
import type { StageKind } from '../../../domain/plan';
import { addressed, bodyNoun, reportsTo } from '../names';
import type { Letter, Section } from '../../letter';
import type { Action } from '../blocks';

interface DutyWords {
  /** "thời hạn … Chuyên đề 2 năm 2023" */
  activity: string;
  /** "chưa nhận được … của Chi bộ" */
  awaited: string;
  /** "Nếu Chi bộ đã …" */
  done: string;
  /** A body can set a day for it. */
  planned: boolean;
}

const WORDS: Record<StageKind, DutyWords> = {
  selection: { activity: 'lựa chọn nội dung', awaited: 'nội dung lựa chọn', done: 'lựa chọn nội dung', planned: false },
  briefing: { activity: 'quán triệt', awaited: 'báo cáo kết quả', done: 'quán triệt', planned: true },
  study: { activity: 'học tập, thảo luận', awaited: 'báo cáo kết quả', done: 'học tập, thảo luận', planned: true },
  session: { activity: 'sinh hoạt', awaited: 'báo cáo kết quả', done: 'sinh hoạt', planned: true },
  reporting: { activity: 'báo cáo tổng hợp', awaited: 'báo cáo tổng hợp', done: 'tổng hợp', planned: false },
};

/** "học tập, thảo luận" */
export const activityOf = (stage: StageKind) => WORDS[stage].activity;

export interface DutyView extends DutyWords {
  /** "Chi bộ", "Đảng ủy" */
  noun: string;
  /** "Chi bộ Khoa Dược" */
  name: string;
  /** "Chuyên đề 2 năm 2023" */
  topic: string;
  /** "Chuyên đề 2/2023" */
  short: string;
  /** The committee a cell reports to; the board for the others. */
  receiver: string;
  /** "đề nghị", to a committee or an equal "trân trọng đề nghị". */
  ask: string;
  stage: StageKind;
}

/** How the section speaks of its duty. */
export function dutyOf(section: Section, letter: Letter): DutyView {
  const stage = section.stage?.kind ?? 'session';
  const noun = bodyNoun(section.body);
  return {
    ...WORDS[stage],
    noun,
    name: addressed(section.body),
    topic: topicName(section),
    short: section.topic?.short ?? 'Sinh hoạt chuyên đề',
    receiver: reportsTo(section.body) ?? letter.sender.name,
    ask: noun === 'Chi bộ' ? 'đề nghị' : 'trân trọng đề nghị',
    stage,
  };
}

/** "Chuyên đề 2/2023" → "Chuyên đề 2 năm 2023"; other short names stay. */
export const topicName = ({ topic }: Section) => (topic ? yearInWords(topic.short) : 'sinh hoạt chuyên đề');

export const yearInWords = (short: string) => short.replace(/\/(\d{4})$/, ' năm $1');

/** The title in full, in quotation marks unless it brings its own. */
export const quoted = (title: string) => (/[“”"]/.test(title) ? title : `“${title}”`);

/** The three answers a body can give, or the two where no day can be planned. */
export function answers(duty: DutyView): Action[] {
  const report: Action = {
    label: `Đã ${duty.done}: ${duty.stage === 'selection' ? 'báo nội dung' : 'báo cáo kết quả'}`,
    place: 'report',
  };
  const plan: Action = { label: 'Đã có lịch: ghi ngày dự kiến', place: 'planned-date' };
  const extension: Action = { label: 'Chưa bố trí được: nêu lý do, đề nghị điều chỉnh thời hạn', place: 'extension' };
  return duty.planned ? [report, plan, extension] : [report, extension];
}

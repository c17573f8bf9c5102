/**
 * Vietnamese sections before and after a deadline: opening, planned date, reminders, overdue, after the planned date.
 *
 * @module
 */
import type { LocalDate } from '../../../domain/dates';
import { facts, key, list, paragraph, type Block, type SectionText } from '../blocks';
import { reportsTo } from '../names';
import type { Section } from '../../letter';
import { siblings, type Scene } from '../scene';
import { byBasis, capitalFirst, count, datedWeekday, fromDate, fullDate, hour, runningDate, weekdayName } from './dates';
import { answers, dutyOf, quoted, type DutyView } from './duty-words';
import { planPhrase } from './plan-phrase';

const reportedOtherwise = (section: Section, duty: DutyView) => {
  const committee = reportsTo(section.body);
  const elsewhere = committee === null ? 'bằng văn bản' : `bằng văn bản hoặc báo cáo ${committee}`;
  return `Nếu ${duty.noun} đã báo cáo ${elsewhere}, đề nghị cho biết bằng cách trả lời thư này; không cần báo cáo lại.`;
};

/** "đến hết ngày 30/6/2023 (thứ Sáu), còn 03 ngày làm việc" */
function untilPhrase(section: Section, scene: Scene): string {
  const { due } = section;
  if (due === null) return '';
  const left = dayNear(due.date, scene) ?? (due.workingDaysLeft > 0 ? `còn ${count(due.workingDaysLeft)} ngày làm việc` : null);
  return ` là đến hết ${datedWeekday(due.date)}${left === null ? '' : `, ${left}`}`;
}

/** Gathered sections stand under one "trân trọng thông báo". */
function deadlineSentence(section: Section, scene: Scene, duty: DutyView): string {
  const said = `${duty.activity} ${duty.topic}${untilPhrase(section, scene)}.`;
  return scene.gathered ? `Thời hạn ${said}` : `${scene.letter.sender.name} trân trọng thông báo: thời hạn ${said}`;
}

/** "ngày mai", "hôm nay"; null when it is neither. */
function dayNear(due: LocalDate, { day, tomorrow }: Scene): string | null {
  if (due === day) return 'tức là hôm nay';
  return due === tomorrow ? 'tức là ngày mai' : null;
}

const soFar = (scene: Scene) => `Đến ${hour(scene.minute)} ngày ${fullDate(scene.day)}`;

/** Two stages of one topic are told apart by what is to be done. */
const headingOf = (section: Section, scene: Scene, duty: DutyView) =>
  siblings(section, scene).several ? `${duty.topic}: ${duty.activity}` : duty.topic;

export function open(section: Section, scene: Scene): SectionText {
  const duty = dutyOf(section, scene.letter);
  const { sender } = scene.letter;
  const { plan, topic, stage, due } = section;
  const { first } = siblings(section, scene);
  const title = topic === null ? duty.topic : `${topic.short.replace(/\/\d{4}$/, '')}: ${quoted(topic.title)}`;
  const materials = topic?.materials ?? [];
  const task =
    duty.stage === 'reporting'
      ? `${duty.ask} ${duty.noun} tổng hợp, báo cáo kết quả thực hiện`
      : duty.stage === 'selection'
        ? `${duty.ask} ${duty.noun} căn cứ tình hình, nhiệm vụ cụ thể lựa chọn nội dung`
        : null;
  const lead = `${task ?? (materials.length > 0 ? 'gửi tài liệu' : 'trân trọng thông báo')} ${title}.`;
  // what opens together is introduced once: the plan and the topic's title
  const introduction = first ? `${planPhrase(plan)}, ${sender.name} ${lead}` : task && `${capitalFirst(task)} ${duty.topic}.`;
  const rows: { label: string; value: string }[] = [];
  const basis = stage?.basis ? `; ${byBasis(stage.basis)}` : '';
  const when = due === null ? null : `chậm nhất ngày ${fullDate(due.date)} (${weekdayName(due.date)}${basis})`;
  const late = due !== null && due.lateAfter < scene.day;
  if (due !== null && late) {
    rows.push({ label: 'Thời hạn', value: `ngày ${fullDate(due.date)} (${weekdayName(due.date)}${basis}), nay đã qua` });
  } else if (when !== null) {
    const label = duty.stage === 'reporting' || duty.stage === 'selection' ? 'Thời hạn' : `Thời gian ${duty.activity}`;
    rows.push({ label, value: stage && label !== 'Thời hạn' ? `từ ${fromDate(stage.opensOn)}, hoàn thành ${when}` : when });
  }
  if (stage?.nonMembers) rows.push({ label: 'Thành phần', value: 'đảng viên và quần chúng' });
  if (stage?.place) rows.push({ label: 'Địa điểm', value: stage.place });
  if (materials.length > 0 && first)
    rows.push({
      label: 'Tài liệu',
      value: `${materials.join('; ')}${section.linkId === null ? '' : ' (xem tại địa chỉ dưới đây)'}`,
    });
  if (section.linkId !== null)
    rows.push({
      label: capitalFirst(duty.awaited),
      value: `gửi ${duty.receiver} tại địa chỉ dưới đây (khoảng 02 phút, không cần đăng nhập)`,
    });
  const see = materials.length > 0 ? 'Xem tài liệu' : 'Xem nội dung';
  return {
    heading: headingOf(section, scene, duty),
    blocks: [...(introduction === null ? [] : [paragraph(introduction)]), ...(rows.length > 0 ? [facts(rows)] : [])],
    actions: [{ label: duty.planned ? `${see}, ghi ngày dự kiến, báo cáo kết quả` : `${see}, gửi ${duty.awaited}`, place: '' }],
    notes: late
      ? [
          `Nội dung này được mở sau thời hạn: ${duty.ask} ${duty.noun} gửi ${duty.awaited} nếu đã thực hiện, hoặc cho biết thời hạn có thể thực hiện.`,
        ]
      : duty.planned
        ? [`Nếu ${duty.noun} đã ghi ngày dự kiến ${duty.activity}, Ban sẽ không gửi thêm thông báo trước ngày đó.`]
        : [],
  };
}

export function plannedDate(section: Section, scene: Scene): SectionText {
  const duty = dutyOf(section, scene.letter);
  return {
    heading: headingOf(section, scene, duty),
    blocks: [
      key(deadlineSentence(section, scene, duty)),
      paragraph(
        `Để thuận tiện theo dõi, ${duty.ask} ${duty.noun} ghi ngày dự kiến ${duty.activity}; sau khi ghi, Ban sẽ không gửi thêm thông báo trước ngày đó.`,
      ),
    ],
    actions: answers(duty),
    notes: [reportedOtherwise(section, duty)],
  };
}

/** Three days before, one day before: the same letter, another number of days. */
export function remind(section: Section, scene: Scene): SectionText {
  const duty = dutyOf(section, scene.letter);
  return {
    heading: headingOf(section, scene, duty),
    blocks: [
      key(deadlineSentence(section, scene, duty)),
      paragraph(`${soFar(scene)}, Ban chưa nhận được ${duty.awaited} của ${duty.noun}.`),
    ],
    choice: `${capitalFirst(duty.ask)} ${duty.noun} chọn một trong các nội dung sau:`,
    actions: answers(duty),
    notes: [reportedOtherwise(section, duty)],
  };
}

export function overdue(section: Section, scene: Scene): SectionText {
  const duty = dutyOf(section, scene.letter);
  const committee = reportsTo(section.body);
  const until = section.due === null ? '' : ` là đến hết ngày ${fullDate(section.due.date)}`;
  const sumUp = committee === null ? '' : ` để ${committee} kịp tổng hợp`;
  const by =
    committee === null || section.unitReportDue === null || section.unitReportDue <= scene.day
      ? ''
      : ` (chậm nhất ngày ${fullDate(section.unitReportDue)})`;
  return {
    heading: headingOf(section, scene, duty),
    blocks: [
      key(
        `Thời hạn ${duty.activity} ${duty.topic}${until}. ${soFar(scene)}, ${scene.letter.sender.name} chưa nhận được ${duty.awaited} của ${duty.noun}.`,
      ),
      list([
        `Nếu ${duty.noun} đã ${duty.done}: ${duty.ask} sớm gửi báo cáo${sumUp}${by}.`,
        `Nếu ${duty.noun} chưa bố trí được: ${duty.ask} cho biết ngày dự kiến và khó khăn, vướng mắc để Ban phối hợp.`,
        `Nếu ${duty.noun} đã báo cáo bằng hình thức khác: ${duty.ask} trả lời thư này để Ban cập nhật.`,
      ]),
    ],
    actions: [{ label: duty.planned ? 'Báo cáo kết quả hoặc ghi ngày dự kiến' : `Gửi ${duty.awaited}`, place: 'report' }],
    notes: [],
  };
}

export function afterPlanned(section: Section, scene: Scene): SectionText {
  const duty = dutyOf(section, scene.letter);
  const planned = section.plannedDate;
  const blocks: Block[] = [
    key(
      planned === null
        ? `${duty.noun} đã ghi lịch ${duty.activity} ${duty.topic}.`
        : `${duty.noun} đã ghi lịch ${duty.activity} ${duty.topic} vào ${runningDate(planned)}.`,
    ),
    paragraph(
      `Nếu đã ${duty.done} theo lịch, ${duty.ask} ${duty.noun} gửi ${duty.awaited} (khoảng 02 phút, không cần đăng nhập). Nếu lịch thay đổi, đề nghị ghi ngày dự kiến mới.`,
    ),
  ];
  return {
    heading: headingOf(section, scene, duty),
    blocks,
    actions: answers(duty).slice(0, 2),
    notes: [reportedOtherwise(section, duty)],
  };
}

/**
 * Vietnamese sections that tell what has changed or come in: invitation, moved due, waiver, receipt, fresh link.
 *
 * @module
 */
import { facts, key, paragraph, type SectionText } from '../blocks';
import { basisData, invitationData, receiptData, refusalData } from '../data';
import { committee, parentOf } from '../names';
import { minuteOf } from '../meeting-hour';
import type { LocalDate } from '../../../domain/dates';
import type { Section } from '../../letter';
import type { Scene } from '../scene';
import { byBasis, capitalFirst, count, fullDate, hour, runningDate } from './dates';
import { dutyOf, quoted, yearInWords } from './duty-words';
import { planPhrase } from './plan-phrase';

export function invitation(section: Section, scene: Scene): SectionText {
  const duty = dutyOf(section, scene.letter);
  const { stage, topic } = section;
  const data = invitationData.parse(section.data);
  const date = data.date ?? stage?.opensOn;
  if (data.notHeld) return calledOff(data.notHeld, date, duty.noun);
  const rows: { label: string; value: string }[] = [];
  if (date) {
    const span = data.until && data.until > date ? ` đến hết ${runningDate(data.until)}` : '';
    rows.push({ label: 'Thời gian', value: `${stage?.hour ? `${hourText(stage.hour)}, ` : ''}${runningDate(date)}${span}` });
  }
  if (stage?.place) rows.push({ label: 'Địa điểm', value: stage.place });
  if (stage?.seats !== undefined) rows.push({ label: 'Số lượng', value: `${count(stage.seats)} đồng chí` });
  if (topic && topic.materials.length > 0)
    rows.push({
      label: 'Tài liệu',
      value: `${topic.materials.join('; ')}${section.linkId === null ? '' : ' (xem tại địa chỉ dưới đây)'}`,
    });
  const title = topic === null ? duty.topic : `${topic.short.replace(/\/\d{4}$/, '')}: ${quoted(topic.title)}`;
  return {
    heading: `Hội nghị quán triệt ${duty.topic}`,
    blocks: [
      key(
        `${planPhrase(section.plan)}, ${scene.letter.sender.name} trân trọng kính mời ${duty.name} cử đại biểu dự Hội nghị quán triệt ${title}.`,
      ),
      ...(data.sequence > 0 ? [paragraph('Thời gian, địa điểm dưới đây thay cho thông báo trước.')] : []),
      facts(rows),
      paragraph('Đề nghị cho biết bằng cách trả lời thư này nếu không bố trí được đại biểu.'),
    ],
    actions: [{ label: 'Xem nội dung, tài liệu hội nghị', place: '' }],
    notes: [],
  };
}

function calledOff({ about, basis }: { about: string; basis: string }, date: LocalDate | undefined, noun: string): SectionText {
  const heading = `Hội nghị quán triệt ${yearInWords(about)}`;
  const day = date ? ` ${runningDate(date)}` : '';
  return {
    heading,
    blocks: [key(`${capitalFirst(byBasis(basis))}, không tổ chức ${heading} như đã thông báo${day}.`)],
    actions: [{ label: `Mở trang của ${noun}`, place: '' }],
    notes: [],
  };
}

/** "08 giờ 00"; what is no hour stands as it was written. */
function hourText(text: string): string {
  const minute = minuteOf(text);
  return minute === null ? text : hour(minute);
}

export function dueMoved(section: Section, scene: Scene): SectionText {
  const duty = dutyOf(section, scene.letter);
  const { basis } = basisData.parse(section.data);
  const { due } = section;
  const from = due?.before ? ` từ ngày ${fullDate(due.before)}` : '';
  const to = due === null ? '' : ` đến hết ${runningDate(due.date)}`;
  return {
    heading: duty.topic,
    blocks: [
      key(
        `${capitalFirst(byBasis(basis))}, thời hạn ${duty.activity} ${duty.topic} được điều chỉnh${from}${to}. Các nội dung khác không thay đổi.`,
      ),
    ],
    actions: [{ label: `Mở trang của ${duty.noun}`, place: '' }],
    notes: [],
  };
}

export function waived(section: Section, scene: Scene): SectionText {
  const duty = dutyOf(section, scene.letter);
  const { basis } = basisData.parse(section.data);
  return {
    heading: duty.topic,
    blocks: [
      key(
        `${capitalFirst(byBasis(basis))}, ${duty.noun} không phải thực hiện nội dung ${duty.activity} ${duty.topic}. Ban sẽ không gửi thêm thông báo về nội dung này.`,
      ),
    ],
    actions: [{ label: `Mở trang của ${duty.noun}`, place: '' }],
    notes: [],
  };
}

export function receipt(section: Section, scene: Scene): SectionText {
  const duty = dutyOf(section, scene.letter);
  const data = receiptData.parse(section.data);
  const { name } = scene.letter.sender;
  if (data.of === 'planned-date') {
    return {
      heading: duty.topic,
      blocks: [
        key(`${name} đã ghi lịch ${duty.activity} ${duty.topic} của ${duty.noun}: ${runningDate(data.date)}.`),
        paragraph(
          `Ban sẽ không gửi thêm thông báo trước ngày đó. Sau khi ${duty.done}, ${duty.ask} gửi báo cáo ${section.linkId === null ? 'bằng cách trả lời thư này' : 'tại địa chỉ dưới đây'}; lịch thay đổi, đề nghị ghi lại.`,
        ),
      ],
      actions: [{ label: 'Báo cáo kết quả hoặc ghi lại ngày dự kiến', place: '' }],
      notes: [],
    };
  }
  const parent = parentOf(section.body);
  const receivers = parent === null ? name : `${name} và ${committee(parent)}`;
  const held = data.heldOn ? [`${duty.activity} ngày ${fullDate(data.heldOn)}`] : [];
  const present =
    typeof data.present === 'number'
      ? [
          `có mặt ${count(data.present)}${typeof data.expected === 'number' ? `/${count(data.expected)} đảng viên phải dự` : ' đảng viên'}`,
        ]
      : [];
  const figures = [...held, ...present].join(', ');
  const what =
    duty.stage === 'reporting'
      ? `báo cáo tổng hợp ${duty.topic}`
      : duty.stage === 'selection'
        ? `nội dung lựa chọn ${duty.topic}`
        : `báo cáo kết quả ${duty.activity} ${duty.topic}`;
  const until = data.correctUntil ? ` đến hết ngày ${fullDate(data.correctUntil)}` : '';
  return {
    heading: duty.topic,
    blocks: [
      key(`${receivers} đã nhận ${what} của ${duty.noun}${figures === '' ? '' : ` (${figures})`}.`),
      paragraph(
        section.linkId === null
          ? 'Cần sửa, đề nghị trả lời thư này.'
          : `Cần sửa hoặc bổ sung, đề nghị mở lại địa chỉ báo cáo${until}.`,
      ),
    ],
    actions: [{ label: 'Xem, sửa hoặc bổ sung báo cáo', place: 'report' }],
    notes: [],
  };
}

export function link(section: Section, scene: Scene): SectionText {
  const duty = dutyOf(section, scene.letter);
  return {
    heading: duty.name,
    blocks: [
      // one address serves one plan: whoever has two must tell them apart
      key(`${planPhrase(section.plan)}, ${scene.letter.sender.name} gửi địa chỉ báo cáo mới của ${duty.name}.`),
      paragraph('Nếu không đề nghị cấp địa chỉ mới, có thể để nguyên thư này; không có gì thay đổi.'),
    ],
    actions: [{ label: `Mở trang của ${duty.noun}`, place: '' }],
    notes: [],
  };
}

export function extensionRefused(section: Section, scene: Scene): SectionText {
  const duty = dutyOf(section, scene.letter);
  const { text } = refusalData.parse(section.data);
  const until = section.due === null ? '' : ` vẫn là đến hết ${runningDate(section.due.date)}`;
  return {
    heading: duty.topic,
    blocks: [
      key(
        `${scene.letter.sender.name} đã nhận đề nghị điều chỉnh thời hạn ${duty.activity} ${duty.topic} của ${duty.noun}. Thời hạn${until === '' ? ' không thay đổi' : until}.`,
      ),
      paragraph(`Ý kiến của Ban: ${text}`),
      paragraph(`Có khó khăn, vướng mắc, ${duty.ask} ${duty.noun} trao đổi để Ban phối hợp.`),
    ],
    actions: [{ label: duty.planned ? 'Báo cáo kết quả hoặc ghi ngày dự kiến' : `Gửi ${duty.awaited}`, place: '' }],
    notes: [],
  };
}

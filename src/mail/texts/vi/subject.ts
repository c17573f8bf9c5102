/**
 * Vietnamese subjects: the topic's number and the thing to know come first, the body last.
 *
 * @module
 */
import type { Section } from '../../letter';
import { contactWantedData, digestData, invitationData, receiptData } from '../data';
import { addressed, reader } from '../names';
import type { BodySections, Scene } from '../scene';
import { boardSubject } from './board';
import { capitalFirst, count, fullDate, numberWord, shortDate, weekdayName } from './dates';
import { dutyOf } from './duty-words';

export function subject(scene: Scene): string {
  const { recipient } = scene.letter;
  if (recipient.kind === 'supervisor') return boardSubject(scene);
  const sections = scene.own.flatMap((one) => one.sections);
  const special = sections.map((section) => wholeSubject(section, scene)).find((text) => text !== null);
  if (special) return special;
  if (sections.length === 0) return passOnSubject(scene);
  const thing =
    gathered(sections) ??
    openedTogether(sections, scene) ??
    sections.map((section) => `${dutyOf(section, scene.letter).short}: ${thingToKnow(section, scene)}`)[0] ??
    '';
  const whose = tail(scene.own, scene);
  return thing.endsWith(whose) ? thing : `${thing} – ${whose}`;
}

/** "Chi bộ Khoa Dược", "03 chi bộ", "Đảng ủy …" */
function tail(bodies: BodySections[], scene: Scene): string {
  const [first] = bodies;
  if (first === undefined) return reader(scene);
  if (bodies.length === 1) return addressed(first.body);
  return bodies.every(({ body }) => body.roles.includes('cell')) ? `${count(bodies.length)} chi bộ` : reader(scene);
}

/** "Ba chuyên đề có thời hạn 30/6"; null when one topic is meant. */
function gathered(sections: Section[]): string | null {
  const topics = new Set(sections.map((section) => section.topic?.id ?? ''));
  if (topics.size < 2) return null;
  const many = `${capitalFirst(numberWord(topics.size))} chuyên đề`;
  const dues = [...new Set(sections.flatMap((section) => (section.due ? [section.due.date] : [])))].sort();
  const [first] = dues;
  if (first === undefined) return `${many}: thông báo`;
  return dues.length === 1 ? `${many} có thời hạn ${shortDate(first)}` : `${many}: thời hạn gần nhất ${shortDate(first)}`;
}

/** "Chuyên đề 2/2023: thời gian học tập, thảo luận; sinh hoạt": stages of one topic that open together; null for others. */
function openedTogether(sections: Section[], scene: Scene): string | null {
  const stages = [...new Map(sections.map((section) => [section.stage?.kind, section])).values()];
  const [first, ...others] = stages;
  if (first === undefined || others.length === 0 || sections.some(({ reason }) => reason !== 'open')) return null;
  const rest = others.map((section) => {
    const { stage, activity } = dutyOf(section, scene.letter);
    return stage === 'reporting' || stage === 'selection' ? thingToKnow(section, scene) : activity;
  });
  return `${dutyOf(first, scene.letter).short}: ${[thingToKnow(first, scene), ...rest].join('; ')}`;
}

/** Subjects that are about the reader, not about one topic. */
function wholeSubject(section: Section, scene: Scene): string | null {
  const whose = reader(scene);
  if (section.reason === 'digest') {
    const { cells, rows, sumUps } = digestData.parse(section.data);
    const [owed] = sumUps;
    if (rows.length === 0)
      return `${owed ? `${owed.short}: báo cáo tổng hợp chậm nhất ${shortDate(owed.due)}` : `Nội dung cần quan tâm (đến ${shortDate(scene.day)})`} – ${whose}`;
    return `Tình hình sinh hoạt chuyên đề của ${count(cells)} chi bộ (đến ${shortDate(scene.day)}) – ${whose}`;
  }
  if (section.reason === 'contact-wanted') {
    return `Đề nghị cập nhật đầu mối liên hệ của ${count(contactWantedData.parse(section.data).cells.length)} chi bộ – ${whose}`;
  }
  return section.reason === 'link' && section.topic === null ? `Địa chỉ báo cáo mới – ${addressed(section.body)}` : null;
}

function passOnSubject(scene: Scene): string {
  const sections = scene.passOn.flatMap((one) => one.sections);
  const topics = new Set(sections.map((section) => section.topic?.short ?? ''));
  const [only] = topics;
  const about = topics.size === 1 && only ? only : `${capitalFirst(numberWord(topics.size))} chuyên đề`;
  return `${about}: đề nghị chuyển thông báo đến ${count(scene.passOn.length)} ${scene.passOn.every(({ body }) => body.roles.includes('cell')) ? 'chi bộ' : 'tổ chức'} – ${reader(scene)}`;
}

function thingToKnow(section: Section, scene: Scene): string {
  const duty = dutyOf(section, scene.letter);
  const { due } = section;
  const deadline =
    due === null ? `đề nghị gửi ${duty.awaited}` : `thời hạn đến hết ${weekdayName(due.date)}, ${shortDate(due.date)}`;
  switch (section.reason) {
    case 'open':
      if (duty.stage === 'reporting') return `đề nghị gửi ${duty.awaited}`;
      if (duty.stage === 'selection') return 'lựa chọn nội dung chuyên đề';
      return `${section.topic && section.topic.materials.length > 0 ? 'tài liệu và ' : ''}thời gian ${duty.activity}`;
    case 'planned-date':
      return 'đề nghị ghi ngày dự kiến';
    case 'remind':
    case 'tomorrow':
      if (due?.date === scene.day) return 'hôm nay là thời hạn';
      return due?.date === scene.tomorrow ? 'ngày mai là thời hạn' : deadline;
    case 'overdue':
      return `đề nghị gửi ${duty.awaited}`;
    case 'after-planned':
      return section.plannedDate ? `đề nghị báo cáo, lịch ngày ${shortDate(section.plannedDate)}` : `đề nghị gửi ${duty.awaited}`;
    case 'invitation': {
      const { date = section.stage?.opensOn, notHeld } = invitationData.parse(section.data);
      if (notHeld) return 'không tổ chức Hội nghị quán triệt';
      return `Hội nghị quán triệt${date ? ` ${shortDate(date)}` : ''}`;
    }
    case 'due-moved':
      return due === null ? 'thời hạn mới' : `thời hạn mới đến hết ngày ${fullDate(due.date)}`;
    case 'extension-refused':
      return due === null ? 'thời hạn không thay đổi' : `thời hạn vẫn đến hết ngày ${fullDate(due.date)}`;
    case 'waived':
      return 'không phải thực hiện';
    case 'receipt': {
      const data = receiptData.parse(section.data);
      return data.of === 'report' ? `đã nhận báo cáo của ${duty.name}` : `đã ghi lịch ngày ${shortDate(data.date)}`;
    }
    case 'link':
      return 'địa chỉ báo cáo mới';
    default:
      return 'thông báo';
  }
}

/**
 * The Vietnamese wording of every letter.
 *
 * @module
 */
import { addressed, bareCell, bodyNoun, parentOf, reader } from '../names';
import { paragraph, type SectionText } from '../blocks';
import type { Reason, Section } from '../../letter';
import type { Scene, Wording } from '../scene';
import { board } from './board';
import * as changes from './changes';
import { numberWord } from './dates';
import * as deadlines from './deadlines';
import { subject } from './subject';
import * as unit from './unit';

type SectionWording = (section: Section, scene: Scene) => SectionText;

const boardOnly: SectionWording = (section) => {
  throw new Error(`"${section.reason}" is written to supervisors only; the letter’s recipient is none`);
};

const SECTIONS: Record<Reason, SectionWording> = {
  open: deadlines.open,
  'planned-date': deadlines.plannedDate,
  remind: deadlines.remind,
  tomorrow: deadlines.remind,
  overdue: deadlines.overdue,
  'after-planned': deadlines.afterPlanned,
  invitation: changes.invitation,
  'due-moved': changes.dueMoved,
  'extension-refused': changes.extensionRefused,
  waived: changes.waived,
  receipt: changes.receipt,
  link: changes.link,
  digest: unit.digest,
  'contact-wanted': unit.contactWanted,
  task: boardOnly,
  'task-head': boardOnly,
  'task-lease': boardOnly,
  reply: boardOnly,
  'periodic-report': boardOnly,
};

export const vietnamese: Wording = {
  subject,
  greeting,
  opening(scene) {
    const topics = new Set(scene.own.flatMap(({ sections }) => sections.map((section) => section.topic?.id ?? '')));
    const bodies = scene.own.length;
    const about = topics.size > 1 ? `${numberWord(topics.size)} chuyên đề` : 'các nội dung dưới đây';
    const whose =
      bodies > 1 && scene.own.every(({ body }) => body.roles.includes('cell')) ? ` của ${numberWord(bodies)} chi bộ` : '';
    return [paragraph(`${scene.letter.sender.name} trân trọng thông báo về ${about}${whose}.`)];
  },
  section: (section, scene) => SECTIONS[section.reason](section, scene),
  board,
  passOn: unit.passOn,
  bodyHeading(body) {
    const parent = parentOf(body);
    return parent === null ? addressed(body) : `${addressed(body)} (${parent})`;
  },
  sharedAction: 'Mở trang báo cáo: kết quả, ngày dự kiến, đề nghị điều chỉnh thời hạn',
  answerByReply: 'Đề nghị cho biết kết quả, ngày dự kiến hoặc khó khăn, vướng mắc bằng cách trả lời thư này.',
  addressLabel: 'Địa chỉ',
  safety: ({ linked }) =>
    `Đề nghị không ghi họ tên đảng viên và không gửi tài liệu có độ mật qua ${linked ? 'địa chỉ' : 'thư'} này.`,
  officer({ letter: { sender } }) {
    if (sender.officer === null) return 'Cần trao đổi, đề nghị trả lời thư này.';
    return `Cần trao đổi, đề nghị trả lời thư này hoặc liên hệ đồng chí ${sender.officer.name}, ${sender.name}, điện thoại (Zalo) ${sender.officer.phone}.`;
  },
  farewell: 'Trân trọng.',
  linkNote({ own, passOn }) {
    const [first] = own;
    const whose = passOn.length > 0 || first === undefined ? 'mỗi chi bộ' : own.length > 1 ? 'mỗi tổ chức' : bodyNoun(first.body);
    return `Địa chỉ báo cáo dành riêng cho ${whose}, dùng được đến khi kết thúc chuyên đề.`;
  },
};

function greeting(scene: Scene): string[] {
  const { letter, own } = scene;
  const { recipient } = letter;
  const [first] = own;
  if (recipient.kind === 'supervisor' || first === undefined) return [`Kính gửi: ${reader(scene)}`];
  if (own.length === 1 && (recipient.kind !== 'unit' || first.body.name === recipient.name)) {
    const parent = parentOf(first.body);
    return [`Kính gửi: ${addressed(first.body)}`, ...(parent === null ? [] : [`(${parent})`])];
  }
  const bodies = own.map(({ body }) => body);
  if (recipient.kind === 'cell' && bodies.every((body) => body.roles.includes('cell') && !body.roles.includes('unit'))) {
    return [`Kính gửi: Các chi bộ: ${bodies.map((body) => bareCell(body.name)).join(', ')}`];
  }
  const names = new Set([...(recipient.kind === 'unit' ? [reader(scene)] : []), ...bodies.map(addressed)]);
  return [`Kính gửi: ${[...names].join('; ')}`];
}

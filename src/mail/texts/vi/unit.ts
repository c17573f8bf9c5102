/**
 * Vietnamese sections for a grassroots committee: Monday digest, contacts wanted, notices to be passed on.
 *
 * @module
 */
import { list, paragraph, type Block, type SectionText } from '../blocks';
import { contactWantedData, digestData } from '../data';
import { addressed, bareCell } from '../names';
import { shortTextParts } from '../../short-texts';
import type { Section } from '../../letter';
import type { Scene } from '../scene';
import { count, fullDate, hour, runningDate } from './dates';

/** So many names stand in the letter; more are behind the link. */
const NAMES = 5;

export function digest(section: Section, scene: Scene): SectionText {
  const data = digestData.parse(section.data);
  const linked = section.linkId !== null;
  const rows = data.rows.map((row) => {
    const names = row.unknown.map(bareCell);
    const whom = names.length === 0 ? '' : names.length > NAMES && linked ? ' (xem danh sách ở trang của Đảng ủy)' : `: ${names.join(', ')}`;
    const dash = (n: number) => (n === 0 ? '–' : count(n));
    const reported = `${count(row.reported)}/${count(row.total)}`;
    return {
      row: { cells: [row.short, fullDate(row.due), reported, dash(row.planned), dash(names.length)], below: names.length === 0 ? null : `Chưa có thông tin${whom}` },
      sentence: `${row.short} (thời hạn ${fullDate(row.due)}): đã báo cáo ${reported}; đã có lịch ${dash(row.planned)}; chưa có thông tin ${dash(names.length)}${whom}.`,
    };
  });
  const silent = data.rows.filter((row) => row.unknown.length > 0).map((row) => row.short);
  const owed = data.sumUps.map(({ short, due }) => `báo cáo tổng hợp ${short}: chậm nhất ngày ${fullDate(due)}`);
  const asks = [
    ...(silent.length > 0 ? [`Chỉ đạo các chi bộ chưa có thông tin ở ${silent.join(', ')} bố trí lịch sinh hoạt hoặc báo cáo.`] : []),
    ...(data.passOn > 0 ? [`Chuyển thông báo cho ${count(data.passOn)} chi bộ chưa có e-mail${linked ? ' (nội dung soạn sẵn và mã QR ở trang của Đảng ủy)' : ''}.`] : []),
    ...(data.toConfirm > 0 ? [`Xác nhận ${count(data.toConfirm)} báo cáo của chi bộ.`] : []),
    ...owed.map((text) => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`),
  ];
  const blocks: Block[] = [
    paragraph(`${scene.letter.sender.name} trân trọng thông báo tình hình sinh hoạt chuyên đề của các chi bộ trực thuộc, tính đến ${hour(scene.minute)} ${runningDate(scene.day)}:`),
    { kind: 'table', head: ['Chuyên đề', 'Thời hạn', 'Đã báo cáo', 'Đã có lịch', 'Chưa có thông tin'], rows: rows.map(({ row }) => row), sentences: rows.map(({ sentence }) => sentence) },
  ];
  if (asks.length > 0) blocks.push(paragraph('Đề nghị Đảng ủy quan tâm:'), list(asks, true));
  return { heading: 'Tình hình thực hiện', blocks, actions: [{ label: 'Mở trang của Đảng ủy', place: '' }], notes: [] };
}

export function contactWanted(section: Section): SectionText {
  const { cells } = contactWantedData.parse(section.data);
  const sentences = cells.map(({ name, sentOn }) => `Thư gửi ${addressed({ name, roles: ['cell'] })}${sentOn ? ` ngày ${fullDate(sentOn)}` : ''} không đến được.`);
  return {
    heading: 'Đầu mối liên hệ',
    blocks: [
      ...(sentences.length === 1 ? sentences.map(paragraph) : [list(sentences)]),
      paragraph('Đề nghị Đảng ủy cho biết địa chỉ khác bằng cách trả lời thư này, hoặc nhận và chuyển giúp thông báo. Việc này không tính là chi bộ chưa báo cáo.'),
    ],
    actions: [{ label: 'Mở trang của Đảng ủy', place: '' }],
    notes: [],
  };
}

/** A text to paste for each notice of each cell; the QR code stands on the page behind the link. */
export function passOn(scene: Scene): Block[] {
  const { sender } = scene.letter;
  const cells = scene.passOn.length;
  const blocks: Block[] = [
    ...(scene.own.length > 0 ? [{ kind: 'heading' as const, text: 'Chuyển thông báo đến chi bộ' }] : []),
    paragraph(`${cells === 1 ? 'Chi bộ dưới đây' : `${count(cells)} chi bộ dưới đây`} chưa có e-mail. Trân trọng đề nghị Đảng ủy chuyển giúp thông báo; nội dung soạn sẵn để dán vào Zalo hoặc tin nhắn, kèm địa chỉ báo cáo và mã QR của từng chi bộ.`),
  ];
  for (const { body, sections } of scene.passOn) {
    blocks.push({ kind: 'heading', text: addressed(body) });
    for (const section of sections) {
      const duty = {
        reason: section.reason,
        body,
        topicShort: section.topic?.short ?? null,
        stageKind: section.stage?.kind ?? null,
        due: section.due?.date ?? null,
        plannedDate: section.plannedDate,
      };
      blocks.push({ kind: 'paste', ...shortTextParts(duty, sender, section.linkId === null ? null : 'later'), linkId: section.linkId, qrLabel: 'Mã QR để in hoặc chuyển tiếp' });
    }
  }
  return blocks;
}

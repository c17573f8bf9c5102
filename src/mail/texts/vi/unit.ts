/**
 * Vietnamese sections for a grassroots committee: Monday digest, contacts wanted, notices to be passed on.
 *
 * @module
 */
import { list, paragraph, type Block, type SectionText } from '../blocks';
import { contactWantedData, digestData, isNotHeld } from '../data';
import { addressed, bareCell, bodyNoun } from '../names';
import { shortTextParts } from '../../short-texts';
import type { Section } from '../../letter';
import type { Scene } from '../scene';
import type { StageKind } from '../../../domain/plan';
import { activityOf } from './duty-words';
import { count, fullDate, hour, runningDate } from './dates';

/** So many names stand in the letter; more are behind the link. */
const NAMES = 5;

export function digest(section: Section, scene: Scene): SectionText {
  const data = digestData.parse(section.data);
  const linked = section.linkId !== null;
  const noun = bodyNoun(section.body);
  const whose = noun === 'Chi bộ' ? 'Chi bộ' : 'các chi bộ trực thuộc';
  const rows = data.rows.map((row) => {
    const label = labelOf(row);
    const names = row.unknown.map(bareCell);
    const whom =
      names.length === 0 ? '' : names.length > NAMES && linked ? ` (xem danh sách ở trang của ${noun})` : `: ${names.join(', ')}`;
    const dash = (n: number) => (n === 0 ? '–' : count(n));
    const reported = `${count(row.reported)}/${count(row.total)}`;
    return {
      row: {
        cells: [label, fullDate(row.due), reported, dash(row.planned), dash(names.length)],
        below: names.length === 0 ? null : `Chưa có thông tin${whom}`,
      },
      sentence: `${label} (thời hạn ${fullDate(row.due)}): đã báo cáo ${reported}; đã có lịch ${dash(row.planned)}; chưa có thông tin ${dash(names.length)}${whom}.`,
    };
  });
  const silent = data.rows.filter((row) => row.unknown.length > 0).map(labelOf);
  const owed = data.sumUps.map(({ short, due }) => `báo cáo tổng hợp ${short}: chậm nhất ngày ${fullDate(due)}`);
  const asks = [
    ...(silent.length > 0
      ? [`Chỉ đạo các chi bộ chưa có thông tin ở ${silent.join(', ')} bố trí lịch thực hiện hoặc báo cáo.`]
      : []),
    ...(data.passOn > 0
      ? [
          `Chuyển thông báo cho ${count(data.passOn)} chi bộ chưa có e-mail${linked ? ` (nội dung soạn sẵn và mã QR ở trang của ${noun})` : ''}.`,
        ]
      : []),
    ...(data.toConfirm > 0 ? [`Xác nhận ${count(data.toConfirm)} báo cáo của chi bộ.`] : []),
    ...owed.map((text) => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`),
  ];
  const told: Block[] =
    rows.length === 0
      ? [
          paragraph(
            `${scene.letter.sender.name} trân trọng thông báo các nội dung ${noun} cần quan tâm, tính đến ${hour(scene.minute)} ${runningDate(scene.day)}:`,
          ),
        ]
      : [
          paragraph(
            `${scene.letter.sender.name} trân trọng thông báo tình hình sinh hoạt chuyên đề của ${whose}, tính đến ${hour(scene.minute)} ${runningDate(scene.day)}:`,
          ),
          {
            kind: 'table',
            head: ['Chuyên đề', 'Thời hạn', 'Đã báo cáo', 'Đã có lịch', 'Chưa có thông tin'],
            rows: rows.map(({ row }) => row),
            sentences: rows.map(({ sentence }) => sentence),
          },
        ];
  const blocks: Block[] = [
    ...told,
    ...(rows.length > 0 && asks.length > 0 ? [paragraph(`Đề nghị ${noun} quan tâm:`)] : []),
    ...(asks.length > 0 ? [list(asks, true)] : []),
  ];
  return { heading: 'Tình hình thực hiện', blocks, actions: [{ label: `Mở trang của ${noun}`, place: '' }], notes: [] };
}

/** "Chuyên đề 3/2023, học tập, thảo luận"; a session needs no word. */
const labelOf = ({ short, stage }: { short: string; stage: StageKind }) =>
  stage === 'session' ? short : `${short}, ${activityOf(stage)}`;

export function contactWanted(section: Section): SectionText {
  const { cells } = contactWantedData.parse(section.data);
  const sentences = cells.map(
    ({ name, sentOn }) =>
      `Thư gửi ${addressed({ name, roles: ['cell'] })}${sentOn ? ` ngày ${fullDate(sentOn)}` : ''} không đến được.`,
  );
  return {
    heading: 'Đầu mối liên hệ',
    blocks: [
      ...(sentences.length === 1 ? sentences.map(paragraph) : [list(sentences)]),
      paragraph(
        'Đề nghị Đảng ủy cho biết địa chỉ khác bằng cách trả lời thư này, hoặc nhận và chuyển giúp thông báo. Việc này không tính là chi bộ chưa báo cáo.',
      ),
    ],
    actions: [{ label: 'Mở trang của Đảng ủy', place: '' }],
    notes: [],
  };
}

/** A text to paste for each notice of each cell; the QR code stands on the page behind the link. */
export function passOn(scene: Scene): Block[] {
  const { sender } = scene.letter;
  const many = scene.passOn.length;
  const what = scene.passOn.every(({ body }) => body.roles.includes('cell')) ? 'chi bộ' : 'tổ chức';
  const whom = scene.letter.recipient.kind === 'unit' ? 'Đảng ủy ' : '';
  const blocks: Block[] = [
    ...(scene.own.length > 0 ? [{ kind: 'heading' as const, text: `Chuyển thông báo đến ${what}` }] : []),
    paragraph(
      `${count(many)} ${what} dưới đây chưa có e-mail. Trân trọng đề nghị ${whom}chuyển giúp thông báo; nội dung soạn sẵn để dán vào Zalo hoặc tin nhắn, kèm địa chỉ báo cáo và mã QR của từng ${what}.`,
    ),
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
        notHeld: isNotHeld(section),
      };
      blocks.push({
        kind: 'paste',
        ...shortTextParts(duty, sender, section.linkId === null ? null : 'later'),
        linkId: section.linkId,
        qrLabel: 'Mã QR để in hoặc chuyển tiếp',
      });
    }
  }
  return blocks;
}

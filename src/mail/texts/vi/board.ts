/**
 * Vietnamese letter of a supervisor: what needs them today, gathered by reason; the head's rung.
 *
 * @module
 */
import type { Reason, Section } from '../../letter';
import { list, paragraph, type Block } from '../blocks';
import { periodicReportData, replyData, taskData, type PeriodicReportData } from '../data';
import type { Scene } from '../scene';
import { count, fullDate, runningDate, shortDate } from './dates';

const TASK_REASONS = ['task-head', 'task', 'task-lease'] as const;

const HEADINGS: Record<(typeof TASK_REASONS)[number], (n: number) => string> = {
  'task-head': (n) => `Báo cáo Trưởng Ban: ${count(n)} việc chưa kết thúc xử lý`,
  task: (n) => `${count(n)} việc mới`,
  'task-lease': (n) => `${count(n)} việc sắp đến hạn xử lý`,
};

export function board(scene: Scene): Block[] {
  const { sections } = scene.letter;
  const blocks: Block[] = [paragraph(`Việc hôm nay, ${runningDate(scene.day)}:`)];
  for (const reason of TASK_REASONS) {
    const of = sections.filter((section) => section.reason === reason);
    if (of.length === 0) continue;
    blocks.push({ kind: 'heading', text: HEADINGS[reason](of.length) });
    if (reason === 'task-head')
      blocks.push(paragraph('Trân trọng báo cáo đồng chí các việc đã qua bước xử lý của người theo dõi cơ sở:'));
    blocks.push(list(of.map(taskLine), true));
  }
  const replies = sections.filter((section) => section.reason === 'reply');
  if (replies.length > 0) {
    blocks.push({ kind: 'heading', text: `${count(replies.length)} ý kiến trả lời` });
    blocks.push(list(replies.map(replyLine), true));
  }
  for (const section of sections) {
    if (section.reason !== 'periodic-report') continue;
    const data = periodicReportData.parse(section.data);
    blocks.push({ kind: 'heading', text: `Báo cáo định kỳ ${periodName(data)}` });
    blocks.push(
      paragraph(
        `Số liệu từ ngày ${fullDate(data.from)} đến hết ngày ${fullDate(data.to)}. Đề nghị xem dự thảo, bổ sung phần nhận xét và trình Ban Thường vụ chậm nhất ${runningDate(data.due)}.`,
      ),
    );
  }
  return blocks;
}

/** "Tên việc – 03 chi bộ; mở ngày 06/7/2023; …" */
function taskLine(section: Section): string {
  const data = taskData.parse(section.data);
  const parts = [
    ...(data.members > 0 && !/\d{2}(\/\d+)? (chi bộ|tổ chức)/u.test(data.title) ? [`còn ${count(data.members)} nội dung`] : []),
    ...(data.openedOn ? [`mở ngày ${fullDate(data.openedOn)}`] : []),
    data.owner ? `đồng chí ${data.owner} đang xử lý` : 'chưa có người nhận',
    ...(data.handleBy ? [`đề nghị xử lý chậm nhất ngày ${fullDate(data.handleBy)}`] : []),
  ];
  return `${data.title} (${parts.join('; ')}). Mã việc: ${data.taskId}`;
}

/** What they wrote is data: it stands in quotation marks. */
function replyLine(section: Section): string {
  const data = replyData.parse(section.data);
  if (data.of === 'answer') return `${data.about}: “${data.text}”`;
  const where = data.address ? ` (${data.address})` : '';
  return `${data.about}: người nhận cho biết thư đến nhầm${where}. Đề nghị kiểm tra đầu mối liên hệ.`;
}

/** "quý II/2023" */
export function periodName({ every, from }: PeriodicReportData): string {
  const year = from.slice(0, 4);
  const month = Number(from.slice(5, 7));
  switch (every) {
    case 'month':
      return `tháng ${month}/${year}`;
    case 'quarter':
      return `quý ${['I', 'II', 'III', 'IV'][Math.floor((month - 1) / 3)] ?? ''}/${year}`;
    case 'half':
      return `06 tháng ${month <= 6 ? 'đầu' : 'cuối'} năm ${year}`;
    case 'year':
      return `năm ${year}`;
  }
}

/** "Việc hôm nay (05/7): 02 việc mới, 01 việc sắp đến hạn xử lý" */
export function boardSubject(scene: Scene): string {
  const { sections } = scene.letter;
  const many = (reason: Reason) => sections.filter((section) => section.reason === reason).length;
  const parts = [
    [many('task-head'), 'việc báo cáo Trưởng Ban'],
    [many('task'), 'việc mới'],
    [many('task-lease'), 'việc sắp đến hạn xử lý'],
    [many('reply'), 'ý kiến trả lời'],
    [many('periodic-report'), 'báo cáo định kỳ'],
  ] as const;
  const said = parts.flatMap(([n, what]) => (n > 0 ? [`${count(n)} ${what}`] : []));
  return `Việc hôm nay (${shortDate(scene.day)}): ${said.join(', ')}`;
}

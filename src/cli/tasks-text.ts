/**
 * Tasks in Vietnamese, for the terminal. Words: the glossary, "Handling".
 *
 * @module
 */
import { shortIdOf, shortTaskId } from '../domain/ids';
import { countText, dateText, momentText, outcomeName, taskName, taskVerbName } from '../domain/wording';
import type { MemberView, TaskLine, TaskResult, TaskView, UnitTexts } from '../services/tasks/commands';
import { table } from './table';

const ENDS: Record<string, string> = {
  open: 'chưa có báo cáo',
  reported: 'đã nhận báo cáo',
  waived: 'không phải thực hiện',
  extended: 'đã điều chỉnh thời hạn',
  resolved: 'đã kết thúc xử lý',
  cancelled: 'đã hủy',
  converted: 'chuyển sang chưa liên hệ được',
};
const LETTERS: Record<string, string> = {
  sent: 'đã gửi',
  bounced: 'thư bị trả lại',
  unknown: 'chưa rõ đã đến',
  failed: 'không gửi được',
  expired: 'quá thời điểm gửi',
};

/** Given back to a command, it says which version its writer saw. */
const seenId = ({ id, version }: Pick<TaskLine, 'id' | 'version'>) => `${shortTaskId(id)}@${version}`;

export function listText(tasks: TaskLine[]): string {
  if (tasks.length === 0) return 'Chưa có việc nào';
  const rows = tasks.map((task) => [
    seenId(task),
    taskName(task.kind),
    statusText(task),
    countText(task.open),
    dateText(task.openedOn),
    task.title,
  ]);
  return table(['Việc', 'Loại', 'Trạng thái', 'Còn', 'Từ ngày', 'Nội dung'], rows);
}

export function viewText(task: TaskView): string {
  const head = [task.title, `Việc ${seenId(task)}, bản ${task.version}: ${statusText(task)}, từ ngày ${dateText(task.openedOn)}`];
  if (task.leaseUntil) head.push(`Thời hạn xử lý: đến hết ngày ${dateText(task.leaseUntil)}`);
  if (task.allIn) head.push('Các tổ chức đều đã xong; chờ người nhận xử lý kết thúc.');
  const units = task.rows.flatMap((unit) => [
    '',
    `${unit.name}${unit.phone ? ` (${[unit.contact, unit.phone].filter(Boolean).join(', ')})` : ''}`,
    membersText(unit.members),
  ]);
  const history = task.history.map((event) => [
    momentText(event.at, task.zone),
    taskVerbName(event.verb),
    event.name,
    detailText(event.data),
  ]);
  return [...head, ...units, '', table(['Thời gian', 'Việc đã làm', 'Người', 'Nội dung'], history)].join('\n');
}

/** Who is written to, then what is pasted; an empty line between two. */
export function pasteText(units: UnitTexts[]): string {
  if (units.length === 0) return 'Chưa có việc nào';
  const to = ({ name, contact, phone }: Pick<UnitTexts, 'name' | 'contact' | 'phone'>) =>
    `${name} (${[contact, phone].filter(Boolean).join(', ') || 'chưa có đầu mối'})`;
  return units
    .flatMap((unit) => [
      ...unit.texts.map((text) => `# ${to(unit)}\n${text}`),
      ...unit.members.map((member) => `## ${to(member)}\n${member.text}`),
    ])
    .join('\n\n');
}

/** `owner`: the name of who has it now. */
export function resultText(result: TaskResult, owner: string | null): string {
  const state =
    result.status === 'closed'
      ? outcomeName(result.outcome ?? 'resolved')
      : owner
        ? `Đồng chí ${owner} nhận xử lý`
        : 'Chưa có người nhận';
  const lease = result.leaseUntil ? `, đến hết ngày ${dateText(result.leaseUntil)}` : '';
  const members = result.members.length > 0 ? ` (${countText(result.members.length)} việc phải làm)` : '';
  return `Đã lưu: việc ${shortTaskId(result.taskId)}, bản ${result.version}. ${state}${lease}${members}.`;
}

function statusText(task: Pick<TaskLine, 'status' | 'outcome' | 'owner' | 'level'>): string {
  if (task.status === 'closed') return outcomeName(task.outcome ?? 'resolved');
  const told = task.level > 0 ? ', đã báo cáo Trưởng Ban' : '';
  return `${task.owner ? task.owner.name : 'Chưa có người nhận'}${told}`;
}

function membersText(members: MemberView[]): string {
  const rows = members.map((member) => [
    shortIdOf(member.assignmentId),
    member.name,
    dateText(member.dueDate),
    sentText(member),
    member.plannedDate ? `dự kiến ${dateText(member.plannedDate)}` : (ENDS[member.status] ?? member.status),
    [member.contact, member.phone].filter(Boolean).join(', ') || '–',
  ]);
  return table(['Mã', 'Tên', 'Thời hạn', 'Đã gửi', 'Phản hồi', 'Đầu mối, điện thoại'], rows);
}

function sentText({ sent, passedOn }: MemberView): string {
  const letters = sent.map(({ on, status, via }) =>
    `${on ? dateText(on).slice(0, 5).replace(/\/$/, '') : ''}${via === 'via-unit' ? ' qua cơ sở' : ''} ${LETTERS[status] ?? 'chờ gửi'}`.trim(),
  );
  return [...letters, ...(passedOn ? ['đã chuyển trực tiếp'] : [])].join('; ') || 'chưa gửi được';
}

/** What a person said: text, basis, reason, new date. */
function detailText(data: Record<string, unknown>): string {
  const texts = ['text', 'resolution', 'reason', 'basis'].flatMap((name) => (typeof data[name] === 'string' ? [data[name]] : []));
  if (typeof data['due'] === 'string') texts.unshift(`đến hết ngày ${dateText(data['due'])}`);
  const members =
    Array.isArray(data['members']) && data['members'].length > 0 ? [`${countText(data['members'].length)} tổ chức`] : [];
  return [...members, ...texts].join('; ');
}

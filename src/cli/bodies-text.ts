/**
 * What `bodies import` says: how the file was understood, what would change, what is asked.
 *
 * @module
 */
import type { Field } from '../documents/spreadsheet/fields';
import { CHANGED_FIELDS } from '../documents/spreadsheet/changes';
import { countText } from '../domain/wording';
import type { RosterImported, RosterPlan } from '../services/rosters/import';
import { table } from './table';

const FIELD_NAMES: Record<Field, string> = {
  email: 'thư điện tử',
  phone: 'điện thoại',
  officer: 'người theo dõi',
  contact: 'đầu mối',
  parent: 'cấp trên',
  kind: 'loại hình',
  channel: 'cách nhận',
  role: 'vai trò',
  id: 'mã',
  name: 'tên tổ chức',
  ordinal: 'số thứ tự',
  ignored: 'không dùng',
};

const CHANGE_NAMES: Record<(typeof CHANGED_FIELDS)[number], string> = {
  name: 'tên',
  parent: 'cấp trên',
  kind: 'loại hình',
  roles: 'vai trò',
  contacts: 'đầu mối',
  officer: 'người theo dõi',
};

/** Longer lists are cut on the terminal; `--json` has all. */
const SHOWN = 40;

/** The whole dry run. */
export function planText(plan: RosterPlan): string[] {
  const { changes, mappings, notes, faults } = plan;
  return [
    ...mappings.flatMap(({ sheet, line, columns }) => [
      `${sheet === '' ? 'Tệp' : `Trang “${sheet}”`}: tên cột ở dòng ${line}`,
      table(
        ['cột', 'tiêu đề', 'hiểu là'],
        columns.map(({ letters, label, field }) => [
          letters,
          label,
          field === null ? 'không dùng' : `${FIELD_NAMES[field]} (${field})`,
        ]),
      ),
    ]),
    countsText(plan),
    ...cut(changes.created.map(({ id, name, parent }) => `  + ${name} (${id})${parent ? ` thuộc ${parent}` : ''}`)),
    ...cut(
      changes.changed.map(
        ({ id, name, what }) =>
          `  ~ ${name} (${id}): ${what.map(({ field, from, to }) => `${CHANGE_NAMES[field]}: “${from}” → “${to}”`).join('; ')}`,
      ),
    ),
    ...vanishedText(plan),
    ...cut(notes.map((note) => `  ghi chú: ${note}`)),
    ...faults.map((fault) => `  lỗi: ${fault}`),
    ...questionsText(plan),
  ];
}

export function countsText({ changes, questions }: RosterPlan): string {
  return `Mới ${countText(changes.created.length)}, thay đổi ${countText(changes.changed.length)}, giữ nguyên ${countText(changes.unchanged)}, không còn trong tệp ${countText(changes.vanished.length)}, cần hỏi ${countText(questions.length)}.`;
}

/** What a roster no longer names, and what becomes of it. */
function vanishedText({ changes, endings }: RosterPlan): string[] {
  const ends = new Map(endings.map(({ id, on }) => [id, on]));
  return cut(
    changes.vanished.map(({ id, name }) => {
      const on = ends.get(id);
      return `  - ${name} (${id}): ${on === undefined ? 'không còn trong tệp, giữ nguyên' : `thôi từ ngày ${on}`}`;
    }),
  );
}

function questionsText({ questions }: RosterPlan): string[] {
  return questions.flatMap(({ key, text, choices, proposal }, index) => [
    `  ${index + 1}. ${text}`,
    `     --answer "${key}=${proposal ?? '…'}"${choices.length > 1 ? `   (${choices.join(' | ')})` : ''}`,
  ]);
}

export function importedText({ bodies, created, changed, contacts, supervisors, ended, openDuties }: RosterImported): string[] {
  return [
    `Đã nhập ${countText(bodies)} tổ chức (mới ${countText(created)}, thay đổi ${countText(changed)}), ${countText(contacts)} đầu mối liên hệ, ${countText(supervisors)} đồng chí của Ban.`,
    ...(ended > 0 ? [`Đã ghi ${countText(ended)} tổ chức thôi hoạt động.`] : []),
    ...(openDuties > 0
      ? [
          `Các tổ chức đó còn ${countText(openDuties)} việc chưa xong: đề nghị ghi không phải thực hiện, kèm căn cứ (tasks waive).`,
        ]
      : []),
  ];
}

function cut(lines: string[]): string[] {
  return lines.length <= SHOWN
    ? lines
    : [...lines.slice(0, SHOWN), `  … và ${lines.length - SHOWN} dòng nữa (xem đủ với --json)`];
}

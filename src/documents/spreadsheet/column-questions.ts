/**
 * A column whose heading says nothing, but whose cells are names of organisations: what it holds is asked, for rows would
 * otherwise be filed in the wrong place without a word.
 *
 * @module
 */
import type { Column, Heading } from './columns';
import type { Field } from './fields';
import { slug } from './names';
import { namesOrganisations } from './organisation-cells';
import type { Asked } from './questions';
import type { Sheet } from './sheet';

/** The heading, with the fields a person gave to such columns. @throws CD_ROSTER_ANSWER */
export function askedColumns(sheet: Sheet, heading: Heading, asked: Asked): Heading {
  const rows = sheet.rows.slice(heading.body);
  const columns = heading.columns.map((column): Column => {
    if (column.field !== null && !column.isGuess) return column;
    if (!namesOrganisations(rows, column.index)) return column;
    const proposal = column.field ?? (heading.columns.some(({ field }) => field === 'parent') ? 'ignored' : 'parent');
    const choices: Field[] = column.field === 'name' ? ['name'] : ['parent', 'ignored'];
    const example = rows.find((row) => row[column.index])?.[column.index] ?? '';
    const answer = asked.ask({
      key: `column/${slug(column.label).slice(0, 60) || column.letters.toLowerCase()}`,
      text: `cột ${column.letters} “${column.label}” phần lớn ghi tên tổ chức đảng (“${example.slice(0, 60)}” …): ${column.field === 'name' ? 'là tên tổ chức (name)? Nếu không: --map' : 'là cấp trên của mỗi dòng (parent) hay không dùng (ignored)?'}`,
      choices,
      proposal,
    });
    return { ...column, field: choices.find((field) => field === answer) ?? null };
  });
  return { ...heading, columns };
}

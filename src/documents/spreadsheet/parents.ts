/**
 * Which body each entry belongs to: its parent column first, then the row it stands under, then the issuer.
 *
 * @module
 */
import type { Body } from '../../domain/organisation';
import type { Entry } from './entries';
import { bareKey, likeness, nameKey, slug } from './names';
import type { Asked } from './questions';
import { placeText } from './sheet';

/** Below the top, another entry, or a body that is known and not in the file. */
export type Above = { top: true } | { entry: Entry } | { known: Body };

export interface ParentsRead {
  /** Every entry has one; the issuer itself none. */
  above: Map<Entry, Above>;
  /** Units that only a parent column names. */
  added: Entry[];
  notes: string[];
}

const TOP: Above = { top: true };
const ALIKE = 0.6;

export function parentsOf(entries: Entry[], known: Body[], asked: Asked): ParentsRead {
  const above = new Map<Entry, Above>();
  const added = new Map<string, Entry>();
  const notes: string[] = [];
  const index = indexOf(entries);
  const byKey = new Map<string, Body[]>();
  for (const body of known)
    for (const key of [`id ${body.id}`, nameKey(body.name), `bare ${bareKey(body.name)}`])
      byKey.set(key, [...(byKey.get(key) ?? []), body]);
  /** What was found of a name that is asked about, once for all its rows. */
  const asWritten = new Map<string, Above>();
  const told = [...new Set(entries.flatMap(({ parentName }) => (parentName === null ? [] : [nameKey(parentName)])))];
  // where no parent has a row of its own, the column is the list of them
  const columnLists = told.length > 0 && told.every((key) => !index.has(key) && !index.has(`bare ${bareKey(key)}`));
  const usesColumn = entries.some(({ parentName }) => parentName !== null);
  let previous: { entry: Entry; above: Above } | null = null;
  for (const entry of entries) {
    const result: Above =
      entry.parentName !== null
        ? fromColumn(entry, entry.parentName)
        : entry.under
          ? { entry: entry.under }
          : usesColumn && previous !== null && isCell(entry)
            ? blankParent(entry, previous.above)
            : TOP;
    above.set(entry, result);
    if (entry.parentName !== null) previous = { entry, above: result };
  }
  for (const entry of added.values()) above.set(entry, TOP);
  if (added.size > 0)
    notes.push(`${added.size} tổ chức chỉ có tên ở cột cấp trên, không có dòng riêng: được tạo không có đầu mối`);
  return { above, added: [...added.values()], notes };

  function fromColumn(entry: Entry, name: string): Above {
    const candidates = (
      index.get(nameKey(name)) ??
      index.get(`bare ${bareKey(name)}`) ??
      index.get(`code ${slug(name)}`) ??
      []
    ).filter((each) => each !== entry);
    const [only, ...others] = candidates;
    if (only && others.length === 0) return { entry: only };
    if (only) return oneOf(name, candidates);
    const bodies = byKey.get(`id ${name}`) ?? byKey.get(nameKey(name));
    const found = bodies ?? byKey.get(`bare ${bareKey(name)}`) ?? [];
    if (found[0] && found.length === 1) return { known: found[0] };
    const listed = added.get(nameKey(name));
    if (listed) return { entry: listed };
    const before = asWritten.get(nameKey(name));
    if (before) return before;
    const place = columnLists ? create(entry, name) : missing(entry, name);
    asWritten.set(nameKey(name), place);
    return place;
  }

  function create(entry: Entry, name: string): Above {
    const unit: Entry = {
      ...entry,
      code: null,
      name,
      parentName: null,
      under: null,
      roles: ['unit'],
      rolesWritten: false,
      kind: '',
      people: [],
      channel: null,
      officer: '',
    };
    added.set(nameKey(name), unit);
    return { entry: unit };
  }

  function oneOf(name: string, candidates: Entry[]): Above {
    const choices = candidates.map(({ line }) => String(line));
    const answer = asked.ask({
      key: `parent/${slug(name)}`,
      text: `cấp trên “${name}” có ${candidates.length} dòng cùng tên (${candidates.map(placeText).join(', ')}): là dòng nào?`,
      choices,
      proposal: choices[0] ?? null,
    });
    const chosen = candidates[choices.indexOf(answer)] ?? candidates[0];
    return chosen ? { entry: chosen } : TOP;
  }

  function missing(entry: Entry, name: string): Above {
    const near = [...entries.filter((each) => !isCell(each)), ...known.filter(({ roles }) => !roles.includes('cell'))]
      .map((each) => each.name)
      .map((each) => ({ name: each, like: likeness(bareKey(each), bareKey(name)) }))
      .filter(({ name: each, like }) => like >= ALIKE && nameKey(each) !== nameKey(entry.name))
      .toSorted((a, b) => b.like - a.like)[0]?.name;
    const answer = asked.ask({
      key: `parent/${slug(name)}`,
      text: `${placeText(entry)}: không có cấp trên “${name}” trong danh sách; ${near ? `có phải “${near}”, ` : ''}hay tạo mới (new)?`,
      choices: near ? [near, 'new'] : ['new'],
      proposal: near ?? 'new',
    });
    if (near === undefined || answer !== near) return create(entry, name);
    const row = entries.find((each) => each.name === near);
    const body = known.find((each) => each.name === near);
    return row ? { entry: row } : body ? { known: body } : TOP;
  }

  function blankParent(entry: Entry, last: Above): Above {
    const answer = asked.ask({
      key: `blank-parent${entry.sheet === '' ? '' : `/${slug(entry.sheet)}`}`,
      text: `${placeText(entry)} “${entry.name}” để trống cột cấp trên: thuộc tổ chức của dòng trên (above) hay trực thuộc tổ chức ban hành (top)? Áp dụng cho mọi chi bộ để trống.`,
      choices: ['above', 'top'],
      proposal: 'above',
    });
    return answer === 'above' ? last : TOP;
  }
}

const isCell = ({ roles }: Entry) => roles === null || (roles.includes('cell') && !roles.includes('unit'));

function indexOf(entries: Entry[]): Map<string, Entry[]> {
  const index = new Map<string, Entry[]>();
  const add = (key: string, entry: Entry) => {
    const there = index.get(key);
    if (there) there.push(entry);
    else index.set(key, [entry]);
  };
  for (const entry of entries) {
    add(nameKey(entry.name), entry);
    // a cell is nobody's parent: "Chi bộ Bệnh viện A" is not what "Bệnh viện A" means
    if (!isCell(entry)) add(`bare ${bareKey(entry.name)}`, entry);
    if (entry.code !== null) add(`code ${entry.code}`, entry);
  }
  return index;
}

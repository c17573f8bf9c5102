/**
 * Which body each entry belongs to: its parent column first, then the row it stands under, then the issuer.
 *
 * @module
 */
import type { Body } from '../../domain/organisation';
import { blankParents, type Blank } from './blank-parents';
import { isCell, type Entry } from './entries';
import { isIssuer, parentOfUnits } from './issuer';
import { bareKey, committeeKey, inFull, likeness, nameKey, slug } from './names';
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
/** So alike, it is a slip of the pen rather than another unit. */
const MISSPELT = 0.85;
/** Rows of units beyond which a list that names others in its column is not compared with them. */
const COMPARED = 200;

/** @param top the issuer, which a parent column may name too, with or without "Ban Thường vụ" */
export function parentsOf(entries: Entry[], top: Body, known: Body[], asked: Asked): ParentsRead {
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
  const told = [...new Set(entries.flatMap(({ parentName }) => (parentName === null ? [] : [parentName])))];
  // where no parent has a row of its own, the column is the list of them
  const columnLists = told.length > 0 && told.every((name) => !index.has(nameKey(name)) && !index.has(`bare ${bareKey(name)}`));
  const unitRows = entries.filter((entry) => !isCell(entry));
  const usesColumn = told.length > 0;
  const aboveUnits = committeeKey(parentOfUnits(entries) ?? '');
  const blanks: Blank[] = [];
  let previous: Above | null = null;
  let sheet: string | null = null;
  for (const entry of entries) {
    if (entry.sheet !== sheet) previous = null;
    sheet = entry.sheet;
    const result = entry.parentName !== null ? fromColumn(entry, entry.parentName) : entry.under ? { entry: entry.under } : TOP;
    above.set(entry, result);
    if (usesColumn && entry.parentName === null && !entry.under && isCell(entry)) blanks.push({ entry, above: previous });
    // a unit's row begins what stands below it
    else if (usesColumn) previous = isCell(entry) ? result : { entry };
  }
  for (const [entry, place] of blankParents(blanks, entries, above, asked)) above.set(entry, place);
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
    const exact = byKey.get(`id ${name}`) ?? byKey.get(nameKey(name)) ?? [];
    if (exact.length === 0 && isIssuer(name, top)) return TOP;
    const found = exact.length > 0 ? exact : (byKey.get(`bare ${bareKey(name)}`) ?? []);
    if (found[0] && found.length === 1) return { known: found[0] };
    const listed = added.get(nameKey(name));
    if (listed) return { entry: listed };
    const before = asWritten.get(nameKey(name));
    if (before) return before;
    const place =
      columnLists && !isSlip(name) && !seemsIssuer(name, top) && committeeKey(name) !== aboveUnits
        ? create(entry, name)
        : missing(entry, name);
    asWritten.set(nameKey(name), place);
    return place;
  }

  /** A column may list units and misspell one that has a row. */
  function isSlip(name: string): boolean {
    return unitRows.length <= COMPARED && unitRows.some((each) => likeness(bareKey(each.name), bareKey(name)) >= MISSPELT);
  }

  function create(entry: Entry, name: string): Above {
    const unit: Entry = {
      ...entry,
      code: null,
      name: inFull(name),
      parentName: null,
      under: null,
      roles: ['unit'],
      rolesWritten: false,
      listedAsCell: false,
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
      .filter(
        ({ name: each, like }) => like >= ALIKE && nameKey(each) !== nameKey(entry.name) && nameKey(each) !== nameKey(top.name),
      )
      .toSorted((a, b) => b.like - a.like)[0]?.name;
    const answer = asked.ask({
      key: `parent/${slug(name)}`,
      text: `${placeText(entry)}: không có cấp trên “${name}” trong danh sách; ${near ? `có phải “${near}”, ` : ''}là tổ chức ban hành “${top.name}” (top), hay tạo mới (new)?`,
      choices: [...(near ? [near] : []), 'top', 'new'],
      proposal: near ?? (seemsIssuer(name, top) || committeeKey(name) === aboveUnits ? 'top' : 'new'),
    });
    if (answer === 'top') return TOP;
    if (near === undefined || answer !== near) return create(entry, name);
    const row = entries.find((each) => each.name === near);
    const body = known.find((each) => each.name === near);
    return row ? { entry: row } : body ? { known: body } : TOP;
  }
}

/** "Đảng ủy Khối" of "Đảng ủy Khối các cơ quan tỉnh": cut short, or alike. */
function seemsIssuer(name: string, top: Body): boolean {
  const said = committeeKey(name);
  const own = committeeKey(top.name);
  return (said.includes(' ') && own.startsWith(`${said} `)) || likeness(bareKey(said), bareKey(own)) >= ALIKE;
}

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

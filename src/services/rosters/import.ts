/**
 * A roster file beside the facts: what importing it would change, and importing it, all or nothing.
 *
 * @module
 */
import type { LocalDate } from '../../domain/dates';
import type { Roster } from '../../domain/organisation';
import { changesOf, type Changes } from '../../documents/spreadsheet/changes';
import type { MapRule } from '../../documents/spreadsheet/columns';
import { isRosters } from '../../documents/spreadsheet/assemble-contacts';
import { readOfficeRoster, type SheetMapping } from '../../documents/spreadsheet/office-roster';
import { Asked, type Question } from '../../documents/spreadsheet/questions';
import type { Workbook } from '../../documents/spreadsheet/read-sheets';
import { CodedError } from '../../errors';
import { importRoster, NOT_IN_ROSTER, type RosterImport } from './write';
import { audit, transaction, type Context, type Db, type Tx } from '../db';
import { endLinksOfContacts } from '../contacts/links';
import { followRoutes, lockRoutes, recomputeRoutes } from '../contacts/routes';
import { endBodies, endingsOf, type Ending } from './ending';
import { knownOrganisation } from './known';
import { rememberedRosters, rememberRoster } from './memory';

/** A strict roster was checked by its reader; an office's is understood only beside the facts. */
export type RosterSource = { file: string } & ({ strict: Roster } | { workbook: Workbook });

export interface RosterChoices {
  rules: MapRule[];
  answers: [key: string, value: string][];
  /** Takes the proposal of every question that has one. */
  accept: boolean;
  validFrom: LocalDate;
}

export interface RosterPlan {
  roster: Roster;
  /** Empty for a strict roster. */
  mappings: SheetMapping[];
  changes: Changes;
  endings: Ending[];
  questions: Question[];
  /** Proposals that were taken unseen, at the person's word. */
  accepted: (readonly [key: string, value: string])[];
  faults: string[];
  notes: string[];
}

/** What an import would do; writes nothing. @throws CD_ROSTER_NO_HEADING, CD_ROSTER_MAP, CD_ROSTER_ANSWER */
export function previewRosterImport(db: Db, source: RosterSource, choices: RosterChoices): Promise<RosterPlan> {
  return transaction(db, (tx) => planOf(tx, source, choices));
}

/** `created` and `changed` are the plan's own counts. */
export interface RosterImported extends RosterImport {
  ended: number;
  /** Duties of ended bodies that are still open: to be waived, with a basis. */
  openDuties: number;
}

/**
 * Imports in one transaction, on the facts as they are now.
 * @param seen the plan somebody confirmed: refused where the facts have moved since
 * @throws CD_INPUT_FAULTS, CD_ROSTER_QUESTIONS (strict rosters keep what vanished), CD_STALE_VERSION, CD_ROSTER_OLDER
 */
export function importRosterFile(
  db: Db,
  source: RosterSource,
  choices: RosterChoices,
  ctx: Context,
  seen: RosterPlan | null,
): Promise<{ plan: RosterPlan; result: RosterImported }> {
  return transaction(db, async (tx) => {
    await lockRoutes(tx);
    const plan = await planOf(tx, source, choices);
    refuse(plan, source.file);
    if (seen && JSON.stringify(seen.changes) !== JSON.stringify(plan.changes))
      throw new CodedError('CD_STALE_VERSION', {
        what: { vi: `Tổ chức trong ${source.file}`, en: source.file },
        actual: { vi: 'mới', en: 'now' },
        seen: { vi: 'trước đó', en: 'before' },
        who: '',
      });
    const written = await importRoster(tx, plan.roster, ctx, choices.validFrom);
    const dropped = 'strict' in source ? [] : await dropOtherContacts(tx, plan.roster, ctx);
    const openDuties = await endBodies(tx, plan.endings, ctx);
    if (dropped.length > 0 || plan.endings.length > 0) await recomputeRoutes(tx);
    await followRoutes(tx, dropped);
    const answers = Object.fromEntries(
      [...plan.accepted, ...choices.answers].filter(([key]) => !/^(?:vanished|same)\b/.test(key)),
    );
    for (const { fingerprint } of plan.mappings) await rememberRoster(tx, { fingerprint, rules: choices.rules, answers });
    if (plan.mappings.length > 0)
      await audit(tx, ctx, 'roster.read', source.file, { mappings: JSON.parse(JSON.stringify(plan.mappings)), answers });
    return { plan, result: { ...written, ...countsOf(plan.changes), ended: plan.endings.length, openDuties } };
  });
}

/** The same counts before and after: a contact that changed is a change of its body, though its version stays. */
const countsOf = ({ created, changed }: Changes) => ({ created: created.length, changed: changed.length });

async function planOf(tx: Tx, source: RosterSource, choices: RosterChoices): Promise<RosterPlan> {
  const everything = await knownOrganisation(tx);
  // a strict roster has one contact a body: what others there are, it says nothing of
  const known =
    'strict' in source
      ? { ...everything, contacts: everything.contacts.filter(({ id, bodyId }) => id === `${bodyId}#1`) }
      : everything;
  const answers = new Map(choices.answers);
  const read =
    'strict' in source
      ? { roster: source.strict, mappings: [], asked: new Asked(answers), faults: [], notes: [] }
      : readOfficeRoster(source.workbook, {
          file: source.file,
          known,
          rules: choices.rules,
          answers,
          remembered: await rememberedRosters(tx),
        });
  const changes = changesOf(read.roster, known);
  const endings = endingsOf(changes.vanished, read.asked, (key) => answers.has(key), choices.validFrom);
  const ended = new Set(endings.map(({ id }) => id));
  const below = [...read.roster.bodies, ...known.bodies.filter(({ id }) => changes.vanished.some((each) => each.id === id))];
  const orphans = below.filter(({ id, parentId }) => parentId !== null && ended.has(parentId) && !ended.has(id));
  // a strict roster keeps what it does not name: nothing is asked
  const open = 'strict' in source ? [] : [...read.asked.open.values()];
  const accepted = choices.accept
    ? open.flatMap(({ key, proposal }) => (proposal === null ? [] : [[key, proposal] as const]))
    : [];
  const questions = open.filter(({ key }) => !accepted.some(([each]) => each === key));
  return {
    roster: read.roster,
    mappings: read.mappings,
    changes,
    endings,
    questions,
    accepted,
    faults: [
      ...read.faults,
      ...orphans.map(({ name }) => `“${name}” còn trực thuộc một tổ chức thôi hoạt động: cần cấp trên khác`),
    ],
    notes: [
      ...read.notes,
      ...choices.answers.flatMap(([key]) => (read.asked.known.has(key) ? [] : [`không có câu hỏi nào mang mã “${key}”`])),
    ],
  };
}

function refuse({ faults, questions }: RosterPlan, file: string): void {
  if (faults.length > 0) {
    const list = faults.map((message) => ({ file, line: 1, column: 1, message }));
    throw new CodedError('CD_INPUT_FAULTS', { count: faults.length, file }, list);
  }
  if (questions.length > 0)
    throw new CodedError('CD_ROSTER_QUESTIONS', {
      count: questions.length,
      file,
      keys: questions
        .map(({ key }) => key)
        .join(', ')
        .slice(0, 500),
    });
}

/** A body's second and further contacts of an office's file (`#r2` …) that it no longer names; `#1` is importRoster's. */
async function dropOtherContacts(tx: Tx, roster: Roster, ctx: Context): Promise<string[]> {
  const kept = roster.contacts.filter(isRosters).map(({ id }) => id);
  const dropped = await tx.$queryRaw<{ id: string }[]>`
    update "Contact" c set status = 'suppressed', "statusAt" = ${new Date(ctx.asOf)}, why = ${NOT_IN_ROSTER}
    where c.id like c."bodyId" || '#r%' and c.status <> 'suppressed'
      and c."bodyId" in (select unnest(${roster.bodies.map(({ id }) => id)}::text[]))
      and not exists (select from unnest(${kept}::text[]) as named(id) where named.id = c.id)
    returning c.id`;
  const ids = dropped.map(({ id }) => id);
  await endLinksOfContacts(tx, ids, ctx);
  return ids;
}

export interface RosterExport {
  roster: Roster;
  /** Contacts that the strict csv has no column for: a body's second and further ones. */
  others: number;
}

/** The organisation in force, as a roster. */
export function exportRoster(db: Db): Promise<RosterExport> {
  return transaction(db, async (tx) => {
    const { bodies, contacts, suppressed, supervisors } = await knownOrganisation(tx);
    const written = contacts.filter(({ id, bodyId }) => id === `${bodyId}#1` && !suppressed.has(id));
    const others = contacts.filter(({ id, bodyId }) => id !== `${bodyId}#1` && !suppressed.has(id)).length;
    return { roster: { bodies, contacts: written, supervisors }, others };
  });
}

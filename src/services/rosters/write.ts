/**
 * The roster becomes facts: bodies with their versions, contacts, people of the board and whom they follow.
 * Set-based: a hundred thousand bodies are as many statements as ten.
 *
 * @module
 */
import type { LocalDate } from '../../domain/dates';
import type { Roster } from '../../domain/organisation';
import { CodedError } from '../../errors';
import { audit, transaction, type Context, type Db, type Tx } from '../db';
import { endLinksOfContacts } from '../contacts/links';
import { followRoutes, lockRoutes, recomputeRoutes } from '../contacts/routes';

/** Why a contact that the roster no longer names is not written to; naming it again lifts it. */
export const NOT_IN_ROSTER = 'không còn trong danh sách';

export interface RosterImport {
  bodies: number;
  /** New bodies. */
  created: number;
  /** Bodies that were known under another name, parent, kind, level or role. */
  changed: number;
  contacts: number;
  supervisors: number;
}

/** {@link importRoster} as a transaction of its own. */
export function importBodies(db: Db, roster: Roster, ctx: Context, validFrom: LocalDate): Promise<RosterImport> {
  return transaction(db, (tx) => importRoster(tx, roster, ctx, validFrom));
}

/**
 * Creates or updates what the roster names; bodies it does not name stay as they are. A changed body gets a version
 * from `validFrom` on, its old one ends there; on the same day the version is corrected in place. One that says the same
 * of an earlier day than was known reaches back to it.
 * @throws CD_ROSTER_OLDER when a changed body has a version that begins after `validFrom`
 */
export async function importRoster(tx: Tx, roster: Roster, ctx: Context, validFrom: LocalDate): Promise<RosterImport> {
  await lockRoutes(tx);
  const bodies = JSON.stringify(roster.bodies);
  await refuseOlder(tx, bodies, validFrom);
  await reachBack(tx, bodies, validFrom);
  const created = await tx.$executeRaw`
    insert into "Body" (id) select id from jsonb_to_recordset(${bodies}::jsonb) as r(id text) on conflict do nothing`;
  const written = await writeVersions(tx, bodies, validFrom);
  const moved = await writeContacts(tx, roster, ctx);
  await writeSupervisors(tx, roster);
  await recomputeRoutes(tx);
  await followRoutes(tx, moved);
  const result = {
    bodies: roster.bodies.length,
    created,
    changed: written - created,
    contacts: roster.contacts.length,
    supervisors: roster.supervisors.length,
  };
  await audit(tx, ctx, 'bodies.imported', 'roster', { ...result, validFrom });
  return result;
}

async function refuseOlder(tx: Tx, bodies: string, validFrom: LocalDate): Promise<void> {
  const [newer] = await tx.$queryRaw<{ bodyId: string; validFrom: string }[]>`
    select v."bodyId", v."validFrom" from jsonb_to_recordset(${bodies}::jsonb) as r(id text, name text, level int, roles text[], "parentId" text, kind text)
    join "BodyVersion" v on v."bodyId" = r.id and v."validTo" is null and v."validFrom" > ${validFrom}
    where (v.name, v.level, v."parentId", v.kind) is distinct from (r.name, r.level, r."parentId", r.kind) or not (v.roles @> r.roles and v.roles <@ r.roles)
    order by v."bodyId" limit 1`;
  if (newer) throw new CodedError('CD_ROSTER_OLDER', { body: newer.bodyId, since: newer.validFrom, from: validFrom });
}

/** Unchanged bodies (the changed ones were refused) whose first version begins later. */
async function reachBack(tx: Tx, bodies: string, validFrom: LocalDate): Promise<void> {
  await tx.$executeRaw`
    update "BodyVersion" v set "validFrom" = ${validFrom} from jsonb_to_recordset(${bodies}::jsonb) as r(id text)
    where v."bodyId" = r.id and v."validTo" is null and v."validFrom" > ${validFrom}
      and not exists (select from "BodyVersion" past where past."bodyId" = v."bodyId" and past."validTo" is not null)`;
}

/** Returns how many versions were written: of new bodies and of changed ones. */
async function writeVersions(tx: Tx, bodies: string, validFrom: LocalDate): Promise<number> {
  // a statement of its own: one version of a body is in force at a time, also in between
  await tx.$executeRaw`
    update "BodyVersion" v set "validTo" = ${validFrom}
    from jsonb_to_recordset(${bodies}::jsonb) as r(id text, name text, level int, roles text[], "parentId" text, kind text)
    where v."bodyId" = r.id and v."validTo" is null and v."validFrom" < ${validFrom}
      and ((v.name, v.level, v."parentId", v.kind) is distinct from (r.name, r.level, r."parentId", r.kind) or not (v.roles @> r.roles and v.roles <@ r.roles))`;
  return tx.$executeRaw`
    insert into "BodyVersion" ("bodyId", "validFrom", name, level, roles, "parentId", kind)
    select r.id, ${validFrom}, r.name, r.level, r.roles, r."parentId", r.kind
    from jsonb_to_recordset(${bodies}::jsonb) as r(id text, name text, level int, roles text[], "parentId" text, kind text)
    left join "BodyVersion" v on v."bodyId" = r.id and v."validTo" is null
    where v."bodyId" is null
       or (v.name, v.level, v."parentId", v.kind) is distinct from (r.name, r.level, r."parentId", r.kind)
       or not (v.roles @> r.roles and v.roles <@ r.roles)
    on conflict ("bodyId", "validFrom") do update
    set name = excluded.name, level = excluded.level, roles = excluded.roles, "parentId" = excluded."parentId", kind = excluded.kind, "validTo" = null`;
}

/**
 * An address that changed counts as working; one that stays keeps what is known of it (bounced, suppressed). Links in letters
 * to an address that changed or went away end. Returns the contacts whose address did.
 */
async function writeContacts(tx: Tx, roster: Roster, ctx: Context): Promise<string[]> {
  const at = new Date(ctx.asOf);
  const contacts = JSON.stringify(roster.contacts);
  const moved = await tx.$queryRaw<{ id: string }[]>`
    select c.id from jsonb_to_recordset(${contacts}::jsonb) as r(id text, email text) join "Contact" c on c.id = r.id
    where c.email is not null and c.email is distinct from r.email`;
  await tx.$executeRaw`
    insert into "Contact" as old (id, "bodyId", channel, name, email, phone, language)
    select id, "bodyId", channel, name, email, phone, language
    from jsonb_to_recordset(${contacts}::jsonb) as r(id text, "bodyId" text, channel text, name text, email text, phone text, language text)
    on conflict (id) do update set
      "bodyId" = excluded."bodyId", channel = excluded.channel, name = excluded.name, email = excluded.email, phone = excluded.phone, language = excluded.language,
      (status, "statusAt", why) = (
        select case when anew then 'ok' else old.status end, case when anew then ${at}::timestamptz else old."statusAt" end, case when anew then null else old.why end
        from (select old.email is distinct from excluded.email or old.why is not distinct from ${NOT_IN_ROSTER} as anew) as known)
    where (old.channel, old.name, old.email, old.phone, old.language) is distinct from (excluded.channel, excluded.name, excluded.email, excluded.phone, excluded.language)
       or old.why is not distinct from ${NOT_IN_ROSTER}`;
  // other contacts of a body are the board's own entries, not the roster's
  const gone = await tx.$queryRaw<{ id: string }[]>`
    update "Contact" c set status = 'suppressed', "statusAt" = ${at}, why = ${NOT_IN_ROSTER}
    where c.id = c."bodyId" || '#1' and c.status <> 'suppressed'
      and c."bodyId" in (select unnest(${roster.bodies.map(({ id }) => id)}::text[]))
      and not exists (select from unnest(${roster.contacts.map(({ id }) => id)}::text[]) as named(id) where named.id = c.id)
    returning c.id`;
  const others = [...moved, ...gone].map(({ id }) => id);
  await endLinksOfContacts(tx, others, ctx);
  return others;
}

/** Absences and substitutes are the board's own entries: an import leaves them. */
async function writeSupervisors(tx: Tx, roster: Roster): Promise<void> {
  await tx.$executeRaw`
    insert into "Supervisor" (id, name, email, phone, role)
    select id, name, email, phone, role from jsonb_to_recordset(${JSON.stringify(roster.supervisors)}::jsonb) as r(id text, name text, email text, phone text, role text)
    on conflict (id) do update set name = excluded.name, email = excluded.email, phone = excluded.phone, role = excluded.role`;
  const follows = roster.supervisors.flatMap(({ id, follows: units }) => units.map((bodyId) => ({ bodyId, supervisorId: id })));
  await tx.$executeRaw`
    insert into "OfficerUnit" ("bodyId", "supervisorId")
    select "bodyId", "supervisorId" from jsonb_to_recordset(${JSON.stringify(follows)}::jsonb) as r("bodyId" text, "supervisorId" text)
    on conflict ("bodyId") do update set "supervisorId" = excluded."supervisorId"`;
  await tx.$executeRaw`
    delete from "OfficerUnit" o
    where o."bodyId" in (select unnest(${roster.bodies.map(({ id }) => id)}::text[]))
      and not exists (select from unnest(${follows.map(({ bodyId }) => bodyId)}::text[]) as followed(id) where followed.id = o."bodyId")`;
}

/**
 * Where each body's notices go today: its own working address, else the nearest unit above that has one, else a person
 * tells it. DESIGN §2: no address means `via-unit`, which is normal and no fault.
 *
 * @module
 */
import type { Tx } from '../db';

/**
 * Routes are computed for the whole tree, one computation at a time. Whoever changes contacts or bodies takes this
 * first, or two of them wait on each other's rows.
 */
export async function lockRoutes(tx: Tx): Promise<void> {
  await tx.$queryRaw`select pg_advisory_xact_lock(hashtext(current_schema() || '/routes'))::text`;
}

/**
 * Brings "Route" to what contacts and the tree now say; rows that stay as they are are not written. A contact on
 * channel `hand` is told by hand even where its unit has an address: somebody chose that.
 * @returns how many routes were written or taken away
 */
export async function recomputeRoutes(tx: Tx): Promise<number> {
  await lockRoutes(tx);
  return tx.$executeRaw`
    with recursive version as (
      select "bodyId", "parentId", roles && '{unit,subunit}' as passes_on from "BodyVersion" where "validTo" is null
    ), working as (
      select "bodyId", id, email from "Contact" where channel = 'email' and email is not null and status = 'ok'
    ), by_hand as (
      select "bodyId", min(id) as id from "Contact"
      where channel = 'hand' and status = 'ok' and "bodyId" not in (select "bodyId" from working) group by "bodyId"
    ), climb as (
      select v."bodyId", v."parentId" as above from version v
      where v."bodyId" not in (select "bodyId" from working) and v."bodyId" not in (select "bodyId" from by_hand)
      union all
      select c."bodyId", v."parentId" from climb c join version v on v."bodyId" = c.above
      where not (v.passes_on and v."bodyId" in (select "bodyId" from working))
    ), via as (
      select c."bodyId", w.id, w.email, w."bodyId" as above
      from climb c join version v on v."bodyId" = c.above and v.passes_on join working w on w."bodyId" = v."bodyId"
    ), fresh as (
      select w."bodyId", w.id as "contactId", w.email as address, 'email' as via, null as "viaBodyId" from working w join version using ("bodyId")
      union all
      select "bodyId", id, null, 'hand', null from by_hand join version using ("bodyId")
      union all
      select "bodyId", id, email, 'via-unit', above from via
      union all
      select v."bodyId", coalesce((select min(c.id) from "Contact" c where c."bodyId" = v."bodyId" and c.phone is not null and c.status <> 'suppressed'), 'none'),
             null, 'hand', null
      from version v
      where v."bodyId" not in (select "bodyId" from working union all select "bodyId" from by_hand union all select "bodyId" from via)
    ), gone as (
      delete from "Route" r
      where not exists (select from fresh f where f."bodyId" = r."bodyId" and f."contactId" = r."contactId") returning 1
    ), written as (
      insert into "Route" ("bodyId", "contactId", address, via, "viaBodyId")
      select f."bodyId", f."contactId", f.address, f.via, f."viaBodyId" from fresh f
      left join "Route" r on r."bodyId" = f."bodyId" and r."contactId" = f."contactId"
      where r."bodyId" is null or (r.address, r.via, r."viaBodyId") is distinct from (f.address, f.via, f."viaBodyId")
      on conflict ("bodyId", "contactId") do update set address = excluded.address, via = excluded.via, "viaBodyId" = excluded."viaBodyId"
      returning 1
    )
    select 1 from gone union all select 1 from written`;
}

/**
 * Notices that no letter has taken yet go where their body is reached now: to the contact's new address, or to another contact, unless
 * it is told the same there already. The routes are recomputed before. Rows that the delivery holds at this moment are passed by: it
 * sees for itself that the address is not the contact's any more, so neither waits for the other in a ring.
 */
export async function followRoutes(tx: Tx, contactIds: string[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Notice" n SET address = r.address, via = r.via FROM "Route" r
    WHERE n.id IN (SELECT id FROM "Notice" WHERE "contactId" = ANY(${contactIds}) AND status = 'planned' FOR UPDATE SKIP LOCKED)
      AND r."bodyId" = n."bodyId" AND r."contactId" = n."contactId" AND r.address IS NOT NULL AND r.address <> n.address`;
  await tx.$executeRaw`
    WITH pending AS (
      SELECT id, "bodyId", left("dedupeKey", length("dedupeKey") - length("contactId")) AS stem FROM "Notice"
      WHERE "contactId" = ANY(${contactIds}) AND status = 'planned' AND right("dedupeKey", length("contactId") + 1) = '#' || "contactId"
      FOR UPDATE SKIP LOCKED
    ), target AS (
      SELECT DISTINCT ON (p.stem || r."contactId") p.id, p.stem || r."contactId" AS key, r."contactId", r.address, r.via
      FROM pending p JOIN "Route" r ON r."bodyId" = p."bodyId" AND r.address IS NOT NULL
      WHERE NOT EXISTS (SELECT FROM "Notice" o WHERE o."dedupeKey" = p.stem || r."contactId")
      ORDER BY p.stem || r."contactId", p.id
    ), one AS (SELECT DISTINCT ON (id) * FROM target ORDER BY id, key)
    UPDATE "Notice" n SET id = md5(o.key), "dedupeKey" = o.key, "contactId" = o."contactId", address = o.address, via = o.via
    FROM one o WHERE n.id = o.id`;
}

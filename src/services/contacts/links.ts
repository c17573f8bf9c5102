/**
 * Links of bodies as facts: made when a letter is gathered, verified when one is opened, revoked and renewed.
 *
 * @module
 */
import { randomBytes } from 'node:crypto';
import type { Instant } from '../../domain/dates';
import { linkServes } from '../../domain/link-life';
import { CodedError } from '../../errors';
import { inBoth } from '../../languages';
import { LINK_KEY_FORM, parseLinkKeys } from '../../mail/link-keys';
import { parseToken, tokenFits, type LinkBinding, type LinkKeys } from '../../mail/links';
import { audit, type Context, type Db, Prisma, type Tx, transaction } from '../db';

export interface LinkWanted {
  bodyId: string;
  contactId: string;
  purpose: string;
  planId: string;
}

export interface LinkGrant extends LinkBinding {
  planId: string;
}

/** `unknown`: not ours, or forged. `ended`: ours, but revoked or past its end; a fresh one may be offered to `link`'s contact. */
export type TokenVerdict =
  | { ok: true; link: LinkGrant }
  | { ok: false; why: 'unknown' }
  | { ok: false; why: 'ended'; link: LinkGrant };

/** Says what a token opens at `asOf`. Changes nothing; compares in constant time. */
export async function verifyToken(db: Db, keys: LinkKeys, token: string, asOf: Instant): Promise<TokenVerdict> {
  const parts = parseToken(token);
  if (!parts) return { ok: false, why: 'unknown' };
  const row = await db.prisma.link.findUnique({ where: { id: parts.linkId } });
  if (!row || !tokenFits(keys, parts, row)) return { ok: false, why: 'unknown' };
  const link: LinkGrant = { id: row.id, bodyId: row.bodyId, contactId: row.contactId, purpose: row.purpose, planId: row.planId };
  const over = (end: Date | null) => end !== null && end.getTime() <= asOf;
  if (over(row.revokedAt) || over(row.expiresAt) || !(await servesATopic(db, row, asOf)))
    return { ok: false, why: 'ended', link };
  return { ok: true, link };
}

/** Whether one of the link's topics is open, or closed not long ago. */
async function servesATopic(db: Db, { bodyId, planId }: { bodyId: string; planId: string }, asOf: Instant): Promise<boolean> {
  const topics = await db.prisma.$queryRaw<{ closedAt: Date | null }[]>`
    WITH own AS (${topicsOf(bodyId, planId)})
    SELECT t."closedAt" FROM "Topic" t WHERE t."planId" = ${planId} AND (t.id IN (SELECT id FROM own) OR NOT EXISTS (SELECT FROM own))`;
  return topics.some(({ closedAt }) => linkServes(closedAt?.getTime() ?? null, asOf));
}

/** Topics in which the body, or one counted under it, has a duty. A link of a body with none (it is only invited) goes with the plan's. */
const topicsOf = (bodyId: string, planId: string) => Prisma.sql`
  SELECT t.id FROM "Topic" t JOIN "Stage" s ON s."topicId" = t.id JOIN "Assignment" a ON a."stageId" = s.id
  WHERE t."planId" = ${planId} AND a."bodyId" = ${bodyId}
  UNION SELECT t.id FROM "Topic" t JOIN "Stage" s ON s."topicId" = t.id JOIN "Assignment" a ON a."stageId" = s.id
  WHERE t."planId" = ${planId} AND a."unitId" = ${bodyId}`;

type LinkRow = LinkBinding & { planId: string };

/**
 * The links of a batch of letters: those missing are made, revoked or ended ones get a new id (their old tokens stay
 * dead). Keyed by {@link linkKey}.
 */
export async function linksFor(tx: Tx, wanted: LinkWanted[], asOf: Instant): Promise<Map<string, LinkBinding>> {
  const missing = new Map(wanted.map((link) => [linkKey(link), link]));
  const found = new Map<string, LinkBinding>();
  const keep = (rows: LinkRow[]) => {
    for (const { planId, ...link } of rows) {
      const key = linkKey({ ...link, planId });
      found.set(key, link);
      missing.delete(key);
    }
  };
  if (missing.size > 0) keep(await liveLinks(tx, [...missing.values()], asOf));
  if (missing.size > 0) keep(await makeLinks(tx, [...missing.values()], asOf));
  // Another lane made them meanwhile.
  if (missing.size > 0) keep(await liveLinks(tx, [...missing.values()], asOf));
  return found;
}

/** One look-up by key a row: joined as a set, the planner reads a table that grew since its last statistics from end to end. */
function liveLinks(tx: Tx, wanted: LinkWanted[], asOf: Instant): Promise<LinkRow[]> {
  return tx.$queryRaw`
    SELECT l.id, w."bodyId", w."contactId", w.purpose, w."planId" FROM ${wantedSql(wanted)}
    CROSS JOIN LATERAL (
      SELECT id FROM "Link" l
      WHERE l."bodyId" = w."bodyId" AND l."contactId" = w."contactId" AND l.purpose = w.purpose AND l."planId" = w."planId"
        AND l."revokedAt" IS NULL AND (l."expiresAt" IS NULL OR l."expiresAt" > ${new Date(asOf)}) LIMIT 1) l`;
}

function makeLinks(tx: Tx, wanted: LinkWanted[], asOf: Instant): Promise<LinkRow[]> {
  const at = new Date(asOf);
  return tx.$queryRaw`
    INSERT INTO "Link" (id, "bodyId", "contactId", purpose, "planId", "createdAt")
    SELECT md5(concat_ws(chr(1), w."bodyId", w."contactId", w.purpose, w."planId", ${String(asOf)}::text)), w."bodyId", w."contactId", w.purpose, w."planId", ${at}
    FROM ${wantedSql(wanted)} ORDER BY 2, 3, 4, 5
    ON CONFLICT ("bodyId", "contactId", purpose, "planId") DO UPDATE
      SET id = md5("Link".id || excluded.id), "createdAt" = excluded."createdAt", "expiresAt" = NULL, "revokedAt" = NULL
      WHERE "Link"."revokedAt" IS NOT NULL OR "Link"."expiresAt" <= ${at}
    RETURNING id, "bodyId", "contactId", purpose, "planId"`;
}

function wantedSql(wanted: LinkWanted[]): Prisma.Sql {
  const column = (name: keyof LinkWanted) => wanted.map((link) => link[name]);
  return Prisma.sql`unnest(${column('bodyId')}::text[], ${column('contactId')}::text[], ${column('purpose')}::text[], ${column('planId')}::text[])
    AS w("bodyId", "contactId", purpose, "planId")`;
}

export const linkKey = (link: LinkWanted) => [link.bodyId, link.contactId, link.purpose, link.planId].join('\u0001');

/**
 * Ends at once every link in letters sent so far to or about a body: one was passed to somebody it was not meant for. Its next
 * letter carries fresh ones, and whoever opens an ended one is offered a letter to the registered address.
 *
 * @throws CD_BODY_UNKNOWN, CD_REASON_MISSING when `why` is blank
 */
export function revokeLinks(
  db: Db,
  { bodyId, why }: { bodyId: string; why: string },
  ctx: Context,
): Promise<{ revoked: number }> {
  return transaction(db, async (tx) => {
    if (why.trim() === '')
      throw new CodedError('CD_REASON_MISSING', { what: { vi: 'Ngừng các địa chỉ báo cáo', en: 'Ending a body’s links' } });
    if (!(await tx.body.findUnique({ where: { id: bodyId } }))) throw new CodedError('CD_BODY_UNKNOWN', { body: bodyId });
    const revoked = await endLinks(tx, { bodyId }, ctx);
    await audit(tx, ctx, 'link.revoked', bodyId, { why: why.trim(), revoked });
    return { revoked };
  });
}

/** Ends the links in letters that went to these contacts' old addresses: those are other people's now. */
export async function endLinksOfContacts(tx: Tx, contactIds: string[], ctx: Context): Promise<void> {
  if (contactIds.length > 0) await endLinks(tx, { contactId: { in: contactIds } }, ctx);
}

async function endLinks(tx: Tx, of: Prisma.LinkWhereInput, ctx: Context): Promise<number> {
  const { count } = await tx.link.updateMany({ where: { ...of, revokedAt: null }, data: { revokedAt: new Date(ctx.asOf) } });
  return count;
}

/**
 * The server's keys: `configured` (LINK_KEY), else those kept as settings `link-key/<n>`; the first one is made when there is
 * none. The highest number is current.
 *
 * @throws CD_CONFIG when they are not written as {@link LINK_KEY_FORM} says
 */
export async function loadLinkKeys(db: Db, configured: string | undefined): Promise<LinkKeys> {
  if (configured !== undefined) return keysFrom('LINK_KEY', configured);
  await db.prisma.$executeRaw`
    INSERT INTO "Setting" (key, value) SELECT 'link-key/1', ${randomBytes(32).toString('base64url')}
    WHERE NOT EXISTS (SELECT 1 FROM "Setting" WHERE key LIKE 'link-key/%') ON CONFLICT DO NOTHING`;
  const kept = await db.prisma.setting.findMany({ where: { key: { startsWith: 'link-key/' } } });
  return keysFrom('Setting link-key', kept.map(({ key, value }) => `${key.slice('link-key/'.length)}:${value}`).join(','));
}

function keysFrom(where: string, text: string): LinkKeys {
  const keys = parseLinkKeys(text);
  if (!keys) throw new CodedError('CD_CONFIG', { faults: inBoth((language) => `${where}: ${LINK_KEY_FORM[language]}`) });
  return keys;
}

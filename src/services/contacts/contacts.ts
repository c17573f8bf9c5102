/**
 * Where a body can be reached changes: an address bounces, the board learns a better one, or somebody passed a notice
 * on. Routes and what rests on them follow in the same transaction. DESIGN §2, §7.
 *
 * @module
 */
import { CHANNELS, type Channel } from '../../domain/organisation';
import { judgeDate } from '../../domain/judging';
import { CodedError } from '../../errors';
import { audit, transaction, type Context, type Db, type Tx } from '../db';
import { reopenFor } from '../duties/due-moves';
import { convertMiss } from '../tasks/judging';
import { AWAITED, lockDuties, today } from '../duties/locked';
import { raiseMostUrgent } from '../notices/most-urgent';
import { loadPlan, planOf } from '../plans/load';
import { endLinksOfContacts } from './links';
import { followRoutes, lockRoutes, recomputeRoutes } from './routes';
import { closeMembers } from '../tasks';

/**
 * An address does not work: every contact that has it is marked, its bodies are routed through their units, and misses
 * of which nobody can have known become contact problems. An address already marked changes nothing.
 */
export async function bounceContact(
  tx: Tx,
  db: Db,
  ctx: Context,
  input: { address: string; why: string },
): Promise<{ contacts: string[]; converted: number }> {
  const address = input.address.trim().toLowerCase();
  await lockRoutes(tx);
  const bounced = await tx.$queryRaw<{ id: string; bodyId: string }[]>`
    UPDATE "Contact" SET status = 'bounced', "statusAt" = ${new Date(ctx.asOf)}, why = ${input.why}
    WHERE email = ${address} AND status = 'ok' RETURNING id, "bodyId"`;
  if (bounced.length === 0) return { contacts: [], converted: 0 };
  const contacts = bounced.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  for (const { id, bodyId } of contacts)
    await audit(tx, ctx, 'contact.bounced', bodyId, { contactId: id, address, why: input.why });
  const ids = contacts.map((contact) => contact.id);
  await recomputeRoutes(tx);
  await followRoutes(tx, ids);
  const converted = await convertMiss(tx, db, ctx, { address });
  return { contacts: ids, converted };
}

export interface ContactUpdate {
  bodyId: string;
  /** @default the body's first contact; a new one where it has none */
  contactId?: string;
  name?: string;
  /** null takes the address away. */
  email?: string | null;
  phone?: string | null;
  /** @default email when an address is given, otherwise as it was; via-unit for a new contact without one */
  channel?: Channel;
  language?: 'vi' | 'en';
}

/**
 * Writes what is now known of a contact; it counts as working again. Links in letters to an address it replaces end. Duties of this body, and of those reached through
 * it, that were contact problems leave the board's task, get the letter that is due, and are judged again after grace.
 *
 * @throws CD_BODY_UNKNOWN, CD_CONTACT_UNKNOWN, CD_CONTACT_INVALID
 */
export function updateContact(db: Db, input: ContactUpdate, ctx: Context): Promise<{ contactId: string; reachable: string[] }> {
  return transaction(db, async (tx) => {
    await lockRoutes(tx);
    const contactId = await writeContact(tx, input, ctx);
    await recomputeRoutes(tx);
    const replaced = await tx.contact.findMany({
      where: { bodyId: input.bodyId, why: replacedBy(contactId) },
      select: { id: true, email: true },
    });
    await followRoutes(
      tx,
      replaced.map(({ id }) => id),
    );
    const { email } = await tx.contact.findUniqueOrThrow({ where: { id: contactId }, select: { email: true } });
    await endLinksOfContacts(
      tx,
      replaced.filter((old) => old.email !== email).map(({ id }) => id),
      ctx,
    );
    const rows = await tx.$queryRaw<{ id: string }[]>`
      SELECT a.id FROM "Assignment" a
      WHERE a.status = 'open' AND a.verdict = 'contact'
        AND EXISTS (SELECT FROM "Route" r WHERE r."bodyId" = a."bodyId" AND r.address IS NOT NULL
                    AND (r."bodyId" = ${input.bodyId} OR r."viaBodyId" = ${input.bodyId}))
      ORDER BY a.id`;
    const reachable = rows.map((row) => row.id);
    await judgeAgain(tx, db, ctx, reachable, { write: true });
    return { contactId, reachable };
  });
}

/**
 * Another address, or one that had bounced, makes a new contact: what was sent to the old one stays told, or untold,
 * as it was.
 */
async function writeContact(tx: Tx, input: ContactUpdate, ctx: Context): Promise<string> {
  const body = await tx.body.findUnique({ where: { id: input.bodyId }, include: { contacts: { orderBy: { id: 'asc' } } } });
  if (!body) throw new CodedError('CD_BODY_UNKNOWN', { body: input.bodyId });
  const current = body.contacts.filter((contact) => !contact.why?.startsWith(REPLACED));
  const old =
    input.contactId === undefined
      ? (current.find((contact) => contact.status !== 'ok') ?? current[0])
      : current.find((contact) => contact.id === input.contactId);
  if (input.contactId !== undefined && !old) throw new CodedError('CD_CONTACT_UNKNOWN', { contact: input.contactId });
  const at = new Date(ctx.asOf);
  const email = input.email === undefined ? (old?.email ?? null) : addressOf(input.email);
  const contact = {
    name: input.name?.trim() || (old?.name ?? ''),
    email,
    phone: input.phone === undefined ? (old?.phone ?? null) : input.phone?.trim() || null,
    language: input.language ?? old?.language ?? 'vi',
    channel: channelOf(input, old?.channel, email),
    status: 'ok',
    statusAt: at,
    why: null,
  };
  const replaces = old && old.email !== null && (old.status !== 'ok' || old.email !== email);
  const id = old && !replaces ? old.id : nextContactId(body.id, body.contacts);
  await tx.contact.upsert({ where: { id }, create: { id, bodyId: body.id, ...contact }, update: contact });
  if (replaces) {
    const status = old.status === 'bounced' ? 'bounced' : 'suppressed';
    await tx.contact.update({ where: { id: old.id }, data: { status, statusAt: at, why: replacedBy(id) } });
  }
  await audit(tx, ctx, 'contact.updated', body.id, {
    contactId: id,
    old: old ? { contactId: old.id, email: old.email, phone: old.phone, channel: old.channel, status: old.status } : null,
    new: { email, phone: contact.phone, channel: contact.channel },
  });
  return id;
}

const REPLACED = 'replaced by ';
const replacedBy = (contactId: string) => `${REPLACED}${contactId}`;

/**
 * Somebody told these bodies: by telephone, on paper, or their unit passed the notice on. They count as told; contact
 * problems among them are judged again after grace.
 *
 * @throws CD_REASON_MISSING when `how` is blank, CD_ASSIGNMENT_UNKNOWN
 */
export function markPassedOn(
  db: Db,
  input: { assignmentIds: string[]; how: string },
  ctx: Context,
): Promise<{ passedOn: string[] }> {
  return transaction(db, async (tx) => {
    const how = input.how.trim();
    if (how === '') throw new CodedError('CD_REASON_MISSING', { what: { vi: 'Chuyển trực tiếp', en: 'Passing a notice on' } });
    const duties = (await lockDuties(tx, input.assignmentIds)).filter((duty) => AWAITED.includes(duty.status));
    const passedOn = duties.map((duty) => duty.id);
    await tx.assignment.updateMany({
      where: { id: { in: passedOn }, passedOnAt: null },
      data: { passedOnAt: new Date(ctx.asOf) },
    });
    for (const id of passedOn) await audit(tx, ctx, 'passed-on', id, { how });
    const problems = duties.filter((duty) => duty.verdict === 'contact').map((duty) => duty.id);
    await judgeAgain(tx, db, ctx, problems, { write: false });
    return { passedOn };
  });
}

/** They can know now: the verdict is forgotten, grace runs anew from today. `write`: the letter that is due goes out. */
async function judgeAgain(tx: Tx, db: Db, ctx: Context, assignmentIds: string[], { write }: { write: boolean }): Promise<void> {
  const duties = await lockDuties(tx, assignmentIds);
  for (const planId of new Set(duties.map((duty) => planOf(duty.id)))) {
    const plan = await loadPlan(tx, planId);
    if (plan.status !== 'running' && plan.status !== 'paused') continue;
    const ids = duties
      .filter((duty) => duty.planId === planId && duty.verdict === 'contact' && duty.status === 'open')
      .map((duty) => duty.id);
    if (ids.length === 0) continue;
    const judgeOn = judgeDate(today(plan, ctx), plan.policy, plan.calendar);
    await tx.assignment.updateMany({
      where: { id: { in: ids } },
      data: { verdict: null, verdictAt: null, heldDays: 0, judgeOn },
    });
    await closeMembers(tx, db, ctx, { assignmentIds: ids, status: 'resolved', kinds: ['contact'] });
    await reopenFor(tx, db, plan, ctx, ids);
    if (write) await raiseMostUrgent(tx, db, plan, ctx, ids);
  }
}

/** Numbered after all the body ever had; `#1` is the roster's own. */
function nextContactId(bodyId: string, known: { id: string }[]): string {
  const numbers = known.map(({ id }) => Number(id.slice(id.lastIndexOf('#') + 1))).filter((n) => Number.isInteger(n));
  return `${bodyId}#${Math.max(1, ...numbers) + 1}`;
}

function addressOf(email: string | null): string | null {
  const address = email?.trim().toLowerCase() ?? '';
  if (address === '') return null;
  if (!/^[^\s@<>(),;:"]+@[^\s@<>(),;:"]+\.[^\s@<>(),;:".]+$/.test(address))
    throw new CodedError('CD_CONTACT_INVALID', {
      why: { vi: `“${address}” không phải là địa chỉ thư điện tử`, en: `"${address}" is no e-mail address` },
    });
  return address;
}

function channelOf(input: ContactUpdate, old: string | undefined, email: string | null): Channel {
  const before = CHANNELS.find((channel) => channel === old) ?? 'via-unit';
  const channel = input.channel ?? (input.email ? 'email' : before === 'email' && email === null ? 'via-unit' : before);
  if (channel === 'email' && email === null)
    throw new CodedError('CD_CONTACT_INVALID', {
      why: { vi: 'nhận bằng thư điện tử thì phải có địa chỉ', en: 'the channel e-mail needs an address' },
    });
  return channel;
}

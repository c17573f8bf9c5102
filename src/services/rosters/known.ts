/**
 * The organisation as the facts have it: for comparing with a file, and for writing one.
 *
 * @module
 */
import { z } from 'zod';
import { CHANNELS, ROLES } from '../../domain/organisation';
import type { Known } from '../../documents/spreadsheet/known';
import { NOT_IN_ROSTER } from './write';
import type { Tx } from '../db';

const bodySchema = z.object({
  id: z.string(),
  name: z.string(),
  level: z.number(),
  roles: z.array(z.enum(ROLES)),
  parentId: z.string().nullable(),
  kind: z.string(),
});

const contactSchema = z.object({
  id: z.string(),
  bodyId: z.string(),
  channel: z.enum(CHANNELS),
  name: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  language: z.enum(['vi', 'en']),
});

const supervisorSchema = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  role: z.enum(['officer', 'head']),
  follows: z.array(z.string()),
});

/** Four statements, whatever the size of the organisation. */
export async function knownOrganisation(tx: Tx): Promise<Known> {
  const versions = await tx.$queryRaw`
    select distinct on ("bodyId") "bodyId" as id, name, level, roles, "parentId", kind, "validTo" is null as "inForce"
    from "BodyVersion" order by "bodyId", "validTo" desc nulls first`;
  const bodies = z.array(bodySchema.extend({ inForce: z.boolean() })).parse(versions);
  const contacts = z.array(contactSchema.extend({ status: z.string() })).parse(
    await tx.$queryRaw`
      select c.id, c."bodyId", c.channel, c.name, c.email, c.phone, c.language, c.status from "Contact" c
      join "BodyVersion" v on v."bodyId" = c."bodyId" and v."validTo" is null
      where c.why is distinct from ${NOT_IN_ROSTER} order by c.id`,
  );
  const supervisors = await tx.$queryRaw`
    select s.id, s.name, s.email, s.phone, s.role,
      coalesce(array_agg(o."bodyId" order by o."bodyId") filter (where o."bodyId" is not null), '{}') as follows
    from "Supervisor" s left join "OfficerUnit" o on o."supervisorId" = s.id group by s.id order by s.id`;
  return {
    bodies: bodies.flatMap(({ inForce, ...body }) => (inForce ? [body] : [])),
    former: bodies.flatMap(({ inForce, ...body }) => (inForce ? [] : [body])),
    contacts: z.array(contactSchema).parse(contacts),
    suppressed: new Set(contacts.flatMap(({ id, status }) => (status === 'suppressed' ? [id] : []))),
    supervisors: z.array(supervisorSchema).parse(supervisors),
  };
}

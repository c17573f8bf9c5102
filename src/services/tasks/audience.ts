/**
 * Who of the board hears of a task.
 *
 * @module
 */
import { wallClock } from '../../domain/dates';
import { standsOn } from '../../domain/ladder';
import type { RungAudience } from '../../domain/policy';
import type { Task } from '../../generated/prisma/client';
import type { Context, Tx } from '../db';

interface Person {
  id: string;
  role: string;
  awayUntil: string | null;
  substitute: string | null;
}

/**
 * Its owner; else the officer it is grouped by, or who follows its unit; else every officer; without officers the
 * head. Whoever is away is replaced by the substitute.
 */
export async function audienceOf(
  tx: Tx,
  plan: { zone: string },
  ctx: Context,
  task: Pick<Task, 'ownerId' | 'groupId'>,
): Promise<string[]> {
  const people = await tx.supervisor.findMany({ orderBy: { id: 'asc' } });
  const today = wallClock(ctx.asOf, plan.zone).day;
  const officer = task.ownerId ?? (task.groupId === null ? null : await officerOf(tx, task.groupId, people));
  const named = people.filter((person) => person.id === officer);
  const officers = people.filter((person) => person.role === 'officer');
  const chosen = named.length > 0 ? named : officers.length > 0 ? officers : people;
  return onDuty(chosen, people, today);
}

/** Whom a rung of the ladder tells, substitutes in place of who is away. Empty when the board has nobody there. */
export async function audienceOfRung(tx: Tx, plan: { zone: string }, ctx: Context, to: RungAudience): Promise<string[]> {
  const people = await tx.supervisor.findMany({ orderBy: { id: 'asc' } });
  const meant = people.filter((person) => standsOn(person, to));
  return onDuty(meant, people, wallClock(ctx.asOf, plan.zone).day);
}

async function officerOf(tx: Tx, groupId: string, people: Person[]): Promise<string | null> {
  if (people.some((person) => person.id === groupId)) return groupId;
  const follows = await tx.officerUnit.findUnique({ where: { bodyId: groupId } });
  return follows?.supervisorId ?? null;
}

function onDuty(chosen: Person[], people: Person[], today: string): string[] {
  const present = chosen.map(({ id, awayUntil, substitute }) => {
    const away = awayUntil !== null && awayUntil >= today;
    return away && people.some((person) => person.id === substitute) && substitute !== null ? substitute : id;
  });
  return [...new Set(present)];
}

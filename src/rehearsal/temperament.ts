/**
 * How bodies take a duty. Shares are those of an ordinary year as officers tell it: most come in time, some need the
 * letter, some the telephone, a few never come.
 *
 * @module
 */
import type { Chance } from './chance';

export const TEMPERAMENTS = [
  'plans',
  'on-time',
  'after-reminder',
  'after-escalation',
  'by-telephone',
  'asks-for-time',
  'never',
] as const;
export type Temperament = (typeof TEMPERAMENTS)[number];

const CELLS = [
  { weight: 24, value: 'plans' },
  { weight: 36, value: 'on-time' },
  { weight: 18, value: 'after-reminder' },
  { weight: 7, value: 'after-escalation' },
  { weight: 6, value: 'by-telephone' },
  { weight: 3, value: 'asks-for-time' },
  { weight: 6, value: 'never' },
] as const;

const UNITS = [
  { weight: 64, value: 'on-time' },
  { weight: 22, value: 'after-reminder' },
  { weight: 6, value: 'after-escalation' },
  { weight: 6, value: 'by-telephone' },
  { weight: 2, value: 'never' },
] as const;

/** The same body is much the same from topic to topic: two times out of three it does as it always does. */
export function temperamentOf(chance: Chance, bodyId: string, stageId: string, owner: 'cell' | 'unit'): Temperament {
  const usual = chance.of('usual', bodyId, stageId) < 0.67;
  return chance.pick<Temperament>(owner === 'cell' ? CELLS : UNITS, 'temperament', bodyId, usual ? 'always' : stageId);
}

/** One working address in thirty has gone dead without anybody saying so. */
export const isDead = (chance: Chance, address: string) => chance.of('dead', address) < 1 / 30;

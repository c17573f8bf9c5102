/**
 * How bodies are addressed. Names are data and are never translated; what stands before them follows the rules of
 * address in both languages.
 *
 * @module
 */
import type { Role } from '../../domain/organisation';
import type { Section } from '../letter';
import type { Scene } from './scene';

/** Its own unit: it reports to the board itself. */
export const isGrassrootsCell = (body: { roles: Role[] }) => body.roles.includes('unit') && body.roles.includes('cell');

const CELL = 'chi bộ';
const GRASSROOTS_CELL = 'chi bộ cơ sở';
const COMMITTEE = 'đảng ủy';
const ORGANISATION = 'đảng bộ';

// Asked several times a letter: a case-insensitive Unicode pattern took a third of rendering.
const begins = (name: string, prefix: string) =>
  (name.length === prefix.length || name[prefix.length] === ' ') && name.slice(0, prefix.length).toLowerCase() === prefix;

/** Where a name's own part begins: after the title that the rules of this file look at. */
export function ownPartOf(name: string): number {
  const title = [GRASSROOTS_CELL, CELL, COMMITTEE, ORGANISATION].find((prefix) => begins(name, prefix));
  return title === undefined ? 0 : title.length;
}

/** "Đảng bộ X" → "Đảng ủy X": the organisation is đảng bộ, one writes to its committee. */
export function committee(name: string): string {
  if (begins(name, ORGANISATION)) return `Đảng ủy${name.slice('Đảng bộ'.length)}`;
  return begins(name, COMMITTEE) || begins(name, CELL) ? name : `Đảng ủy ${name}`;
}

/** "Đảng bộ X", as it stands in brackets below a cell's name. */
export function organisation(name: string): string {
  if (begins(name, COMMITTEE)) return `Đảng bộ${name.slice('Đảng ủy'.length)}`;
  return begins(name, ORGANISATION) || begins(name, CELL) ? name : `Đảng bộ ${name}`;
}

/** The body as one writes to it. */
export function addressed(body: { name: string; roles: Role[] }): string {
  const name = body.name.normalize('NFC');
  if (begins(name, CELL)) return capital(name);
  if (body.roles.includes('cell')) return body.roles.includes('unit') ? `Chi bộ cơ sở ${name}` : `Chi bộ ${name}`;
  if (body.roles.includes('unit') || body.roles.includes('subunit')) return committee(name);
  return name;
}

/** Without "Chi bộ": in a list that already says "các chi bộ". */
export const bareCell = (name: string) =>
  begins(name, CELL) && !begins(name, GRASSROOTS_CELL) ? name.slice('Chi bộ '.length) : name;

const capital = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);

/** The reader as one writes to it: by its own section where there is one, which knows more than the inbox does. */
export function reader({ letter: { recipient }, own }: Scene): string {
  const self = recipient.kind === 'supervisor' ? undefined : own.find(({ body }) => body.name === recipient.name);
  if (self) return addressed(self.body);
  switch (recipient.kind) {
    case 'unit':
      return committee(recipient.name);
    case 'cell':
      return addressed({ name: recipient.name, roles: ['cell'] });
    case 'supervisor':
      return /^đồng chí\s/iu.test(recipient.name) ? recipient.name : `đồng chí ${recipient.name}`;
    default:
      return recipient.name;
  }
}

/** "(Đảng bộ …)" under a cell's name. A grassroots cell stands directly under the issuer and has none. */
export const parentOf = (body: Section['body']) =>
  body.parentName && body.roles.includes('cell') && !isGrassrootsCell(body) ? organisation(body.parentName) : null;

/** The committee that a body's report goes to first; null where it reports to the board itself. */
export const reportsTo = (body: Section['body']) => {
  const parent = parentOf(body);
  return parent === null ? null : committee(parent);
};

/** What a body is called in a sentence to it. */
export function bodyNoun(body: Section['body']): 'Chi bộ' | 'Đảng ủy' | 'Ban Thường vụ' | 'Đoàn thể' {
  if (body.roles.includes('cell') || begins(body.name, CELL)) return 'Chi bộ';
  if (body.roles.includes('mass')) return 'Đoàn thể';
  return body.roles.includes('issuer') ? 'Ban Thường vụ' : 'Đảng ủy';
}

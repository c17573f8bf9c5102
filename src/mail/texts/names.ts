/**
 * How bodies are addressed. Names are data and are never translated; what stands before them follows the rules of
 * address in both languages.
 *
 * @module
 */
import type { Role } from '../../domain/organisation';
import { isGrassrootsCell } from './scene';
import type { Letter, Section } from '../letter';

const CELL = /^chi bộ(\s|$)/iu;
const COMMITTEE = /^đảng ủy(\s|$)/iu;
const ORGANISATION = /^đảng bộ(\s|$)/iu;

/** "Đảng bộ X" → "Đảng ủy X": the organisation is đảng bộ, one writes to its committee. */
export function committee(name: string): string {
  if (ORGANISATION.test(name)) return `Đảng ủy${name.slice('Đảng bộ'.length)}`;
  return COMMITTEE.test(name) || CELL.test(name) ? name : `Đảng ủy ${name}`;
}

/** "Đảng bộ X", as it stands in brackets below a cell's name. */
export function organisation(name: string): string {
  if (COMMITTEE.test(name)) return `Đảng bộ${name.slice('Đảng ủy'.length)}`;
  return ORGANISATION.test(name) || CELL.test(name) ? name : `Đảng bộ ${name}`;
}

/** The body as one writes to it. */
export function addressed(body: { name: string; roles: Role[] }): string {
  const name = body.name.normalize('NFC');
  if (CELL.test(name)) return capital(name);
  if (body.roles.includes('cell')) return body.roles.includes('unit') ? `Chi bộ cơ sở ${name}` : `Chi bộ ${name}`;
  if (body.roles.includes('unit') || body.roles.includes('subunit')) return committee(name);
  return name;
}

/** Without "Chi bộ": in a list that already says "các chi bộ". */
export const bareCell = (name: string) => (CELL.test(name) && !/^chi bộ cơ sở/iu.test(name) ? name.slice('Chi bộ '.length) : name);

const capital = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);

/** The reader, when no section is the reader's own body. */
export function reader(recipient: Letter['recipient']): string {
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
  if (body.roles.includes('cell') || CELL.test(body.name)) return 'Chi bộ';
  if (body.roles.includes('mass')) return 'Đoàn thể';
  return body.roles.includes('issuer') ? 'Ban Thường vụ' : 'Đảng ủy';
}

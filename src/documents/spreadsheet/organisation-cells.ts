/**
 * Whether a column's cells are names of organisations ("Đảng bộ …", "CB …"), whatever its heading says.
 *
 * @module
 */
import { rolesTold } from './kinds';

/** Fewer cells prove nothing. */
const FEWEST = 3;
const SHARE = 0.6;
const SEARCHED = 2_000;

export function namesOrganisations(rows: string[][], index: number): boolean {
  const said = rows.slice(0, SEARCHED).flatMap((row) => row[index] || []);
  const named = said.filter((text) => rolesTold(text)?.some((role) => role === 'unit' || role === 'cell' || role === 'subunit'));
  return said.length >= FEWEST && named.length / said.length >= SHARE;
}

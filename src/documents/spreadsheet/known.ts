/**
 * The organisation as the facts have it, for comparing with a file.
 *
 * @module
 */
import type { Body, Contact, Supervisor } from '../../domain/organisation';

export interface Known {
  /** In force. */
  bodies: Body[];
  /** Ended, as they last were: one that comes back keeps its id. */
  former: Body[];
  /** Of bodies in force, but for those that a roster no longer names. */
  contacts: Contact[];
  /** Contacts (ids) that the board no longer writes to: what a file says of them changes nothing. */
  suppressed: ReadonlySet<string>;
  supervisors: Supervisor[];
}

/**
 * Each form carries one key: a random part that makes its sending idempotent, and a signature over what the form is for.
 * Another site cannot make one, and one made for a body's report is no good for another body's.
 *
 * @module
 */
import { randomUUID } from 'node:crypto';
import { CodedError } from '../../errors';
import type { Site } from '../options';
import { sign, signedBy } from './signing';

/** `purpose` names run, body and act. */
export function newFormKey(site: Pick<Site, 'key'>, purpose: string): string {
  const id = randomUUID();
  return `${id}.${sign(site.key, 'form', `${id}\n${purpose}`)}`;
}

/** The idempotency key of a form we made for `purpose`. Throws CD_FORBIDDEN. */
export function checkFormKey(site: Pick<Site, 'key'>, purpose: string, given: string): string {
  const [id, signature] = given.split('.');
  if (!id || !signature || !signedBy(site.key, 'form', `${id}\n${purpose}`, signature))
    throw new CodedError('CD_FORBIDDEN', {
      what: { vi: 'biểu mẫu không do trang này lập', en: 'a form that this page did not make' },
    });
  return id;
}

/**
 * Reading what a body's form sent, after its guards: the body it shows, its key, and whether the run takes anything.
 *
 * @module
 */
import { CodedError } from '../../errors';
import type { Context as Caller } from '../../services/db';
import { purposeOf, type BodyContext } from '../context';
import type { Site } from '../options';
import { checkFormKey } from '../security/form-key';

export interface Sent {
  /** The form's random part. */
  idempotencyKey: string;
  /** The key as sent, to be shown again with faults: the corrected form is the same sending. */
  formKey: string;
  values: Record<string, string>;
}

/** Throws CD_FORBIDDEN when the form is not one this page made for this body and this act. */
export async function readForm(c: BodyContext, site: Site, act: string): Promise<Sent> {
  const { body, key, ...rest } = textsOf(await c.req.parseBody());
  if (body !== c.var.access.body.id)
    throw new CodedError('CD_FORBIDDEN', { what: { vi: 'biểu mẫu của tổ chức khác', en: 'a form of another body' } });
  const formKey = key ?? '';
  return { idempotencyKey: checkFormKey(site, purposeOf(c, act), formKey), formKey, values: rest };
}

/** Who acts, and when. */
export const callerOf = (c: BodyContext): Caller => ({ asOf: c.var.view.asOf, by: `body:${c.var.access.body.id}` });

/** Control characters, which a paste may bring and no text keeps, are left out; line ends and tabs stay. */
export function textsOf(form: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(form).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value.replaceAll(/[^\P{Cc}\r\n\t]/gu, '')]] : [],
    ),
  );
}

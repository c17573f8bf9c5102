/**
 * The frame of a body's pages: whose page it is stands first, always.
 *
 * @module
 */
import type { FC, PropsWithChildren } from 'hono/jsx';
import { topLine, notThis, NO_NAMES } from '../wording/names';
import type { Access, BodyContext } from '../context';
import { purposeOf } from '../context';
import { Page } from '../layout';
import type { Site } from '../options';
import { newFormKey } from '../security/form-key';
import type { FieldFault } from '../../services/duties/report-content';

export const BodyPage: FC<PropsWithChildren<{ title: string; access: Access; rehearsal: boolean; home?: boolean }>> = ({
  title,
  access,
  rehearsal,
  home,
  children,
}) => (
  <Page
    title={`${title} – ${access.body.name}`}
    top={
      <>
        <p class="who">
          <b>{topLine(access.body)}</b>
        </p>
        <a class="btn quiet" href={`${access.home}/not-ours`}>
          {notThis(access.body)}
        </a>
      </>
    }
    foot={
      <>
        <p>{access.plan.document.title}.</p>
        <p>Cần trao đổi, đề nghị trả lời thư đã nhận.</p>
      </>
    }
  >
    {rehearsal ? <p class="note">Lượt chạy thử: xem được các trang; nội dung gửi từ đây không được ghi.</p> : null}
    {home ? null : (
      <p>
        <a href={access.home}>‹ Việc của {access.body.roles.includes('cell') ? 'Chi bộ' : 'đơn vị'}</a>
      </p>
    )}
    <h1>{title}</h1>
    {children}
  </Page>
);

/** A form that names its body and carries its key. It posts to the page it stands on unless told otherwise. */
export const BodyForm: FC<PropsWithChildren<{ c: BodyContext; site: Site; act: string; action?: string; formKey?: string }>> = ({
  c,
  site,
  act,
  action,
  formKey,
  children,
}) => (
  <form method="post" action={action} novalidate>
    <input type="hidden" name="body" value={c.var.access.body.id} />
    <input type="hidden" name="key" value={formKey ?? newFormKey(site, purposeOf(c, act))} />
    {children}
  </form>
);

/** A labelled box; a fault stands below it and is read with it. */
export const Field: FC<PropsWithChildren<{ name: string; label: string; hint?: string; fault?: FieldFault }>> = ({
  name,
  label,
  hint,
  fault,
  children,
}) => (
  <div class="field">
    <label for={name}>{label}</label>
    {hint ? (
      <p class="hint" id={`${name}-hint`}>
        {hint}
      </p>
    ) : null}
    {children}
    {fault ? (
      <p class="fault" id={`${name}-fault`}>
        {fault.message}
      </p>
    ) : null}
  </div>
);

/** What ties a box to its hint and its fault. */
export const described = (name: string, fault: FieldFault | undefined, hint?: string) => ({
  id: name,
  name,
  'aria-invalid': fault ? ('true' as const) : undefined,
  'aria-describedby': [hint ? `${name}-hint` : '', fault ? `${name}-fault` : ''].filter(Boolean).join(' ') || undefined,
});

/** A box for words, under the sentence that keeps names and classified material out. */
export const WordsField: FC<{
  name: string;
  label: string;
  value: string | undefined;
  fault: FieldFault | undefined;
  required?: boolean;
}> = ({ name, label, value, fault, required }) => (
  <Field name={name} label={label} hint={NO_NAMES} fault={fault}>
    <textarea {...described(name, fault, NO_NAMES)} required={required} maxlength={4000} rows={4}>
      {value ?? ''}
    </textarea>
  </Field>
);

/** Faults at the top of the form, each leading to its box. */
export const FaultList: FC<{ faults: FieldFault[]; labels: Record<string, string> }> = ({ faults, labels }) =>
  faults.length === 0 ? null : (
    <div class="note" role="alert">
      <b>
        Chưa gửi. Đề nghị xem lại {faults.length < 10 ? `0${faults.length}` : faults.length} nội dung; các ô đã ghi vẫn được giữ.
      </b>
      <ul>
        {faults.map((fault) => (
          <li>
            <a href={`#${fault.field}`}>{labels[fault.field] ?? fault.field}</a>: {fault.message}
          </li>
        ))}
      </ul>
    </div>
  );

/**
 * Asking for another due date, with the reason. The board decides; nothing moves by itself.
 *
 * @module
 */
import { Hono } from 'hono';
import { addDays, wallClock } from '../../domain/dates';
import { datedWeekday } from '../../mail/texts/vi/dates';
import { CodedError } from '../../errors';
import type { DutyView } from '../../services/duties/views';
import { requestExtension } from '../../services/duties/replies';
import { faultAt, type FieldFault } from '../../services/duties/report-content';
import type { BodyContext, BodyEnv } from '../context';
import type { Site } from '../options';
import { typedDay } from '../wording/dates';
import { changeableDuty, dutyOfPath, dutyPath, isAwaited } from './duty-lookup';
import { callerOf, readForm } from './forms';
import { BodyForm, BodyPage, described, FaultList, Field, WordsField } from './frame';

const LABELS = { reason: 'Lý do', until: 'Đề nghị đến hết ngày' };
const FAULTS: Partial<Record<string, string>> = {
  CD_NOT_A_DATE: 'Đề nghị ghi ngày, tháng, năm, hoặc để trống.',
  CD_EXTENSION_PAST: 'Ngày đề nghị phải sau hôm nay và sau thời hạn hiện nay.',
  CD_EXTENSION_BEYOND_PLAN: 'Ngày đề nghị sau khi kế hoạch kết thúc; đề nghị trao đổi với Ban.',
};

export function extensionPages(site: Site): Hono<BodyEnv> {
  const app = new Hono<BodyEnv>();

  app.get('/:topic/:kind/extension', async (c) => extensionPage(c, site, await dutyOfPath(c), { values: {}, faults: [] }));

  app.post('/:topic/:kind/extension', async (c) => {
    const duty = await changeableDuty(c);
    const { values, formKey } = await readForm(c, site, actOf(duty));
    const reason = (values['reason'] ?? '').trim();
    const until = typedDay(values['until'] ?? '');
    const again = (faults: FieldFault[]) => {
      c.status(422);
      return extensionPage(c, site, duty, { values, faults, formKey });
    };
    if (reason === '') return again([faultAt('reason', 'required')]);
    if (reason.length > 4000) return again([faultAt('reason', 'too-long')]);
    try {
      await requestExtension(
        c.var.view.db,
        { assignmentId: duty.assignmentId, until: until === '' ? null : until, reason },
        callerOf(c),
      );
    } catch (error) {
      const message = error instanceof CodedError ? FAULTS[error.code] : undefined;
      if (message === undefined) throw error;
      return again([{ field: 'until', code: 'date', message }]);
    }
    return c.redirect(`${dutyPath(c.var.access.home, duty)}/extension/noted`, 303);
  });

  app.get('/:topic/:kind/extension/noted', async (c) => {
    const duty = await dutyOfPath(c);
    const { access, view } = c.var;
    return c.html(
      <BodyPage title="Đã gửi đề nghị" access={access} rehearsal={view.readOnly}>
        <p class="note good" role="status">
          Ban đã nhận đề nghị điều chỉnh thời hạn {duty.topicShort}. Trong khi chờ trả lời, thời hạn vẫn là{' '}
          {datedWeekday(duty.dueDate)}.
        </p>
        <a class="btn main" href={access.home}>
          Về trang của {access.body.roles.includes('cell') ? 'Chi bộ' : 'đơn vị'}
        </a>
      </BodyPage>,
    );
  });

  return app;
}

const actOf = (duty: DutyView) => `extension/${duty.topicKey}/${duty.kind}`;

function extensionPage(
  c: BodyContext,
  site: Site,
  duty: DutyView,
  shown: { values: Record<string, string>; faults: FieldFault[]; formKey?: string },
) {
  const { access, view } = c.var;
  const { values, faults } = shown;
  const today = wallClock(view.asOf, access.plan.zone).day;
  const earliest = addDays(today > duty.dueDate ? today : duty.dueDate, 1);
  const untilFault = faults.find((fault) => fault.field === 'until');
  return c.html(
    <BodyPage title={`${duty.topicShort}: đề nghị điều chỉnh thời hạn`} access={access} rehearsal={view.readOnly}>
      <p>Thời hạn hiện nay: đến hết {datedWeekday(duty.dueDate)}.</p>
      <FaultList faults={faults} labels={LABELS} />
      {isAwaited(duty) ? (
        <BodyForm c={c} site={site} act={actOf(duty)} formKey={shown.formKey}>
          <WordsField
            name="reason"
            label={LABELS.reason}
            value={values['reason']}
            fault={faults.find((fault) => fault.field === 'reason')}
            required
          />
          <Field name="until" label={LABELS.until} hint="Có thể để trống." fault={untilFault}>
            <input type="date" {...described('until', untilFault, 'hint')} value={values['until'] ?? ''} min={earliest} />
          </Field>
          <button class="main">Gửi đề nghị</button>
        </BodyForm>
      ) : (
        <p class="note calm">Nội dung này hiện không cần điều chỉnh thời hạn.</p>
      )}
    </BodyPage>,
  );
}

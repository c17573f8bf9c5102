/**
 * The planned date: once given, reminders before it stop.
 *
 * @module
 */
import { Hono } from 'hono';
import { datedWeekday } from '../../mail/texts/vi/dates';
import { wallClock } from '../../domain/dates';
import { CodedError } from '../../errors';
import type { DutyView } from '../../services/duties/views';
import { givePlannedDate } from '../../services/duties/planned-dates';
import type { BodyContext, BodyEnv } from '../context';
import type { Site } from '../options';
import { typedDay } from '../wording/dates';
import { changeableDuty, dutyOfPath, dutyPath, isAwaited } from './duty-lookup';
import { callerOf, readForm } from './forms';
import { BodyForm, BodyPage, described, Field } from './frame';

const FAULTS: Partial<Record<string, string>> = {
  CD_NOT_A_DATE: 'Đề nghị ghi ngày, tháng, năm.',
  CD_PLANNED_PAST: 'Ngày dự kiến phải từ hôm nay trở đi; nếu đã sinh hoạt, đề nghị báo cáo kết quả.',
  CD_PLANNED_BEYOND_PLAN: 'Ngày dự kiến sau khi kế hoạch kết thúc.',
};

export function datePages(site: Site): Hono<BodyEnv> {
  const app = new Hono<BodyEnv>();

  app.get('/:topic/:kind/date', async (c) => {
    const duty = await dutyOfPath(c);
    return datePage(c, site, duty, { value: duty.plannedDate ?? '' });
  });

  app.post('/:topic/:kind/date', async (c) => {
    const duty = await changeableDuty(c);
    const { values, formKey } = await readForm(c, site, actOf(duty));
    const value = typedDay(values['date'] ?? '');
    try {
      await givePlannedDate(c.var.view.db, { assignmentId: duty.assignmentId, date: value }, callerOf(c));
    } catch (error) {
      const fault = error instanceof CodedError ? FAULTS[error.code] : undefined;
      if (fault === undefined) throw error;
      c.status(422);
      return datePage(c, site, duty, { value, fault, formKey });
    }
    return c.redirect(`${dutyPath(c.var.access.home, duty)}/date/noted`, 303);
  });

  app.get('/:topic/:kind/date/noted', async (c) => {
    const duty = await dutyOfPath(c);
    const { access, view } = c.var;
    if (!duty.plannedDate) return c.redirect(`${dutyPath(access.home, duty)}/date`, 303);
    return c.html(
      <BodyPage title="Đã ghi ngày dự kiến" access={access} rehearsal={view.readOnly}>
        <p class="note good" role="status">
          {duty.topicShort}: dự kiến sinh hoạt {datedWeekday(duty.plannedDate)}. Ban không gửi thêm thông báo trước ngày này.
        </p>
        {duty.plannedDate > duty.lateAfter ? (
          <p>
            Ngày này sau thời hạn ({datedWeekday(duty.dueDate)}).{' '}
            <a href={`${dutyPath(access.home, duty)}/extension`}>Đề nghị điều chỉnh thời hạn</a>
          </p>
        ) : null}
        <a class="btn main" href={access.home}>
          Về trang của {access.body.roles.includes('cell') ? 'Chi bộ' : 'đơn vị'}
        </a>
      </BodyPage>,
    );
  });

  return app;
}

const actOf = (duty: DutyView) => `date/${duty.topicKey}/${duty.kind}`;

function datePage(
  c: BodyContext,
  site: Site,
  duty: DutyView,
  { value, fault, formKey }: { value: string; fault?: string; formKey?: string },
) {
  const { access, view } = c.var;
  const problem = fault === undefined ? undefined : { field: 'date', code: 'date' as const, message: fault };
  return c.html(
    <BodyPage title={`${duty.topicShort}: ngày dự kiến sinh hoạt`} access={access} rehearsal={view.readOnly}>
      <p>Thời hạn đến hết {datedWeekday(duty.dueDate)}.</p>
      {isAwaited(duty) ? (
        <BodyForm c={c} site={site} act={actOf(duty)} formKey={formKey}>
          <Field name="date" label="Ngày dự kiến" fault={problem}>
            <input
              type="date"
              {...described('date', problem)}
              value={value}
              min={wallClock(view.asOf, access.plan.zone).day}
              required
            />
          </Field>
          <button class="main">Ghi ngày dự kiến</button>
        </BodyForm>
      ) : (
        <p class="note calm">Nội dung này hiện không cần ngày dự kiến.</p>
      )}
    </BodyPage>,
  );
}

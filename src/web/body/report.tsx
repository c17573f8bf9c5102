/**
 * Reporting a duty: the form, its faults with what was entered kept, and the receipt.
 *
 * @module
 */
import { Hono } from 'hono';
import { runningDate } from '../../mail/texts/vi/dates';
import { wallClock } from '../../domain/dates';
import { stageName } from '../../domain/wording';
import { CodedError } from '../../errors';
import { dutyStatus } from '../../services/duties/locked';
import type { DutyView } from '../../services/duties/views';
import { isHeld, ReportFaultsError, type FieldFault } from '../../services/duties/report-content';
import { sumUpOf } from '../../services/duties/report-views';
import { submitReport } from '../../services/duties/reports';
import type { BodyContext, BodyEnv } from '../context';
import type { Site } from '../options';
import { typedDay } from '../wording/dates';
import { startText } from '../wording/start';
import { callerOf, readForm } from './forms';
import { BodyForm, BodyPage, FaultList } from './frame';
import { changeableDuty, dutyOfPath, dutyPath, takesReport } from './duty-lookup';
import { REPORT_LABELS, ReportFields } from './report-form';

export function reportPages(site: Site): Hono<BodyEnv> {
  const app = new Hono<BodyEnv>();

  app.get('/:topic/:kind/report', async (c) => {
    const duty = await dutyOfPath(c);
    const { values, note } = await filledIn(c, duty);
    return reportPage(c, site, duty, { values, faults: [], note });
  });

  app.post('/:topic/:kind/report', async (c) => {
    const duty = await changeableDuty(c);
    const { idempotencyKey, formKey, values } = await readForm(c, site, actOf(duty));
    if (!takesReport(duty))
      throw new CodedError('CD_ASSIGNMENT_CLOSED', { assignment: duty.assignmentId, status: dutyStatus(duty.status) });
    const { heldOn, ...content } = values;
    try {
      const held = isHeld(duty.kind) ? typedDay(heldOn ?? '') : null;
      await submitReport(
        c.var.view.db,
        { assignmentId: duty.assignmentId, idempotencyKey, channel: 'link', heldOn: held, content },
        callerOf(c),
      );
    } catch (error) {
      if (!(error instanceof ReportFaultsError)) throw error;
      c.status(422);
      return reportPage(c, site, duty, { values, faults: error.fields, formKey });
    }
    return c.redirect(`${dutyPath(c.var.access.home, duty)}/receipt`, 303);
  });

  app.get('/:topic/:kind/receipt', async (c) => {
    const duty = await dutyOfPath(c);
    return duty.report ? receiptPage(c, duty) : c.redirect(`${dutyPath(c.var.access.home, duty)}/report`, 303);
  });

  return app;
}

const actOf = (duty: DutyView) => `report/${duty.topicKey}/${duty.kind}`;

interface Shown {
  values: Record<string, string>;
  faults: FieldFault[];
  formKey?: string;
  /** What the figures that stand there rest on. */
  note?: string;
}

/** What the boxes hold at first: the last report, or for a sum-up what the cells' reports add up to. */
async function filledIn(c: BodyContext, duty: DutyView): Promise<{ values: Record<string, string>; note?: string }> {
  if (duty.report) return { values: { heldOn: duty.report.heldOn ?? '', ...texts(duty.report.content) } };
  if (duty.kind !== 'reporting') return { values: {} };
  const { withoutFigures, waived, ...sums } = await sumUpOf(c.var.view.db.prisma, duty.assignmentId);
  const lacks = [
    withoutFigures > 0 ? `${withoutFigures} báo cáo chưa có số liệu` : '',
    waived > 0 ? `${waived} chi bộ không phải thực hiện` : '',
  ].filter(Boolean);
  return {
    values: texts(sums),
    note: `Số liệu điền sẵn từ báo cáo của các chi bộ${lacks.length > 0 ? ` (${lacks.join('; ')})` : ''}. Đề nghị xem lại trước khi gửi.`,
  };
}

function texts(content: unknown): Record<string, string> {
  if (typeof content !== 'object' || content === null) return {};
  return Object.fromEntries(
    Object.entries(content).flatMap(([name, value]) =>
      typeof value === 'string' || typeof value === 'number' ? [[name, String(value)]] : [],
    ),
  );
}

function reportPage(c: BodyContext, site: Site, duty: DutyView, { values, faults, formKey, note }: Shown) {
  const { access, view } = c.var;
  const today = wallClock(view.asOf, access.plan.zone).day;
  const nonMembers = duty.kind === 'study' || duty.kind === 'reporting';
  if (!takesReport(duty)) {
    return c.html(
      <BodyPage title={`${duty.topicShort}: ${stageName(duty.kind).toLowerCase()}`} access={access} rehearsal={view.readOnly}>
        <p>
          {duty.state === 'not-open' ? `Chưa đến thời gian; bắt đầu ${startText(duty)}.` : 'Nội dung này hiện không cần báo cáo.'}
        </p>
      </BodyPage>,
    );
  }
  return c.html(
    <BodyPage title={`${duty.topicShort}: ${stageName(duty.kind).toLowerCase()}`} access={access} rehearsal={view.readOnly}>
      <p class="soft">{duty.topicTitle}</p>
      {duty.report && faults.length === 0 ? (
        <p class="note calm">Đã nhận báo cáo. Nội dung gửi lại dưới đây thay báo cáo trước; báo cáo trước vẫn được lưu.</p>
      ) : null}
      {note ? <p class="note calm">{note}</p> : null}
      <FaultList faults={faults} labels={REPORT_LABELS} />
      <BodyForm c={c} site={site} act={actOf(duty)} formKey={formKey}>
        <ReportFields kind={duty.kind} values={values} faults={faults} today={today} nonMembers={nonMembers} />
        <button class="main">Gửi</button>
      </BodyForm>
    </BodyPage>,
  );
}

function receiptPage(c: BodyContext, duty: DutyView) {
  const { access, view } = c.var;
  const report = duty.report;
  const shown = texts(report?.content);
  return c.html(
    <BodyPage title={duty.state === 'sent' ? 'Đã gửi báo cáo' : 'Đã nhận báo cáo'} access={access} rehearsal={view.readOnly}>
      <p class="note good" role="status">
        {duty.topicShort}, {stageName(duty.kind).toLowerCase()}: đã nhận báo cáo
        {duty.state === 'sent' ? ', Đảng ủy cơ sở xác nhận sau' : ''}. Không cần gửi lại.
      </p>
      <div class="card">
        <dl>
          {report?.heldOn ? (
            <>
              <dt>{REPORT_LABELS['heldOn']}</dt>
              <dd>{runningDate(report.heldOn)}</dd>
            </>
          ) : null}
          {Object.entries(REPORT_LABELS).flatMap(([name, label]) => {
            const value = name === 'meeting' ? MEETING_NAMES[shown[name] ?? ''] : shown[name];
            return value === undefined || (name === 'nonMembers' && value === '0')
              ? []
              : [
                  <>
                    <dt>{label}</dt>
                    <dd>{value}</dd>
                  </>,
                ];
          })}
        </dl>
      </div>
      <div class="row">
        <a class="btn main" href={access.home}>
          Về trang của {access.body.roles.includes('cell') ? 'Chi bộ' : 'đơn vị'}
        </a>
        {takesReport(duty) ? (
          <a class="btn quiet" href={`${dutyPath(access.home, duty)}/report`}>
            Sửa, bổ sung
          </a>
        ) : null}
      </div>
    </BodyPage>,
  );
}

const MEETING_NAMES: Record<string, string> = { alone: 'Sinh hoạt riêng', monthly: 'Kết hợp sinh hoạt thường kỳ' };

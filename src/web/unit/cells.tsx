/**
 * A unit's cells one by one: status, reports to confirm, and what to pass on to those without an address.
 *
 * @module
 */
import { Hono } from 'hono';
import type { FC } from 'hono/jsx';
import { CodedError } from '../../errors';
import { countText, stageName } from '../../domain/wording';
import { datedWeekday, fullDate } from '../../mail/texts/vi/dates';
import { dutiesUnderUnit, type DutyView } from '../../services/duties/views';
import { confirmReport } from '../../services/duties/reports';
import { mustBeChangeable } from '../body/duty-lookup';
import { callerOf, readForm } from '../body/forms';
import { BodyForm, BodyPage } from '../body/frame';
import { REPORT_LABELS } from '../body/report-form';
import type { BodyContext, BodyEnv } from '../context';
import type { Site } from '../options';
import { stateWords } from '../wording/states';
import { byStage, countsOf, type StageGroup } from './counts';

export function cellPages(site: Site): Hono<BodyEnv> {
  const app = new Hono<BodyEnv>();

  app.get('/cells', async (c) => {
    const { access, view } = c.var;
    const duties = await dutiesUnderUnit(view.db, access.plan, access.body.id, view.asOf);
    const groups = byStage(duties).filter((group) => !countsOf(group.duties).notOpen);
    return c.html(
      <BodyPage title="Các chi bộ, tổ chức trực thuộc" access={access} rehearsal={view.readOnly}>
        {groups.length === 0 ? <p class="note calm">Chưa đến thời gian của nội dung nào.</p> : null}
        {groups
          .filter((group) => !isDone(group))
          .map((group) => (
            <Stage c={c} site={site} group={group} />
          ))}
        {groups.some(isDone) ? (
          <>
            <h2>Đã đủ, đã xác nhận</h2>
            <ul>
              {groups.filter(isDone).map((group) => (
                <li id={anchorOf(group)}>
                  {group.topicShort}: {stageName(group.kind).toLowerCase()}, {countText(countsOf(group.duties).total)} báo cáo
                </li>
              ))}
            </ul>
          </>
        ) : null}
      </BodyPage>,
    );
  });

  app.post('/cells/:cell/:topic/:kind/confirm', async (c) => {
    const { access, view } = c.var;
    const { cell, topic, kind } = c.req.param();
    const duty = (await dutiesUnderUnit(view.db, access.plan, access.body.id, view.asOf)).find(
      (one) => one.bodyId === cell && one.topicKey === topic && one.kind === kind,
    );
    if (!duty?.report) throw new CodedError('CD_ASSIGNMENT_UNKNOWN', { assignment: `${topic}/${kind}/${cell}` });
    const { values } = await readForm(c, site, confirmAct(duty));
    mustBeChangeable(duty);
    const revision = Number(values['revision']);
    if (!Number.isSafeInteger(revision))
      throw new CodedError('CD_FORBIDDEN', {
        what: { vi: 'xác nhận mà không nêu báo cáo', en: 'a confirmation without the report it is about' },
      });
    await confirmReport(view.db, { assignmentId: duty.assignmentId, byBodyId: access.body.id, revision }, callerOf(c));
    return c.redirect(`${access.home}/cells#${topic}-${kind}`, 303);
  });

  return app;
}

/** What the committee reads where it differs: the stage's date stands above, and it is the one that confirms. */
const TO_UNIT: Partial<Record<DutyView['state'], string>> = { sent: 'Chờ xác nhận', near: 'Sắp đến thời hạn' };

const anchorOf = (group: Pick<StageGroup, 'topicKey' | 'kind'>) => `${group.topicKey}-${group.kind}`;

/** Nothing left to wait for or to confirm: one line is enough. */
const isDone = (group: StageGroup) => group.duties.every((duty) => duty.state === 'confirmed' || duty.state === 'waived');

const confirmAct = (duty: DutyView) => `confirm/${duty.assignmentId}`;

const Stage: FC<{ c: BodyContext; site: Site; group: StageGroup }> = ({ c, site, group }) => {
  const counts = countsOf(group.duties);
  const summary = [`${countText(counts.reported)}/${countText(counts.total)} đã báo cáo`];
  if (counts.toConfirm > 0) summary.push(`${countText(counts.toConfirm)} chờ xác nhận`);
  return (
    <section id={anchorOf(group)}>
      <h2>
        {group.topicShort}: {stageName(group.kind).toLowerCase()}
      </h2>
      <p class="soft small">
        Thời hạn đến hết {datedWeekday(group.due)}; {summary.join(', ')}.
      </p>
      <ul class="plain">
        {group.duties.map((duty) => (
          <Cell c={c} site={site} duty={duty} />
        ))}
      </ul>
    </section>
  );
};

const Cell: FC<{ c: BodyContext; site: Site; duty: DutyView }> = ({ c, site, duty }) => {
  const home = c.var.access.home;
  const words = stateWords(duty.state, {
    who: 'Chi bộ',
    dueDate: duty.dueDate,
    plannedDate: duty.plannedDate,
    basis: duty.waivedBasis,
  });
  const cell = encodeURIComponent(duty.bodyId);
  return (
    <li class="card">
      <div class="row between">
        <b>{duty.bodyName}</b>
        <span class={`chip ${words.look}`}>{TO_UNIT[duty.state] ?? words.text}</span>
      </div>
      {duty.report ? <Figures duty={duty} /> : null}
      {duty.state === 'sent' && duty.report && duty.changeable ? (
        <BodyForm
          c={c}
          site={site}
          act={confirmAct(duty)}
          action={`${home}/cells/${cell}/${encodeURIComponent(duty.topicKey)}/${duty.kind}/confirm`}
        >
          <input type="hidden" name="revision" value={duty.report.revision} />
          <button aria-label={`Xác nhận báo cáo của ${duty.bodyName}`}>Xác nhận</button>
        </BodyForm>
      ) : null}
      {duty.report === null && duty.state !== 'waived' && duty.via !== 'email' && duty.changeable ? (
        <a href={`${home}/cells/${cell}/${encodeURIComponent(duty.topicKey)}/${duty.kind}`}>
          Nội dung chuyển giúp{duty.passedOn ? ' (đã ghi là đã chuyển)' : ''}
        </a>
      ) : null}
    </li>
  );
};

const Figures: FC<{ duty: DutyView }> = ({ duty }) => {
  const content = duty.report?.content;
  const shown = typeof content === 'object' && content !== null ? Object.entries(content) : [];
  const value = (name: string) => shown.find(([key]) => key === name)?.[1];
  const present = value('present');
  const total = value('total');
  const exempt = value('exempt');
  const expected = typeof total === 'number' ? total - (typeof exempt === 'number' ? exempt : 0) : null;
  const words = ['chosen', 'score', 'goodPractice', 'proposals'].flatMap((name) => {
    const text = value(name);
    return (typeof text === 'string' && text !== '') || typeof text === 'number'
      ? [{ label: REPORT_LABELS[name] ?? name, text: String(text) }]
      : [];
  });
  return (
    <>
      <p class="small">
        {duty.report?.heldOn ? `Sinh hoạt ngày ${fullDate(duty.report.heldOn)}` : 'Đã báo cáo'}
        {typeof present === 'number' && expected !== null ? `, có mặt ${present}/${expected} đảng viên phải dự` : ''}.
      </p>
      {words.map(({ label, text }) => (
        <p class="small">
          <span class="soft">{label}:</span> {text}
        </p>
      ))}
    </>
  );
};

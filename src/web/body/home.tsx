/**
 * A body's page: what is to be done and by when, each with the few things one can do about it.
 *
 * @module
 */
import type { FC } from 'hono/jsx';
import { Hono } from 'hono';
import { anchorOf, type DutyPlace } from '../../mail/texts/blocks';
import { addressed } from '../../mail/texts/names';
import { basisText, datedWeekday, fullDate } from '../../mail/texts/vi/dates';
import { wallClock } from '../../domain/dates';
import { stageName } from '../../domain/wording';
import { bodyOn, dutiesOfBody, dutiesUnderUnit, type DutyView } from '../../services/duties/views';
import type { BodyEnv } from '../context';
import type { Site } from '../options';
import { grantsOf } from '../security/grants';
import { CellCounts } from '../unit/counts';
import { REPORT_ACTION } from '../wording/names';
import { startText } from '../wording/start';
import { stateWords } from '../wording/states';
import { bodyHome, otherHomes } from './access';
import { dutyPath, isAwaited, takesReport } from './duty-lookup';
import { BodyPage } from './frame';

export function homePages(site: Site): Hono<BodyEnv> {
  const app = new Hono<BodyEnv>();
  app.get('/', async (c) => {
    const { view, access } = c.var;
    const { plan, body, home } = access;
    const duties = await dutiesOfBody(view.db, plan, body.id, view.asOf);
    const under = body.roles.includes('unit') ? await dutiesUnderUnit(view.db, plan, body.id, view.asOf) : [];
    const linkIds = grantsOf(c, site).flatMap((grant) => (grant.run === view.run ? [grant.linkId] : []));
    const day = wallClock(view.asOf, plan.zone).day;
    const others = await Promise.all(
      (await otherHomes(view, linkIds, plan.id, body.id)).map(async (other) => ({
        ...other,
        body: await bodyOn(view.db, other.bodyId, day),
      })),
    );
    const who = body.roles.includes('cell') ? 'Chi bộ' : 'đơn vị';
    const [now, past] = [duties.filter((duty) => !isOver(duty)), duties.filter(isOver)];
    return c.html(
      <BodyPage title={`Việc của ${who}`} access={access} rehearsal={view.readOnly} home>
        <p class="soft">Tính đến {datedWeekday(day)}.</p>
        {now.length === 0 ? <p class="note good">Hiện không có nội dung nào đang chờ {who}.</p> : null}
        {now.length > 0 ? <h2>Cần thực hiện</h2> : null}
        <ul class="plain">
          {now.map((duty) => (
            <DutyCard duty={duty} home={home} who={who} />
          ))}
        </ul>
        {under.length > 0 ? <CellCounts duties={under} home={home} /> : null}
        {past.length > 0 ? (
          <>
            <h2>Đã xong</h2>
            <ul class="plain">
              {past.map((duty) => (
                <DutyCard duty={duty} home={home} who={who} />
              ))}
            </ul>
          </>
        ) : null}
        <Materials plan={plan} duties={duties} />
        {others.length > 0 ? (
          <nav aria-labelledby="others">
            <h2 id="others">Tổ chức khác đã mở trên máy này</h2>
            <ul>
              {others.map((other) =>
                other.body ? (
                  <li>
                    <a href={bodyHome(view, other.planId, other.bodyId)}>{addressed(other.body)}</a>
                  </li>
                ) : null,
              )}
            </ul>
          </nav>
        ) : null}
      </BodyPage>,
    );
  });
  return app;
}

const isOver = (duty: DutyView) => duty.state === 'confirmed' || duty.state === 'sent' || duty.state === 'waived';

const DutyCard: FC<{ duty: DutyView; home: string; who: string }> = ({ duty, home, who }) => {
  const words = stateWords(duty.state, {
    who: who === 'Chi bộ' ? who : 'Đơn vị',
    dueDate: duty.dueDate,
    plannedDate: duty.plannedDate,
    basis: duty.waivedBasis,
  });
  const path = dutyPath(home, duty);
  const over = isOver(duty);
  const anchor = (place: DutyPlace) => anchorOf(place, { topicKey: duty.topicKey, stage: duty.kind });
  return (
    <li class={over ? 'card done' : 'card'}>
      <div class="row between">
        <h3>
          {duty.topicShort}: {stageName(duty.kind).toLowerCase()}
        </h3>
        <span class={`chip ${words.look}`}>{words.text}</span>
      </div>
      {over ? null : <p class="small">{duty.topicTitle}</p>}
      <dl class="small">
        {over || duty.state === 'near' ? null : (
          <>
            <dt>Thời hạn</dt>
            <dd>đến hết {datedWeekday(duty.dueDate)}</dd>
          </>
        )}
        {duty.state === 'not-open' ? (
          <>
            <dt>Bắt đầu</dt>
            <dd>{startText(duty)}</dd>
          </>
        ) : null}
        {duty.moved && !over ? (
          <>
            <dt>Thời hạn mới</dt>
            <dd>
              thay ngày {fullDate(duty.moved.from)} ({basisText(duty.moved.basis)})
            </dd>
          </>
        ) : null}
        {duty.plannedDate && !over ? (
          <>
            <dt>Lịch dự kiến</dt>
            <dd>{datedWeekday(duty.plannedDate)}</dd>
          </>
        ) : null}
        {duty.report?.heldOn ? (
          <>
            <dt>Đã sinh hoạt</dt>
            <dd>{datedWeekday(duty.report.heldOn)}</dd>
          </>
        ) : null}
      </dl>
      <div class="row">
        {takesReport(duty) && !over ? (
          <a class="btn main" id={anchor('report')} href={`${path}/report`}>
            {REPORT_ACTION[duty.kind]}
          </a>
        ) : null}
        {isAwaited(duty) && (duty.kind === 'session' || duty.kind === 'study') ? (
          <a class="btn" id={anchor('planned-date')} href={`${path}/date`}>
            {duty.plannedDate ? 'Đổi ngày dự kiến' : 'Ghi ngày dự kiến'}
          </a>
        ) : null}
        {isAwaited(duty) && !duty.information ? (
          <a class="btn quiet" id={anchor('extension')} href={`${path}/extension`}>
            Đề nghị điều chỉnh thời hạn
          </a>
        ) : null}
        {duty.report ? (
          <a class="small" id={over ? anchor('report') : undefined} href={`${path}/receipt`}>
            {takesReport(duty) ? 'Xem, sửa báo cáo' : 'Xem báo cáo'}
          </a>
        ) : null}
      </div>
    </li>
  );
};

/** Materials that were recorded as ready, by topic. They come with the letter; the page names them. */
const Materials: FC<{
  plan: { document: { topics: { id: string; short: string; materials: string[] }[] } };
  duties: DutyView[];
}> = ({ plan, duties }) => {
  const keys = new Map(duties.map((duty) => [duty.topicKey, duty.materialsReady]));
  const topics = plan.document.topics.filter((topic) => keys.has(topic.id) && topic.materials.length > 0);
  return topics.length === 0 ? null : (
    <section aria-labelledby="materials">
      <h2 id="materials">Tài liệu</h2>
      <ul class="plain">
        {topics.map((topic) => (
          <li class="card">
            <h3>{topic.short}</h3>
            {keys.get(topic.id) ? (
              <ul>
                {topic.materials.map((material) => (
                  <li>
                    {material.startsWith('https://') ? (
                      <a href={material} rel="noreferrer">
                        {material}
                      </a>
                    ) : (
                      material
                    )}
                  </li>
                ))}
              </ul>
            ) : (
              <p class="soft">Ban gửi khi có tài liệu.</p>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
};

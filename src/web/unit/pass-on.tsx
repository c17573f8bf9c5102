/**
 * What a unit passes on to a cell without an address: a text to paste, the cell's link, and the same as a QR code.
 *
 * @module
 */
import { Hono } from 'hono';
import { CodedError } from '../../errors';
import { wallClock } from '../../domain/dates';
import { shortText } from '../../mail/short-texts';
import { tokenOf } from '../../mail/links';
import { datedWeekday } from '../../mail/texts/vi/dates';
import { markPassedOn } from '../../services/contacts/contacts';
import { transaction } from '../../services/db';
import { bodyOn, dutiesUnderUnit, senderFor, type DutyView } from '../../services/duties/views';
import { linksFor, loadLinkKeys, verifyToken, type LinkWanted } from '../../services/contacts/links';
import { mustBeChangeable } from '../body/duty-lookup';
import { callerOf, readForm } from '../body/forms';
import { BodyForm, BodyPage } from '../body/frame';
import type { BodyContext, BodyEnv } from '../context';
import type { Site } from '../options';
import { LinkToPass, qrSvg } from './link-to-pass';

export function passOnPages(site: Site): Hono<BodyEnv> {
  const app = new Hono<BodyEnv>();

  app.get('/cells/:cell/:topic/:kind', async (c) => {
    const { access, view } = c.var;
    const duty = await cellDuty(c);
    const cell = await bodyOn(view.db, duty.bodyId, wallClock(view.asOf, access.plan.zone).day);
    if (!cell) throw new CodedError('CD_BODY_UNKNOWN', { body: duty.bodyId });
    const address = await cellAddress(c, site, duty);
    const text = shortText(
      {
        reason: 'remind',
        body: cell,
        topicShort: duty.topicShort,
        stageKind: duty.kind,
        due: duty.dueDate,
        plannedDate: duty.plannedDate,
      },
      await senderFor(view.db, access.plan, access.body.id, view.asOf),
      address,
    );
    return c.html(
      <BodyPage title={`Chuyển giúp: ${cell.name}`} access={access} rehearsal={view.readOnly}>
        <p>
          {duty.topicShort}, thời hạn đến hết {datedWeekday(duty.dueDate)}. Chi bộ chưa có địa chỉ thư điện tử; đề nghị chuyển nội
          dung dưới đây qua Zalo, tin nhắn hoặc bản in.
        </p>
        <h2>Nội dung soạn sẵn</h2>
        <p class="paste">{text}</p>
        {address ? (
          <LinkToPass name={cell.name} svg={await qrSvg(address)} />
        ) : (
          <BodyForm c={c} site={site} act={addressAct(duty)} action={`${pathOf(c, duty)}/address`}>
            <button>Tạo địa chỉ báo cáo và mã QR</button>
          </BodyForm>
        )}
        {duty.passedOn ? (
          <p class="note good" role="status">
            Đã ghi là đã chuyển.
          </p>
        ) : (
          <BodyForm c={c} site={site} act={passedAct(duty)} action={`${pathOf(c, duty)}/passed-on`}>
            <button class="main">Ghi là đã chuyển</button>
          </BodyForm>
        )}
      </BodyPage>,
    );
  });

  app.post('/cells/:cell/:topic/:kind/address', async (c) => {
    const duty = await cellDuty(c);
    await readForm(c, site, addressAct(duty));
    mustBeChangeable(duty);
    const { db, asOf } = c.var.view;
    const wanted = await wantedOf(c, duty);
    await transaction(db, (tx) => linksFor(tx, wanted, asOf));
    return c.redirect(pathOf(c, duty), 303);
  });

  app.post('/cells/:cell/:topic/:kind/passed-on', async (c) => {
    const duty = await cellDuty(c);
    await readForm(c, site, passedAct(duty));
    mustBeChangeable(duty);
    await markPassedOn(c.var.view.db, { assignmentIds: [duty.assignmentId], how: 'via-unit' }, callerOf(c));
    return c.redirect(pathOf(c, duty), 303);
  });

  return app;
}

const addressAct = (duty: DutyView) => `address/${duty.assignmentId}`;
const passedAct = (duty: DutyView) => `passed-on/${duty.assignmentId}`;
const pathOf = (c: BodyContext, duty: DutyView) =>
  `${c.var.access.home}/cells/${encodeURIComponent(duty.bodyId)}/${encodeURIComponent(duty.topicKey)}/${duty.kind}`;

/** The duty that the path names, among those of the unit's cells that no letter of their own reaches. */
async function cellDuty(c: BodyContext): Promise<DutyView> {
  const { access, view } = c.var;
  const duties = await dutiesUnderUnit(view.db, access.plan, access.body.id, view.asOf);
  const found = duties.find(
    (duty) =>
      duty.bodyId === c.req.param('cell') &&
      duty.topicKey === c.req.param('topic') &&
      duty.kind === c.req.param('kind') &&
      duty.via !== 'email',
  );
  if (!found) throw new CodedError('CD_ASSIGNMENT_UNKNOWN', { assignment: c.req.param('cell') ?? '' });
  return found;
}

/** The cell's link as its letters through the unit carry it. */
async function wantedOf(c: BodyContext, duty: DutyView): Promise<LinkWanted[]> {
  const routes = await c.var.view.db.prisma.route.findMany({
    where: { bodyId: duty.bodyId },
    orderBy: { contactId: 'asc' },
    take: 1,
  });
  return routes.map((route) => ({
    bodyId: duty.bodyId,
    contactId: route.contactId,
    purpose: 'body',
    planId: c.var.access.plan.id,
  }));
}

/** null: the cell has no living link yet; making one is a person's act. */
async function cellAddress(c: BodyContext, site: Site, duty: DutyView): Promise<string | null> {
  const view = c.var.view;
  const [wanted] = await wantedOf(c, duty);
  const link = wanted && (await view.db.prisma.link.findUnique({ where: { bodyId_contactId_purpose_planId: wanted } }));
  if (!link) return null;
  const keys = await loadLinkKeys(view.db, site.options.linkKey);
  const token = tokenOf(keys, link);
  const verdict = await verifyToken(view.db, keys, token, view.asOf);
  return verdict.ok ? `${site.origin}${view.prefix}/b/${token}` : null;
}

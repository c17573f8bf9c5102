/**
 * What a letter's "QR code" leads to: a body's address as text to paste, as a link and as a QR code, for whoever passes
 * the notice on. Reading only: the link is the one that this browser holds.
 *
 * @module
 */
import { Hono } from 'hono';
import { shortText, type Duty } from '../../mail/short-texts';
import { tokenOf } from '../../mail/links';
import { addressed } from '../../mail/texts/names';
import { CodedError } from '../../errors';
import { dutiesOfBody, senderFor } from '../../services/duties/views';
import { loadLinkKeys } from '../../services/contacts/links';
import type { BodyContext, BodyEnv } from '../context';
import type { Site } from '../options';
import { LinkToPass, qrSvg } from '../unit/link-to-pass';
import { isAwaited } from './duty-lookup';
import { BodyPage } from './frame';

/** Below a body's home, and behind its link: `/b/<token>/qr`. */
export const QR_PATH = '/qr';

export function qrPages(site: Site): Hono<BodyEnv> {
  const app = new Hono<BodyEnv>();

  app.get(QR_PATH, async (c) => {
    const { access, view } = c.var;
    const name = addressed(access.body);
    const address = await addressHeld(c, site);
    const duties = (await dutiesOfBody(view.db, access.plan, access.body.id, view.asOf)).filter(isAwaited);
    const sender = await senderFor(view.db, access.plan, duties[0]?.unitId ?? access.body.id, view.asOf);
    const about: Duty[] = duties.map((duty) => ({
      reason: 'remind',
      body: access.body,
      topicShort: duty.topicShort,
      stageKind: duty.kind,
      due: duty.dueDate,
      plannedDate: duty.plannedDate,
    }));
    const nothing: Duty = { reason: 'link', body: access.body, topicShort: null, stageKind: null, due: null, plannedDate: null };
    return c.html(
      <BodyPage title={`Chuyển giúp: ${name}`} access={access} rehearsal={view.readOnly}>
        <p>Đề nghị chuyển nội dung dưới đây qua Zalo, tin nhắn hoặc bản in.</p>
        <h2>Nội dung soạn sẵn</h2>
        {(about.length > 0 ? about : [nothing]).map((duty) => (
          <p class="paste">{shortText(duty, sender, address)}</p>
        ))}
        <h2>Địa chỉ báo cáo</h2>
        <p class="paste">
          <a href={address}>{address}</a>
        </p>
        <LinkToPass name={name} svg={await qrSvg(address)} />
      </BodyPage>,
    );
  });

  return app;
}

/** The address behind the grant that let this request in. */
async function addressHeld(c: BodyContext, site: Site): Promise<string> {
  const { access, view } = c.var;
  const link = await view.db.prisma.link.findUnique({ where: { id: access.linkId } });
  if (!link) throw new CodedError('CD_LINK_ENDED');
  return `${site.origin}${view.prefix}/b/${tokenOf(await loadLinkKeys(view.db, site.options.linkKey), link)}`;
}

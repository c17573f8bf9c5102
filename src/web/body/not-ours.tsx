/**
 * "Không phải chi bộ này": this browser gives up the body's links, and the board sees that the address may be wrong.
 *
 * @module
 */
import { Hono } from 'hono';
import { addressed } from '../../mail/texts/names';
import { sayNotOurs } from '../../services/contacts/link-requests';
import type { BodyEnv } from '../context';
import { PlainPage } from '../layout';
import type { Site } from '../options';
import { dropGrants, grantsOf } from '../security/grants';
import { callerOf, readForm } from './forms';
import { BodyForm, BodyPage } from './frame';

const ACT = 'not-ours';

export function notOursPages(site: Site): Hono<BodyEnv> {
  const app = new Hono<BodyEnv>();

  app.get('/not-ours', (c) => {
    const { access, view } = c.var;
    return c.html(
      <BodyPage title="Không phải tổ chức của đồng chí" access={access} rehearsal={view.readOnly}>
        <p>
          Địa chỉ này dành riêng cho {addressed(access.body)}. Nếu thư đến nhầm, đề nghị xác nhận dưới đây: trang này đóng lại
          trên máy đang dùng, Ban sẽ kiểm tra đầu mối.
        </p>
        <BodyForm c={c} site={site} act={ACT}>
          <div class="row">
            <button class="main">Xác nhận thư đến nhầm</button>
            <a class="btn quiet" href={access.home}>
              Quay lại
            </a>
          </div>
        </BodyForm>
      </BodyPage>,
    );
  });

  app.post('/not-ours', async (c) => {
    const { access, view } = c.var;
    await readForm(c, site, ACT);
    await sayNotOurs(view.db, { bodyId: access.body.id, linkId: access.linkId }, callerOf(c));
    const held = grantsOf(c, site).filter((grant) => grant.run === view.run);
    const links = await view.db.prisma.link.findMany({
      where: { id: { in: held.map((grant) => grant.linkId) }, bodyId: access.body.id },
      select: { id: true },
    });
    dropGrants(
      c,
      site,
      links.map(({ id }) => ({ run: view.run, linkId: id })),
    );
    return c.redirect(`${view.prefix}/not-ours-noted`, 303);
  });

  return app;
}

export const NotOursNoted = () => (
  <PlainPage title="Đã ghi nhận">
    <p>Trang đã đóng trên máy này. Ban sẽ kiểm tra đầu mối liên hệ. Trân trọng cảm ơn đồng chí.</p>
  </PlainPage>
);

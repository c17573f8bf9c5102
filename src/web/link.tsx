/**
 * The way in: a letter's link becomes a grant in the cookie and an address without the token. Opening changes no fact.
 * A link that is unknown or over leads to one page, the same for all, that offers to send a fresh one.
 *
 * @module
 */
import { Hono, type Context } from 'hono';
import { CodedError } from '../errors';
import { askFreshLink } from '../services/contacts/link-requests';
import { loadLinkKeys, verifyToken } from '../services/contacts/links';
import { bodyHome } from './body/access';
import { textsOf } from './body/forms';
import { QR_PATH } from './body/qr';
import type { RunEnv } from './context';
import { PlainPage } from './layout';
import type { Site } from './options';
import { addGrant } from './security/grants';
import { checkFormKey, newFormKey } from './security/form-key';
import { clientAddress } from './security/client';
import { hourlyLimit } from './security/rate';

/** Per address asked for; and per client, which may be an office behind one router. */
const PER_ADDRESS = 3;
const PER_CLIENT = 20;
/** The answer takes this long whether or not the address is known. */
const ANSWER_MS = 400;
const ADDRESS = /^[^\s@<>]{1,64}@[^\s@<>]{1,190}$/;

export function linkPages(site: Site): Hono<RunEnv> {
  const app = new Hono<RunEnv>();
  const addresses = hourlyLimit(PER_ADDRESS);
  const clients = hourlyLimit(PER_CLIENT);

  const enter = async (c: Context<RunEnv>, token: string): Promise<string> => {
    const view = c.var.view;
    const keys = await loadLinkKeys(view.db, site.options.linkKey);
    const verdict = await verifyToken(view.db, keys, token, view.asOf);
    if (!verdict.ok || verdict.link.purpose !== 'body') throw new CodedError('CD_LINK_ENDED');
    addGrant(c, site, { run: view.run, linkId: verdict.link.id });
    return bodyHome(view, verdict.link.planId, verdict.link.bodyId);
  };

  // A letter's button names its place behind `#`: browsers carry it over a redirect that names none.
  app.get('/b/:token', async (c) => c.redirect(await enter(c, c.req.param('token')), 303));
  app.get(`/b/:token${QR_PATH}`, async (c) => c.redirect(`${await enter(c, c.req.param('token'))}${QR_PATH}`, 303));

  app.post('/fresh-link', async (c) => {
    const view = c.var.view;
    const { key, address = '' } = textsOf(await c.req.parseBody());
    checkFormKey(site, purpose(view.run), key ?? '');
    const asked = address.trim().toLowerCase();
    const allowed =
      clients.allow(clientAddress(c, site.options.trustProxy ?? false), view.asOf) && addresses.allow(asked, view.asOf);
    // Not awaited: the time it takes would tell whether the address is known.
    if (allowed && ADDRESS.test(asked)) site.later(askFreshLink(view.db, asked, { asOf: view.asOf, by: 'link-page' }));
    await new Promise((resolve) => setTimeout(resolve, ANSWER_MS));
    return c.redirect(`${view.prefix}/fresh-link`, 303);
  });

  app.get('/fresh-link', (c) =>
    c.html(
      <PlainPage title="Đã nhận đề nghị">
        <p role="status">Nếu thông tin trùng với đầu mối đã đăng ký, thư có địa chỉ mới sẽ được gửi.</p>
        <p>Sau ít phút chưa có thư, đề nghị trả lời thư đã nhận trước đây hoặc liên hệ đồng chí theo dõi.</p>
      </PlainPage>,
    ),
  );

  return app;
}

const purpose = (run: string) => `${run}\nfresh-link`;

/** What an unknown or ended link shows, and a page that this browser holds no link for. */
export function endedPage(c: Context<RunEnv>, site: Site) {
  const view = c.var.view;
  return c.html(
    <PlainPage title="Địa chỉ này không còn hiệu lực">
      <p>
        Đề nghị ghi địa chỉ thư điện tử đã đăng ký. Nếu thông tin trùng với đầu mối đã đăng ký, thư có địa chỉ mới sẽ được gửi.
      </p>
      <form method="post" action={`${view.prefix}/fresh-link`}>
        <input type="hidden" name="key" value={newFormKey(site, purpose(view.run))} />
        <div class="field">
          <label for="address">Thư điện tử đã đăng ký</label>
          <input type="email" id="address" name="address" autocomplete="email" required maxlength={254} />
        </div>
        <button class="main">Gửi địa chỉ mới</button>
      </form>
    </PlainPage>,
    410,
  );
}

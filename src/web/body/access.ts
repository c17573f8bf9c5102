/**
 * Lets a request to a body's page through when this browser holds a living link of that body in that plan.
 *
 * @module
 */
import { createMiddleware } from 'hono/factory';
import { wallClock } from '../../domain/dates';
import { CodedError } from '../../errors';
import { tokenOf } from '../../mail/links';
import { bodyOn } from '../../services/duties/views';
import { loadLinkKeys, verifyToken } from '../../services/contacts/links';
import { loadPlan } from '../../services/plans/load';
import type { BodyEnv } from '../context';
import type { RunView, Site } from '../options';
import { grantsOf } from '../security/grants';

/** Path of a body's pages. */
export const bodyHome = (view: Pick<RunView, 'prefix'>, planId: string, bodyId: string) =>
  `${view.prefix}/body/${encodeURIComponent(planId)}/${encodeURIComponent(bodyId)}`;

export const bodyAccess = (site: Site) =>
  createMiddleware<BodyEnv, '/body/:plan/:body'>(async (c, next) => {
    const view = c.var.view;
    const { plan: planId, body: bodyId } = c.req.param();
    const linkIds = grantsOf(c, site).flatMap((grant) => (grant.run === view.run ? [grant.linkId] : []));
    const linkId = await livingLink(site, view, linkIds, planId, bodyId);
    if (linkId === null) throw new CodedError('CD_LINK_ENDED');
    const plan = await loadPlan(view.db.prisma, planId);
    const body = await bodyOn(view.db, bodyId, wallClock(view.asOf, plan.zone).day);
    if (!body) throw new CodedError('CD_LINK_ENDED');
    c.set('access', { plan, body, linkId, home: bodyHome(view, planId, bodyId) });
    return next();
  });

/** The first of `linkIds` that opens this body's pages now. A link revoked after it was opened opens nothing any more. */
async function livingLink(site: Site, view: RunView, linkIds: string[], planId: string, bodyId: string): Promise<string | null> {
  const links = await view.db.prisma.link.findMany({ where: { id: { in: linkIds }, planId, bodyId, purpose: 'body' } });
  if (links.length === 0) return null;
  const keys = await loadLinkKeys(view.db, site.options.linkKey);
  for (const link of links) {
    const verdict = await verifyToken(view.db, keys, tokenOf(keys, link), view.asOf);
    if (verdict.ok) return link.id;
  }
  return null;
}

/** Other bodies whose links were opened here: one address may serve several. */
export async function otherHomes(
  view: RunView,
  linkIds: string[],
  planId: string,
  bodyId: string,
): Promise<{ planId: string; bodyId: string }[]> {
  return view.db.prisma.link.findMany({
    where: { id: { in: linkIds }, revokedAt: null, NOT: { planId, bodyId } },
    select: { planId: true, bodyId: true },
    distinct: ['planId', 'bodyId'],
  });
}

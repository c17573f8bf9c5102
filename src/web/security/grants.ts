/**
 * The cookie holds a signed *set* of grants (run and link id): opening a second body's link adds one and takes none away.
 * It says nothing about which body a page is for; every path and form names its body.
 *
 * On https it is `__Host-cd` (Secure, no Domain, Path=/). Browsers refuse that prefix on plain http, so on loopback it
 * is `cd-local`, without Secure; plain http elsewhere is refused when the server starts.
 *
 * @module
 */
import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { z } from 'zod';
import type { RunId } from '../../domain/ids';
import type { Site } from '../options';
import { sign, signedBy } from './signing';

/** Oldest grants leave first: a cookie must stay under 4 kB. */
const MOST = 50;
/** A year: links end by themselves, 30 days after their topic. */
const MAX_AGE_SECONDS = 365 * 24 * 3600;

export interface Grant {
  run: RunId;
  linkId: string;
}

const payload = z.array(z.tuple([z.string(), z.string()]));

export const cookieName = (site: Pick<Site, 'secure'>) => (site.secure ? '__Host-cd' : 'cd-local');

/** The grants this browser holds; none when the cookie is absent or not ours. */
export function grantsOf(c: Context, site: Site): Grant[] {
  const [text, signature] = (getCookie(c, cookieName(site)) ?? '').split('.');
  if (!text || !signature || !signedBy(site.key, 'cookie', text, signature)) return [];
  return payload.parse(JSON.parse(Buffer.from(text, 'base64url').toString())).map(([run, linkId]) => ({ run, linkId }));
}

export function addGrant(c: Context, site: Site, grant: Grant): void {
  const others = grantsOf(c, site).filter((held) => held.run !== grant.run || held.linkId !== grant.linkId);
  write(c, site, [...others, grant].slice(-MOST));
}

export function dropGrants(c: Context, site: Site, dropped: Grant[]): void {
  write(
    c,
    site,
    grantsOf(c, site).filter((held) => !dropped.some((d) => d.run === held.run && d.linkId === held.linkId)),
  );
}

function write(c: Context, site: Site, grants: Grant[]): void {
  const text = Buffer.from(JSON.stringify(grants.map(({ run, linkId }) => [run, linkId]))).toString('base64url');
  setCookie(c, cookieName(site), `${text}.${sign(site.key, 'cookie', text)}`, {
    path: '/',
    httpOnly: true,
    secure: site.secure,
    // Lax, not Strict: the first page after a letter's link is reached by a redirect that began on another site.
    sameSite: 'Lax',
    maxAge: MAX_AGE_SECONDS,
  });
}

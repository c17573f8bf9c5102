/**
 * The address a body comes in by. A token is the link row's id and an HMAC under a server key that rotates; it is made
 * when a letter is sent and is never at rest. DESIGN §9.
 *
 * @module
 */
import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a token is bound to: change one and it no longer verifies. */
export interface LinkBinding {
  id: string;
  bodyId: string;
  contactId: string;
  purpose: string;
}

/** Server keys by number. New links are signed under `current`; older keys go on verifying until they are removed. */
export interface LinkKeys {
  current: number;
  keys: ReadonlyMap<number, Buffer>;
}

/** A token's parts, before anything is believed. */
export interface TokenParts {
  keyNumber: number;
  linkId: string;
  mac: Buffer;
}

const TOKEN = /^(\d{1,6})\.([0-9a-f]{32})\.([A-Za-z0-9_-]{32})$/;
const MAC_BYTES = 24;

/** `<key number>.<link id>.<192 bits of HMAC-SHA256, base64url>`; the same each time for the same key. */
export function tokenOf(keys: LinkKeys, link: LinkBinding, keyNumber = keys.current): string {
  return `${keyNumber}.${link.id}.${macOf(keyOf(keys, keyNumber), keyNumber, link).toString('base64url')}`;
}

/** The address that goes into a letter. `publicUrl` without a slash at its end. */
export function urlOf(publicUrl: string, keys: LinkKeys, link: LinkBinding, keyNumber = keys.current): string {
  return `${publicUrl}/b/${tokenOf(keys, link, keyNumber)}`;
}

/** Null when it does not even look like a token. */
export function parseToken(token: string): TokenParts | null {
  const [, keyNumber, linkId, mac] = TOKEN.exec(token) ?? [];
  if (keyNumber === undefined || linkId === undefined || mac === undefined) return null;
  return { keyNumber: Number(keyNumber), linkId, mac: Buffer.from(mac, 'base64url') };
}

/** Whether the token was made by this server for exactly this row; in constant time. */
export function tokenFits(keys: LinkKeys, parts: TokenParts, link: LinkBinding): boolean {
  const key = keys.keys.get(parts.keyNumber);
  if (!key || parts.linkId !== link.id || parts.mac.length !== MAC_BYTES) return false;
  return timingSafeEqual(parts.mac, macOf(key, parts.keyNumber, link));
}

function keyOf(keys: LinkKeys, keyNumber: number): Buffer {
  const key = keys.keys.get(keyNumber);
  if (!key) throw new Error(`There is no link key ${keyNumber}; restore LINK_KEY or the setting link-key/${keyNumber}`);
  return key;
}

// Lengths stand before the values, so that no two bindings read alike.
function macOf(key: Buffer, keyNumber: number, link: LinkBinding): Buffer {
  const bound = [String(keyNumber), link.id, link.bodyId, link.contactId, link.purpose];
  return createHmac('sha256', key)
    .update(bound.map((part) => `${Buffer.byteLength(part)}:${part}`).join(''))
    .digest()
    .subarray(0, MAC_BYTES);
}

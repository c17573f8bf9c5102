/**
 * One server key signs cookies and forms; each use has its own label, so that nothing signed for one passes for another.
 *
 * @module
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Db } from '../../services/db';

const KEY = 'web-key/1';

/** The installation's key, made on first use. Several processes starting at once agree on one. */
export async function serverKey(db: Db): Promise<Buffer> {
  const fresh = randomBytes(32).toString('base64url');
  await db.prisma.$executeRaw`insert into "Setting" (key, value) values (${KEY}, ${fresh}) on conflict (key) do nothing`;
  const row = await db.prisma.setting.findUniqueOrThrow({ where: { key: KEY } });
  return Buffer.from(row.value, 'base64url');
}

export type Label = 'cookie' | 'form';

export function sign(key: Buffer, label: Label, text: string): string {
  return createHmac('sha256', key).update(`${label}\n${text}`).digest('base64url');
}

export function signedBy(key: Buffer, label: Label, text: string, signature: string): boolean {
  const expected = Buffer.from(sign(key, label, text));
  const given = Buffer.from(signature);
  return expected.length === given.length && timingSafeEqual(expected, given);
}

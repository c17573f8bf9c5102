/**
 * A letter as it is kept between the claim and the server's answer: everything its bytes need except the link tokens,
 * which are never at rest. `src/mail/mime.ts` completes it, the same each time. DESIGN §8.
 *
 * @module
 */
import { z } from 'zod';
import type { Letter, Rendered } from './letter';
import type { LinkBinding } from './links';
import { joined, ownSchema, readWording } from './pieces';
import type { OfWave } from './wave';

const frozenSchema = z.object({
  headerId: z.string(),
  date: z.string(),
  boundary: z.string(),
  subject: z.string(),
  from: z.object({ name: z.string(), address: z.string() }),
  replyTo: z.string(),
  to: z.object({ name: z.string(), address: z.string() }),
  returnPath: z.string(),
  references: z.string().nullable(),
  text: z.string(),
  html: z.string(),
  ics: z.string().nullable(),
  /** Origin of its links: a retry after PUBLIC_URL changed has the same bytes. */
  publicUrl: z.string(),
  keyNumber: z.number(),
  links: z.array(z.object({ id: z.string(), bodyId: z.string(), contactId: z.string(), purpose: z.string() })),
});

/** Plain data. Text and HTML hold link placeholders, `links` what they stand for. */
export type Frozen = z.infer<typeof frozenSchema>;

/** One of a wave: its text and HTML stand in the wave's wording, with what is its own. */
const ofWaveSchema = frozenSchema.omit({ text: true, html: true }).extend({ own: ownSchema });

/** Signs the letter's links at sending: with the key of the time it was frozen, so that a retry has the same bytes. */
export interface FrozenLinks {
  publicUrl: string;
  keyNumber: number;
  links: LinkBinding[];
}

/** Fixes id, date and boundary of a rendered letter: `Date` is the letter's `asOf`, all else follows from its message id. */
export function freeze(rendered: Rendered, letter: Letter, { publicUrl, keyNumber, links }: FrozenLinks): Frozen {
  const { sender, messageId } = letter;
  const at = sender.address.lastIndexOf('@');
  const domain = sender.address.slice(at + 1);
  const root = rendered.threadRoot;
  return {
    headerId: headerIdOf(messageId, sender.address),
    date: new Date(letter.asOf).toUTCString().replace('GMT', '+0000'),
    // Base64 has no underscore: it stands in no body.
    boundary: `=_${messageId}`,
    subject: rendered.subject,
    from: { name: sender.name, address: sender.address },
    replyTo: sender.replyTo,
    to: { name: letter.recipient.name, address: letter.address },
    returnPath: `${sender.address.slice(0, at)}+${messageId}@${domain}`,
    references: root === null ? null : `<${root.includes('@') ? root : `${root}@${domain}`}>`,
    text: rendered.text,
    html: rendered.html,
    ics: rendered.ics,
    publicUrl,
    keyNumber,
    links,
  };
}

/** `Message-ID`, with angle brackets. */
export const headerIdOf = (messageId: string, senderAddress: string) =>
  `<${messageId}@${senderAddress.slice(senderAddress.lastIndexOf('@') + 1)}>`;

/** As `Message.frozen` keeps it: whole, or as one of a wave whose wording is kept beside it. */
export function stored({ text, html, ...frozen }: Frozen, shared: OfWave['shared']): string {
  return JSON.stringify(shared === null ? { ...frozen, text, html } : { ...frozen, own: shared.own });
}

/** Reads what {@link stored} wrote; `wording` is the wave's, null where the letter is kept whole. */
export function thaw(kept: string, wording: string | null): Frozen {
  const content: unknown = JSON.parse(kept);
  if (wording === null) return frozenSchema.parse(content);
  const { own, ...frozen } = ofWaveSchema.parse(content);
  const { text, html } = readWording(wording);
  return { ...frozen, text: joined(text, own), html: joined(html, own) };
}

/** The message a bounce is about, from its VERP recipient; null when it is none of ours. */
export function messageIdOfReturnPath(address: string): string | null {
  return /\+([0-9a-f]{32})@[^@]+$/.exec(address)?.[1] ?? null;
}

/**
 * Bytes of a frozen letter. Pure and exact: the same letter and links give the same bytes, so that a repeated attempt
 * repeats itself. RFC 5322, 2045, 2047; bodies in base64, which no relay rewrites.
 *
 * @module
 */
import type { Frozen } from './frozen';

const CRLF = '\r\n';
/** RFC 2047 §2: an encoded word is at most 75 characters; 45 bytes make 60 of base64 and 12 of frame. */
const WORD_BYTES = 45;
/** RFC 2045 §6.8. */
const BASE64_LINE = 76;

/** The letter as it goes over the wire. `urlOfLink` is asked once a link. */
export function complete(frozen: Frozen, urlOfLink: (linkId: string) => string): Buffer {
  const urls = new Map(frozen.links.map(({ id }) => [id, urlOfLink(id)]));
  // Every second piece between two marks is a link's id.
  const fill = (body: string) =>
    body
      .split('\u0001')
      .map((piece, n) => (n % 2 === 0 ? piece : (urls.get(piece) ?? missing(piece))))
      .join('');
  const parts = [
    part('text/plain; charset=utf-8', fill(frozen.text)),
    part('text/html; charset=utf-8', fill(frozen.html)),
    ...(frozen.ics === null ? [] : [part(`text/calendar; charset=utf-8; method=${methodOf(frozen.ics)}`, fill(frozen.ics))]),
  ];
  const headers = [
    `From: ${mailbox(frozen.from)}`,
    `To: ${mailbox(frozen.to)}`,
    `Reply-To: <${bare(frozen.replyTo)}>`,
    `Subject: ${unstructured(frozen.subject)}`,
    `Message-ID: ${bare(frozen.headerId)}`,
    ...(frozen.references === null ? [] : [`References: ${bare(frozen.references)}`]),
    `Date: ${bare(frozen.date)}`,
    'Auto-Submitted: auto-generated',
    'MIME-Version: 1.0',
    `Content-Type: multipart/alternative;${CRLF} boundary="${frozen.boundary}"`,
  ];
  const open = `--${frozen.boundary}${CRLF}`;
  const head = headers.join(CRLF);
  // Base64 and encoded words are ASCII: latin1 copies without looking. An address may be more (RFC 6532): of its characters
  // latin1 would keep the last byte, which may end a line.
  const body = `${CRLF}${CRLF}${open}${parts.join(open)}--${frozen.boundary}--${CRLF}`;
  return isAscii(head) ? Buffer.from(head + body, 'latin1') : Buffer.from(head + body, 'utf8');
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII
const isAscii = (text: string) => /^[\u0000-\u007f]*$/.test(text);

function missing(linkId: string): never {
  throw new Error(`The letter names a link it does not carry: ${linkId}`);
}

function part(type: string, body: string): string {
  return `Content-Type: ${type}${CRLF}Content-Transfer-Encoding: base64${CRLF}${CRLF}${wrapped(Buffer.from(body, 'utf8').toString('base64'))}${CRLF}`;
}

function wrapped(base64: string): string {
  const lines: string[] = [];
  for (let at = 0; at < base64.length; at += BASE64_LINE) lines.push(base64.slice(at, at + BASE64_LINE));
  return lines.join(CRLF);
}

const methodOf = (ics: string) => /^METHOD:([A-Z]+)\r?$/m.exec(ics)?.[1] ?? 'PUBLISH';

function mailbox({ name, address }: { name: string; address: string }): string {
  const shown = unstructured(name);
  if (shown === '') return `<${bare(address)}>`;
  const spoken = shown.startsWith('=?') ? shown : `"${shown.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
  return `${spoken}${CRLF} <${bare(address)}>`;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not reach a header
const CONTROL = /[\u0000-\u001f\u007f\u0085\u2028\u2029]+/g;

/** Nothing in a value can end its header. */
const bare = (value: string) => value.replace(CONTROL, '');

/** As encoded words, folded; plain when short ASCII. The last few are kept: a wave has one sender. */
function unstructured(value: string): string {
  const known = encoded.get(value);
  if (known !== undefined) return known;
  if (encoded.size >= MOST_KEPT) encoded.clear();
  const text = encodeWords(value);
  encoded.set(value, text);
  return text;
}

const encoded = new Map<string, string>();
const MOST_KEPT = 500;

function encodeWords(value: string): string {
  const clean = value.replace(CONTROL, ' ').trim();
  if (/^[\x20-\x7e]{0,60}$/.test(clean) && !clean.includes('=?')) return clean;
  const words: string[] = [];
  let word = '';
  let bytes = 0;
  for (const char of clean) {
    const size = utf8Size(char);
    if (bytes + size > WORD_BYTES) {
      words.push(word);
      word = '';
      bytes = 0;
    }
    word += char;
    bytes += size;
  }
  words.push(word);
  return words.map((text) => `=?UTF-8?B?${Buffer.from(text, 'utf8').toString('base64')}?=`).join(`${CRLF} `);
}

/** Bytes of one character in UTF-8. */
function utf8Size(char: string): number {
  const point = char.codePointAt(0) ?? 0;
  if (point < 0x80) return 1;
  if (point < 0x800) return 2;
  return point < 0x10000 ? 3 : 4;
}

/**
 * The few header fields that the inbox lists, read without parsing the whole letter: a capture must not slow the sender.
 *
 * @module
 */

/** Value of the first field of that name, unfolded (RFC 5322 §2.2.3); empty when absent. */
export function headerOf(raw: Buffer, name: string): string {
  const end = raw.indexOf('\r\n\r\n');
  const head = raw.subarray(0, end < 0 ? raw.length : end).toString('utf8');
  const found = new RegExp(`^${name}:[ \\t]*((?:.*)(?:\\r\\n[ \\t].*)*)`, 'im').exec(head);
  return found?.[1]?.replace(/\r\n[ \t]+/g, ' ').trim() ?? '';
}

/** Encoded words (RFC 2047) in UTF-8 as text; neighbours join without the space between them. */
export function decodeWords(text: string): string {
  return text
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/(?:=\?utf-8\?[bq]\?[^?]*\?=)+/gi, (run) =>
      Buffer.concat([...run.matchAll(/=\?utf-8\?([bq])\?([^?]*)\?=/gi)].map(bytesOf)).toString('utf8'),
    );
}

function bytesOf([, encoding = '', text = '']: RegExpMatchArray): Buffer {
  if (encoding.toLowerCase() === 'b') return Buffer.from(text, 'base64');
  return Buffer.from(
    text.replaceAll('_', ' ').replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );
}

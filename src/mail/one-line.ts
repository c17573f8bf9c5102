/**
 * Data that goes into a letter stays on its line: a name with a line break could forge a header or a sentence, one with
 * U+0001 a link placeholder, one with a direction mark the reading order.
 *
 * @module
 */

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not pass
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]+/g;

export const oneLine = (text: string): string => text.replace(CONTROL, ' ');

// biome-ignore lint/suspicious/noControlCharactersInRegex: as above
const UNSAFE = /[&<>"'\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;
const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** As {@link oneLine}, for HTML text and quoted attributes. */
export const escapeHtml = (text: string): string => text.replace(UNSAFE, (char) => ENTITIES[char] ?? ' ');

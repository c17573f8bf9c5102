/**
 * txt and md bytes → lines; every encoding of Unicode is read, old font encodings are refused.
 *
 * @module
 */
import { isUtf8 } from 'node:buffer';
import { CodedError } from '../../errors';
import type { SourceLine } from './types';

/** @throws CD_DRAFT_FORMAT when the bytes are no text */
export function textLines(bytes: Buffer, file: string): SourceLine[] {
  const text = decoded(bytes);
  if (/[\u0000\u0001-\u0008\u000e-\u001f]/.test(text))
    throw new CodedError('CD_DRAFT_FORMAT', { file, what: { vi: 'nội dung không phải là chữ', en: 'bytes that are no text' } });
  return text
    .split(/\r\n|[\n\r\u000b\u000c\u2028\u2029]/)
    .map((line, index) => ({ text: line, place: { line: index + 1, column: 1 } }));
}

/**
 * UTF-8, UTF-16 by its mark, Vietnamese as Windows wrote it, else as Windows wrote Latin letters: what the old font
 * encodings look like then.
 */
function decoded(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString('utf16le', 2);
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return Buffer.from(bytes.subarray(2, bytes.length - (bytes.length % 2)))
      .swap16()
      .toString('utf16le');
  if (isUtf8(bytes)) return new TextDecoder('utf-8').decode(bytes);
  const vietnamese = new TextDecoder('windows-1258').decode(bytes).normalize('NFC');
  return isComposed(vietnamese) ? vietnamese : new TextDecoder('windows-1252').decode(bytes);
}

/** windows-1258 writes tones as marks after their letters; in the bytes of any other encoding most stand where none can. */
function isComposed(text: string): boolean {
  const composed = text.match(/[\u1ea0-\u1ef9]/gu)?.length ?? 0;
  const left = text.match(/\p{M}/gu)?.length ?? 0;
  return composed >= 3 && left < composed * 0.1;
}

/** A letter that could not be kept, between two that were. */
const LOST = /\p{L}[?\ufffd](?=\p{L})/gu;

/**
 * Refuses text that was saved where Vietnamese letters have no place: "K? HO?CH t? ch?c sinh ho?t".
 * @throws CD_DRAFT_CORRUPT
 */
export function refuseLostLetters(lines: SourceLine[], file: string): void {
  const lost = (text: string) => text.match(LOST)?.length ?? 0;
  const found = lines.reduce((sum, { text }) => sum + lost(text), 0);
  const words = lines.reduce((sum, { text }) => sum + (text.match(/\S+/gu)?.length ?? 0), 0);
  if (found < 5 || found < words * 0.03) return;
  const line = lines.find(({ text }) => lost(text) > 0);
  const at = line?.place.line ?? 1;
  const sample = (line?.text ?? '').trim().slice(0, 60);
  const why = {
    vi: `chữ có dấu đã mất, chỉ còn dấu “?” (dòng ${at}: “${sample}”); cần bản gốc`,
    en: `its letters with marks are lost, a “?” stands for each (line ${at}: “${sample}”); the original is needed`,
  };
  throw new CodedError('CD_DRAFT_CORRUPT', { file, why });
}

/** Letters that TCVN3 (.VnTime) uses in the middle of words and Vietnamese in Unicode never does. */
const TCVN3 = /(?<=[a-zà-ÿ])[¡-¿×ØÞßåæëïðñõö÷øûüþÆÇÈÉËÎÏÐÑÖ]|[¡-¿×ØÞßåæëïðñõö÷øûüþÆÇÈÉËÎÏÐÑÖ](?=[a-zà-ÿ])/giu;
/** Pairs of VNI (VNI-Times): a plain vowel and a mark written as a letter of its own. */
const VNI = /(?:[aeouy][ùøûõïâáàåãäêéèúüëö]|[ưôơ]?[iI][óòæïõ]|ñ[aeiouyö]|öô|öù|öø)/giu;

/**
 * Refuses text in TCVN3 or VNI: "Phßng Gi¸o dôc", "Phoøng Giaùo duïc".
 * @throws CD_DRAFT_LEGACY_FONT
 */
export function refuseLegacyFonts(lines: SourceLine[], file: string): void {
  const text = lines
    .map((line) => line.text)
    .join('\n')
    .normalize('NFC');
  // letters that only Unicode Vietnamese has: the document, or most of it, is sound
  const sound = text.match(/[\u1ea0-\u1ef9ăđơưĂĐƠƯ]/gu)?.length ?? 0;
  for (const [encoding, pattern] of [
    ['VNI', VNI],
    ['TCVN3', TCVN3],
  ] as const) {
    const found = text.match(pattern)?.length ?? 0;
    const words = text.match(/\S+/gu)?.length ?? 1;
    if (found < 3 || found < words * 0.1 || sound > found) continue;
    const line = lines.find((each) => (each.text.match(pattern)?.length ?? 0) > 0);
    throw new CodedError('CD_DRAFT_LEGACY_FONT', {
      file,
      encoding,
      line: line?.place.line ?? 1,
      sample: (line?.text ?? '').trim().slice(0, 60),
    });
  }
}

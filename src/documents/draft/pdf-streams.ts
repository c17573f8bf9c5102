/**
 * The streams of a PDF, unfolded within bounds before a reader does: one that is packed twice makes gigabytes of a file of
 * two kilobytes. Source: ISO 32000-1, 7.3.8 and 7.4.
 *
 * @module
 */
import { constants, inflateSync } from 'node:zlib';
import { CodedError } from '../../errors';
import { systemCodeOf } from '../../system-code';
import { MAX_INFLATED_BYTES } from './limits';

/** Bytes before a stream in which its dictionary is looked for. */
const DICTIONARY = 2000;

/**
 * What stands in a compressed object, or is packed otherwise, is not seen: the bounds of the reading process hold for that.
 * @throws CD_DRAFT_HOSTILE (packed twice, and too much), CD_DRAFT_TOO_LONG
 */
export function refuseUnfolding(bytes: Buffer, file: string): void {
  let left = MAX_INFLATED_BYTES;
  for (const { dictionary, content } of streamsOf(bytes)) {
    // a picture is not read, and a scan has many
    if (/\/Subtype\s*\/Image\b/.test(dictionary)) continue;
    const layers = layersOf(dictionary);
    let unfolded = content;
    for (let layer = 0; layer < layers; layer += 1) {
      const next = inflated(unfolded, left);
      if (next === 'too much') {
        const what = { vi: `một luồng giải nén ra hơn ${left} byte`, en: `a stream unfolds into more than ${left} bytes` };
        throw new CodedError(layers > 1 ? 'CD_DRAFT_HOSTILE' : 'CD_DRAFT_TOO_LONG', { file, what });
      }
      if (next === null) break;
      unfolded = next;
    }
    left -= layers > 0 ? unfolded.length : 0;
  }
}

interface Stream {
  dictionary: string;
  content: Buffer;
}

function* streamsOf(bytes: Buffer): Generator<Stream> {
  for (let at = bytes.indexOf('stream'); at >= 0; at = bytes.indexOf('stream', at)) {
    if (bytes.toString('latin1', Math.max(0, at - 3), at) === 'end') {
      at += 'stream'.length;
      continue;
    }
    const begins = bytes[at + 6] === 0x0d && bytes[at + 7] === 0x0a ? at + 8 : at + 7;
    const ends = bytes.indexOf('endstream', begins);
    if (ends < 0) return;
    const before = bytes.toString('latin1', Math.max(0, at - DICTIONARY), at);
    yield { dictionary: before.slice(before.lastIndexOf(' obj') + 1), content: bytes.subarray(begins, ends) };
    at = ends + 'endstream'.length;
  }
}

/** How often it is packed by FlateDecode, from the outside; other filters do not unfold into much. */
function layersOf(dictionary: string): number {
  const filters = /\/(?:Filter|F)\s*(?:\[([^\]]*)\]|(\/\w+))/.exec(dictionary);
  const names = (filters?.[1] ?? filters?.[2] ?? '').match(/\w+/g) ?? [];
  const other = names.findIndex((name) => name !== 'FlateDecode' && name !== 'Fl');
  return other < 0 ? names.length : other;
}

/** Null where it is damaged: the reader says so, or mends it. */
function inflated(packed: Buffer, limit: number): Buffer | 'too much' | null {
  try {
    return inflateSync(packed, { maxOutputLength: Math.max(1, limit), finishFlush: constants.Z_SYNC_FLUSH });
  } catch (error) {
    return systemCodeOf(error) === 'ERR_BUFFER_TOO_LARGE' ? 'too much' : null;
  }
}

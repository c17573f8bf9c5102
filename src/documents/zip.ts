/**
 * The parts of a zip (docx, xlsx), unfolded within bounds: sizes as they really are, not as the file claims.
 * Source: the zip format, APPNOTE 6.3.10, 4.3.7, 4.3.12, 4.3.16.
 *
 * @module
 */
import { inflateRawSync } from 'node:zlib';
import { systemCodeOf } from '../system-code';

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_ENTRY = 0x04034b50;
const STORED = 0;
const DEFLATED = 8;

/** What is wrong with a zip: damaged, locked, larger than its limits, or with document types in its XML. */
export type ZipFault = 'corrupt' | 'locked' | 'too-large' | 'hostile';

/** Its message is Vietnamese, for the operator. */
export class UnusableZip extends Error {
  override readonly name = 'UnusableZip';
  constructor(
    readonly fault: ZipFault,
    message: string,
  ) {
    super(message);
  }
}

export interface ZipLimits {
  parts: number;
  /** Bytes of all parts together, unfolded. */
  bytes: number;
  /** Bytes of one XML part, unfolded. @default bytes */
  xmlBytes?: number;
  /** Names of the parts that somebody reads; the others are not unfolded. */
  wanted: RegExp;
}

/** The names of all parts, wanted or not. @throws UnusableZip */
export const partNames = (zip: Buffer, { parts }: ZipLimits): Set<string> =>
  new Set(directory(zip, parts).map(({ name }) => name));

/** Every wanted part by its name. @throws UnusableZip */
export function unzip(zip: Buffer, limits: ZipLimits): Map<string, Buffer> {
  const parts = new Map<string, Buffer>();
  let left = limits.bytes;
  for (const entry of directory(zip, limits.parts)) {
    if (entry.encrypted) throw new UnusableZip('locked', 'tệp có mật khẩu');
    if (!limits.wanted.test(entry.name)) continue;
    const isXml = /\.(?:xml|rels)$/i.test(entry.name);
    const content = unfolded(zip, entry, Math.min(left, isXml ? (limits.xmlBytes ?? left) : left));
    left -= content.length;
    if (isXml) refuseTricks(content, entry.name);
    parts.set(entry.name, content);
  }
  return parts;
}

/**
 * No office program writes a document type; one that is there declares entities, which unfold or reach outside. Nor does
 * one write processing instructions into what is read here.
 */
function refuseTricks(content: Buffer, name: string): void {
  const utf16 = content[0] === 0xff || content[0] === 0xfe || content[1] === 0;
  const even = content.subarray(0, content.length - (content.length % 2));
  const texts = utf16
    ? [content.toString('utf16le'), Buffer.from(even).swap16().toString('utf16le')]
    : [content.toString('latin1')];
  for (const text of texts) {
    if (/<!\s*(?:DOCTYPE|ENTITY)/i.test(text)) throw new UnusableZip('hostile', `có khai báo DOCTYPE trong phần ${name}`);
    const declaration = /^[^<]{0,3}\s*<\?xml\s/.exec(text)?.[0].length ?? 0;
    if (text.includes('<?', declaration)) throw new UnusableZip('hostile', `có lệnh xử lý “<?…” trong phần ${name}`);
    refuseEndless(text, name);
  }
}

const ENDS = [
  { begin: '<!--', end: '-->', what: 'chú thích' },
  { begin: '<![CDATA[', end: ']]>', what: 'đoạn CDATA' },
];

/** What reads the parts would look for the end again and again. */
function refuseEndless(text: string, name: string): void {
  for (let at = text.indexOf('<!'); at >= 0; at = text.indexOf('<!', at + 2)) {
    const found = ENDS.find(({ begin }) => text.startsWith(begin, at));
    if (!found) continue;
    at = text.indexOf(found.end, at + found.begin.length);
    if (at < 0) throw new UnusableZip('corrupt', `phần ${name} có ${found.what} không kết thúc`);
  }
}

interface Entry {
  name: string;
  method: number;
  encrypted: boolean;
  packedSize: number;
  offset: number;
}

function directory(zip: Buffer, most: number): Entry[] {
  const end = endOfDirectory(zip);
  if (end === null) throw new UnusableZip('corrupt', 'không thấy mục lục của tệp nén');
  const count = zip.readUInt16LE(end + 10);
  if (count > most) throw new UnusableZip('too-large', `tệp nén có ${count} phần, nhiều nhất ${most}`);
  const entries: Entry[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let n = 0; n < count; n += 1) {
    if (at + 46 > zip.length || zip.readUInt32LE(at) !== DIRECTORY_ENTRY)
      throw new UnusableZip('corrupt', 'mục lục của tệp nén bị hỏng');
    const nameLength = zip.readUInt16LE(at + 28);
    entries.push({
      name: zip.toString('utf8', at + 46, at + 46 + nameLength).replaceAll('\\', '/'),
      method: zip.readUInt16LE(at + 10),
      encrypted: (zip.readUInt16LE(at + 8) & 1) === 1,
      packedSize: zip.readUInt32LE(at + 20),
      offset: zip.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return entries;
}

function endOfDirectory(zip: Buffer): number | null {
  for (let at = zip.length - 22; at >= Math.max(0, zip.length - 22 - 0xffff); at -= 1)
    if (zip.readUInt32LE(at) === END_OF_DIRECTORY) return at;
  return null;
}

function unfolded(zip: Buffer, { offset, packedSize, method, name }: Entry, limit: number): Buffer {
  if (offset + 30 > zip.length || zip.readUInt32LE(offset) !== LOCAL_ENTRY)
    throw new UnusableZip('corrupt', `phần ${name} bị hỏng`);
  const start = offset + 30 + zip.readUInt16LE(offset + 26) + zip.readUInt16LE(offset + 28);
  if (start + packedSize > zip.length) throw new UnusableZip('corrupt', `phần ${name} bị cắt`);
  const packed = zip.subarray(start, start + packedSize);
  if (method === STORED && packed.length <= limit) return Buffer.from(packed);
  if (method !== STORED && method !== DEFLATED) throw new UnusableZip('corrupt', `phần ${name} nén theo cách lạ`);
  try {
    if (method === DEFLATED && limit > 0) return inflateRawSync(packed, { maxOutputLength: limit });
  } catch (error) {
    if (systemCodeOf(error) !== 'ERR_BUFFER_TOO_LARGE') throw new UnusableZip('corrupt', `phần ${name} không giải nén được`);
  }
  throw new UnusableZip('too-large', `phần ${name} giải nén ra quá lớn (nhiều nhất ${limit} byte)`);
}

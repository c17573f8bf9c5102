/**
 * Looks through a docx (a zip) before anything unfolds it: sizes as they really unfold, not as the file claims.
 * Source: the zip format, APPNOTE 6.3.10, 4.3.7, 4.3.12, 4.3.16.
 *
 * @module
 */
import { inflateRawSync } from 'node:zlib';
import { CodedError } from '../../errors';
import { MAX_INFLATED_BYTES, MAX_XML_BYTES, MAX_ZIP_ENTRIES } from './limits';

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_ENTRY = 0x04034b50;
const STORED = 0;
const DEFLATED = 8;

interface Entry {
  name: string;
  method: number;
  encrypted: boolean;
  packedSize: number;
  offset: number;
}

/**
 * @throws CD_DRAFT_CORRUPT, CD_DRAFT_TOO_LONG (it unfolds into too much), CD_DRAFT_HOSTILE (document types, entities),
 * CD_DRAFT_PASSWORD
 */
export function guardDocx(bytes: Buffer, file: string): void {
  const entries = directory(bytes, file);
  if (!entries.some(({ name }) => name === 'word/document.xml')) throw corrupt(file, 'nó không có phần word/document.xml');
  let left = MAX_INFLATED_BYTES;
  for (const entry of entries) {
    if (entry.encrypted) throw new CodedError('CD_DRAFT_PASSWORD', { file });
    const isXml = /\.(xml|rels)$/i.test(entry.name);
    const content = unfolded(bytes, entry, Math.min(left, isXml ? MAX_XML_BYTES : left), file);
    left -= content.length;
    if (isXml) guardXml(content, entry.name, file);
  }
}

/** Word never writes a document type; one that is there declares entities, which unfold or reach outside. */
function guardXml(content: Buffer, name: string, file: string): void {
  const utf16 = content[0] === 0xff || content[0] === 0xfe || content[1] === 0;
  const text = utf16 ? content.toString('utf16le') + content.swap16().toString('utf16le') : content.toString('latin1');
  if (/<!\s*(DOCTYPE|ENTITY)/i.test(text)) throw new CodedError('CD_DRAFT_HOSTILE', { file, what: `a document type in ${name}` });
}

function directory(bytes: Buffer, file: string): Entry[] {
  const end = endOfDirectory(bytes);
  if (end === null) throw corrupt(file, 'không thấy mục lục của tệp nén');
  const count = bytes.readUInt16LE(end + 10);
  if (count > MAX_ZIP_ENTRIES) throw new CodedError('CD_DRAFT_TOO_LONG', { file, what: `${count} parts` });
  const entries: Entry[] = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let n = 0; n < count; n += 1) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== DIRECTORY_ENTRY) throw corrupt(file, 'mục lục của tệp nén bị hỏng');
    const nameLength = bytes.readUInt16LE(at + 28);
    entries.push({
      name: bytes.toString('utf8', at + 46, at + 46 + nameLength),
      method: bytes.readUInt16LE(at + 10),
      encrypted: (bytes.readUInt16LE(at + 8) & 1) === 1,
      packedSize: bytes.readUInt32LE(at + 20),
      offset: bytes.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

function endOfDirectory(bytes: Buffer): number | null {
  for (let at = bytes.length - 22; at >= Math.max(0, bytes.length - 22 - 0xffff); at -= 1)
    if (bytes.readUInt32LE(at) === END_OF_DIRECTORY) return at;
  return null;
}

function unfolded(bytes: Buffer, entry: Entry, limit: number, file: string): Buffer {
  const { offset, packedSize, method, name } = entry;
  if (offset + 30 > bytes.length || bytes.readUInt32LE(offset) !== LOCAL_ENTRY) throw corrupt(file, `phần ${name} bị hỏng`);
  const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
  if (start + packedSize > bytes.length) throw corrupt(file, `phần ${name} bị cắt`);
  const packed = bytes.subarray(start, start + packedSize);
  if (method === STORED && packed.length <= limit) return Buffer.from(packed);
  if (method !== STORED && method !== DEFLATED) throw corrupt(file, `phần ${name} nén theo cách lạ`);
  try {
    if (method === DEFLATED && limit > 0) return inflateRawSync(packed, { maxOutputLength: limit });
  } catch (error) {
    const tooLarge = typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    if (!tooLarge) throw corrupt(file, `phần ${name} không giải nén được`);
  }
  throw new CodedError('CD_DRAFT_TOO_LONG', { file, what: `its part ${name} unfolds into more than ${limit} bytes` });
}

const corrupt = (file: string, why: string) => new CodedError('CD_DRAFT_CORRUPT', { file, why });

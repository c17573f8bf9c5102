/**
 * What a file is, by its bytes: what is read, and what it is called when it is not.
 *
 * @module
 */

import type { InBoth } from '../../languages';

/** Old Office files, and docx files locked by a password, are OLE containers. MS-CFB 2.2. */
const OLE = Buffer.from('d0cf11e0a1b11ae1', 'hex');

export const isPdf = (bytes: Buffer): boolean => bytes.subarray(0, 1024).includes('%PDF-');
export const isZip = (bytes: Buffer): boolean => bytes.length > 3 && bytes.readUInt32BE(0) === 0x504b0304;
export const isOle = (bytes: Buffer): boolean => bytes.subarray(0, 8).equals(OLE);

const inDirectory = (name: string) => Buffer.from(`${name}\0`, 'utf16le');

/** Of an OLE container, by the streams of its directory: MS-XLS 2.1.2, MS-PPT 2.1. */
export function olderOffice(bytes: Buffer): InBoth | null {
  if (bytes.includes(inDirectory('Workbook')) || bytes.includes(inDirectory('Book')))
    return { vi: 'bảng tính Excel cũ (.xls)', en: 'an old Excel spreadsheet (.xls)' };
  if (bytes.includes(inDirectory('PowerPoint Document')))
    return { vi: 'bản trình chiếu PowerPoint cũ (.ppt)', en: 'an old PowerPoint presentation (.ppt)' };
  return null;
}

/** Of a zip that is no docx, by the names of its parts: ECMA-376 part 2, OpenDocument 1.3 part 2. */
export function otherPackage(parts: ReadonlySet<string>, mimetype: string): InBoth | null {
  if (parts.has('xl/workbook.xml') || parts.has('xl/workbook.bin'))
    return { vi: 'bảng tính Excel, không phải văn bản Word', en: 'an Excel spreadsheet, no Word document' };
  if (parts.has('ppt/presentation.xml'))
    return { vi: 'bản trình chiếu PowerPoint, không phải văn bản Word', en: 'a PowerPoint presentation, no Word document' };
  if (mimetype.includes('opendocument.spreadsheet'))
    return {
      vi: 'bảng tính OpenDocument (.ods), không phải văn bản Word',
      en: 'an OpenDocument spreadsheet (.ods), no Word document',
    };
  if (mimetype.includes('opendocument'))
    return {
      vi: 'văn bản OpenDocument (.odt); trong LibreOffice chọn Lưu thành… Word (.docx)',
      en: 'an OpenDocument text (.odt); LibreOffice saves it as Word (.docx)',
    };
  return null;
}

/** Of a text in markup that is no document of its own, by how it begins. */
export function markupOf(bytes: Buffer): InBoth | null {
  // UTF-16 has a zero beside each letter; marks of Unicode come first
  const head = bytes
    .toString('latin1', 0, 4096)
    .replace(/\0/g, '')
    .replace(/^(?:ï»¿|ÿþ|þÿ)/, '');
  if (/^\s*\{\\rtf/.test(head))
    return { vi: 'tệp RTF; mở bằng Word và lưu lại dạng .docx', en: 'RTF; open it in Word and save it as .docx' };
  if (
    /^MIME-Version:/i.test(head) ||
    /^\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--[^]*?-->\s*)?<(?:!doctype html|html|head|body)[\s>]/i.test(head)
  )
    return { vi: 'trang HTML; mở bằng Word và lưu lại dạng .docx', en: 'an HTML page; open it in Word and save it as .docx' };
  return null;
}

/**
 * Files that are no spreadsheet, by what they begin with: said by name, for whoever took the wrong file.
 *
 * @module
 */
const KINDS: [kind: string, begin: string][] = [
  ['tệp PDF', '%PDF-'],
  ['ảnh PNG', '\x89PNG'],
  ['ảnh JPEG', '\xff\xd8\xff'],
  ['ảnh GIF', 'GIF8'],
  ['ảnh BMP', 'BM'],
  ['ảnh TIFF', 'II*\0'],
  ['ảnh TIFF', 'MM\0*'],
  ['ảnh WebP', 'RIFF'],
  ['tệp RTF', '{\\rtf'],
  ['tệp nén RAR', 'Rar!'],
  ['tệp nén 7z', '7z\xbc\xaf'],
];
const SEARCHED = 4_096;

/** "ảnh PNG", "tệp PDF"; null where the beginning is none of them. */
export function otherKind(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.subarray(0, SEARCHED)).toString('latin1');
  const known = KINDS.find(([kind, begin]) => head.startsWith(begin) && (kind !== 'ảnh BMP' || head.slice(6, 10) === '\0\0\0\0'));
  if (known) return known[0];
  // HEIC and its like, as telephones take them
  if (head.slice(4, 8) === 'ftyp') return 'ảnh hoặc phim';
  if (/^(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html|head|table|meta)\b/i.test(head)) return 'trang web (HTML)';
  if (!head.startsWith('PK')) return null;
  if (head.includes('mimetypeapplication/vnd.oasis.opendocument')) return 'tệp OpenDocument (.ods, .odt)';
  const whole = Buffer.from(bytes).toString('latin1');
  return whole.includes('word/document.xml') && !whole.includes('xl/workbook') ? 'tệp Word (.docx)' : null;
}

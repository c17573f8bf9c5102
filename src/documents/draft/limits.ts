/**
 * How much of a document is read. A plan has a few pages; what is far beyond is refused before it costs time or memory.
 *
 * @module
 */

/** Bytes of a file. */
export const MAX_FILE_BYTES = 20 * 1024 * 1024;
/** Bytes that the parts of a docx, or the streams of a PDF but for its pictures, may unfold into together. */
export const MAX_INFLATED_BYTES = 64 * 1024 * 1024;
/** Bytes of the part of a docx that holds its text. */
export const MAX_XML_BYTES = 8 * 1024 * 1024;
/** Elements of a part of a docx inside each other. A table is three; Word's own documents have a few dozen. */
export const MAX_XML_DEPTH = 300;
/** Tags of all parts that are read. A hundred full pages that Word has cut into six pieces a paragraph have 115,000. */
export const MAX_XML_TAGS = 250_000;
export const MAX_ZIP_ENTRIES = 2000;
export const MAX_PDF_PAGES = 100;
/** Characters of text. */
export const MAX_TEXT = 400_000;
/** Characters of one line: a whole plan pasted as one paragraph has fewer. */
export const MAX_LINE = 120_000;
/** Characters of one paragraph, once such a document is cut up. */
export const MAX_UNIT = 20_000;
export const MAX_LINES = 8000;

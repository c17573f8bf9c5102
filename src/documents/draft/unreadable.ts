/**
 * What a reader of docx or PDF says of a file that it cannot read.
 *
 * @module
 */
import type { InBoth } from '../../languages';

/** In English as it says it. */
export function unreadable(error: unknown): InBoth {
  const said = error instanceof Error ? error.message : String(error);
  return { vi: `không đọc được nội dung (${said.replace(/\.$/, '')})`, en: said };
}

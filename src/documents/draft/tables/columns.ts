/**
 * What each column of a table holds: as its header says, and where that says too little, as its cells show.
 *
 * @module
 */
import type { StageKind } from '../../../domain/plan';
import { foldedKey } from '../folding';
import { kindsOf } from '../stage-words';
import { timesIn, type Year } from '../times';
import { isWork, namesTopic } from './works';

/**
 * `content`: topics or works, which its cells tell. `below`: under the header on its left, until a second header row names
 * it. `named`: the header calls it a topic. `of`: the times of one topic, whose name the header is. `edge`: one end of a stretch that two columns hold.
 */
export type Column =
  | { is: 'number' | 'work' | 'who' | 'rest' | 'unknown' | 'below' }
  | { is: 'topic' | 'content'; named?: boolean }
  | { is: 'time'; unit?: string; edge?: 'opens' | 'due'; whom?: string }
  | { is: 'stage'; kinds: StageKind[]; whom?: string }
  | { is: 'of'; topic: string };

const NUMBER = /^(?:tt|stt|số tt|số thứ tự|#)[.:]?$/u;
const REST =
  /^(?:ghi chú|địa điểm|hình thức|tài liệu|sản phẩm|kinh phí|phương pháp|yêu cầu|mục đích|kết quả(?! thực hiện)|số |lãnh đạo|báo cáo viên)/u;
const WHO =
  /^(?:đơn vị|cơ quan|chủ trì|phối hợp|đối tượng|thành phần|người|lực lượng|phạm vi|bộ phận|đầu mối|tham gia|tổ chức (?:đảng|thực hiện|chủ trì))/u;
const WORK =
  /^(?:(?:các |tên |phần |nội dung )?(?:công việc|bước|nhiệm vụ|hoạt động|phần việc|hạng mục|khâu)|tiến trình|quy trình)/u;
const TOPIC = /^(?:tên )?(?:các )?(?:chuyên đề|chủ đề|chủ điểm)|^tên(?:$| )/u;
const CONTENT = /^(?:các )?nội dung/u;
/** "Thời gian sinh hoạt chi bộ cơ quan". */
const WHOM = /(?<=\s)(?:các )?(?:chi (?:bộ|hội|đoàn)|khối|cơ quan|đơn vị|đảng (?:ủy|bộ)|công đoàn|cấp)\s(?:\p{L}+\s?)+$/u;
const TIME = /thời gian|thời hạn|thời điểm|tiến độ|hoàn thành|tháng|quý|^(?:ngày|mốc|lịch|hạn)(?:$| )/u;
const OPENS = /^(?:thời gian |ngày |thời điểm )?(?:bắt đầu|từ(?: ngày)?)$/u;
const DUE = /^(?:thời gian |ngày |thời điểm )?(?:kết thúc|đến(?: hết)?(?: ngày)?|hoàn thành)$/u;
/** "Chuyên đề 1", "Chuyên đề 2: Giữ gìn đoàn kết" over a column of times. */
const ONE_TOPIC =
  /^(?:chuyên đề|chủ đề|chủ điểm)(?: số)?(?: thứ \p{L}+| \d{1,2}| [ivx]{1,4})(?!\p{L})|^(?:chuyên đề|chủ đề|chủ điểm) [“"]/u;

/** The columns below a header row. */
export function columnsOf(cells: string[]): Column[] {
  const keys = cells.map(foldedKey);
  const columns = keys.map((key, index): Column => columnOf(key, cells[index] ?? ''));
  const named = keys.findIndex((key, index) => TOPIC.test(key) && columns[index]?.is === 'topic');
  // of "Chuyên đề" and "Chủ đề" the first names the topic, what stands beside it tells the work
  const others = columns.map(
    (column, index): Column =>
      named >= 0 && named !== index && (column.is === 'topic' || column.is === 'content') ? { is: 'work' } : column,
  );
  let left: Column | undefined;
  return others.map((column, index) => {
    const under = left?.is === 'time' || left?.is === 'stage' || left?.is === 'below';
    left = keys[index] === '' && under ? { is: 'below' } : column;
    return left;
  });
}

function columnOf(key: string, cell: string): Column {
  if (NUMBER.test(key)) return { is: 'number' };
  if (ONE_TOPIC.test(key)) return { is: 'of', topic: cell };
  if (REST.test(key)) return { is: 'rest' };
  if (WORK.test(key)) return { is: 'work' };
  if (TOPIC.test(key)) return { is: 'topic', named: true };
  if (CONTENT.test(key)) return { is: 'content', named: /chuyên đề|chủ đề|chủ điểm/u.test(key) };
  if (WHO.test(key)) return { is: 'who' };
  const edge = edgeOf(key);
  if (edge) return { is: 'time', edge };
  const kinds = kindsOf(key);
  if (kinds.length > 0) {
    const at = WHOM.exec(key)?.index;
    return { is: 'stage', kinds, ...(at !== undefined && { whom: cell.slice(at) }) };
  }
  const unit = /^(tháng|quý)(?:\s*\/?\s*(?:năm )?\d{4})?$/u.exec(key)?.[1];
  if (TIME.test(key)) return { is: 'time', ...(unit !== undefined && { unit }) };
  return { is: 'unknown' };
}

const edgeOf = (key: string) => (OPENS.test(key) ? 'opens' : DUE.test(key) ? 'due' : undefined);

/**
 * A second header row: it names the columns below a merged "Thời gian" by stages, by audiences or as begin and end.
 * Null when it is none.
 */
export function namedBelow(above: Column[], cells: string[]): Column[] | null {
  if (cells.length !== above.length || cells.some((cell) => /^\d/.test(cell))) return null;
  const own = columnsOf(cells);
  const open = (column: Column | undefined) => column?.is === 'below' || column?.is === 'time' || column?.is === 'stage';
  const merged = above.some(({ is }) => is === 'below') || above.filter(open).length > 1;
  // beside the names only what the row above said, repeated or left empty
  const others = above.every((column, index) => open(column) || cells[index] === '' || own[index]?.is === column.is);
  if (!merged || !others) return null;
  let left: Column | undefined;
  const named = above.map((column, index): Column => {
    if (column.is !== 'below') left = column;
    const self = own[index];
    const cell = cells[index] ?? '';
    if (!open(column) || !self || cell === '') return column;
    if (self.is === 'stage') return self;
    if (self.is === 'time') return self.edge ? self : column;
    const whom = self.is === 'who' || self.is === 'unknown' ? { whom: cell } : {};
    return left?.is === 'stage' ? { ...left, ...whom } : { is: 'time', ...whom };
  });
  return named.some((column, index) => column !== above[index]) ? named : null;
}

/** A share of a column's cells that tells what it is. */
const MOST = 0.6;

/** What the headers left open, by what the cells hold. Null when no column holds times, or none tells of what. */
export function settled(columns: Column[], rows: string[][], year: Year, header: string[] = []): Column[] | null {
  const share = (column: number, holds: (cell: string) => boolean) => {
    const cells = rows.map((row) => row[column] ?? '').filter((cell) => cell !== '');
    return cells.length === 0 ? 0 : cells.filter(holds).length / cells.length;
  };
  const hasTopic = columns.some(({ is }) => is === 'topic');
  const found = columns.map((column, index): Column => {
    if (column.is === 'content') {
      // "Chuyên đề 1", "Học tập" below each other: the rows tell which is which
      if (hasTopic || share(index, (cell) => isWork(cell)) >= 0.4) return { is: 'work' };
      return { ...column, is: 'topic' };
    }
    if (column.is !== 'unknown') return column;
    if (share(index, (cell) => isTime(cell, year)) >= MOST)
      return { is: 'time', ...(header[index] !== undefined && header[index] !== '' && { whom: header[index] }) };
    if (share(index, (cell) => isWork(cell)) >= MOST) return { is: 'work' };
    if (share(index, (cell) => /^\d{1,2}(?:\.\d{1,2})?[.)]?$|^[IVX]{1,4}[.)]?$/u.test(cell)) >= MOST) return { is: 'number' };
    return !hasTopic && share(index, namesTopic) >= MOST ? { is: 'topic' } : column;
  });
  const dated = found.some(({ is }) => is === 'time' || is === 'stage');
  const told = found.some(({ is }) => is === 'topic' || is === 'work');
  const each = found.filter(({ is }) => is === 'of').length >= 2;
  if (each) return found.some(({ is }) => is === 'work' || is === 'topic') ? found : withWorks(found);
  // topics alone: their times stand elsewhere, or are asked
  const listed = found.some((column) => column.is === 'topic' && column.named) && found.length > 1;
  return (dated && told) || listed ? found : null;
}

/** "Nội dung | Chuyên đề 1 | Chuyên đề 2", the first header empty: the column beside the topics holds the works. */
function withWorks(columns: Column[]): Column[] | null {
  const at = columns.findIndex(({ is }) => is === 'unknown');
  return at < 0 ? null : columns.map((column, index): Column => (index === at ? { is: 'work' } : column));
}

/** Nothing but a time. */
export function isTime(cell: string, year: Year): boolean {
  const covered = timesIn(cell, year).reduce((sum, { from, to }) => sum + to - from, 0);
  return covered > 0 && covered >= cell.length * MOST;
}

/**
 * Writes bodies.csv: the shape of a provincial bloc of agencies and enterprises, with invented names and addresses.
 * Deterministic: `node examples/ha-tinh-2023/make-bodies.mjs` writes the same bytes each time.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const COMMITTEES = 40; // đảng bộ cơ sở, with cells below
const GRASSROOTS_CELLS = 68; // chi bộ cơ sở: a unit and a cell in one
const CELLS = 300; // every cell, the grassroots ones counted in
const WITHOUT_ADDRESS = 105; // 35 % of the cells
const SHARING = 45; // 15 % of the cells
const ON_HAND = 3; // of those without an address: told by telephone or Zalo

/** mulberry32: a small seeded generator; the seed is part of the example. */
let state = 2023;
function random() {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}
const pick = (list) => list[Math.floor(random() * list.length)];
const shuffled = (list) => list.map((value) => ({ value, at: random() })).sort((a, b) => a.at - b.at).map(({ value }) => value);
const two = (n) => String(n).padStart(2, '0');

const LETTERS = 'ABCDEGHIKLMNPQRSTUVXY'.split('');
const CELL_NAMES = {
  hospital: ['Khoa Ngoại tổng hợp', 'Khoa Nội tổng hợp', 'Khoa Dược', 'Phòng Tổ chức cán bộ', 'Khoa Nhi', 'Khoa Sản', 'Khoa Cấp cứu', 'Khoa Xét nghiệm', 'Phòng Kế hoạch tổng hợp', 'Khoa Chẩn đoán hình ảnh', 'Khoa Khám bệnh', 'Phòng Điều dưỡng', 'Khoa Truyền nhiễm', 'Khoa Mắt'],
  school: ['Phòng Đào tạo', 'Khoa Cơ bản', 'Khoa Sư phạm', 'Khoa Kinh tế', 'Phòng Hành chính', 'Khoa Kỹ thuật', 'Phòng Công tác sinh viên', 'Khoa Ngoại ngữ', 'Phòng Khoa học', 'Khoa Nông lâm', 'Trung tâm Thực hành', 'Khoa Du lịch'],
  office: ['Văn phòng', 'Thanh tra', 'Phòng Kế hoạch - Tài chính', 'Phòng Nghiệp vụ 1', 'Phòng Nghiệp vụ 2', 'Phòng Tổ chức', 'Phòng Quản lý dự án', 'Trung tâm Thông tin', 'Chi cục 1', 'Chi cục 2', 'Trung tâm Dịch vụ công', 'Phòng Pháp chế'],
  company: ['Khối Văn phòng', 'Phân xưởng 1', 'Phân xưởng 2', 'Phòng Kỹ thuật', 'Phòng Kinh doanh', 'Xí nghiệp 1', 'Xí nghiệp 2', 'Đội Vận tải', 'Phòng Tài chính - Kế toán', 'Kho vận', 'Tổ Cơ điện', 'Phòng An toàn'],
};
const COMMITTEE_KINDS = [
  { name: 'Bệnh viện Đa khoa', cells: 'hospital' },
  { name: 'Trường Cao đẳng', cells: 'school' },
  { name: 'Sở Nghiệp vụ', cells: 'office' },
  { name: 'Công ty Cổ phần', cells: 'company' },
  { name: 'Cục Chuyên ngành', cells: 'office' },
];
const CELL_KINDS = ['Ban Chuyên môn', 'Hội Nghề nghiệp', 'Công ty TNHH', 'Trung tâm Tư vấn', 'Quỹ Hỗ trợ', 'Ngân hàng Chi nhánh'];
const PEOPLE = { family: ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Phan', 'Võ', 'Đặng', 'Bùi', 'Hồ'], middle: ['Văn', 'Ngọc', 'Đình', 'Thanh', 'Minh', 'Quốc'], given: ['An', 'Bình', 'Châu', 'Dũng', 'Giang', 'Hà', 'Hải', 'Khánh', 'Lan', 'Long', 'Mai', 'Nam', 'Oanh', 'Phúc', 'Quang', 'Sơn', 'Tâm', 'Thảo', 'Vinh', 'Yến'] };
const person = () => `${pick(PEOPLE.family)} ${pick(PEOPLE.middle)} ${pick(PEOPLE.given)}`;
/** Invented numbers, one after the other. */
let lastPhone = 0;
const phone = () => `0999 ${String(++lastPhone).padStart(6, '0').replace(/(...)(...)/, '$1 $2')}`;

const rows = [];
const add = (row) => {
  rows.push({ parent: 'btv', kind: '', contact: '', email: '', phone: '', channel: '', officer: '', ...row });
  return rows.at(-1);
};

add({ id: 'btv', name: 'Ban Thường vụ Đảng ủy Khối các cơ quan và doanh nghiệp tỉnh', role: 'issuer', parent: '', kind: 'Ban Thường vụ', contact: person(), email: 'vanphong@danguykhoi.example.org', phone: phone() });
add({ id: 'ban-tuyen-giao', name: 'Ban Tuyên giáo Đảng ủy Khối', role: 'board', kind: 'Ban Tuyên giáo', contact: person(), email: 'tuyengiao@danguykhoi.example.org', phone: phone() });
add({ id: 'truong-ban', name: person(), role: 'head', parent: 'ban-tuyen-giao', kind: 'Trưởng Ban', email: 'truongban@danguykhoi.example.org', phone: phone() });
for (const n of [1, 2]) add({ id: `chuyen-vien-${n}`, name: person(), role: 'officer', parent: 'ban-tuyen-giao', kind: 'Chuyên viên', email: `chuyenvien${n}@danguykhoi.example.org`, phone: phone() });
for (const [id, name] of [['cong-doan', 'Công đoàn Khối'], ['doan-thanh-nien', 'Đoàn Thanh niên Khối'], ['cuu-chien-binh', 'Hội Cựu chiến binh Khối'], ['phu-nu', 'Hội Phụ nữ Khối']]) {
  add({ id, name, role: 'mass', kind: 'Đoàn thể', contact: person(), email: `${id}@doanthe.example.org`, phone: phone() });
}

/** How many cells each committee has: at least three, the first three the largest (they have đảng bộ bộ phận). */
const below = CELLS - GRASSROOTS_CELLS;
const sizes = Array.from({ length: COMMITTEES }, (_, index) => (index < 3 ? 12 : 3));
for (let left = below - sizes.reduce((sum, size) => sum + size, 0); left > 0; ) {
  const at = 3 + Math.floor(random() * (COMMITTEES - 3));
  if (sizes[at] >= 9) continue;
  sizes[at] += 1;
  left -= 1;
}

const cells = [];
for (let n = 1; n <= COMMITTEES; n += 1) {
  const kind = COMMITTEE_KINDS[(n - 1) % COMMITTEE_KINDS.length];
  const id = `dbcs-${two(n)}`;
  const unit = add({
    id,
    name: `${kind.name} ${LETTERS[Math.floor((n - 1) / COMMITTEE_KINDS.length)]}`,
    role: 'unit',
    kind: 'Đảng bộ cơ sở',
    contact: person(),
    email: `danguy@${id}.example.org`,
    phone: phone(),
    officer: `chuyen-vien-${(n % 2) + 1}`,
  });
  const parts = n === 1 ? ['Khối Lâm sàng', 'Khối Cận lâm sàng', 'Khối Hành chính'] : n === 2 ? ['Khối Đào tạo', 'Khối Phục vụ'] : n === 3 ? ['Khối Văn phòng', 'Khối Chi cục'] : [];
  const subunits = parts.map((name, index) => add({ id: `${id}-bp${index + 1}`, name: `${name} (${unit.name})`, role: 'subunit', parent: id, kind: 'Đảng bộ bộ phận', contact: person(), email: index === 0 ? `bp1@${id}.example.org` : '' }));
  for (const [index, name] of CELL_NAMES[kind.cells].slice(0, sizes[n - 1]).entries()) {
    const parent = subunits.length > 0 ? subunits[index % subunits.length].id : id;
    cells.push({ unit, row: add({ id: `${id}-c${two(index + 1)}`, name, role: 'cell', parent, kind: 'Chi bộ trực thuộc' }) });
  }
}
const grassroots = [];
for (let n = 1; n <= GRASSROOTS_CELLS; n += 1) {
  const name = `${CELL_KINDS[(n - 1) % CELL_KINDS.length]} ${LETTERS[Math.floor((n - 1) / CELL_KINDS.length)]}`;
  grassroots.push(add({ id: `cbcs-${two(n)}`, name, role: 'unit cell', kind: 'Chi bộ cơ sở', contact: person(), email: `chibo@cbcs-${two(n)}.example.org`, phone: phone(), officer: `chuyen-vien-${(n % 2) + 1}` }));
}

// Two grassroots cells and one cell below a committee are told by hand; the other cells without an address go by their unit.
const order = shuffled(cells);
for (const row of shuffled(grassroots).slice(0, ON_HAND - 1)) Object.assign(row, { email: '', channel: 'hand' });
const silent = order.slice(0, WITHOUT_ADDRESS - (ON_HAND - 1));
for (const [index, { row }] of silent.entries()) {
  if (index === 0) Object.assign(row, { contact: person(), phone: phone(), channel: 'hand' });
  else if (index % 4 === 0) Object.assign(row, { contact: person(), phone: phone() });
}
// Half of those that share use their committee's address, the others share one in threes.
const sharing = order.slice(silent.length, silent.length + SHARING);
for (const { row, unit } of sharing.slice(0, 21)) Object.assign(row, { contact: unit.contact, email: unit.email });
for (const [index, { row }] of sharing.slice(21).entries()) Object.assign(row, { contact: person(), email: `hop-thu-${two(Math.floor(index / 3) + 1)}@dungchung.example.org` });
for (const { row } of order.slice(silent.length + SHARING)) Object.assign(row, { contact: person(), email: `chibo@${row.id}.example.org`, phone: random() < 0.6 ? phone() : '' });

const columns = ['id', 'name', 'role', 'parent', 'kind', 'contact', 'email', 'phone', 'channel', 'officer'];
const field = (value) => (/[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
const csv = [columns, ...rows.map((row) => columns.map((column) => row[column]))].map((values) => values.map(field).join(',')).join('\n');
writeFileSync(fileURLToPath(new URL('bodies.csv', import.meta.url)), `${csv}\n`);

import { findPhrases } from '../../../src/domain/time-phrases';

const read = (text: string) =>
  findPhrases(text, { year: 2026 }).map(({ phrase: { start, end, tentative, unresolved } }) =>
    unresolved ? 'asked' : `${start ?? ''}..${end}${tentative ? ' tentative' : ''}`,
  );
const DAY = '2026-06-30..2026-06-30';

describe('a day without the word "ngày" is read or asked', () => {
  test.each([
    ['dự kiến 30/6', `${DAY} tentative`],
    ['Thời gian sinh hoạt: dự kiến 30/6.', `${DAY} tentative`],
    ['30/6 nếu kịp', `${DAY} tentative`],
    ['Thời gian sinh hoạt: 30/6 (nếu kịp)', `${DAY} tentative`],
    ['khoảng 30/6', `${DAY} tentative`],
    ['trước 30/6', '..2026-06-29'],
    ['trước 30/6 nếu kịp', '..2026-06-29 tentative'],
    ['đến 30/6', '..2026-06-30'],
    ['hạn chót 30/6', '..2026-06-30'],
    ['Thời gian: 30/6', DAY],
    ['Thời gian: 5/6', '2026-06-05..2026-06-05'],
    ['Tổ chức sinh hoạt 30/6 tại hội trường', DAY],
    ['du kien 30/6', `${DAY} tentative`],
    ['30/6 neu kip', `${DAY} tentative`],
    ['Sinh hoạt 5/6 tại hội trường', 'asked'],
    ['khoảng 2/3.', 'asked'],
    ['30/6 hoặc 1/7', 'asked'],
    ['deadline 30/6', 'asked'],
  ])('%s', (text, meant) => expect(read(text)).toEqual([meant]));

  test('each of several', () => {
    expect(read('Học tập: 15/5; sinh hoạt: 30/6; báo cáo: 10/7')).toEqual([
      '2026-05-15..2026-05-15',
      DAY,
      '2026-07-10..2026-07-10',
    ]);
    expect(read('30/6 nếu không thì 15/7')).toEqual(['asked', 'asked']);
  });
});

test.each([
  'hoàn thành 2/3 kế hoạch',
  'khoảng 2/3 số đảng viên',
  'Sinh hoạt chuyên đề có ít nhất 2/3 đảng viên tham gia',
  'Sinh hoạt chuyên đề mừng 30/4',
  'nhà văn hóa đường 30/4',
  'Phong trào 26/3',
  'quyết định số 30/6-QĐ',
  'trực 24/7',
  'Mục 1.2 nêu trên',
])('what is no time stays none: %s', (text) => expect(read(text)).toEqual([]));

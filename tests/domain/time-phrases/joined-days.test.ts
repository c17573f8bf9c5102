import { findPhrases } from '../../../src/domain/time-phrases';

const read = (text: string) =>
  findPhrases(text, { year: 2024 }).map(({ phrase }) => [phrase.start, phrase.end, phrase.unresolved !== undefined]);

describe('a number of months', () => {
  test.each([
    ['trong 2 tháng 6 và 7 năm 2023', '2023-06-01', '2023-07-31'],
    ['trong 3 tháng 4, 5, 6/2024', '2024-04-01', '2024-06-30'],
    ['trong 02 tháng 9 - 10/2024', '2024-09-01', '2024-10-31'],
  ])('“%s” is those months', (text, start, end) => {
    expect(read(text)).toEqual([[start, end, false]]);
  });

  test('“2 tháng 6 năm 2024” is a day', () => {
    expect(read('ngày 2 tháng 6 năm 2024')).toEqual([['2024-06-02', '2024-06-02', false]]);
    expect(read('trước 2 tháng 6 năm 2024')).toEqual([[null, '2024-06-01', false]]);
  });

  test('a number that is not theirs is asked', () => {
    expect(read('trong 2 tháng 6, 7 và 8 năm 2024')).toEqual([[null, null, true]]);
  });
});

describe('days that share their month', () => {
  test.each(['ngày 12 và ngày 13/8/2024', 'ngày 12, ngày 13 tháng 8 năm 2024', 'ngày 12 và chiều ngày 13/8/2024'])(
    '“%s”',
    (text) => {
      expect(read(text)).toEqual([['2024-08-12', '2024-08-13', false]]);
    },
  );

  test('days with a month each stay two times', () => {
    expect(read('ngày 15/4 và ngày 20/8/2024')).toHaveLength(2);
  });
});

describe('whom a deadline is for', () => {
  test.each([
    ['chi hội tổ dân phố hoàn thành chậm nhất ngày 20/9', 'chi hội tổ dân phố'],
    ['Sinh hoạt trong tháng Tư, riêng khối trường học hoàn thành trước ngày 26/4', 'khối trường học'],
    ['Khối văn phòng: tháng 6/2024', 'Khối văn phòng'],
    ['Công đoàn cơ sở khối cơ quan, trường học: trong tháng 4/2024', 'Công đoàn cơ sở khối cơ quan, trường học'],
    [
      'Chi bộ cơ quan, chi bộ đơn vị sự nghiệp công lập: hoàn thành trước ngày 25/5',
      'Chi bộ cơ quan, chi bộ đơn vị sự nghiệp công lập',
    ],
    ['Chi bộ thôn 1, 2 và 3: tháng 6/2024', 'Chi bộ thôn 1, 2 và 3'],
    ['Các chi bộ, thời gian: tháng 6/2024', 'Các chi bộ'],
    ['đảng viên các khoa còn lại sinh hoạt ngày 17/10/2024', 'đảng viên các khoa còn lại'],
    ['các tổ còn lại sinh hoạt chuyên đề chậm nhất ngày 24/10/2024', 'các tổ còn lại'],
  ])('“%s”', (text, audience) => {
    expect(findPhrases(text, { year: 2024 }).at(-1)?.phrase.audience).toBe(audience);
  });

  test('“tổ chức sinh hoạt” names nobody', () => {
    expect(findPhrases('tổ chức sinh hoạt trước ngày 20/9', { year: 2024 })[0]?.phrase.audience).toBeUndefined();
  });
});

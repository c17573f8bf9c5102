import fc from 'fast-check';
import { readAmendment } from '../../../src/documents/amendment/read';
import { readAgainst } from '../../corpus-amendments/score';
import { amendmentCorpus } from '../../corpus-amendments/expected';

const EXPECTED = {
  plan: 'examples/ha-tinh-2023/plan.yaml',
  today: '2023-06-06',
  number: null,
  date: null,
  changes: {},
  questions: [],
};
const HEAD =
  'BAN TUYÊN GIÁO\nSố 12-CV/BTGĐUK\nV/v điều chỉnh thời gian sinh hoạt chuyên đề\nHà Tĩnh, ngày 05 tháng 6 năm 2023\n\nKính gửi: Các chi bộ\n\n';

async function read(sentence: string) {
  const { proposals } = await readAgainst(Buffer.from(`${HEAD}${sentence}\n`), 'cv.txt', EXPECTED);
  return {
    dates: proposals.dates.map(({ topicId, stage, opens, due }) =>
      `${topicId}/${stage} ${opens ?? ''} ${due ?? ''}`.replace(/ +/g, ' '),
    ),
    asked: proposals.questions.map(({ about }) => about),
  };
}

test.each([
  ['Thời gian sinh hoạt Chuyên đề số 3: đến hết 31/10/2023 (cũ: 30/9/2023).', 'phong-chong-tham-nhung/session 2023-10-31'],
  ['Kéo dài thời gian sinh hoạt Chuyên đề III đến 31/10.', 'phong-chong-tham-nhung/session 2023-10-31'],
  ['Chuyên đề thứ ba lùi thời hạn sinh hoạt sang 31-10-2023, thay vì 30-9-2023.', 'phong-chong-tham-nhung/session 2023-10-31'],
  ['Chuyển thời gian sinh hoạt chuyên đề 1 từ quý II sang quý III/2023.', 'hoc-tap-va-lam-theo/session 2023-07-01 2023-09-30'],
  [
    'Thời gian sinh hoạt Chuyên đề 1: trước đây là ngày 30/6/2023, nay là ngày 20/7/2023.',
    'hoc-tap-va-lam-theo/session 2023-07-20',
  ],
  [
    'Căn cứ báo cáo của các đơn vị đến ngày 31/5/2023, điều chỉnh thời gian sinh hoạt Chuyên đề 1 đến hết ngày 15/7/2023.',
    'hoc-tap-va-lam-theo/session 2023-07-15',
  ],
  [
    'Điều chỉnh thời gian sinh hoạt Chuyên đề 1 (đã gia hạn lần 1 đến ngày 30/6/2023) đến hết ngày 20/7/2023.',
    'hoc-tap-va-lam-theo/session 2023-07-20',
  ],
  ...[
    'Lùi thời gian sinh hoạt Chuyên đề 1 đến hết ngày 15/7/2023 đối với tất cả các chi bộ.',
    'Lùi thời gian sinh hoạt Chuyên đề 1 của các chi bộ đến hết ngày 15/7/2023 để các chi bộ chuẩn bị.',
    'Đảng ủy Khối lùi thời gian sinh hoạt Chuyên đề 1 của các chi bộ, đảng bộ đến hết ngày 15/7/2023.',
  ].map((sentence): [string, string] => [sentence, 'hoc-tap-va-lam-theo/session 2023-07-15']),
  [
    'Rút ngắn thời gian sinh hoạt Chuyên đề 3, kết thúc trước ngày 02/9/2023 thay vì cuối tháng 9.',
    'phong-chong-tham-nhung/session 2023-09-01',
  ],
  [
    'Thời gian sinh hoạt Chuyên đề 1: đã in là “Quý II năm 2023”, nay sửa lại là “từ tháng 4 đến hết tháng 7 năm 2023”.',
    'hoc-tap-va-lam-theo/session 2023-07-31',
  ],
  ['Sinh hoạt Chuyên đề 1 gia hạn thêm 15 ngày, đến hết ngày 15/7/2023.', 'hoc-tap-va-lam-theo/session 2023-07-15'],
  [
    'Lùi thời gian sinh hoạt chuyên đề về tác phẩm của Tổng Bí thư đến hết ngày 31/10/2023.',
    'phong-chong-tham-nhung/session 2023-10-31',
  ],
  [
    'Sau khi xem xét, Ban Tuyên giáo lùi thời gian sinh hoạt Chuyên đề 1 đến hết ngày 15/7/2023.',
    'hoc-tap-va-lam-theo/session 2023-07-15',
  ],
  [
    'Thời gian sinh hoạt Chuyên đề 4 được sửa đổi thành: “Từ ngày 15/6/2023 đến hết ngày 15/12/2023”.',
    'tu-chon/session 2023-06-15 2023-12-15',
  ],
])('%s', async (sentence, change) => {
  expect(await read(sentence)).toEqual({ dates: [change], asked: [] });
});

test.each([
  ['Sửa cụm từ “Quý II năm 2023” tại khoản 1 mục II thành “Quý III năm 2023”.', '?'],
  ['Không gia hạn thời gian sinh hoạt Chuyên đề 1 quá ngày 15/7/2023.', 'hoc-tap-va-lam-theo/session'],
  [
    'Công văn này thay thế Công văn số 10-CV/BTGĐUK, ngày 20/5/2023 về lùi sinh hoạt Chuyên đề 1 đến ngày 10/7/2023.',
    'hoc-tap-va-lam-theo/session',
  ],
  ['Lùi thời gian sinh hoạt Chuyên đề 1, dự kiến ngày 31/7/2023.', 'hoc-tap-va-lam-theo/session'],
  [
    'Đối với các chi bộ khối doanh nghiệp, thời gian sinh hoạt Chuyên đề 2 gia hạn đến hết ngày 30/9/2023.',
    'tu-soi-tu-sua/session',
  ],
  ...[
    'Điều chỉnh thời gian sinh hoạt Chuyên đề 1 đến hết ngày 15/7/2023 đối với Chi bộ Khoa Dược.',
    'Lùi thời gian sinh hoạt Chuyên đề 1 đến hết ngày 15/7/2023 thay cho ngày 30/6/2023 đối với Chi bộ Khoa Dược.',
    'Gia hạn thời gian sinh hoạt Chuyên đề 1 đến hết ngày 15/7/2023 cho các chi bộ thuộc Đảng bộ Bệnh viện.',
    'Lùi thời gian sinh hoạt Chuyên đề 1 đến hết ngày 15/7/2023 (áp dụng cho các chi bộ vùng xa).',
    'Lùi thời gian sinh hoạt Chuyên đề 1 đến hết ngày 15/7/2023, trừ Chi bộ Khoa Dược.',
    'Điều chỉnh thời gian sinh hoạt Chuyên đề 1 của Chi bộ Khoa Dược đến hết ngày 15/7/2023.',
    'Đồng ý cho Đảng ủy Bệnh viện A lùi thời gian sinh hoạt Chuyên đề 1 đến hết ngày 15/7/2023.',
    'Lùi thời gian sinh hoạt Chuyên đề 1 tại Đảng bộ Bệnh viện A đến hết ngày 15/7/2023.',
    'Một số chi bộ lùi thời gian sinh hoạt Chuyên đề 1 đến hết ngày 15/7/2023.',
  ].map((sentence): [string, string] => [sentence, 'hoc-tap-va-lam-theo/session']),
  ...[
    'Đồng ý để 02 chi bộ nêu trên lùi thời gian sinh hoạt Chuyên đề 1 đến hết ngày 15/7/2023.',
    'Cho phép ba chi bộ sau đây kéo dài thời gian sinh hoạt Chuyên đề 1 đến hết ngày 15/7/2023.',
    'Sinh hoạt Chuyên đề 1 gia hạn thêm 15 ngày, đến hết ngày 20/7/2023.',
    'Thời gian sinh hoạt Chuyên đề 1 sẽ có thông báo sau.',
    'Không đồng ý lùi thời gian sinh hoạt Chuyên đề 1 sang quý III như đề nghị của một số đơn vị.',
    'Điều chỉnh: tháng 7 mới bắt đầu sinh hoạt Chuyên đề 1.',
    'Lùi lịch, bắt đầu sinh hoạt Chuyên đề 1 trong tháng 7/2023.',
    'Tạm dừng sinh hoạt Chuyên đề 1 từ ngày 16/6/2023 đến hết ngày 21/6/2023.',
  ].map((sentence): [string, string] => [sentence, 'hoc-tap-va-lam-theo/session']),
  ['Tạm dừng sinh hoạt chuyên đề cho đến khi có thông báo mới.', '?/session'],
  ['Các chi bộ gửi báo cáo kết quả trước ngày 25/9/2023.', '?/reporting'],
  ['Thời gian sinh hoạt Chuyên đề 1 năm 2022 lùi đến hết ngày 15/7/2023.', '?/session'],
  ['Gia hạn thời gian sinh hoạt Chuyên đề 1 từ ngày 20/6/2023 đến ngày 15/7/2023.', 'hoc-tap-va-lam-theo/session'],
  ['Gia hạn thời gian sinh hoạt các chuyên đề đến hết ngày 15/12/2023.', '?/session'],
  ['Lùi thời gian học tập Chuyên đề 2 đến hết ngày 15/7/2023.', 'tu-soi-tu-sua/study'],
])('asked: %s', async (sentence, about) => {
  expect(await read(sentence)).toEqual({ dates: [], asked: [about] });
});

test('a sentence too long to be read is asked, not cut', async () => {
  const { dates, asked } = await read(`Điều chỉnh ${'rất '.repeat(600)}thời gian sinh hoạt đến hết ngày 15/7/2023.`);
  expect([dates, asked]).toEqual([[], ['?']]);
});

test('any text is read: nothing is thrown but what says that the document cannot be read', async () => {
  const words = [...new Set(amendmentCorpus().flatMap(({ bytes }) => bytes.toString().split(/(?<=\s)/)))];
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(...words, '|', '“', '”', '(', '12/13/2023', '\n\n'), { maxLength: 120 }),
      async (parts) => {
        const text = parts.join(' ');
        fc.pre(text.trim() !== '');
        try {
          await readAmendment(Buffer.from(text), 'cv.txt', { year: 2023 });
        } catch (error) {
          expect(error).toMatchObject({ code: expect.stringMatching(/^CD_DRAFT_/) });
        }
      },
    ),
    { numRuns: 150 },
  );
});

/** So many days more or less, in whatever words: asked, never lost. */
test.each([
  'Chuyên đề 3: thời gian sinh hoạt thêm 10 ngày.',
  'Các chi bộ được thêm 10 ngày để sinh hoạt Chuyên đề 3.',
  'Tăng thời gian sinh hoạt Chuyên đề 3 10 ngày.',
  'Sinh hoạt Chuyên đề 3 chậm hơn 10 ngày so với Kế hoạch.',
])('%s', async (sentence) => {
  const { dates, asked } = await read(sentence);
  expect(dates).toEqual([]);
  expect(asked).toEqual(['phong-chong-tham-nhung/session']);
});

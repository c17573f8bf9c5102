import { unitsOf } from '../../../src/documents/draft/units';
import { cleanLines } from '../../../src/documents/draft/clean';
import { linesOf } from '../../../src/documents/draft/extract';
import { addressedAlone } from '../../../src/documents/amendment/addressees';

const units = async (text: string) => unitsOf(cleanLines(await linesOf(Buffer.from(text), 'cv.txt')));

describe('a letter is for some bodies alone where it greets them by name', () => {
  test.each([
    ['Kính gửi: Chi bộ Khoa Dược', 'Chi bộ Khoa Dược'],
    ['Kính gửi: Đồng chí Bí thư Chi bộ Công an xã', 'Đồng chí Bí thư Chi bộ Công an xã'],
    ['Kính gửi: - Chi bộ Trường THCS An Bình,\n- Chi bộ Trạm Y tế xã.', 'Chi bộ Trường THCS An Bình, Chi bộ Trạm Y tế xã'],
    ['Kính gửi: Các chi bộ khối trường học', 'Các chi bộ khối trường học'],
  ])('%s', async (text, bodies) => expect(addressedAlone(await units(text))).toBe(bodies));

  test.each([
    'Kính gửi: Các chi bộ trực thuộc',
    'Kính gửi: Các đảng ủy, chi bộ cơ sở trực thuộc Đảng ủy Khối',
    'Kính gửi: - Các đảng ủy cơ sở,\n- Ban Tuyên giáo Đảng ủy Khối.',
    'Kính gửi: - Chi bộ Công an xã,\n- Các chi bộ thôn.',
    'Kính gửi: Ban Tuyên giáo và Dân vận',
    'Thực hiện Kế hoạch số 12-KH/ĐU, Chi bộ Khoa Dược sinh hoạt trong tháng 7.',
  ])('not here: %s', async (text) => expect(addressedAlone(await units(text))).toBeNull());
});

import fc from 'fast-check';
import { REASONS } from '../../src/mail/letter';
import { SHORT_TEXT_LIMIT, shortText, unitText, type Duty } from '../../src/mail/short-texts';

const sender = { name: 'Ban Tuyên giáo ĐUK', officer: { name: 'Nguyễn Thị Mai', phone: '0900 000 001' } };
const duty: Duty = {
  reason: 'remind',
  body: { name: 'Khoa Ngoại tổng hợp', roles: ['cell'] },
  topicShort: 'Chuyên đề 2/2023',
  stageKind: 'session',
  due: '2023-06-30',
  plannedDate: null,
};

test('reads like the sample', () => {
  expect(shortText(duty, sender, 'https://cd.example.org/l/1')).toBe(
    'Ban Tuyên giáo ĐUK trân trọng thông báo: Chuyên đề 2/2023, thời hạn đến hết thứ Sáu 30/6. Đề nghị Chi bộ Khoa Ngoại tổng hợp báo kết quả hoặc ngày dự kiến tại https://cd.example.org/l/1 (2 phút, không cần đăng nhập). Đầu mối: đ/c Nguyễn Thị Mai, 0900 000 001.',
  );
});

test('stays under 300 characters with a link of 110, and keeps name, date and telephone whole', () => {
  const link = `https://chuyende.example.org/l/${'x'.repeat(79)}`;
  fc.assert(
    fc.property(fc.constantFrom(...REASONS), fc.integer({ min: 5, max: 40 }), (reason, length) => {
      const name = 'Khoa '.padEnd(length, 'a');
      const text = shortText({ ...duty, reason, body: { name, roles: ['cell'] } }, sender, link);
      expect(text.length).toBeLessThan(SHORT_TEXT_LIMIT);
      for (const whole of [`Chi bộ ${name}`, link, '0900 000 001']) expect(text).toContain(whole);
    }),
  );
});

test('says nothing of a link where there is none', () => {
  const text = shortText(duty, sender, null);
  expect(text).not.toContain(' tại ');
  expect(text).toContain('Đầu mối: đ/c Nguyễn Thị Mai, 0900 000 001.');
});

describe('to a unit about its bodies', () => {
  const about = (names: string[]) => ({
    unit: { name: 'Đảng bộ Bệnh viện Đa khoa A', roles: ['unit' as const] },
    bodies: names.map((name) => ({ name, roles: ['cell' as const] })),
    topicShort: 'Chuyên đề 2/2023',
    stageKind: 'session' as const,
    due: '2023-06-30',
  });

  test('names them, in the glossary’s words', () => {
    expect(unitText(about(['Chi bộ Khoa Dược', 'Khoa Nội']), sender)).toBe(
      'Ban Tuyên giáo ĐUK thông báo: Chuyên đề 2/2023, thời hạn đến hết thứ Sáu 30/6, chưa nhận được báo cáo của 02 chi bộ: Khoa Dược, Khoa Nội. Trân trọng đề nghị Đảng ủy Bệnh viện Đa khoa A quan tâm, chỉ đạo báo kết quả hoặc ngày dự kiến. Đầu mối: đ/c Nguyễn Thị Mai, 0900 000 001.',
    );
  });

  test('counts those it has no room for, and never cuts a name', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 3, max: 40 }), { minLength: 1, maxLength: 30 }), (lengths) => {
        const names = lengths.map((length, n) => `K${n}`.padEnd(length, 'x'));
        const text = unitText(about(names), sender);
        expect(text.length).toBeLessThan(SHORT_TEXT_LIMIT);
        const listed = /chi bộ: ([^.]*?)(?: và (\d+) chi bộ khác)?\. Trân trọng/.exec(text);
        const shown = listed?.[1]?.split(', ') ?? [];
        expect(shown).toEqual(names.slice(0, shown.length));
        if (listed) expect(shown.length + Number(listed[2] ?? 0)).toBe(names.length);
        expect(text).toContain('0900 000 001');
      }),
    );
  });
});

test('asks nothing of a body whose duty is waived', () => {
  expect(shortText({ ...duty, reason: 'waived' }, sender, null)).not.toContain('Đề nghị');
});

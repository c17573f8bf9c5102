import { renderLetter } from '../../src/mail/render';
import { bodyOf, CELL, due, filled, LINK, letterOf, PLACEHOLDER, sampleLetters, sectionOf, TOPICS, UNIT } from './sample-letters';

const lines = (text: string) => text.split('\n');

describe('a letter to a cell', () => {
  test('is addressed to it, its parent in brackets below', () => {
    expect(lines(renderLetter(letterOf([sectionOf('remind')])).text).slice(0, 2)).toEqual([
      'Kính gửi: Chi bộ Khoa Ngoại tổng hợp',
      '(Đảng bộ Bệnh viện Đa khoa A)',
    ]);
  });

  test('calls a grassroots cell so and leaves the issuer out of brackets', () => {
    const body = bodyOf('Báo Mẫu', ['unit', 'cell'], 'Đảng bộ Khối');
    const { text } = renderLetter(letterOf([sectionOf('overdue', { body })], { recipient: { kind: 'cell', name: 'Báo Mẫu' } }));
    expect(lines(text)[0]).toBe('Kính gửi: Chi bộ cơ sở Báo Mẫu');
    expect(text).not.toContain('Đảng bộ Khối');
    expect(text).not.toContain('kịp tổng hợp');
  });

  test('keeps what the roster already writes', () => {
    const { text } = renderLetter(
      letterOf([sectionOf('remind', { body: bodyOf('chi bộ 3', ['cell'], 'Đảng bộ bộ phận Khoa Nội') })]),
    );
    expect(lines(text).slice(0, 2)).toEqual(['Kính gửi: Chi bộ 3', '(Đảng bộ bộ phận Khoa Nội)']);
  });

  test.each([
    ['remind', {}, 'Chuyên đề 2/2023: thời hạn đến hết thứ Sáu, 30/6 – Chi bộ Khoa Ngoại tổng hợp'],
    ['tomorrow', { due: due('2023-06-28', 1) }, 'Chuyên đề 2/2023: ngày mai là thời hạn – Chi bộ Khoa Ngoại tổng hợp'],
    ['tomorrow', { due: due('2023-07-03', 1) }, 'Chuyên đề 2/2023: thời hạn đến hết thứ Hai, 03/7 – Chi bộ Khoa Ngoại tổng hợp'],
    ['receipt', {}, 'Chuyên đề 2/2023: đã nhận báo cáo của Chi bộ Khoa Ngoại tổng hợp'],
    [
      'due-moved',
      { topic: TOPICS.three, due: due('2023-07-31', 20) },
      'Chuyên đề 3/2023: thời hạn mới đến hết ngày 31/7/2023 – Chi bộ Khoa Ngoại tổng hợp',
    ],
  ] as const)('has the subject of the sample texts (%s)', (reason, change, subject) => {
    expect(renderLetter(letterOf([filled(reason, change)])).subject).toBe(subject);
  });

  test('never cuts a title', () => {
    const { text, html } = renderLetter(letterOf([sectionOf('open')]));
    expect(text).toContain(`“${TOPICS.two.title}”`);
    expect(html).toContain(TOPICS.two.title);
  });

  test('says the figures of its report', () => {
    expect(renderLetter(letterOf([filled('receipt')])).text).toContain(
      '(sinh hoạt ngày 12/6/2023, có mặt 18/20 đảng viên phải dự)',
    );
  });

  test('does not ask for a sum-up date that is past', () => {
    const section = sectionOf('overdue', { unitReportDue: '2023-07-14' });
    expect(renderLetter(letterOf([section], { at: ['2023-07-03', 450] })).text).toContain('chậm nhất ngày 14/7/2023');
    expect(renderLetter(letterOf([section], { at: ['2023-07-20', 450] })).text).not.toContain('14/7/2023');
  });
});

test('an opening after the due says that it is past and asks for a report or another date', () => {
  const late = letterOf([sectionOf('open')], { at: ['2023-07-05', 450] });
  const { text } = renderLetter(late);
  expect(text).toContain('nay đã qua');
  expect(text).toContain('Nội dung này được mở sau thời hạn');
  expect(text).not.toContain('hoàn thành chậm nhất');
  expect(renderLetter({ ...late, language: 'en' }).text).toContain('past by now');
  expect(renderLetter(letterOf([sectionOf('open')])).text).not.toContain('nay đã qua');
});

describe('gathering', () => {
  test('names how many topics end when, and gives one button for one link', () => {
    const { gathered } = sampleLetters();
    if (!gathered) throw new Error('sample missing');
    const { subject, text, html } = renderLetter(gathered);
    expect(subject).toBe('Ba chuyên đề có thời hạn 30/6 – Chi bộ Khoa Ngoại tổng hợp');
    expect(text.split(PLACEHOLDER)).toHaveLength(2);
    expect(html.split('href=')).toHaveLength(2);
    expect(text).not.toContain('chọn một trong');
  });

  test('gives each of several bodies its own section and its own link', () => {
    const names = ['Khoa Dược', 'Khoa Nhi'];
    const links = names.map((_, n) => `${n}${LINK.slice(1)}`);
    const { text, subject } = renderLetter(
      letterOf(
        names.map((name, n) => sectionOf('remind', { body: bodyOf(name, ['cell'], 'Đảng bộ A'), linkId: links[n] ?? null })),
      ),
    );
    expect(lines(text)[0]).toBe('Kính gửi: Các chi bộ: Khoa Dược, Khoa Nhi');
    expect(subject).toBe('Chuyên đề 2/2023: thời hạn đến hết thứ Sáu, 30/6 – 02 chi bộ');
    for (const [n, name] of names.entries()) {
      const from = text.indexOf(`\nChi bộ ${name} (Đảng bộ A)\n`);
      expect(from).toBeGreaterThan(0);
      expect(text.slice(from, from + 700)).toContain(`\u0001${links[n]}\u0001`);
    }
  });

  test('asks the unit to pass on, with text, link and QR code of each cell', () => {
    const cell = bodyOf('Khoa Dược', ['cell'], UNIT.name);
    const { text, html, subject } = renderLetter(
      letterOf([sectionOf('remind', { body: cell, via: 'via-unit' })], { recipient: { kind: 'unit', name: UNIT.name } }),
    );
    expect(subject).toBe('Chuyên đề 2/2023: đề nghị chuyển thông báo đến 01 chi bộ – Đảng ủy Bệnh viện Đa khoa A');
    expect(lines(text)[0]).toBe('Kính gửi: Đảng ủy Bệnh viện Đa khoa A');
    for (const part of [text, html]) {
      expect(part).toContain('Đề nghị Chi bộ Khoa Dược báo kết quả hoặc ngày dự kiến tại ');
      expect(part).toContain(`${PLACEHOLDER}/qr`);
    }
  });
});

describe('the Monday letter', () => {
  const digest = (data: Record<string, unknown>) =>
    renderLetter(
      letterOf([filled('digest', { body: UNIT, topic: null, stage: null, due: null, data })], {
        recipient: { kind: 'unit', name: UNIT.name },
        at: ['2023-06-19', 450],
      }),
    );
  const row = { short: 'Chuyên đề 3/2023', due: '2023-06-30', total: 12, reported: 5, planned: 1, unknown: ['Chi bộ Khoa Dược'] };

  test('tells stages of one topic apart', () => {
    const { text } = digest({ cells: 12, rows: [row, { ...row, stage: 'study' }] });
    expect(text).toContain(
      '- Chuyên đề 3/2023 (thời hạn 30/6/2023): đã báo cáo 05/12; đã có lịch 01; chưa có thông tin 01: Khoa Dược.',
    );
    expect(text).toContain('- Chuyên đề 3/2023, học tập, thảo luận (thời hạn');
  });

  test('shows no empty table when only a sum-up is owed', () => {
    const { subject, html } = digest({ cells: 0, rows: [], sumUps: [{ short: 'Chuyên đề 1/2023', due: '2023-07-14' }] });
    expect(subject).toBe('Chuyên đề 1/2023: báo cáo tổng hợp chậm nhất 14/7 – Đảng ủy Bệnh viện Đa khoa A');
    expect(html).not.toContain('<table');
  });

  test('lists names up to five, all of them where no link leads to the list', () => {
    const unknown = ['A', 'B', 'C', 'D', 'E', 'F'].map((name) => `Khoa ${name}`);
    expect(digest({ cells: 12, rows: [{ ...row, unknown }] }).text).toContain('06 (xem danh sách');
    const { text } = renderLetter(
      letterOf(
        [
          filled('digest', {
            body: UNIT,
            topic: null,
            stage: null,
            due: null,
            linkId: null,
            data: { cells: 12, rows: [{ ...row, unknown }] },
          }),
        ],
        { recipient: { kind: 'unit', name: UNIT.name } },
      ),
    );
    expect(text).toContain(unknown.join(', '));
  });
});

describe('a letter to the board', () => {
  test('shows what people answered, and letters that reached the wrong people, in the board’s words', () => {
    const aside = { topic: null, stage: null, due: null, linkId: null };
    const { subject, text } = renderLetter(
      letterOf(
        [
          filled('reply', aside),
          filled('reply', { ...aside, data: { of: 'not-ours', about: 'Chi bộ Khoa Nội', address: 'khoa-noi@example.org' } }),
        ],
        { recipient: { kind: 'supervisor', name: 'Trần Văn Nam' } },
      ),
    );
    expect(subject).toBe('Việc hôm nay (27/6): 02 ý kiến trả lời');
    expect(text).toContain('1. Chuyên đề 2/2023, sinh hoạt chuyên đề: Chi bộ Khoa Dược: “đã sinh hoạt, gửi báo cáo sau”');
    expect(text).toContain('2. Chi bộ Khoa Nội: người nhận cho biết thư đến nhầm (khoa-noi@example.org).');
    expect(text).not.toContain('Mã việc');
  });
});

describe('hostile data', () => {
  const hostile = '<script>alert("1")</script> & \'x\'\r\nBcc: everyone@example.org\u0001ffff\u0001\u202e';
  const letter = letterOf(
    [
      filled('open', {
        plan: { id: 'p', title: hostile, number: hostile, date: null, issuerName: hostile },
        body: { ...CELL, name: hostile, parentName: hostile },
        topic: { ...TOPICS.two, title: hostile, short: `Chuyên đề 2/2023${hostile}`, materials: [hostile] },
      }),
      filled('due-moved', { body: { ...CELL, name: hostile }, data: { basis: hostile } }),
      filled('digest', {
        topic: null,
        stage: null,
        data: { cells: 1, rows: [{ short: hostile, due: '2023-06-30', total: 1, reported: 0, planned: 0, unknown: [hostile] }] },
      }),
    ],
    {
      recipient: { kind: 'cell', name: hostile },
    },
  );
  letter.sender.name = hostile;
  letter.sender.officer = { name: hostile, phone: hostile };
  const single = renderLetter({ ...letter, sections: letter.sections.slice(0, 1) });

  test.each([
    ['gathered', renderLetter(letter)],
    ['single', single],
  ])('stays text in HTML and on its line everywhere (%s)', (_, { subject, text, html }) => {
    expect(html).not.toMatch(/<script|"1"|& '/);
    expect(html).toContain('&lt;script&gt;');
    expect(subject).not.toMatch(/[\r\n\u0000-\u001f]/);
    expect(text).not.toMatch(/^Bcc:|\r/m);
    expect(text + html).not.toContain('\u202e');
    expect((text + html).replaceAll(PLACEHOLDER, '')).not.toContain('\u0001');
  });

  test('cannot add a property to the calendar', () => {
    const section = filled('invitation', {
      stage: {
        kind: 'briefing',
        opensOn: '2023-04-14',
        said: '',
        basis: null,
        nonMembers: false,
        place: 'A\r\nATTENDEE:x',
        hour: '8h',
      },
      topic: { ...TOPICS.two, short: hostile },
    });
    expect(renderLetter(letterOf([section])).ics).not.toMatch(/^(ATTENDEE|Bcc)/m);
  });
});

describe('the thread', () => {
  test('is one per topic and body, whatever the reason', () => {
    const roots = [renderLetter(letterOf([sectionOf('open')])), renderLetter(letterOf([sectionOf('overdue')]))].map(
      ({ threadRoot }) => threadRoot,
    );
    expect(roots[0]).toMatch(/^[A-Za-z0-9.-]+@example\.org$/);
    expect(new Set(roots).size).toBe(1);
    expect(renderLetter(letterOf([sectionOf('open'), sectionOf('open', { topic: TOPICS.one })])).threadRoot).toBeNull();
  });
});

test('the same letter renders the same, and a letter without sections is refused', () => {
  expect(renderLetter(letterOf([sectionOf('remind')]))).toEqual(renderLetter(letterOf([sectionOf('remind')])));
  expect(() => renderLetter(letterOf([]))).toThrow('no section');
});

describe('two stages of one topic that open together', () => {
  const stage = sectionOf('open').stage;
  const study = sectionOf('open', { stage: stage && { ...stage, kind: 'study' }, due: due('2023-05-31', 20) });
  const { subject, text } = renderLetter(letterOf([study, sectionOf('open')]));
  const times = (words: string) => text.split(words).length - 1;

  test('are introduced once: plan, title and materials', () => {
    expect(times('Thực hiện ')).toBe(1);
    expect(times(TOPICS.two.title)).toBe(1);
    expect(times('Gợi ý thảo luận')).toBe(1);
  });

  test('each have a heading and a time of their own', () => {
    expect(lines(text).map((line) => line.toLowerCase())).toEqual(
      expect.arrayContaining(['chuyên đề 2 năm 2023: học tập, thảo luận', 'chuyên đề 2 năm 2023: sinh hoạt']),
    );
    expect(text).toContain('31/5/2023');
    expect(text).toContain('30/6/2023');
  });

  test('both stand in the subject', () => {
    expect(subject).toBe('Chuyên đề 2/2023: tài liệu và thời gian học tập, thảo luận; sinh hoạt – Chi bộ Khoa Ngoại tổng hợp');
  });

  test('a sum-up that opens with them is still asked for', () => {
    const reporting = sectionOf('open', { body: UNIT, stage: stage && { ...stage, kind: 'reporting' } });
    const together = renderLetter(
      letterOf([sectionOf('open', { body: UNIT }), reporting], { recipient: { kind: 'unit', name: UNIT.name } }),
    );
    expect(together.text.split('Thực hiện ').length - 1).toBe(1);
    expect(together.text).toContain('tổng hợp, báo cáo kết quả thực hiện Chuyên đề 2 năm 2023.');
    expect(together.subject).toContain('thời gian sinh hoạt; đề nghị gửi báo cáo tổng hợp');
  });

  test('in English too', () => {
    const english = renderLetter(letterOf([study, sectionOf('open')], { language: 'en' }));
    expect(english.subject).toContain('Topic 2/2023: open: study and discussion; the session');
    expect(english.text.split('Under ').length - 1).toBe(1);
    expect(english.text.split(TOPICS.two.title).length - 1).toBe(1);
  });

  test('of different topics, each is introduced', () => {
    const other = renderLetter(letterOf([sectionOf('open'), sectionOf('open', { topic: TOPICS.three })]));
    expect(other.text.split('Thực hiện ').length - 1).toBe(2);
  });
});

import fc from 'fast-check';
import { linkPlaceholder, type Letter } from '../../src/mail/letter';
import { renderLetter } from '../../src/mail/render';
import { waveOf } from '../../src/mail/wave';
import { letters } from './every-letter';
import { sampleLetters } from './sample-letters';

const TITLES = ['', 'Chi bộ ', 'chi bộ ', 'Chi bộ cơ sở ', 'Đảng bộ ', 'ĐẢNG ỦY ', 'Đảng ủy ', 'Chi bộ', 'Đoàn thể ', 'Cell '];
const name = fc
  .tuple(
    fc.constantFrom(...TITLES),
    fc.oneof(
      fc.constantFrom(
        'Khoa Ngoại tổng hợp',
        'Phòng 1 (cơ sở 2)',
        'A & B',
        '<b>Dược</b>',
        'Dược\u0323',
        '\u0323nặng',
        ' hai  đầu ',
        'ue8f1 \ue8f1',
        'body-mark-e8f1',
        'chi bộ hai',
        '“Ngoặc”',
      ),
      fc.string({ unit: 'grapheme', maxLength: 12 }),
    ),
  )
  .map((parts) => parts.join(''))
  .filter((text) => text.trim() !== '');
const reader = fc.record({
  body: name,
  parent: name,
  id: fc.constantFrom('cell-1', 'b.2', 'đ 3', 'x_4', '5'),
  link: fc.stringMatching(/^[0-9a-f]{32}$/),
  same: fc.boolean(),
});
interface Reader {
  body: string;
  parent: string;
  id: string;
  link: string;
  /** The inbox is the body's own. */
  same: boolean;
}

/** The same letter to somebody else. */
function to({ body, parent, id, link, same }: Reader, letter: Letter): Letter {
  return {
    ...letter,
    messageId: link,
    address: `${link}@example.org`,
    recipient: { ...letter.recipient, name: same ? body : letter.recipient.name },
    sections: letter.sections.map((section) => ({
      ...section,
      body: { ...section.body, id, name: body, parentName: section.body.parentName === null ? null : parent },
      linkId: section.linkId === null ? null : link,
    })),
  };
}

describe('a wave', () => {
  const every = [...letters().map(({ letter }) => letter), ...Object.values(sampleLetters())];

  test('fills in each letter exactly as it is rendered by itself, whatever names and ids', () => {
    fc.assert(
      fc.property(fc.constantFrom(...every), fc.array(reader, { minLength: 2, maxLength: 5 }), (letter, readers) => {
        const render = waveOf(renderLetter);
        for (const one of readers) expect(render(to(one, letter)).rendered).toEqual(renderLetter(to(one, letter)));
      }),
      { numRuns: 2000 },
    );
  });

  test('fills in every letter there is', () => {
    for (const letter of every) {
      const render = waveOf(renderLetter);
      const others = ['Khoa Dược', 'Chi bộ Phòng Tài vụ', 'Đảng bộ Sở B'].map((body, n) =>
        to({ body, parent: 'Đảng bộ Bệnh viện B', id: `b-${n}`, link: String(n).repeat(32), same: true }, letter),
      );
      for (const other of [letter, ...others]) expect(render(other).rendered).toEqual(renderLetter(other));
    }
  });

  test('renders one kind once', () => {
    let rendered = 0;
    const render = waveOf((letter) => {
      rendered += 1;
      return renderLetter(letter);
    });
    const [first] = letters().filter(({ name: what }) => what.startsWith('open, session, to cell'));
    if (!first) throw new Error('There is no opening letter to a cell');
    for (let n = 0; n < 250; n++) {
      const link = n.toString(16).padStart(32, '0');
      const {
        rendered: { html },
      } = render(
        to({ body: `Chi bộ Khoa ${n}`, parent: `Đảng bộ Sở ${n % 7}`, id: `cell-${n}`, link, same: true }, first.letter),
      );
      expect(html).toContain(`Khoa ${n}`);
      expect(html).toContain(linkPlaceholder(link));
    }
    expect(rendered).toBe(1);
  });
});

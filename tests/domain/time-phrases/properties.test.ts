import fc from 'fast-check';
import { findPhrases, parsePhrase } from '../../../src/domain/time-phrases';
import { dressed, SYLLABLES, WORDINGS } from './wordings';

const YEAR = 2024;

describe('what is written is what is read, in every wording', () => {
  test.each(WORDINGS)('%s', (_, wording) => {
    fc.assert(
      fc.property(
        wording.chain(({ text, meant }) => dressed(text).map((written) => ({ written, meant }))),
        ({ written, meant }) => {
          // Years far from the plan's are asked; here they are near by choice.
          const year = Number((meant.end ?? meant.start ?? '').slice(0, 4));
          if (meant.start && meant.end && Number(meant.start.slice(0, 4)) < year - 5) return;
          const { start, end, kind, tentative } = parsePhrase(written, { year });
          expect({ start, end, kind, tentative }).toEqual(meant);
        },
      ),
      { numRuns: 150 },
    );
  });

  test('a phrase inside a sentence is found at its place', () => {
    fc.assert(
      fc.property(
        fc.oneof(...WORDINGS.map(([, wording]) => wording)),
        fc.constantFrom('Thời gian: ', 'Các chi bộ tổ chức học tập, '),
        ({ text }, head) => {
          const sentence = `${head}${text}; đề nghị các đảng ủy triển khai.`;
          const [found] = findPhrases(sentence, { year: YEAR });
          expect(found && sentence.slice(found.from, found.to)).toBe(found?.text);
          // "gửi báo cáo trước …": the verb is no part of the phrase.
          expect(found?.text).toBe(text.replace('gửi báo cáo ', ''));
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('any text is read in bounded time without a crash', () => {
  const sound = (text: string) => {
    const phrase = parsePhrase(text, { year: YEAR });
    // A date is real, in order, or there is a question; nothing is both unknown and silent.
    for (const day of [phrase.start, phrase.end])
      if (day !== null) expect(new Date(`${day}T00:00:00Z`).toISOString().slice(0, 10)).toBe(day);
    if (phrase.start !== null && phrase.end !== null) expect(phrase.start <= phrase.end).toBe(true);
    if (phrase.start === null && phrase.end === null)
      expect(phrase.unresolved ?? phrase.relative ?? (phrase.kind === 'citation' || undefined)).toBeDefined();
    expect(phrase.why).not.toBe('');
    for (const found of findPhrases(text, { year: YEAR })) expect(text.slice(found.from, found.to)).toBe(found.text);
  };

  test('random Vietnamese', () => {
    const nonsense = fc
      .array(fc.constantFrom(...SYLLABLES), { maxLength: 40 })
      .chain((words) => fc.constantFrom(' ', '', '  ').map((gap) => words.join(gap)));
    fc.assert(fc.property(nonsense, sound), { numRuns: 600 });
  });

  test('random bytes and characters', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), sound), { numRuns: 200 });
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => sound(Buffer.from(bytes).toString('latin1'))),
      { numRuns: 300 },
    );
  });

  test.each([
    '1,',
    '1/',
    '1-',
    'tháng 4, ',
    'quý I, ',
    'từ ',
    'trước ',
    'ngày ',
    '\u0301',
    'thứ hai, ',
    'trong vòng ',
    'chậm nhất là ',
  ])('%j a hundred thousand times is read without going over it again and again', (piece) => {
    const text = piece.repeat(100_000);
    const phrase = parsePhrase(text, { year: YEAR });
    expect(phrase.warnings).toContain('chỉ đọc 2000 ký tự đầu');
  });
});

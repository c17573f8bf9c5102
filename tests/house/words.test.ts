import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import { program, tell } from '../../src/cli/main';
import { CodedError, ERRORS, type ErrorCode } from '../../src/errors';
import { FORBIDDEN_WORDS } from '../mail/forbidden-words';

/** A letter that Vietnamese has and English lacks: ă, â, đ, ơ or an accent. */
const VIETNAMESE = /[àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]/iu;
/** What commander says of its own, and English that has no other reason to stand there. */
const ENGLISH =
  /\b(?:the|of|and|is|are|not|with|from this|Usage|Options|Commands|Arguments|Examples?|default|choices|display help)\b/;

const codes = Object.keys(ERRORS).filter((code): code is ErrorCode => code in ERRORS);
const placeholders = (text: string) => [...new Set([...text.matchAll(/\{(\w+)(?::\w+)?\}/g)].map(([, name]) => name))].toSorted();
const withoutPlaceholders = (text: string) => text.replaceAll(/\{\w+(?::\w+)?\}/g, '');

const faultsOf = (text: string): string[] => [
  ...(VIETNAMESE.test(text) ? [] : ['not Vietnamese']),
  ...(text === text.normalize('NFC') ? [] : ['not composed']),
  ...FORBIDDEN_WORDS.flatMap((word) => (word.test(text) ? [`forbidden: ${word.source}`] : [])),
  ...(text.includes('!') ? ['!'] : []),
];

describe('the catalogue of errors', () => {
  test('every text is Vietnamese as offices write it', () => {
    const texts = codes.flatMap((code) => [ERRORS[code].vi.message, ERRORS[code].vi.wayOut]).map(withoutPlaceholders);
    const read = texts.filter((text) => /\p{L}/u.test(text)); // CD_USAGE is its value
    expect(read.flatMap((text) => faultsOf(text).map((fault) => `${fault}: ${text}`))).toEqual([]);
  });

  test('English texts are English', () => {
    const texts = codes.flatMap((code) => [ERRORS[code].en.message, ERRORS[code].en.wayOut]);
    const spoken = texts.map((text) => text.replaceAll(/"[^"]*"/g, ''));
    expect(spoken.filter((text) => VIETNAMESE.test(text))).toEqual([]);
  });

  test.each(codes)('%s fills the same values in both languages', (code) => {
    const { vi, en } = ERRORS[code];
    expect(placeholders(vi.message)).toEqual(placeholders(en.message));
    // the way out repeats values of the message where they help; none is unknown to it
    const known = placeholders(`${en.message}${en.wayOut}`);
    expect(placeholders(vi.wayOut).filter((name) => !known.includes(name))).toEqual([]);
  });
});

test('words that fill an error are given in both languages where it is thrown', () => {
  const root = path.join(__dirname, '..', '..', 'src');
  const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.startsWith('generated'))
    .map((name) => ({ name, source: readFileSync(path.join(root, name), 'utf8') }))
    .filter(({ source }) => source.includes('new CodedError('));
  expect(sources.length).toBeGreaterThan(30);
  const plain = sources.flatMap(({ name, source }) =>
    [...source.matchAll(/\b(?:what|why|reason|status|faults): (['`])((?:(?!\1)[^\n])*)\1/g)]
      .map(([, , text = '']) => text.replaceAll(/\$\{[^}]*\}/g, ''))
      .filter((text) => /[a-z]{2,} [a-z]{2,}/i.test(text) && !VIETNAMESE.test(text))
      .map((text) => `${name}: ${text}`),
  );
  expect(plain).toEqual([]);
});

describe('what the command line says of an error', () => {
  const told = (error: unknown, language?: 'vi' | 'en') => {
    const lines: string[] = [];
    const exit = tell(error, (line) => lines.push(line), language);
    return { exit, lines };
  };
  const error = () => new CodedError('CD_EXTENSION_PAST', { due: '2023-07-03', now: '2023-07-10' });

  test('is Vietnamese, with days as offices write them; its own message is English', () => {
    expect(told(error())).toEqual({
      exit: 1,
      lines: [
        'CD_EXTENSION_PAST: Thời hạn mới 03/7/2023 không sau ngày 10/7/2023',
        'Đề nghị chọn ngày sau hôm nay và sau thời hạn hiện nay.',
      ],
    });
    expect(error().message).toBe('An extension to 2023-07-03 is not later than 2023-07-10');
  });

  test('is English where it is asked for', () => {
    expect(told(error(), 'en').lines[0]).toBe('CD_EXTENSION_PAST: An extension to 2023-07-03 is not later than 2023-07-10');
  });

  test('counts below ten take a zero', () => {
    const faults = new CodedError('CD_INPUT_FAULTS', { count: 3, file: 'plan.yaml' });
    expect(faults.said('vi').message).toBe('plan.yaml có 03 lỗi');
    expect(faults.said('en').message).toBe('3 fault(s) in plan.yaml');
  });

  test('what was not foreseen is told with its stack', () => {
    const { exit, lines } = told(new Error('boom'));
    expect(exit).toBe(1);
    expect(lines[0]).toContain('Lỗi ngoài dự kiến');
    expect(lines[1]).toContain('Error: boom');
  });
});

describe('help', () => {
  const all = (command: Command, path: string): [string, Command][] => [
    [path, command],
    ...command.commands.flatMap((below) => all(below, `${path} ${below.name()}`)),
  ];
  const commands = all(program(), 'chuyende');

  test('there are all commands', () => {
    expect(commands.length).toBeGreaterThan(40);
  });

  test.each(commands)('%s: every text is Vietnamese as offices write it', (path, command) => {
    const texts = [
      command.description(),
      ...command.options.map(({ description }) => description),
      ...command.registeredArguments.map(({ description }) => description),
    ];
    expect(texts.flatMap((text) => faultsOf(text).map((fault) => `${fault}: ${text}`))).toEqual([]);
    const help = command.helpInformation().replaceAll(/--[a-z-]+/g, '');
    expect(help).toContain(`Cách dùng: ${path} `);
    expect(ENGLISH.exec(help)?.[0]).toBeUndefined();
  });
});

describe('wrong usage', () => {
  const wrong = async (...words: string[]) => {
    const lines: string[] = [];
    const exit = await program()
      .parseAsync(['node', 'chuyende', ...words])
      .then(
        () => 0,
        (error: unknown) => tell(error, (line) => lines.push(line)),
      );
    return { exit, said: lines.join('\n') };
  };

  test.each([
    [['no-such'], 'không có lệnh no-such.'],
    [['plam'], 'Có phải là plan?'],
    [['plan', 'check', 'plan.yaml', '--jsn'], 'không có tùy chọn --jsn.\nCó phải là --json?'],
    [['plan', 'check'], 'thiếu tham số <tệp>.'],
    [['plan', 'check', 'a', 'b'], 'thừa tham số: lệnh nhận 1, đã ghi 2.'],
    [['plan', 'check', '--bodies'], 'tùy chọn --bodies <csv> thiếu giá trị.'],
    [['plan', 'start', 'plan.yaml'], 'thiếu tùy chọn --bodies <csv>.'],
    [['plan', 'resume', 'p', '--past', 'x'], 'tùy chọn --past <cách> không nhận giá trị “x”: chọn một trong: skip, due-now.'],
    [['start', '--port', 'x'], 'tùy chọn --port <số> không nhận giá trị “x”: cần là một số nguyên.'],
  ])('%j', async (words, said) => {
    const told = await wrong(...words);
    expect(told.exit).toBe(2);
    expect(told.said).toContain(said);
    expect(told.said).toContain('--help');
    expect(told.said).not.toMatch(/error|unknown|argument|option/);
  });
});

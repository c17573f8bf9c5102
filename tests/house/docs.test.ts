import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { main } from '../../src/cli/main';

const ROOT = path.join(__dirname, '..', '..');
const PAGES = pagesBelow(ROOT);
const Scripts = z.object({ scripts: z.record(z.string(), z.string()) });

function pagesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name.startsWith('.') || entry.name === 'node_modules') return [];
    const found = path.join(folder, entry.name);
    if (entry.isDirectory()) return pagesBelow(found);
    return entry.name.endsWith('.md') ? [found] : [];
  });
}

const named = (file: string) => path.relative(ROOT, file);
const text = (file: string) => readFileSync(file, 'utf8');
const withoutCode = (markdown: string) => markdown.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, '');

/** Headings as the anchors that a repository's page gives them. */
function anchorsOf(markdown: string): string[] {
  const headings = markdown.replace(/^```[\s\S]*?^```/gm, '').match(/^#+ .*/gm) ?? [];
  return headings.map((line) =>
    line
      .replace(/^#+ /, '')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replaceAll(' ', '-'),
  );
}

/** What is wrong with a relative link, or null. */
function faultOf(page: string, target: string): string | null {
  const [file = '', anchor] = decodeURI(target).split('#');
  const found = file === '' ? page : path.resolve(path.dirname(page), file);
  if (!existsSync(found)) return `${named(page)}: ${target} is not there`;
  if (!found.startsWith(ROOT)) return `${named(page)}: ${target} leaves the project`;
  if (anchor !== undefined && statSync(found).isFile() && !anchorsOf(text(found)).includes(anchor))
    return `${named(page)}: ${target} names no heading`;
  return null;
}

test('every relative link and picture of every page leads somewhere', () => {
  expect(PAGES.map(named)).toContain('README.md');
  const faults = PAGES.flatMap((page) =>
    [...withoutCode(text(page)).matchAll(/\]\(([^()\s]+)\)/g)]
      .map(([, target = '']) => target)
      .filter((target) => !/^[a-z]+:/.test(target))
      .flatMap((target) => faultOf(page, target) ?? []),
  );
  expect(faults).toEqual([]);
});

interface Shown {
  page: string;
  line: string;
  /** Up to the first option or argument that is no name. */
  words: string[];
  options: string[];
}

/** Lines of code, in fences and within sentences, that begin with the program's name; and in a table `a b`, `c`: `a c` as well. */
function commandsOf(page: string): Shown[] {
  const markdown = text(page)
    .replaceAll(/\\\n\s*/g, '')
    .replace(/^\| `chuyende ([a-z]+) [a-z-]+`(?:, `[a-z-]+`)+/gm, (row, group: string) =>
      row.replaceAll(/, `/g, `, \`chuyende ${group} `),
    );
  const code = [...markdown.matchAll(/^```[\s\S]*?^```|`[^`\n]+`/gm)].flatMap(([block]) =>
    block.startsWith('```') ? block.split('\n').slice(1, -1) : [block.slice(1, -1)],
  );
  return code.flatMap((line) => {
    const given = /^(?:\$ )?(?:\S*\/)?chuyende (.+)$/.exec(line)?.[1];
    if (given === undefined) return [];
    const parts = given.replaceAll(/"[^"]*"/g, 'TEXT').split(/\s+/);
    const end = parts.findIndex((part) => !/^[a-z]+(-[a-z]+)*$/.test(part));
    const words = (end < 0 ? parts : parts.slice(0, end)).slice(0, 2);
    return [{ page: named(page), line, words, options: parts.filter((part) => part.startsWith('--') && part !== '--help') }];
  });
}

/** The commands that a help text lists. */
function namesIn(help: string): string[] {
  const list = help.split(/^Lệnh:$/m)[1] ?? '';
  return [...list.matchAll(/^ {2}([a-z]+(?:-[a-z]+)*)/gm)].map(([, name = '']) => name).filter((name) => name !== 'help');
}

test('decisions are numbered without a gap, as their titles say, and all are in the list', () => {
  const folder = path.join(ROOT, 'docs', 'decisions');
  const files = readdirSync(folder)
    .filter((name) => name !== 'README.md')
    .toSorted();
  expect(files.map((name) => Number(name.slice(0, 4)))).toEqual(files.map((_, index) => index + 1));
  const list = text(path.join(folder, 'README.md'));
  for (const [index, name] of files.entries()) {
    const title = /^# (\d+)\. (.+)\n/.exec(text(path.join(folder, name)));
    expect([name, title?.[1]]).toEqual([name, String(index + 1)]);
    expect(list).toContain(`${index + 1}. [${title?.[2]}](${name})`);
  }
});

test('every page that the code names is there', () => {
  const named = ['src', 'scripts', 'prisma'].flatMap((folder) =>
    readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(tsx?|mjs|prisma)$/.test(name) && !name.startsWith('generated'))
      .flatMap((name) =>
        [...text(path.join(ROOT, folder, name)).matchAll(/\bdocs\/[\w/-]+\.md/g)].map(([target]) => ({ name, target })),
      ),
  );
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter(({ target }) => !existsSync(path.join(ROOT, target)))).toEqual([]);
});

describe('commands that the pages show', () => {
  const shown = PAGES.flatMap(commandsOf);
  let printed = '';
  let helpOf: (words: string[]) => Promise<string>;
  beforeAll(() => {
    const known = new Map<string, string>();
    jest.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
      printed += String(chunk);
      return true;
    });
    jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    helpOf = async (words) => {
      const key = words.join(' ');
      printed = '';
      if (!known.has(key)) await main(['node', 'chuyende', ...words, '--help']);
      const help = known.get(key) ?? printed;
      known.set(key, help);
      return help;
    };
  });
  afterAll(() => {
    jest.restoreAllMocks();
    process.exitCode = undefined;
  });

  test('there are some in the README', () => {
    expect(shown.filter(({ page }) => page === 'README.md').length).toBeGreaterThan(10);
  });

  test('each exists, with each of its options', async () => {
    const faults: string[] = [];
    for (const { page, line, words, options } of shown) {
      const [group = '', verb] = words;
      const isGroup = /^Lệnh:/m.test(await helpOf([group]));
      const command = isGroup && verb !== undefined ? [group, verb] : [group];
      const help = await helpOf(command);
      if (!help.includes(`Cách dùng: chuyende ${command.join(' ')} `)) faults.push(`${page}: no such command: ${line}`);
      else
        for (const option of options) if (!new RegExp(`${option}\\b`).test(help)) faults.push(`${page}: no ${option}: ${line}`);
    }
    expect(faults).toEqual([]);
  });

  test('the README shows every command there is', async () => {
    const readme = shown.filter(({ page }) => page === 'README.md').map(({ words }) => words.join(' '));
    const missing: string[] = [];
    for (const group of namesIn(await helpOf([]))) {
      const verbs = namesIn(await helpOf([group]));
      for (const name of verbs.length === 0 ? [group] : verbs.map((verb) => `${group} ${verb}`))
        if (!readme.includes(name)) missing.push(name);
    }
    expect(missing).toEqual([]);
  });

  test('each npm script exists', () => {
    const { scripts } = Scripts.parse(JSON.parse(text(path.join(ROOT, 'package.json'))));
    const missing = PAGES.flatMap((page) =>
      [...text(page).matchAll(/\bnpm (?:run (?:--silent )?([a-z][\w-]*)|(test|start)\b)/g)]
        .map(([, script, short = '']) => script ?? short)
        .filter((name) => scripts[name] === undefined)
        .map((name) => `${named(page)}: npm run ${name}`),
    );
    expect(missing).toEqual([]);
  });
});

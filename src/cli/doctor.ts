/**
 * `doctor`: what is reachable, which version, what to do.
 *
 * @module
 */
import type { Command } from 'commander';
import { readConfig } from '../config';
import { wordsIn, type InBoth, type Language, type Words } from '../languages';
import type { Finding } from '../stack/examine';
import { table } from './table';
import type { Surroundings } from './tasks';

/** Adds the command to the program. */
export function register(program: Command, { print }: Pick<Surroundings, 'print'>): void {
  program
    .command('doctor')
    .description('kiểm tra các máy chủ: kết nối, phiên bản, việc cần làm')
    .option('--fix', 'đăng ký các thuộc tính tìm kiếm mà Temporal còn thiếu; lập lại các thông báo chưa soạn được')
    .option('--json', 'in dạng JSON')
    .action(async ({ fix = false, json = false }: { fix?: boolean; json?: boolean }) => {
      const { examine } = await import('../stack/examine.js'); // loads the engine's client: for this command alone
      const config = readConfig();
      const findings = await examine(config, fix);
      print(json ? findingsJson(findings) : findingsText(findings, config.language));
      if (findings.some(({ ok }) => !ok)) process.exitCode = 3;
    });
}

const PARTS: Record<Finding['part'], Words> = {
  node: 'Node',
  postgres: 'PostgreSQL',
  schema: { vi: 'cơ sở dữ liệu', en: 'schema' },
  temporal: 'Temporal',
  'search attributes': { vi: 'thuộc tính tìm kiếm', en: 'search attributes' },
  smtp: { vi: 'máy chủ thư', en: 'mail server' },
  web: { vi: 'trang web', en: 'pages' },
  notices: { vi: 'nội dung thông báo', en: 'notices' },
  steps: { vi: 'các bước', en: 'steps' },
  mail: { vi: 'gửi thư', en: 'sending' },
};
const HEAD: InBoth[] = [
  { vi: 'bộ phận', en: 'part' },
  { vi: 'hiện trạng', en: 'found' },
];

function findingsText(findings: Finding[], language: Language): string {
  const say = (words: Words) => wordsIn(language, words);
  const rows = findings.map(({ part, ok, found }) => [ok ? '✓' : '✗', say(PARTS[part]), say(found)]);
  const ways = findings.flatMap(({ part, wayOut }) => (wayOut === undefined ? [] : [`${say(PARTS[part])}: ${say(wayOut)}`]));
  return [table(['', ...HEAD.map(say)], rows), ...ways].join('\n');
}

/** For programs: English, whatever people read. */
function findingsJson(findings: Finding[]): string {
  const shown = findings.map(({ found, wayOut, ...rest }) => ({
    ...rest,
    found: wordsIn('en', found),
    ...(wayOut !== undefined && { wayOut: wordsIn('en', wayOut) }),
  }));
  return JSON.stringify({ ok: findings.every(({ ok }) => ok), findings: shown }, null, 2);
}

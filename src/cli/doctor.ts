/**
 * `doctor`: what is reachable, which version, what to do.
 *
 * @module
 */
import type { Command } from 'commander';
import { readConfig } from '../config';
import type { Finding } from '../stack/examine';
import { table } from './table';
import type { Surroundings } from './tasks';

/** Adds the command to the program. */
export function register(program: Command, { print }: Pick<Surroundings, 'print'>): void {
  program
    .command('doctor')
    .description('what is reachable, which version, what to do')
    .option('--fix', 'register the search attributes that Temporal lacks; plan again the notices that could not be written')
    .option('--json', 'print JSON')
    .action(async ({ fix = false, json = false }: { fix?: boolean; json?: boolean }) => {
      const { examine } = await import('../stack/examine.js'); // loads the engine's client: for this command alone
      const findings = await examine(readConfig(), fix);
      print(json ? JSON.stringify({ ok: findings.every(({ ok }) => ok), findings }, null, 2) : findingsText(findings));
      if (findings.some(({ ok }) => !ok)) process.exitCode = 3;
    });
}

function findingsText(findings: Finding[]): string {
  const rows = findings.map(({ part, ok, found }) => [ok ? '✓' : '✗', part, found]);
  const ways = findings.flatMap(({ part, wayOut }) => (wayOut === undefined ? [] : [`${part}: ${wayOut}`]));
  return [table(['', 'part', 'found'], rows), ...ways].join('\n');
}

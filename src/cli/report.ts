/**
 * `report draft`, `report send`: the board's periodic report to the Standing Committee.
 *
 * @module
 */
import type { Command } from 'commander';
import { shortTaskId } from '../domain/ids';
import { draftReport, sendReport } from '../services/periodic/drafts';
import { planIdFor } from './plan-choice';
import { reportDraftText } from './report-text';
import type { Surroundings } from './tasks';

interface Choice {
  plan?: string;
  period?: string;
  json?: boolean;
}

/** Adds `report` and its verbs to the program. */
export function register(program: Command, { withFacts, now, print }: Surroundings): void {
  const report = program
    .command('report')
    .description('the periodic report: the program drafts, the office numbers, signs and issues');
  const verb = (name: string, description: string) =>
    report
      .command(name)
      .description(description)
      .option('--plan <id>', 'the plan (default: the only one that is running)')
      .option('--period <period>', '2023-06, 2023-Q2, 2023-H1 or 2023 (default: the first that is not sent)')
      .option('--json', 'print JSON');

  verb('draft', 'figures of every topic and stage, units with most missing, work handled')
    .addHelpText('after', '\nExample:\n  chuyende report draft --period 2023-Q2')
    .action(async ({ plan, period, json }: Choice) => {
      const found = await withFacts(async (db) =>
        draftReport(db, { planId: await planIdFor(db, plan), period }, { asOf: now(), by: 'operator' }),
      );
      print(json ? JSON.stringify(found, null, 2) : reportDraftText(found));
    });

  verb('send', 'it was approved, signed and issued: ends its task and keeps its figures')
    .requiredOption('--signed <text>', 'number and date, as the office wrote them')
    .option('--by <who>', 'who records', 'operator')
    .addHelpText('after', '\nExample:\n  chuyende report send --period 2023-Q2 --signed "Số 12-BC/BTG, ngày 07/7/2023" --by head')
    .action(async ({ plan, period, json, signed, by }: Choice & { signed: string; by: string }) => {
      const sent = await withFacts(async (db) =>
        sendReport(db, { planId: await planIdFor(db, plan), period, signed }, { asOf: now(), by }),
      );
      print(
        json
          ? JSON.stringify(sent, null, 2)
          : `Đã ghi: báo cáo ${sent.period} đã ký, ban hành: ${sent.signed} (việc ${shortTaskId(sent.taskId)}).`,
      );
    });
}

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
    .description('báo cáo định kỳ: chương trình soạn dự thảo, văn phòng ghi số, ký, ban hành');
  const verb = (name: string, description: string) =>
    report
      .command(name)
      .description(description)
      .option('--plan <mã>', 'kế hoạch (mặc định: kế hoạch duy nhất đang thực hiện)')
      .option('--period <kỳ>', '2023-06, 2023-Q2, 2023-H1 hoặc 2023 (mặc định: kỳ đầu tiên chưa ban hành)')
      .option('--json', 'in dạng JSON');

  verb('draft', 'số liệu từng chuyên đề, từng bước; tổ chức cơ sở đảng còn thiếu nhiều; việc đã xử lý')
    .addHelpText('after', '\nVí dụ:\n  chuyende report draft --period 2023-Q2')
    .action(async ({ plan, period, json }: Choice) => {
      const found = await withFacts(async (db) =>
        draftReport(db, { planId: await planIdFor(db, plan), period }, { asOf: now(), by: 'operator' }),
      );
      print(json ? JSON.stringify(found, null, 2) : reportDraftText(found));
    });

  verb('send', 'ghi nhận báo cáo đã ký, ban hành: kết thúc việc trình và giữ lại số liệu')
    .requiredOption('--signed <số-ngày>', 'số và ngày, như văn phòng đã ghi')
    .option('--by <người>', 'người ghi', 'operator')
    .addHelpText('after', '\nVí dụ:\n  chuyende report send --period 2023-Q2 --signed "Số 12-BC/BTG, ngày 07/7/2023" --by head')
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

/**
 * `plan check FILE`: every fault and warning at once, each at its place. Starts nothing, writes nothing.
 *
 * @module
 */
import type { Command } from 'commander';
import { findingLine } from '../documents/findings';
import { readPlanFiles, type PlanFiles, type PlanFilesRead } from '../documents/plan-files';
import type { Role, Roster } from '../domain/organisation';
import { stagesInOrder, type PlanDocument } from '../domain/plan';
import { countText } from '../domain/wording';
import type { ExitCode } from '../errors';

/** What a command prints, and how it ends. */
export interface CheckOutcome {
  exit: 0 | ExitCode;
  stdout: string[];
  stderr: string[];
}

/** @throws CD_FILE_UNREADABLE */
export async function checkPlan(files: PlanFiles, json: boolean): Promise<CheckOutcome> {
  const read = await readPlanFiles(files);
  const exit = read.faults.length === 0 ? 0 : 1;
  if (json) return { exit, stdout: [JSON.stringify(asJson(read), null, 2)], stderr: [] };
  const warnings = read.warnings.map((warning) => findingLine(warning, 'cảnh báo'));
  if (exit === 0) return { exit, stdout: [...warnings, ...summary(read)], stderr: [] };
  const end = `Có ${countText(read.faults.length)} lỗi. Đề nghị sửa từng chỗ nêu trên rồi chạy lại; chưa ghi gì.`;
  return { exit, stdout: warnings, stderr: [...read.faults.map((fault) => findingLine(fault, 'lỗi')), end] };
}

function summary({ document, roster, warnings }: PlanFilesRead): string[] {
  if (!document) return [];
  const found = warnings.length === 0 ? 'không có cảnh báo' : `${countText(warnings.length)} cảnh báo`;
  const lines = [
    `${document.id}: ${countText(document.topics.length)} chuyên đề, ${countText(stageCount(document))} bước; không có lỗi, ${found}.`,
  ];
  if (roster)
    lines.push(
      `Tổ chức: ${countText(holders(roster, 'unit'))} tổ chức cơ sở đảng, ${countText(holders(roster, 'cell'))} chi bộ, ${countText(holders(roster, 'mass'))} đoàn thể.`,
    );
  return lines;
}

function asJson({ document, roster, faults, warnings }: PlanFilesRead) {
  return {
    ok: faults.length === 0,
    plan: document && { id: document.id, year: document.year, topics: document.topics.length, stages: stageCount(document) },
    bodies: roster && {
      all: roster.bodies.length,
      units: holders(roster, 'unit'),
      cells: holders(roster, 'cell'),
      mass: holders(roster, 'mass'),
    },
    faults,
    warnings,
  };
}

const stageCount = (document: PlanDocument) => document.topics.reduce((sum, topic) => sum + stagesInOrder(topic).length, 0);
const holders = (roster: Roster, role: Role) => roster.bodies.filter(({ roles }) => roles.includes(role)).length;

/** Adds the command below `plan`. */
export function register(plan: Command): void {
  plan
    .command('check')
    .argument('<tệp>', 'tệp kế hoạch, plan.yaml')
    .description('nêu mọi lỗi và cảnh báo của kế hoạch, kèm vị trí')
    .option('--bodies <csv>', 'danh sách tổ chức: kiểm tra các tổ chức được nêu và đầu mối liên hệ')
    .option('--calendar <tệp>', 'ngày nghỉ, ngày làm bù (mặc định: calendars/vn.yaml)')
    .option('--json', 'in dạng JSON')
    .action(async (file: string, options: { bodies?: string; calendar?: string; json?: boolean }) => {
      const outcome = await checkPlan(
        {
          plan: file,
          ...(options.bodies !== undefined && { bodies: options.bodies }),
          ...(options.calendar !== undefined && { calendar: options.calendar }),
        },
        options.json ?? false,
      );
      for (const line of outcome.stdout) console.log(line);
      for (const line of outcome.stderr) console.error(line);
      process.exitCode = outcome.exit;
    });
}

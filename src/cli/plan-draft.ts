/**
 * `plan draft FILE`: an issued document → a draft of its plan, each date with its sentence, and what has to be asked.
 *
 * @module
 */
import path from 'node:path';
import type { Command } from 'commander';
import { draftText } from '../documents/draft/draft-text';
import { MAX_FILE_BYTES } from '../documents/draft/limits';
import { draftYaml } from '../documents/draft/plan-yaml';
import { draftPlan } from '../documents/draft/read';
import { readBounded } from '../documents/bounded-file';
import { CodedError } from '../errors';
import { writeWhole } from './whole-file';
import { yearOption } from './year-option';

export interface DraftRequest {
  file: string;
  year?: number;
  /** Where the plan file is written; nothing is written without it. */
  out?: string;
  force?: boolean;
  json?: boolean;
}

/**
 * Reads, and writes the plan file if asked to. Returns what to print.
 * @throws CD_FILE_UNREADABLE, CD_DRAFT_… when the document cannot be read, CD_DRAFT_OUT_EXISTS
 */
export async function draftFile({
  file,
  year,
  out,
  force,
  json,
}: DraftRequest): Promise<{ stdout: string[]; failure: CodedError | null }> {
  const bytes = await readBounded(file, MAX_FILE_BYTES);
  const draft = await draftPlan(bytes, file, year === undefined ? {} : { year });
  const stdout = json ? [JSON.stringify(draft, null, 2)] : draftText(draft);
  const question = draft.questions.find(({ about }) => about === 'year');
  if (draft.plan.year === null)
    return { stdout, failure: new CodedError('CD_DRAFT_YEAR', { file, years: question?.reason ?? '' }) };
  if (out === undefined) return { stdout, failure: null };
  await writeWhole(out, Buffer.from(draftYaml(draft, path.basename(file))), { force: force ?? false });
  return {
    stdout: json ? stdout : [...stdout, '', `Đã ghi ${out}. Đề nghị trả lời các chỗ ghi HỎI, rồi chạy plan check ${out}.`],
    failure: null,
  };
}

/** Adds the command below `plan`. */
export function register(plan: Command): void {
  plan
    .command('draft')
    .argument('<tệp>', 'văn bản đã ban hành: txt, md, docx, PDF có chữ')
    .description('lập kế hoạch từ văn bản: chuyên đề, thời hạn kèm câu trong văn bản, các nội dung cần làm rõ')
    .option('--year <năm>', 'năm của kế hoạch, khi văn bản không nêu hoặc kéo sang năm sau')
    .option('--out <tệp>', 'ghi tệp kế hoạch để kiểm tra bằng plan check; không ghi đè tệp đã có')
    .option('--force', 'ghi đè tệp kế hoạch đã có')
    .option('--json', 'in dạng JSON')
    .action(async (file: string, options: { year?: string; out?: string; force?: boolean; json?: boolean }) => {
      const { stdout, failure } = await draftFile({
        file,
        ...(options.year !== undefined && { year: yearOption(options.year) }),
        ...(options.out !== undefined && { out: options.out }),
        force: options.force ?? false,
        json: options.json ?? false,
      });
      for (const line of stdout) console.log(line);
      if (failure) throw failure;
    });
}

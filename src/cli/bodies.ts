/**
 * `bodies import FILE`: organisation and contacts from csv. All of it or nothing.
 *
 * @module
 */
import { InvalidArgumentError, type Command } from 'commander';
import { findingLine, valueOf, type WarningFinding } from '../documents/findings';
import { readBounded } from '../documents/plan-files';
import { readRoster } from '../documents/roster';
import { ROSTER_LIMIT } from '../documents/source-text';
import { isDay } from '../documents/written-values';
import { wallClock, type LocalDate } from '../domain/dates';
import type { Roster } from '../domain/organisation';
import { countText } from '../domain/wording';
import { importBodies, type RosterImport } from '../services/bodies';
import type { Surroundings } from './tasks';

/** The day that an import without `--from` is in force from is read on this clock. */
const ZONE = 'Asia/Ho_Chi_Minh';

/** @throws CD_INPUT_FAULTS with every fault of the file, CD_FILE_UNREADABLE */
async function rosterOf(file: string): Promise<{ roster: Roster; warnings: WarningFinding[] }> {
  const reading = readRoster(await readBounded(file, ROSTER_LIMIT), file);
  return { roster: valueOf(file, reading).roster, warnings: reading.warnings };
}

function resultText({ bodies, created, changed, contacts, supervisors }: RosterImport): string {
  return `Đã nhập ${countText(bodies)} tổ chức (mới ${countText(created)}, thay đổi ${countText(changed)}), ${countText(contacts)} đầu mối liên hệ, ${countText(supervisors)} đồng chí của Ban.`;
}

function day(text: string): LocalDate {
  if (!isDay(text)) throw new InvalidArgumentError('a date, YYYY-MM-DD');
  return text;
}

/** Adds `bodies` and its verb to the program. */
export function register(program: Command, { withFacts, now, print }: Surroundings): void {
  program
    .command('bodies')
    .description('the organisation and who can be reached')
    .command('import')
    .argument('<file>', 'bodies.csv: id,name,role,parent,kind,contact,email,phone,channel,officer')
    .description('creates or updates what the file names; a changed body keeps its history')
    .option('--from <date>', 'changes are in force from this day (default: today)', day)
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  chuyende bodies import examples/ha-tinh-2023/bodies.csv --from 2023-01-01')
    .action(async (file: string, options: { from?: LocalDate; json?: boolean }) => {
      const asOf = now();
      const from = options.from ?? wallClock(asOf, ZONE).day;
      // a faulty file is told with no database at hand
      const { roster, warnings } = await rosterOf(file);
      const result = await withFacts((db) => importBodies(db, roster, { asOf, by: 'operator' }, from));
      if (options.json) print(JSON.stringify({ ...result, warnings }, null, 2));
      else for (const line of [...warnings.map((warning) => findingLine(warning, 'cảnh báo')), resultText(result)]) print(line);
    });
}

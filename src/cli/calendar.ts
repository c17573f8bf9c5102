/**
 * `calendar check [FILE] [--plan ID]`: days off and make-up days beside a second opinion, and what the file would move in
 * plans that run. Nothing is written: moving is a revision.
 *
 * @module
 */
import type { Command } from 'commander';
import { DEFAULT_CALENDAR, loadCalendar } from '../documents/default-calendar';
import { differences, loadHolidays, type Difference, type Holiday } from '../documents/second-opinion';
import type { CalendarFile } from '../domain/organisation';
import { countText, dateText } from '../domain/wording';
import { viewCalendar, type CalendarView } from '../services/plans/calendar-view';
import { viewText } from './calendar-text';
import type { Surroundings } from './tasks';

export interface YearCheck {
  year: number;
  provisional: boolean;
  daysOff: number;
  makeUp: number;
  differences: Difference[];
}

/** Each year of the file, beside what `holidays` knows of it. */
export function checkYears(file: CalendarFile, holidays: (year: number) => Holiday[]): YearCheck[] {
  return Object.entries(file)
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([year, days]) => ({
      year: Number(year),
      provisional: days.provisional ?? false,
      daysOff: Object.keys(days.daysOff).length,
      makeUp: days.makeUpWorkingDays.length,
      differences: differences(days, holidays(Number(year))),
    }));
}

/** One line a year, one a difference; what is not explained stands first. */
export function yearsText(years: YearCheck[]): string[] {
  const lines = years.flatMap(({ year, provisional, daysOff, makeUp, differences: found }) => [
    `${year}: ${countText(daysOff)} ngày nghỉ, ${countText(makeUp)} ngày làm bù${provisional ? ' (tạm tính, chưa có thông báo chính thức)' : ''}`,
    ...found.toSorted((a, b) => Number(a.explained !== null) - Number(b.explained !== null)).map(differenceText),
  ]);
  const open = years.flatMap(({ differences: found }) => found).filter(({ explained }) => explained === null);
  lines.push(open.length === 0 ? 'Không có khác biệt nào chưa rõ lý do.' : `Có ${countText(open.length)} khác biệt cần xem lại.`);
  return lines;
}

function differenceText({ day, file, other, explained }: Difference): string {
  const what =
    file === null
      ? `tệp ghi là ngày làm việc; nguồn đối chiếu: ${other ?? ''}`
      : `tệp ghi nghỉ (${file}); nguồn đối chiếu không có`;
  return `  ${dateText(day)}: ${what}; ${explained === null ? 'cần xem lại' : `lý do: ${explained}`}`;
}

interface Options {
  plan?: string;
  json?: boolean;
}

/** Adds `calendar` and what can be done with it to the program. */
export function register(program: Command, { withFacts, now, print }: Surroundings): void {
  program
    .command('calendar')
    .description('ngày nghỉ và ngày làm bù')
    .command('check')
    .argument('[tệp]', 'ngày nghỉ các năm (mặc định: calendars/vn.yaml)')
    .option('--plan <mã>', 'xem tệp làm thay đổi những gì trong kế hoạch đang thực hiện này; "all": trong mọi kế hoạch')
    .option('--json', 'in dạng JSON')
    .description('đối chiếu lịch với nguồn khác; xem các thời hạn sẽ thay đổi')
    .addHelpText('after', '\nVí dụ:\n  chuyende calendar check calendars/vn.yaml --plan all')
    .action(async (given: string | undefined, { plan, json }: Options) => {
      const file = await loadCalendar(given ?? DEFAULT_CALENDAR);
      const years = checkYears(file, await loadHolidays());
      const views: CalendarView[] =
        plan === undefined
          ? []
          : await withFacts((db) => viewCalendar(db, file, plan === 'all' ? null : plan, { asOf: now(), by: 'calendar' }));
      if (json) return print(JSON.stringify({ years, plans: views }, null, 2));
      for (const line of [...yearsText(years), ...views.flatMap(viewText)]) print(line);
      if (plan === undefined) print('Để xem ảnh hưởng tới kế hoạch đang thực hiện: thêm --plan <mã> hoặc --plan all.');
      else if (views.length === 0) print('Không có kế hoạch nào đang thực hiện.');
    });
}

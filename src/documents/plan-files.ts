/**
 * A plan with its organisation and calendar, from the files a command is given: all faults of all files at once.
 *
 * @module
 * @example
 * const { document, roster, calendarFile } = await loadPlanFiles({ plan: 'plan.yaml', bodies: 'bodies.csv' });
 */
import { workingCalendar, type WorkingCalendar } from '../domain/calendar';
import type { CalendarFile, Roster } from '../domain/organisation';
import type { PlanDocument } from '../domain/plan';
import { CodedError } from '../errors';
import { readBounded } from './bounded-file';
import { readCalendar } from './calendar-file';
import { DEFAULT_CALENDAR } from './default-calendar';
import { Findings, type FaultFinding, type FaultKind, type Reading, type WarningFinding, type WarningKind } from './findings';
import { readPlanFile, type PlanRead } from './plan-file';
import type { PlacedPlan } from './plan-places';
import { checkAgainstRoster } from './plan-roster';
import { readRoster } from './roster';
import { PLAN_LIMIT, ROSTER_LIMIT } from './source-text';

export interface PlanFiles {
  plan: string;
  bodies?: string;
  /** @default calendars/vn.yaml */
  calendar?: string;
}

export interface PlanFilesRead {
  /** null where its file is at fault. */
  document: PlanDocument | null;
  /** Where its parts stand; null with it. */
  places: PlacedPlan | null;
  /** null where none was given, or its file is at fault. */
  roster: Roster | null;
  calendarFile: CalendarFile;
  calendar: WorkingCalendar;
  faults: FaultFinding[];
  warnings: WarningFinding[];
}

/** Reads and checks everything. @throws CD_FILE_UNREADABLE */
export async function readPlanFiles(files: PlanFiles): Promise<PlanFilesRead> {
  const calendarName = files.calendar ?? DEFAULT_CALENDAR;
  const calendarRead = readCalendar(await readBounded(calendarName, PLAN_LIMIT), calendarName);
  const calendarFile = calendarRead.ok ? calendarRead.value : {};
  const calendar = workingCalendar(calendarFile);
  const planRead = readPlanFile(await readBounded(files.plan, PLAN_LIMIT), files.plan, calendar);
  const rosterRead = files.bodies === undefined ? null : readRoster(await readBounded(files.bodies, ROSTER_LIMIT), files.bodies);

  const faults = new Findings<FaultKind>(files.plan);
  const warnings = new Findings<WarningKind>(files.plan);
  if (planRead.ok && rosterRead?.ok)
    checkAgainstRoster(planRead.value.document, planRead.value.places, rosterRead.value.roster, faults, warnings);
  const readings: Reading<unknown>[] = [planRead, ...(rosterRead ? [rosterRead] : []), calendarRead];
  return {
    document: planRead.ok ? planRead.value.document : null,
    places: planRead.ok ? planRead.value.places : null,
    roster: rosterRead?.ok ? rosterRead.value.roster : null,
    calendarFile,
    calendar,
    faults: [...faults.sorted(), ...readings.flatMap((reading) => (reading.ok ? [] : reading.faults))],
    // what a faulty calendar says of days off is worth nothing
    warnings: calendarRead.ok ? [...warnings.sorted(), ...readings.flatMap((reading) => reading.warnings)] : [],
  };
}

export interface LoadedPlanFiles extends PlanRead {
  roster: Roster;
  calendarFile: CalendarFile;
  calendar: WorkingCalendar;
  warnings: WarningFinding[];
}

/** What a plan needs to run. @throws CD_INPUT_FAULTS with every fault of every file, CD_FILE_UNREADABLE */
export async function loadPlanFiles(files: PlanFiles & { bodies: string }): Promise<LoadedPlanFiles> {
  const { document, places, roster, faults, ...read } = await readPlanFiles(files);
  if (!document || !places || !roster || faults.length > 0) {
    const named = [...new Set(faults.map(({ file }) => file))].join(', ');
    throw new CodedError('CD_INPUT_FAULTS', { count: faults.length, file: named }, faults);
  }
  return { document, places, roster, calendarFile: read.calendarFile, calendar: read.calendar, warnings: read.warnings };
}

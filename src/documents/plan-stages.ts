/**
 * From a topic's stages as written to stages with every date resolved: dues, openings, their order.
 *
 * @module
 */
import type { WorkingCalendar } from '../domain/calendar';
import { addDays, type LocalDate } from '../domain/dates';
import { STAGE_KINDS, type StageKind, type StageSpec, type TopicSpec } from '../domain/plan';
import type { FaultKind, Findings } from './findings';
import type { StageForm } from './plan-schema';
import type { Path, YamlSource } from './yaml-source';

/** A stage of the file; `form` is null where its own form is at fault: it is there, and nothing more is known. */
export interface PlacedStage {
  kind: StageKind;
  form: StageForm | null;
  source: YamlSource;
  path: Path;
}

interface ResolvedDue {
  due: LocalDate;
  lateAfter?: LocalDate;
}

const earlier = (a: StageKind, b: StageKind) => STAGE_KINDS.indexOf(a) < STAGE_KINDS.indexOf(b);

/** Stages must come in {@link STAGE_KINDS} order. What cannot be resolved is left out, with a fault. */
export function resolveStages(
  placed: PlacedStage[],
  year: number | null,
  calendar: WorkingCalendar,
  faults: Findings<FaultKind>,
): TopicSpec['stages'] {
  const dues = new Map<StageKind, ResolvedDue>();
  const stages: TopicSpec['stages'] = {};
  for (const { kind, form, source, path } of placed) {
    if (!form) continue;
    const valueAt = (key: string) => source.valueAt([...path, key]);
    if (form.after) checkReference(form.after, 'after', kind, placed, faults, valueAt);
    if (!form.due) continue;
    if (form.said !== undefined && form.decided === undefined && isOpenStart(form.said)) {
      faults.add(
        'open-start',
        valueAt('due'),
        `“${form.said}” chỉ nêu lúc bắt đầu; thời hạn kết thúc phải có “decided” và “basis”`,
      );
    }
    if (form.due.form === 'after' && !checkReference(form.due.stage, 'due', kind, placed, faults, valueAt)) continue;
    const due = resolveDue(form, dues, calendar);
    // the stage it counts from is at fault itself: that one is told, this follows from it
    if (!due) continue;
    const opens = form.opens ?? `${due.due.slice(0, 7)}-01`;
    // a due that counts from another is as likely as that one, though it may end some days into the next year
    const written: [string, LocalDate][] = [
      ...(form.opens === undefined ? [] : [['opens', form.opens] satisfies [string, LocalDate]]),
      ...(form.due.form === 'after' ? [] : [['due', due.due] satisfies [string, LocalDate]]),
    ];
    const implausible = written.filter(([, day]) => !isPlausible(day, year));
    for (const [key, day] of implausible)
      faults.add('implausible-year', valueAt(key), `ngày ${day} cách xa năm ${year ?? ''} của kế hoạch`);
    // nothing is counted from such a day
    if (implausible.length > 0) continue;
    dues.set(kind, due);
    if (opens > due.due) faults.add('date-order', valueAt('opens'), `bắt đầu (${opens}) sau thời hạn (${due.due})`);
    const before = [...dues].findLast(([other, its]) => other !== kind && its.due > due.due);
    if (before)
      faults.add(
        'date-order',
        valueAt('due'),
        `thời hạn của bước “${kind}” (${due.due}) trước thời hạn của bước “${before[0]}” (${before[1].due})`,
      );
    stages[kind] = stageOf(form, opens, due);
  }
  return stages;
}

/** A reference must name an earlier stage that the topic has. */
function checkReference(
  target: StageKind,
  key: string,
  kind: StageKind,
  placed: PlacedStage[],
  faults: Findings<FaultKind>,
  valueAt: (key: string) => { line: number; column: number },
): boolean {
  if (!placed.some((stage) => stage.kind === target)) {
    faults.add('absent-stage', valueAt(key), `chuyên đề không có bước “${target}”`);
    return false;
  }
  if (!earlier(target, kind)) {
    faults.add('absent-stage', valueAt(key), `bước “${target}” không đứng trước bước “${kind}”`);
    return false;
  }
  return true;
}

function resolveDue(form: StageForm, dues: Map<StageKind, ResolvedDue>, calendar: WorkingCalendar): ResolvedDue | null {
  if (!form.due) return null;
  if (form.due.form === 'on') return { due: form.due.day };
  if (form.due.form === 'before') return { due: addDays(form.due.day, -1), lateAfter: form.due.day };
  const base = dues.get(form.due.stage);
  return base ? { due: calendar.addWorkingDays(base.due, form.due.workingDays) } : null;
}

function stageOf(form: StageForm, opens: LocalDate, { due, lateAfter }: ResolvedDue): StageSpec {
  return {
    owners: [...new Set(form.owner)],
    audience: [...new Set(form.for ?? [])],
    opens,
    due,
    ...(lateAfter !== undefined && { lateAfter }),
    ...(form.due?.form === 'after' && { dueRule: { workingDays: form.due.workingDays, after: form.due.stage } }),
    said: form.said ?? '',
    ...(form.decided !== undefined && { decided: form.decided }),
    ...(form.basis !== undefined && { basis: form.basis }),
    tentative: form.tentative,
    ...(form.after !== undefined && { after: form.after }),
    requiresMaterials: form.requires === 'materials',
    information: form.information,
    ...(form.place !== undefined && { place: form.place }),
    ...(form.hour !== undefined && { hour: form.hour }),
    ...(form.seats !== undefined && { seats: form.seats }),
    nonMembers: form.nonMembers,
  };
}

/** "Thời gian: Từ tháng 4 năm 2023" says when it begins and not when it ends. "Từ ngày 1/4 đến ngày 30/6" says both. */
export function isOpenStart(said: string): boolean {
  const begins =
    /(^|[:;,.–-]\s*)((dự kiến|bắt đầu|thực hiện)\s+)?từ\s+(tháng|ngày|quý|tuần|đầu|giữa|cuối|thượng tuần|trung tuần|hạ tuần)\s/iu;
  return begins.test(said) && !/(đến|tới|hoàn thành|trước ngày|xong)/iu.test(said);
}

/** A year's plan may open in the year before and be summed up in the one after. */
function isPlausible(day: LocalDate, year: number | null): boolean {
  const its = Number(day.slice(0, 4));
  return year === null ? its >= 2000 && its <= 2101 : its >= year - 1 && its <= year + 1;
}

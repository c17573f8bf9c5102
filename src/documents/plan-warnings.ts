/**
 * What a plan may do and had better not: a due date on a day off, two sessions of a cell in one month.
 * A due date stays where the document put it; the operator decides. DESIGN §5.
 *
 * @module
 */
import type { WorkingCalendar } from '../domain/calendar';
import { addDays, type LocalDate } from '../domain/dates';
import { stagesInOrder, type PlanDocument, type StageSpec, type TopicSpec } from '../domain/plan';
import { countText, dateText } from '../domain/wording';
import type { Findings, WarningKind } from './findings';
import type { PlacedPlan } from './plan-places';

export function addPlanWarnings(
  document: PlanDocument,
  calendar: WorkingCalendar,
  places: PlacedPlan,
  warnings: Findings<WarningKind>,
): void {
  const yearsMissing = new Set<number>();
  for (const [index, topic] of document.topics.entries()) {
    for (const { kind, stage } of stagesInOrder(topic)) {
      const place = places.stage(index, kind, 'due');
      const year = Number(stage.due.slice(0, 4));
      if (!calendar.covers(year) && !yearsMissing.has(year)) {
        yearsMissing.add(year);
        warnings.add('calendar-year-missing', place, `chưa có lịch nghỉ năm ${year}: chỉ tính thứ Bảy, Chủ nhật là ngày nghỉ`);
      }
      if (!calendar.isWorkingDay(stage.due)) {
        warnings.add(
          'day-off',
          place,
          `thời hạn ${dateText(stage.due)} là ngày nghỉ; ngày làm việc gần nhất trước đó là ${dateText(calendar.addWorkingDays(stage.due, -1))}`,
        );
      }
      if (stage.requiresMaterials && topic.materials.length === 0) {
        warnings.add(
          'no-materials',
          places.stage(index, kind, 'requires'),
          'bước này chờ tài liệu nhưng chuyên đề chưa kê tài liệu nào (“materials”)',
        );
      }
    }
  }
  addSpreadWarnings(document, calendar, places, warnings);
}

interface SessionDue {
  index: number;
  topic: TopicSpec;
  stage: StageSpec;
}

/** One warning a month that has more than one session of a cell, at the due of each that could move. */
function addSpreadWarnings(
  document: PlanDocument,
  calendar: WorkingCalendar,
  places: PlacedPlan,
  warnings: Findings<WarningKind>,
): void {
  const sessions = document.topics.flatMap((topic, index): SessionDue[] => {
    const stage = topic.stages.session;
    return stage?.owners.includes('cell') ? [{ index, topic, stage }] : [];
  });
  const taken = new Set(sessions.map(({ stage }) => monthOf(stage.due)));
  for (const month of [...taken].toSorted()) {
    const together = sessions.filter(({ stage }) => monthOf(stage.due) === month);
    if (together.length < 2) continue;
    const list = together.map(({ topic, stage }) => `${topic.short}: ${dateText(stage.due)}`).join('; ');
    // a day that was decided can be decided anew; a day the document states stays
    const [, ...movable] = together.toSorted(
      (a, b) => Number(a.stage.decided !== undefined) - Number(b.stage.decided !== undefined) || a.index - b.index,
    );
    for (const { index, topic, stage } of movable) {
      const free = freeMonth(stage, document.year, taken);
      if (free) taken.add(free);
      const proposal = free
        ? `đề xuất ${topic.short} đến hết ngày ${dateText(lastWorkingDay(free, calendar))}`
        : `không còn tháng trống trong năm ${document.year} cho ${topic.short}`;
      warnings.add(
        'sessions-in-one-month',
        places.stage(index, 'session', 'due'),
        `trong tháng ${month.slice(5)}/${month.slice(0, 4)} mỗi chi bộ có ${countText(together.length)} chuyên đề đến thời hạn sinh hoạt (${list}); ${proposal}`,
      );
    }
  }
}

/** The nearest month of the plan's year without a session: later ones first, then earlier ones from the opening on. */
function freeMonth(stage: StageSpec, year: number, taken: ReadonlySet<string>): string | undefined {
  const months = Array.from({ length: 12 }, (_, index) => `${year}-${String(index + 1).padStart(2, '0')}`);
  const due = monthOf(stage.due);
  const later = months.filter((month) => month > due);
  const sooner = months.filter((month) => month < due && month >= monthOf(stage.opens)).toReversed();
  return [...later, ...sooner].find((month) => !taken.has(month));
}

function lastWorkingDay(month: string, calendar: WorkingCalendar): LocalDate {
  const next = addDays(`${month}-28`, 4).slice(0, 7);
  return calendar.addWorkingDays(`${next}-01`, -1);
}

const monthOf = (day: LocalDate) => day.slice(0, 7);

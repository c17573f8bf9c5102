/**
 * How a letter names the plan it carries out.
 *
 * @module
 */
import type { SectionPlan } from '../../letter';
import { fullDate } from './dates';

/** "Thực hiện Kế hoạch số …, ngày … của Ban Thường vụ …" */
export function planPhrase(plan: SectionPlan): string {
  const about = plan.title.replace(/^kế hoạch\s+/i, '');
  if (plan.number === null) return `Thực hiện Kế hoạch ${about} của ${plan.issuerName}`;
  const dated = plan.date === null ? '' : `, ngày ${fullDate(plan.date)}`;
  return `Thực hiện Kế hoạch số ${plan.number}${dated} của ${plan.issuerName} về ${about}`;
}

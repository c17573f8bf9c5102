/**
 * Which plan a command means, and the full ids of what people write without it: topic, topic/stage, topic/stage/body.
 *
 * @module
 */
import { CodedError } from '../errors';
import type { InBoth } from '../languages';
import type { Db } from '../services/db';

/** The plan named, or the only one that is followed. @throws CD_PLAN_UNKNOWN, CD_USAGE when there is none or several */
export async function planIdFor(db: Db, named: string | undefined): Promise<string> {
  if (named !== undefined) {
    const plan = await db.prisma.plan.findUnique({ where: { id: named }, select: { id: true } });
    if (!plan) throw new CodedError('CD_PLAN_UNKNOWN', { plan: named });
    return plan.id;
  }
  const [only, ...others] = await db.prisma.plan.findMany({
    where: { status: { in: ['running', 'paused'] } },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  if (!only)
    throw new CodedError('CD_USAGE', {
      what: {
        vi: 'Không có kế hoạch nào đang thực hiện; ghi mã kế hoạch bằng --plan',
        en: 'No plan is running; name one with --plan',
      },
    });
  if (others.length > 0) throw severalPlans([only, ...others].map(({ id }) => id).join(', '));
  return only.id;
}

const severalPlans = (ids: string) =>
  new CodedError('CD_USAGE', {
    what: {
      vi: `Có nhiều kế hoạch đang thực hiện (${ids}); ghi mã kế hoạch bằng --plan`,
      en: `Several plans are running (${ids}); name one with --plan`,
    },
  });

/** How a topic, a stage and an assignment are written. */
const FORMS: Record<1 | 2 | 3, InBoth> = {
  1: { vi: 'chuyên-đề', en: 'topic' },
  2: { vi: 'chuyên-đề/bước', en: 'topic/stage' },
  3: { vi: 'chuyên-đề/bước/tổ-chức', en: 'topic/stage/body' },
};

/**
 * The full id of what was written with `words` parts (1 topic, 2 stage, 3 assignment); a full id is taken as it is.
 *
 * @throws CD_USAGE when it is written otherwise
 */
export async function fullId(db: Db, written: string, words: 1 | 2 | 3, plan: string | undefined): Promise<string> {
  const parts = written.split('/');
  if (parts.some((part) => part === '') || (parts.length !== words && parts.length !== words + 1)) {
    const { vi, en } = FORMS[words];
    throw new CodedError('CD_USAGE', {
      what: { vi: `“${written}” cần ghi dạng ${vi}`, en: `"${written}" is not written as ${en}` },
    });
  }
  return parts.length === words ? `${await planIdFor(db, plan)}/${written}` : written;
}

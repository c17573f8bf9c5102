/**
 * Bodies that a roster no longer names: kept, or ended from a day, as a person says. Never deleted.
 *
 * @module
 */
import { z } from 'zod';
import type { LocalDate } from '../../domain/dates';
import type { Asked } from '../../documents/spreadsheet/questions';
import { isDay } from '../../documents/written-values';
import { CodedError } from '../../errors';
import { audit, type Context, type Tx } from '../db';

export interface Ending {
  id: string;
  /** No longer in force from this day. */
  on: LocalDate;
}

const SHOWN = 8;

/** `vanished` answers for all, `vanished/<id>` for one. @throws CD_ROSTER_ANSWER */
export function endingsOf(
  vanished: { id: string; name: string }[],
  asked: Asked,
  answered: (key: string) => boolean,
  validFrom: LocalDate,
): Ending[] {
  return vanished.flatMap(({ id, name }) => {
    const one = `vanished/${id}`;
    const key = answered(one) ? one : 'vanished';
    const shown = vanished
      .slice(0, SHOWN)
      .map((each) => `${each.name} (${each.id})`)
      .join('; ');
    const said = asked.ask({
      key,
      text:
        key === one
          ? `“${name}” không còn trong danh sách`
          : `${vanished.length} tổ chức không còn trong danh sách: ${shown}${vanished.length > SHOWN ? '; …' : ''}. Giữ nguyên (keep) hay thôi từ ngày (ended, ended:NĂM-THÁNG-NGÀY)? Riêng một tổ chức: vanished/<mã>.`,
      choices: [],
      proposal: 'keep',
    });
    if (said === 'keep') return [];
    const day = said === 'ended' ? validFrom : said.replace(/^ended:/, '');
    if (!said.startsWith('ended') || !isDay(day))
      throw new CodedError('CD_ROSTER_ANSWER', {
        text: `${key}=${said}`,
        why: { vi: 'chọn keep, ended hoặc ended:NĂM-THÁNG-NGÀY', en: 'choose keep, ended or ended:YYYY-MM-DD' },
      });
    return [{ id, on: day }];
  });
}

/**
 * Ends versions; the bodies, their reports and letters stay. Routes are the caller's to compute again.
 * @returns how many of their duties are still open: a waiver needs a basis, so nobody waives them here
 * @throws CD_ROSTER_OLDER where a version begins on that day or later
 */
export async function endBodies(tx: Tx, endings: Ending[], ctx: Context): Promise<number> {
  if (endings.length === 0) return 0;
  const list = JSON.stringify(endings);
  const [newer] = await tx.$queryRaw<{ bodyId: string; validFrom: string; on: string }[]>`
    select v."bodyId", v."validFrom", e."on" from jsonb_to_recordset(${list}::jsonb) as e(id text, "on" text)
    join "BodyVersion" v on v."bodyId" = e.id and v."validTo" is null and v."validFrom" >= e."on" order by v."bodyId" limit 1`;
  if (newer) throw new CodedError('CD_ROSTER_OLDER', { body: newer.bodyId, since: newer.validFrom, from: newer.on });
  await tx.$executeRaw`
    update "BodyVersion" v set "validTo" = e."on" from jsonb_to_recordset(${list}::jsonb) as e(id text, "on" text)
    where v."bodyId" = e.id and v."validTo" is null`;
  const ids = endings.map(({ id }) => id);
  await tx.$executeRaw`delete from "OfficerUnit" where "bodyId" = any(${ids}::text[])`;
  for (const { id, on } of endings) await audit(tx, ctx, 'body.ended', id, { on });
  const open = await tx.$queryRaw`
    select count(*)::int as count from "Assignment" where "bodyId" = any(${ids}::text[]) and status in ('pending', 'open')`;
  return z.array(z.object({ count: z.number() })).parse(open)[0]?.count ?? 0;
}

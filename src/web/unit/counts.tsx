/**
 * A unit's cells at a glance, as the Monday letter counts them: reported, with a date, nothing known.
 *
 * @module
 */
import type { FC } from 'hono/jsx';
import { countText, stageName } from '../../domain/wording';
import { count } from '../../mail/texts/vi/dates';
import type { DutyView } from '../../services/duties/views';
import { tabular } from '../wording/dates';

export interface StageGroup {
  topicKey: string;
  topicShort: string;
  kind: DutyView['kind'];
  /** The latest due among its cells. */
  due: string;
  duties: DutyView[];
}

/** Duties by topic and stage, in the plan's order; those not asked for are left out. */
export function byStage(duties: DutyView[]): StageGroup[] {
  const groups = new Map<string, StageGroup>();
  for (const duty of duties) {
    const key = `${duty.topicKey}/${duty.kind}`;
    const group = groups.get(key) ?? {
      topicKey: duty.topicKey,
      topicShort: duty.topicShort,
      kind: duty.kind,
      due: duty.dueDate,
      duties: [],
    };
    if (duty.dueDate > group.due) group.due = duty.dueDate;
    group.duties.push(duty);
    groups.set(key, group);
  }
  return [...groups.values()];
}

export function countsOf(duties: DutyView[]) {
  const asked = duties.filter((duty) => duty.state !== 'waived');
  return {
    total: asked.length,
    reported: asked.filter((duty) => duty.report !== null).length,
    planned: asked.filter((duty) => duty.state === 'planned').length,
    toConfirm: asked.filter((duty) => duty.state === 'sent').length,
    notOpen: asked.length > 0 && asked.every((duty) => duty.state === 'not-open'),
    /** Cells whose notices a person must pass on. */
    byHand: asked.filter((duty) => duty.report === null && duty.via !== 'email').length,
  };
}

const figure = (n: number) => (n === 0 ? '–' : countText(n));

export const CellCounts: FC<{ duties: DutyView[]; home: string }> = ({ duties, home }) => {
  const groups = byStage(duties);
  const cells = new Set(duties.map((duty) => duty.bodyId)).size;
  const toConfirm = groups.reduce((sum, group) => sum + countsOf(group.duties).toConfirm, 0);
  return (
    <section aria-labelledby="cells">
      <h2 id="cells">Tình hình của {count(cells)} chi bộ, tổ chức trực thuộc</h2>
      <div class="scroll" tabindex={0} role="region" aria-label="Bảng theo nội dung">
        <table>
          <thead>
            <tr>
              <th scope="col">Nội dung</th>
              <th scope="col">Thời hạn</th>
              <th scope="col" class="n">
                Đã báo cáo
              </th>
              <th scope="col" class="n">
                Đã có lịch
              </th>
              <th scope="col" class="n">
                Chưa có thông tin
              </th>
            </tr>
          </thead>
          <tbody>
            {groups.map((group) => {
              const counts = countsOf(group.duties);
              return (
                <tr>
                  <td>
                    <a href={`${home}/cells#${group.topicKey}-${group.kind}`}>{group.topicShort}</a>
                    <br />
                    <span class="soft small">{stageName(group.kind)}</span>
                  </td>
                  <td class="d">{tabular(group.due)}</td>
                  {counts.notOpen ? (
                    <td colspan={3} class="soft">
                      Chưa đến thời gian
                    </td>
                  ) : (
                    <>
                      <td class="n">
                        {countText(counts.reported)}/{countText(counts.total)}
                      </td>
                      <td class="n">{figure(counts.planned)}</td>
                      <td class="n">{figure(counts.total - counts.reported - counts.planned)}</td>
                    </>
                  )}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      <p class="row below">
        <a class="btn main" href={`${home}/cells`}>
          {toConfirm > 0 ? `Xem từng chi bộ, xác nhận ${countText(toConfirm)} báo cáo` : 'Xem từng chi bộ'}
        </a>
      </p>
    </section>
  );
};

/**
 * The part of the operators' page that renews itself: the plan's stages in numbers, mail, tasks.
 *
 * @module
 */
import type { FC } from 'hono/jsx';
import { momentText, planState, stageName, stageState, taskName } from '../../domain/wording';
import { progressOf, type Overview, type PlanOverview, type StageCounts, type TopicOverview } from '../../services/overview';
import type { RunView } from '../options';
import { tabular } from '../wording/dates';
import { levelWord, MESSAGE_ORDER, messageWord, nextWord } from './words';

export const Board: FC<{ view: RunView; overview: Overview }> = ({ view, overview }) => (
  <>
    {overview.plans.length === 0 ? <Empty rehearsal={view.readOnly} /> : null}
    {overview.plans.map((plan) => (
      <Plan plan={plan} view={view} />
    ))}
    {overview.plans.length > 0 ? <Rest view={view} overview={overview} zone={overview.plans[0]?.zone ?? 'UTC'} /> : null}
  </>
);

const Empty: FC<{ rehearsal: boolean }> = ({ rehearsal }) => (
  <div class="note calm">
    <h2>Chưa có kế hoạch nào</h2>
    {rehearsal ? (
      <p>Lượt chạy thử đang chuẩn bị.</p>
    ) : (
      <>
        <p>Bắt đầu một kế hoạch:</p>
        <p>
          <code>./bin/chuyende plan start ke-hoach.yaml --bodies danh-sach.csv</code>
        </p>
        <p>Chạy thử cả năm với kế hoạch mẫu (không gửi thư ra ngoài):</p>
        <p>
          <code>
            ./bin/chuyende plan rehearse examples/ha-tinh-2023/plan.yaml --bodies examples/ha-tinh-2023/bodies.csv --calendar
            examples/ha-tinh-2023/calendar-2023.yaml --from 2023-01-01
          </code>
        </p>
      </>
    )}
  </div>
);

const Plan: FC<{ plan: PlanOverview; view: RunView }> = ({ plan, view }) => {
  const percent = Math.round(progressOf(plan, view.asOf) * 100);
  return (
    <section>
      <h1>
        {plan.title} {plan.status === 'running' ? null : <span class="chip">{planState(plan.status)}</span>}
      </h1>
      <p class="soft">
        {plan.number ? `Số ${plan.number}. ` : ''}Từ {tabular(plan.fromDate)} đến {tabular(plan.endDate)}
        {plan.revision > 1 ? `; lần điều chỉnh ${plan.revision}` : ''}. Số liệu đến {momentText(view.asOf, plan.zone)}.
      </p>
      {view.readOnly ? (
        <p>
          <label for={`year-${plan.id}`} class="small">
            Đã chạy {percent}% của kế hoạch
          </label>
          <progress id={`year-${plan.id}`} max={100} value={percent}>
            {percent}%
          </progress>
        </p>
      ) : null}
      <div class="scroll stages" tabindex={0} role="region" aria-label={`Các chuyên đề của ${plan.title}`}>
        <table>
          <thead>
            <tr>
              {['Chuyên đề', 'Nội dung', 'Từ ngày', 'Thời hạn', 'Tình trạng'].map((name) => (
                <th scope="col">{name}</th>
              ))}
              {COLUMNS.map((column) => (
                <th scope="col" class="n">
                  {column.name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {plan.topics.map((topic) => (
              <Topic topic={topic} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
};

const COLUMNS: { name: string; of: (stage: StageCounts) => number; look?: string }[] = [
  { name: 'Tổng', of: (stage) => stage.total },
  { name: 'Chưa mở', of: (stage) => stage.pending },
  { name: 'Chờ báo cáo', of: (stage) => stage.open },
  { name: 'Đã có lịch', of: (stage) => stage.planned },
  { name: 'Đúng thời hạn', of: (stage) => stage.inTime, look: 'done' },
  { name: 'Sau thời hạn', of: (stage) => stage.late, look: 'late' },
  { name: 'Không phải thực hiện', of: (stage) => stage.waived },
  { name: 'Quá thời hạn', of: (stage) => stage.miss, look: 'miss' },
  { name: 'Chưa liên hệ được', of: (stage) => stage.contact, look: 'contact' },
];

const Topic: FC<{ topic: TopicOverview }> = ({ topic }) => (
  <>
    {topic.stages.map((stage, index) => (
      <tr>
        {index === 0 ? (
          <th scope="rowgroup" rowspan={topic.stages.length} title={topic.title}>
            {topic.short}
            {topic.silent ? <div class="soft">không gửi thư</div> : null}
          </th>
        ) : null}
        <td>{stageName(stage.kind)}</td>
        <td class="d">{tabular(stage.opensOn)}</td>
        <td class="d">{tabular(stage.dueDate)}</td>
        <td>{stageState(stage.status, stage.heldFor)}</td>
        {COLUMNS.map(({ of, look }) => {
          const n = of(stage);
          return n === 0 ? <td class="n z">0</td> : <td class="n">{look ? <span class={`chip ${look}`}>{n}</span> : n}</td>;
        })}
      </tr>
    ))}
  </>
);

const Rest: FC<{ view: RunView; overview: Overview; zone: string }> = ({ overview, zone }) => (
  <div class="two">
    <section>
      <h2>Thư</h2>
      <div class="tiles">
        {MESSAGE_ORDER.filter((status) => status === 'queued' || status === 'sent' || (overview.messages[status] ?? 0) > 0).map(
          (status) => (
            <div class="tile">
              <b>{overview.messages[status] ?? 0}</b>
              {messageWord(status)}
            </div>
          ),
        )}
        {overview.unwritten > 0 ? (
          <div class="tile">
            <b>{overview.unwritten}</b>
            {messageWord('failed')}
            <div class="soft">chưa soạn được nội dung</div>
          </div>
        ) : null}
      </div>
      {overview.latestMessages.length === 0 ? (
        <p class="soft">Chưa có thư nào.</p>
      ) : (
        <div class="scroll" tabindex={0} role="region" aria-label="Thư mới nhất">
          <table>
            <thead>
              <tr>
                <th scope="col">Lúc</th>
                <th scope="col">Thư</th>
                <th scope="col">Trạng thái</th>
              </tr>
            </thead>
            <tbody>
              {overview.latestMessages.map((message) => (
                <tr>
                  <td class="d">{momentText(message.at, zone)}</td>
                  <td>
                    {message.subject}
                    <div class="soft">{message.address}</div>
                  </td>
                  <td>
                    {messageWord(message.status)}
                    {message.why ? <div class="soft">{message.why}</div> : null}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
    <section>
      <h2>Việc cần xử lý</h2>
      <div class="tiles">
        {overview.tasks.map((task) => (
          <div class="tile">
            <b>{task.open}</b>
            {taskName(task.kind)}
            <div class="soft">{levelWord(task.level)}</div>
          </div>
        ))}
        <div class="tile">
          <b>{overview.closedTasks}</b>
          Đã kết thúc
        </div>
      </div>
      {overview.openTasks.length === 0 ? (
        <p class="soft">Chưa có việc nào.</p>
      ) : (
        <div class="scroll" tabindex={0} role="region" aria-label="Việc đang mở">
          <table>
            <thead>
              <tr>
                <th scope="col">Từ ngày</th>
                <th scope="col">Việc</th>
                <th scope="col">Người xử lý</th>
              </tr>
            </thead>
            <tbody>
              {overview.openTasks.map((task) => (
                <tr>
                  <td class="d">{tabular(task.openedOn)}</td>
                  <td>
                    {task.title}
                    <div class="soft">
                      {task.open > 0 ? `Còn ${task.open} tổ chức. ` : ''}
                      {task.allIn ? 'Đã có đủ báo cáo: kết thúc xử lý.' : `${nextWord(task.kind)}.`}{' '}
                      <code>tasks show {task.id}</code>
                    </div>
                  </td>
                  <td>
                    {task.owner ?? 'Chưa có người nhận'}
                    {task.level > 0 ? <div class="soft">đã báo cáo Trưởng Ban</div> : null}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  </div>
);

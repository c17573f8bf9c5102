/**
 * The first screen of a report: what two minutes on a phone allow. The rest is folded and can come later. DESIGN §9.
 *
 * @module
 */
import type { FC } from 'hono/jsx';
import type { StageKind } from '../../domain/plan';
import type { FieldFault } from '../../services/duties/report-content';
import { described, Field, WordsField } from './frame';

export const REPORT_LABELS: Record<string, string> = {
  heldOn: 'Ngày sinh hoạt',
  meeting: 'Hình thức',
  cells: 'Số chi bộ',
  reported: 'Số chi bộ đã báo cáo',
  late: 'Trong đó sau thời hạn',
  total: 'Tổng số đảng viên',
  exempt: 'Được miễn sinh hoạt',
  present: 'Có mặt',
  absentWithReason: 'Vắng có lý do',
  absentWithoutReason: 'Vắng không lý do',
  nonMembers: 'Quần chúng tham gia',
  score: 'Tự đánh giá (điểm)',
  goodPractice: 'Cách làm hay',
  proposals: 'Kiến nghị, đề xuất',
  chosen: 'Nội dung đã chọn',
};

export interface ReportBoxes {
  kind: StageKind;
  values: Record<string, string>;
  faults: FieldFault[];
  /** Latest day that can be given: today. */
  today: string;
  /** Non-members take part (study). */
  nonMembers: boolean;
}

export const ReportFields: FC<ReportBoxes> = (boxes) => {
  switch (boxes.kind) {
    case 'selection':
      return <Words boxes={boxes} name="chosen" required />;
    case 'reporting':
      return (
        <>
          <fieldset>
            <legend>Chi bộ</legend>
            <div class="pair">
              <Figure boxes={boxes} name="cells" required />
              <Figure boxes={boxes} name="reported" required />
              <Figure boxes={boxes} name="late" />
            </div>
          </fieldset>
          <Attendance boxes={boxes} />
          <Later boxes={boxes} />
        </>
      );
    default:
      return (
        <>
          <HeldOn boxes={boxes} />
          <Meeting boxes={boxes} />
          <Attendance boxes={boxes} />
          <Later boxes={boxes} />
        </>
      );
  }
};

const faultOf = (boxes: ReportBoxes, name: string) => boxes.faults.find((fault) => fault.field === name);
const labelOf = (name: string) => REPORT_LABELS[name] ?? name;

const HeldOn: FC<{ boxes: ReportBoxes }> = ({ boxes }) => {
  const fault = faultOf(boxes, 'heldOn');
  return (
    <Field name="heldOn" label={labelOf('heldOn')} fault={fault}>
      <input type="date" {...described('heldOn', fault)} value={boxes.values['heldOn'] ?? ''} max={boxes.today} required />
    </Field>
  );
};

const MEETINGS = [
  ['alone', 'Sinh hoạt riêng'],
  ['monthly', 'Kết hợp sinh hoạt thường kỳ'],
] as const;

const Meeting: FC<{ boxes: ReportBoxes }> = ({ boxes }) => {
  const fault = faultOf(boxes, 'meeting');
  return (
    <fieldset aria-describedby={fault ? 'meeting-fault' : undefined}>
      <legend>{labelOf('meeting')}</legend>
      {MEETINGS.map(([value, text], index) => (
        <label class="choice">
          <input
            type="radio"
            name="meeting"
            id={index === 0 ? 'meeting' : undefined}
            value={value}
            checked={boxes.values['meeting'] === value}
            required
          />
          {text}
        </label>
      ))}
      {fault ? (
        <p class="fault" id="meeting-fault">
          {fault.message}
        </p>
      ) : null}
    </fieldset>
  );
};

/** Whole numbers; `inputmode` brings the number pad without the spinners of type=number. */
const Figure: FC<{ boxes: ReportBoxes; name: string; required?: boolean }> = ({ boxes, name, required }) => {
  const fault = faultOf(boxes, name);
  return (
    <Field name={name} label={labelOf(name)} fault={fault}>
      <input
        inputmode="numeric"
        pattern="[0-9]*"
        maxlength={5}
        autocomplete="off"
        {...described(name, fault)}
        value={boxes.values[name] ?? ''}
        required={required}
      />
    </Field>
  );
};

const Attendance: FC<{ boxes: ReportBoxes }> = ({ boxes }) => (
  <fieldset>
    <legend>Đảng viên</legend>
    <p class="hint">Có mặt cộng vắng bằng tổng số trừ số được miễn; ô để trống tính là 0.</p>
    <div class="pair">
      <Figure boxes={boxes} name="total" required />
      <Figure boxes={boxes} name="exempt" />
      <Figure boxes={boxes} name="present" required />
      <Figure boxes={boxes} name="absentWithReason" />
      <Figure boxes={boxes} name="absentWithoutReason" />
      {boxes.nonMembers ? <Figure boxes={boxes} name="nonMembers" /> : null}
    </div>
  </fieldset>
);

const LATER = ['score', 'goodPractice', 'proposals'];

const Later: FC<{ boxes: ReportBoxes }> = ({ boxes }) => (
  <details class="card" open={LATER.some((name) => (boxes.values[name] ?? '') !== '' || faultOf(boxes, name) !== undefined)}>
    <summary>Nội dung khác (không bắt buộc, có thể bổ sung sau)</summary>
    <Figure boxes={boxes} name="score" />
    <Words boxes={boxes} name="goodPractice" />
    <Words boxes={boxes} name="proposals" />
  </details>
);

const Words: FC<{ boxes: ReportBoxes; name: string; required?: boolean }> = ({ boxes, name, required }) => (
  <WordsField name={name} label={labelOf(name)} value={boxes.values[name]} fault={faultOf(boxes, name)} required={required} />
);

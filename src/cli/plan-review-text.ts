/**
 * A review in words: its questions, its answers, its summary.
 *
 * @module
 */
import { workingCalendar } from '../domain/calendar';
import { countText, dateText } from '../domain/wording';
import type { Answer, ReviewQuestion } from '../services/review/question';
import { openQuestions, questionsOf, standing, type Review } from '../services/review/review';

export const HELP = [
  '  Enter  theo đề xuất (hoặc giữ nguyên)      -  để sau',
  '  <      quay lại câu vừa trả lời            q  dừng ở đây, làm tiếp sau (Ctrl-C cũng vậy)',
  '  ?      xem lại câu hỏi và các lệnh này',
  '  Thời hạn ghi như: 30/9; hết tháng 9; cuối quý III; trước ngày 30/6; từ 1/5 đến 30/9; 10 ngày làm việc sau sinh hoạt chuyên đề',
];

export function introLines(review: Review, resumed: number): string[] {
  const { title } = review.draft.plan;
  const open = openQuestions(review).length;
  return [
    title === '' ? 'Chưa rõ tên kế hoạch' : title,
    `${resumed > 0 ? `Tiếp tục: đã trả lời ${countText(resumed)} câu, còn` : 'Có'} ${countText(open)} câu hỏi.`,
    ...HELP,
  ];
}

/** `n`: its number among all questions; left out where there is none. */
export function questionLines(question: ReviewQuestion, n: string): string[] {
  const { topic, title, said, place, reason, advice, options, kept, proposal, required } = question;
  const at = place ? ` [${place.page === undefined ? '' : `trang ${place.page}, `}dòng ${place.line}]` : '';
  return [
    '',
    `${n} ${title}${required ? '' : ' (có thể để sau)'}`,
    ...(topic === null || topic === '' ? [] : [`    Chuyên đề: ${topic}`]),
    ...(said === '' ? [] : [`    Văn bản: “${said}”${at}`]),
    `    Vì sao hỏi: ${reason}`,
    ...(advice === '' ? [] : [`    ${advice}`]),
    ...options.map(({ answer, label }, index) => `    ${index + 1}. ${answer} (${label})`),
    ...(kept === null ? [] : [`    Enter: giữ nguyên, ${kept}`]),
    ...(proposal === null ? [] : [`    Enter: ${proposal}`]),
  ];
}

/** "[3/16]" */
export function numberOf(review: Review, { about }: ReviewQuestion): string {
  const all = questionsOf(review);
  return `[${all.findIndex((each) => each.about === about) + 1}/${all.length}]`;
}

/** What had better be known of an answer. */
export function notes({ value }: Answer | Pick<Answer, 'value'>, { calendarFile }: Review): string[] {
  if (value.as !== 'due' || value.last === null) return [];
  const calendar = workingCalendar(calendarFile);
  if (calendar.isWorkingDay(value.last)) return [];
  const before = calendar.addWorkingDays(value.last, -1);
  return [`  Lưu ý: ${dateText(value.last)} là ngày nghỉ; ngày làm việc gần nhất trước đó là ${dateText(before)}.`];
}

export function summaryLines(review: Review): string[] {
  const given = standing(review);
  const open = openQuestions(review);
  return [
    '',
    given.length === 0 ? 'Chưa có câu trả lời nào.' : 'Các câu trả lời:',
    ...given.map(({ question, answer }, index) => {
      const basis = answer.basis === null ? '' : ` (căn cứ: ${answer.basis})`;
      return `  ${index + 1}. ${question.title}: ${answer.understood}${basis}`;
    }),
    ...(open.length === 0 ? [] : [`Để sau ${countText(open.length)} câu:`]),
    ...open.map(({ title, required }) => `  - ${title}${required ? ': phải có trước khi bắt đầu kế hoạch' : ''}`),
  ];
}

/** How a question is answered by a file. */
export function answerSample({ about, proposal, kept, needsBasis, options }: ReviewQuestion): string {
  const answer = JSON.stringify(proposal ?? (kept === null ? (options[0]?.answer ?? '…') : 'giữ nguyên'));
  return `${about}: ${needsBasis && kept === null ? `{ answer: ${answer}, basis: "…" }` : answer}`;
}

/**
 * The words a body reads about its own duty (glossary, column "To the cell"). Never red, never a reproach.
 *
 * @module
 */
import type { DutyState } from '../../domain/duty-state';
import type { LocalDate } from '../../domain/dates';
import { basisText, fullDate, weekdayName } from '../../mail/texts/vi/dates';

export interface StateWords {
  text: string;
  /** Class of the chip in style.css. */
  look: 'idle' | 'open' | 'planned' | 'near' | 'awaited' | 'sent' | 'done' | 'waived';
}

export interface StateDetails {
  /** "Chi bộ", "Đảng ủy", …: who wrote the planned date. */
  who: string;
  dueDate: LocalDate;
  plannedDate: LocalDate | null;
  basis: string | null;
}

export function stateWords(state: DutyState, about: StateDetails): StateWords {
  switch (state) {
    case 'waived':
      return {
        text: about.basis ? `Không phải thực hiện (căn cứ ${basisText(about.basis)})` : 'Không phải thực hiện',
        look: 'waived',
      };
    case 'confirmed':
      return { text: 'Đã nhận báo cáo', look: 'done' };
    case 'sent':
      return { text: 'Đã gửi Đảng ủy', look: 'sent' };
    case 'paused':
      return { text: 'Tạm dừng theo thông báo của Ban', look: 'idle' };
    case 'not-open':
      return { text: 'Chưa đến thời gian', look: 'idle' };
    case 'awaited':
      return { text: 'Chưa nhận được báo cáo', look: 'awaited' };
    case 'planned':
      return { text: `${about.who} đã ghi lịch ngày ${about.plannedDate ? fullDate(about.plannedDate) : ''}`, look: 'planned' };
    case 'near':
      return { text: `Thời hạn đến hết ngày ${fullDate(about.dueDate)} (${weekdayName(about.dueDate)})`, look: 'near' };
    case 'open':
      return { text: 'Đang trong thời gian thực hiện', look: 'open' };
  }
}

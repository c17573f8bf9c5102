/**
 * Vietnamese section to a body whose wish for a later date the board cannot follow.
 *
 * @module
 */
import type { Section } from '../../letter';
import { key, paragraph, type SectionText } from '../blocks';
import { refusalData } from '../data';
import type { Scene } from '../scene';
import { runningDate } from './dates';
import { dutyOf } from './duty-words';

export function extensionRefused(section: Section, scene: Scene): SectionText {
  const duty = dutyOf(section, scene.letter);
  const { text } = refusalData.parse(section.data);
  const until = section.due === null ? '' : `; thời hạn vẫn đến hết ${runningDate(section.due.date)}`;
  return {
    heading: duty.topic,
    blocks: [
      key(`${scene.letter.sender.name} đã nhận đề nghị điều chỉnh thời hạn ${duty.activity} ${duty.topic} của ${duty.noun} và chưa điều chỉnh được${until}.`),
      paragraph(`Ý kiến của Ban: ${text}`),
      paragraph('Còn khó khăn, vướng mắc, đề nghị trả lời thư này để Ban phối hợp.'),
    ],
    actions: [{ label: `Mở trang của ${duty.noun}`, place: '' }],
    notes: [],
  };
}

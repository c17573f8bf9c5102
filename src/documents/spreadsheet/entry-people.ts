/**
 * The people a row names, each from the columns that are theirs; an address that is none is asked about.
 *
 * @module
 */
import { isEmail } from './addresses';
import type { RowReader } from './columns';
import { distinctPeople, peopleOf, type Person } from './contacts';
import { slug } from './names';
import type { PersonColumns } from './person-columns';
import type { Asked } from './questions';
import { placeText, type SheetPlace } from './sheet';

/** @throws CD_ROSTER_ANSWER */
export function peopleIn(reader: RowReader, groups: PersonColumns[], place: SheetPlace, asked: Asked, notes: string[]): Person[] {
  return distinctPeople(
    groups.flatMap(({ contact, email, phone }) => {
      const read = peopleOf({ contact: reader.of(contact), email: reader.of(email), phone: reader.of(phone) });
      notes.push(...read.notes.map((note) => `${placeText(place)}: ${note}`));
      const { people } = read;
      for (const { text, meant, person } of read.badEmails) {
        const answer = meantOf(text, meant, place, asked);
        const seat = people[person];
        if (seat && isEmail(answer)) people[person] = { ...seat, email: answer.toLowerCase() };
      }
      return people;
    }),
  );
}

function meantOf(text: string, meant: string[], place: SheetPlace, asked: Asked): string {
  const guess = meant.map((email) => `“${email}”`).join(' hay ');
  return asked.ask(
    {
      key: `email/${slug(text).slice(0, 60) || place.line}`,
      text: `${placeText(place)}: địa chỉ e-mail “${text.slice(0, 80)}” không đúng dạng${guess === '' ? '. ' : `; có phải ${guess}? `}Trả lời bằng địa chỉ đúng, hoặc nhập không có địa chỉ (none).`,
      choices: [...meant, 'none'],
      proposal: meant[0] ?? 'none',
    },
    isEmail,
  );
}

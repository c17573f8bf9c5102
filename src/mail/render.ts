/**
 * A letter's form: subject, text, HTML and, for a meeting, a calendar entry. Pure: the same letter gives the same
 * result. Wording lives in `texts/`, this file only puts it together.
 *
 * @module
 */
import { htmlDocument } from './html';
import { calendarOf } from './ics';
import type { Letter, Rendered } from './letter';
import { oneLine } from './one-line';
import { plainText } from './plain';
import { compose } from './texts/compose';
import { english } from './texts/en';
import { sceneOf, type Scene, type Wording } from './texts/scene';
import { vietnamese } from './texts/vi';

const WORDING: Record<Letter['language'], Wording> = { vi: vietnamese, en: english };

/**
 * Renders a letter in its language.
 *
 * @throws ZodError when a section's `data` is not what its reason needs (`texts/data.ts`)
 */
export function renderLetter(letter: Letter): Rendered {
  if (letter.sections.length === 0) throw new Error(`The letter ${letter.messageId} has no section; it should have been skipped`);
  const wording = WORDING[letter.language];
  const scene = sceneOf(letter);
  const subject = oneLine(wording.subject(scene)).trim().normalize('NFC');
  const greeting = wording.greeting(scene);
  const blocks = compose(scene, wording);
  return {
    subject,
    text: plainText(greeting, blocks).normalize('NFC'),
    html: htmlDocument({ language: letter.language, subject, senderName: letter.sender.name }, greeting, blocks).normalize('NFC'),
    threadRoot: threadRootOf(scene),
    ics: calendarOf(letter, subject),
  };
}

/** One thread per topic and body; a letter about several belongs to none. */
function threadRootOf({ letter }: Scene): string | null {
  const roots = new Set(letter.sections.map(({ topic, body }) => (topic === null ? null : `${topic.id}.${body.id}`)));
  const [only] = roots;
  if (roots.size !== 1 || !only) return null;
  const domain = letter.sender.address.slice(letter.sender.address.lastIndexOf('@') + 1);
  return `${only}@${domain}`.replace(/[^A-Za-z0-9.@-]+/g, '.');
}

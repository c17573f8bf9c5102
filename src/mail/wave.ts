/**
 * Letters of one wave say the same and differ in whom they are to. The first of a kind is rendered with marks where body,
 * parent and link stand; the others are filled in. What might read otherwise under a mark is rendered by itself: several
 * sections, a calendar entry, a name that escaping or normalising would touch. `tests/mail/wave.test.ts` holds every
 * letter equal to its direct rendering. Why: docs/decisions/0009-one-rendering-a-wave.md.
 *
 * @module
 */
import type { Letter, Rendered, Section } from './letter';
import { ownPartOf } from './texts/names';

type Render = (letter: Letter) => Rendered;

/** What a letter has for itself alone. */
interface Own {
  bodyId: string;
  name: string;
  parent: string;
  link: string;
}

// Private-use characters pass every text unchanged; an id must look like one, because it becomes part of a Message-ID.
const MARKS: Own = { bodyId: 'body-mark-e8f1', name: '\ue8f1', parent: '\ue8f2', link: '\ue8f3' };
const MARK = /(\ue8f1|\ue8f2|\ue8f3|body-mark-e8f1)/;
const FIELD = new Map(
  Object.entries({
    [MARKS.bodyId]: 'bodyId',
    [MARKS.name]: 'name',
    [MARKS.parent]: 'parent',
    [MARKS.link]: 'link',
  } satisfies Record<string, keyof Own>),
);

/** Letters, digits and the punctuation of names: nothing that HTML escapes, that composes with a neighbour, or ends in a space. */
const PLAIN_NAME = /^[\p{L}\p{N}(](?:[\p{L}\p{N} .,()/-]*[\p{L}\p{N}.)])?$/u;
const PLAIN_ID = /^[A-Za-z0-9.-]+$/;

interface Template {
  subject: Text;
  text: Text;
  html: Text;
  threadRoot: Text | null;
}

/** Fixed words, and between two of them what is the letter's own. */
interface Text {
  words: string[];
  fields: (keyof Own)[];
}

/** Renders the letters of one batch as `render` would. */
export function waveOf(render: Render): Render {
  const kinds = new Map<string, Template | null>();
  return (letter) => {
    const marked = withMarks(letter);
    if (marked === null) return render(letter);
    const key = JSON.stringify(marked.letter);
    let template = kinds.get(key);
    if (template === undefined) {
      template = templateOf(letter, marked.letter, render);
      kinds.set(key, template);
    }
    return template === null ? render(letter) : filled(template, marked.own);
  };
}

/** Null: the letter is not one of many. */
function withMarks(letter: Letter): { letter: Letter; own: Own } | null {
  const [section] = letter.sections;
  if (!section || letter.sections.length > 1 || section.via !== 'email' || letter.recipient.name !== section.body.name)
    return null;
  const { body, linkId } = section;
  const name = split(body.name);
  const parent = body.parentName === null ? null : split(body.parentName);
  if (name === null || (parent === null && body.parentName !== null) || !PLAIN_ID.test(body.id)) return null;
  const shown = `${name.title}${MARKS.name}`;
  const marked: Section = {
    ...section,
    body: { ...body, id: MARKS.bodyId, name: shown, parentName: parent && `${parent.title}${MARKS.parent}` },
    linkId: linkId === null ? null : MARKS.link,
  };
  return {
    letter: { ...letter, messageId: '', address: '', recipient: { ...letter.recipient, name: shown }, sections: [marked] },
    own: { bodyId: body.id, name: name.rest, parent: parent?.rest ?? '', link: linkId ?? '' },
  };
}

/** The title stays in the wave's own words: wording looks at it. */
function split(name: string): { title: string; rest: string } | null {
  const at = ownPartOf(name);
  const rest = name.slice(at).trimStart();
  if (!PLAIN_NAME.test(rest) || rest.normalize('NFC') !== rest) return null;
  return { title: name.slice(0, name.length - rest.length), rest };
}

function templateOf(letter: Letter, marked: Letter, render: Render): Template | null {
  if (MARK.test(JSON.stringify(letter))) return null;
  const { subject, text, html, threadRoot, ics } = render(marked);
  if (ics !== null) return null;
  return { subject: cut(subject), text: cut(text), html: cut(html), threadRoot: threadRoot === null ? null : cut(threadRoot) };
}

function cut(text: string): Text {
  const words: string[] = [];
  const fields: (keyof Own)[] = [];
  for (const piece of text.split(MARK)) {
    const field = FIELD.get(piece);
    if (field === undefined) words.push(piece);
    else fields.push(field);
  }
  return { words, fields };
}

function filled({ subject, text, html, threadRoot }: Template, own: Own): Rendered {
  return {
    subject: join(subject, own),
    text: join(text, own),
    html: join(html, own),
    threadRoot: threadRoot && join(threadRoot, own),
    ics: null,
  };
}

function join({ words, fields }: Text, own: Own): string {
  let whole = words[0] ?? '';
  for (const [index, field] of fields.entries()) whole += own[field] + (words[index + 1] ?? '');
  return whole;
}

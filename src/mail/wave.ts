/**
 * Letters of one wave say the same and differ in whom they are to. The first of a kind is rendered with marks where body,
 * parent and link stand; the others are filled in. What might read otherwise under a mark is rendered by itself: several
 * sections, a calendar entry, a name that escaping or normalising would touch. `tests/mail/wave.test.ts` holds every
 * letter equal to its direct rendering. Why: docs/decisions/0009-one-rendering-a-wave.md.
 *
 * @module
 */
import { createHash } from 'node:crypto';
import type { Letter, Rendered, Section } from './letter';
import { joined, type Own, type Pieces, type WaveWording } from './pieces';
import { ownPartOf } from './texts/names';

type Render = (letter: Letter) => Rendered;

/** A wave's wording as it is kept, once a day: its id is the hash of both. */
export interface SharedText {
  id: string;
  /** JSON; `readWording` reads it. */
  wording: string;
}

/** A letter of a batch; `shared: null`: one by itself. */
export interface OfWave {
  rendered: Rendered;
  shared: (SharedText & { own: Own }) | null;
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

interface Template extends WaveWording {
  subject: Pieces;
  threadRoot: Pieces | null;
  shared: SharedText;
}

/** Renders the letters of one batch as `render` would. */
export function waveOf(render: Render): (letter: Letter) => OfWave {
  const kinds = new Map<string, Template | null>();
  return (letter) => {
    const marked = withMarks(letter);
    if (marked === null) return { rendered: render(letter), shared: null };
    const key = JSON.stringify(marked.letter);
    let template = kinds.get(key);
    if (template === undefined) {
      template = templateOf(letter, marked.letter, render);
      kinds.set(key, template);
    }
    return template === null ? { rendered: render(letter), shared: null } : filled(template, marked.own);
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
  const wording: WaveWording = { text: cut(text), html: cut(html) };
  return {
    ...wording,
    subject: cut(subject),
    threadRoot: threadRoot === null ? null : cut(threadRoot),
    shared: sharedText(wording, letter.asOf),
  };
}

// With the day, so that a text can go with the letters of its day.
function sharedText(of: WaveWording, asOf: number): SharedText {
  const wording = JSON.stringify(of);
  const day = new Date(asOf).toISOString().slice(0, 10);
  return { id: createHash('sha256').update(`${day}\n${wording}`).digest('hex'), wording };
}

function cut(text: string): Pieces {
  const words: string[] = [];
  const fields: (keyof Own)[] = [];
  for (const piece of text.split(MARK)) {
    const field = FIELD.get(piece);
    if (field === undefined) words.push(piece);
    else fields.push(field);
  }
  return { words, fields };
}

function filled({ subject, text, html, threadRoot, shared }: Template, own: Own): OfWave {
  return {
    rendered: {
      subject: joined(subject, own),
      text: joined(text, own),
      html: joined(html, own),
      threadRoot: threadRoot && joined(threadRoot, own),
      ics: null,
    },
    shared: { ...shared, own },
  };
}

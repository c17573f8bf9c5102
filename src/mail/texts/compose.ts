/**
 * Puts a letter's sections in order: bodies, then what each is told, then what is said once.
 *
 * @module
 */
import type { Section } from '../letter';
import type { Block, DutyName } from './blocks';
import type { BodySections, Scene, Wording } from './scene';

/** Everything between greeting and signature. A body's sections share one button when they share a link. */
export function compose(scene: Scene, wording: Wording): Block[] {
  const { letter, own, passOn } = scene;
  const blocks: Block[] = [];
  const notes = new Set<string>();
  if (letter.recipient.kind === 'supervisor') {
    blocks.push(...wording.board(scene));
  } else {
    if (scene.gathered) blocks.push(...wording.opening(scene));
    for (const one of own) blocks.push(...ofBody(one, scene, wording, notes));
    if (passOn.length > 0) blocks.push(...wording.passOn(scene));
  }
  for (const text of notes) blocks.push({ kind: 'paragraph', text });
  blocks.push({ kind: 'paragraph', text: wording.safety(scene) }, { kind: 'paragraph', text: wording.officer(scene) });
  blocks.push({ kind: 'closing', farewell: wording.farewell, name: letter.sender.fullName.toUpperCase() });
  if (scene.linked) blocks.push({ kind: 'footnote', text: wording.linkNote(scene) });
  return blocks;
}

function ofBody({ body, sections }: BodySections, scene: Scene, wording: Wording, notes: Set<string>): Block[] {
  const blocks: Block[] = [];
  const several = sections.length > 1;
  if (scene.own.length > 1) blocks.push({ kind: 'heading', text: wording.bodyHeading(body) });
  const shared = new Set(sections.flatMap(({ linkId }) => (linkId === null ? [] : [linkId]))).size === 1;
  let lastLink: string | null = null;
  for (const section of sections) {
    const text = wording.section(section, scene);
    if (several) blocks.push({ kind: 'heading', text: text.heading });
    blocks.push(...text.blocks);
    for (const note of text.notes) notes.add(note);
    if (several && shared && section.linkId !== null) {
      lastLink = section.linkId;
      continue;
    }
    if (text.choice !== undefined)
      blocks.push({ kind: 'paragraph', text: section.linkId === null ? wording.answerByReply : text.choice });
    if (section.linkId !== null)
      blocks.push({
        kind: 'actions',
        linkId: section.linkId,
        actions: text.actions,
        duty: dutyOf(section),
        addressLabel: wording.addressLabel,
      });
  }
  if (lastLink !== null)
    blocks.push({
      kind: 'actions',
      linkId: lastLink,
      actions: [{ label: wording.sharedAction, place: '' }],
      duty: null,
      addressLabel: wording.addressLabel,
    });
  return blocks;
}

/** A topic's id is its plan's and its own key. */
const dutyOf = ({ topic, stage }: Section): DutyName | null =>
  topic && stage ? { topicKey: topic.id.slice(topic.id.indexOf('/') + 1), stage: stage.kind } : null;

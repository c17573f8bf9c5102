/**
 * Captured letters on disk: for each transport one file of letters, one after the other, and one line of index a letter,
 * written after it. Both are only ever added to; a letter whose index line is missing was never acknowledged.
 *
 * @module
 */
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { appendFile, open } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { decodeWords, headerOf } from './headers';

const Entry = z.object({
  /** From 1, in order of arrival. */
  n: z.number().int(),
  offset: z.number().int(),
  size: z.number().int(),
  from: z.string(),
  to: z.array(z.string()),
  subject: z.string(),
  /** The letter's own Date header: in a rehearsal, the rehearsed day. */
  date: z.string(),
  messageId: z.string(),
});
export type Entry = z.infer<typeof Entry>;

export interface InboxStore {
  /** Resolves when the letter is on disk. */
  add(transport: string, from: string, to: string[], raw: Buffer): Promise<Entry>;
  transports(): { name: string; count: number }[];
  /** In order of arrival. */
  entries(transport: string): Entry[];
  raw(transport: string, n: number): Promise<Buffer | null>;
}

interface Box {
  entries: Entry[];
  letters: string;
  index: string;
  end: number;
  /** Letters are added one after the other. */
  turn: Promise<unknown>;
}

/** Where all captured letters are kept. */
export const inboxFolderOf = ({ dataDir }: { dataDir: string }): string => path.join(dataDir, 'inbox');

/** Folder of a transport's letters. It may be removed while the inbox runs: the box is empty then. */
export const boxFolder = (folder: string, transport: string): string => path.join(folder, encodeURIComponent(transport));

export function openInboxStore(folder: string): InboxStore {
  mkdirSync(folder, { recursive: true });
  const boxes = new Map(
    readdirSync(folder, { withFileTypes: true }).flatMap((each) =>
      each.isDirectory() ? [[decodeURIComponent(each.name), load(path.join(folder, each.name))]] : [],
    ),
  );

  /** Its letters, unless they were removed. */
  function known(transport: string): Box | undefined {
    if (!existsSync(boxFolder(folder, transport))) boxes.delete(transport);
    return boxes.get(transport);
  }

  function boxOf(transport: string): Box {
    const there = known(transport);
    if (there) return there;
    const place = boxFolder(folder, transport);
    mkdirSync(place, { recursive: true });
    const box = load(place);
    boxes.set(transport, box);
    return box;
  }

  return {
    add(transport, from, to, raw) {
      const box = boxOf(transport);
      const added = box.turn.then(() => append(box, from, to, raw));
      box.turn = added.catch(() => undefined); // told to the sender; the next letter has its own try
      return added;
    },
    transports: () =>
      [...boxes]
        .filter(([name]) => known(name) !== undefined)
        .map(([name, { entries }]) => ({ name, count: entries.length }))
        .sort((a, b) => a.name.localeCompare(b.name)),
    entries: (transport) => known(transport)?.entries ?? [],
    async raw(transport, n) {
      const box = known(transport);
      const entry = box?.entries[n - 1];
      if (!box || !entry) return null;
      const file = await open(box.letters, 'r');
      try {
        const { buffer } = await file.read({ buffer: Buffer.alloc(entry.size), position: entry.offset });
        return buffer;
      } finally {
        await file.close();
      }
    },
  };
}

async function append(box: Box, from: string, to: string[], raw: Buffer): Promise<Entry> {
  const entry: Entry = {
    n: box.entries.length + 1,
    offset: box.end,
    size: raw.length,
    from,
    to,
    subject: decodeWords(headerOf(raw, 'Subject')),
    date: headerOf(raw, 'Date'),
    messageId: headerOf(raw, 'Message-ID'),
  };
  await appendFile(box.letters, raw);
  box.end += raw.length;
  await appendFile(box.index, `${JSON.stringify(entry)}\n`);
  box.entries.push(entry);
  return entry;
}

function load(place: string): Box {
  const [letters, index] = [path.join(place, 'letters'), path.join(place, 'index.jsonl')];
  const lines = existsSync(index) ? readFileSync(index, 'utf8').split('\n').filter(Boolean) : [];
  const entries = lines.flatMap((line) => {
    const parsed = Entry.safeParse(jsonOf(line));
    return parsed.success ? [parsed.data] : []; // the last line of a process that was killed while it wrote
  });
  return { entries, letters, index, end: existsSync(letters) ? statSync(letters).size : 0, turn: Promise.resolve() };
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

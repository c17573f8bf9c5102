import path from 'node:path';
import { z } from 'zod';
import { BOUNDS, readApart, ReadingEnded, type Bounds } from '../../../src/documents/apart/apart';

const read = (name: string, bounds: Partial<Bounds> = {}) =>
  readApart({ module: path.join(__dirname, 'readers.ts'), name, answer: z.unknown() }, Buffer.from('abc'), 'a.pdf', {
    ...BOUNDS,
    ...bounds,
  });

async function endingOf(name: string, bounds: Partial<Bounds>): Promise<string> {
  const error: unknown = await read(name, bounds).catch((thrown: unknown) => thrown);
  if (error instanceof ReadingEnded) return error.ending;
  throw error;
}

test('what is read comes back, a refusal with its code and values', async () => {
  expect(await read('length')).toBe(3);
  await expect(read('refusing')).rejects.toMatchObject({ code: 'CD_DRAFT_EMPTY', values: { file: 'a.pdf' } });
});

test('a reading that never ends is ended, whether it works or waits', async () => {
  expect(await endingOf('endless', { ms: 300 })).toBe('late');
  expect(await endingOf('waiting', { ms: 300 })).toBe('late');
});

test('a reading that fills the memory is ended, with objects or with buffers', async () => {
  expect(await endingOf('filling', { ms: 60_000 })).toBe('memory');
  expect(await endingOf('fillingBuffers', { ms: 60_000 })).toBe('memory');
});

test('an error that nobody catches ends the reading, not the program', async () => {
  expect(await endingOf('failing', {})).toBe('broken');
});

test('a reading sees no settings', async () => {
  process.env['SMTP_URL'] = 'smtp://user:secret@example.org';
  try {
    expect(await read('settings')).not.toContain('SMTP_URL');
  } finally {
    delete process.env['SMTP_URL'];
  }
});

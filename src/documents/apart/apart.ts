/**
 * Reads bytes from elsewhere in a process of their own, which is ended when it takes too long or too much memory. What is
 * read there may be hostile: a library that loops or fills the memory takes nothing with it. Decision 17.
 *
 * @module
 */
import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { z } from 'zod';
import { CodedError, ERRORS } from '../../errors';

/** A function `(bytes, file) => Promise<T>` of a module that the other process loads. */
export interface Reading<T> {
  /** Absolute path. */
  module: string;
  name: string;
  /** What it returns: plain values, Map and Set. */
  answer: z.ZodType<T>;
}

export interface Bounds {
  /** Milliseconds from the moment the process is ready. */
  ms: number;
  /** Megabytes of JavaScript objects. */
  heap: number;
  /** Megabytes of the whole process: buffers are outside the heap. */
  memory: number;
}

/**
 * An honest plan of 100 pages takes a second or two and 250 MB; a roster of 110,000 rows four and 390 MB. An office's old computer is
 * several times slower than that.
 */
export const BOUNDS: Bounds = { ms: 25_000, heap: 320, memory: 440 };

/** Why a reading came to no end of its own. */
type Ending = 'late' | 'memory' | 'broken';

export class ReadingEnded extends Error {
  override readonly name = 'ReadingEnded';
  constructor(
    readonly ending: Ending,
    message: string,
  ) {
    super(message);
  }
}

const CHILD = path.join(__dirname, 'child.cjs');
/** Starting takes a third of a second; a machine that swaps may take far longer. */
const START_MS = 60_000;

const Told = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  z.object({ kind: z.literal('read'), value: z.unknown() }),
  z.object({
    kind: z.literal('coded'),
    code: z.custom<CodedError['code']>((code) => typeof code === 'string' && Object.hasOwn(ERRORS, code)),
    values: z.custom<CodedError['values']>((values) => typeof values === 'object'),
    faults: z.custom<CodedError['faults']>((faults) => Array.isArray(faults)),
  }),
  z.object({ kind: z.literal('failed'), message: z.string() }),
]);

/**
 * @throws what the reading throws, where it is of the catalogue; {@link ReadingEnded} for all else that the bytes do to it
 */
export async function readApart<T>(
  { module, name, answer }: Reading<T>,
  bytes: Uint8Array,
  file: string,
  bounds: Bounds = BOUNDS,
): Promise<T> {
  const child = fork(CHILD, [module, name, String(bounds.memory)], {
    execArgv: [`--max-old-space-size=${bounds.heap}`],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: surroundings(),
  });
  try {
    const told = await answerOf(child, { bytes, file }, bounds);
    if (told.kind === 'coded') throw new CodedError(told.code, told.values, told.faults);
    if (told.kind === 'failed') throw new ReadingEnded('broken', told.message);
    return answer.parse(told.kind === 'read' ? told.value : undefined);
  } finally {
    child.kill('SIGKILL');
  }
}

/** Passwords and keys of the settings are no business of a process that reads what strangers send. */
function surroundings(): NodeJS.ProcessEnv {
  const { TMPDIR, TZ } = process.env;
  return { ...(TMPDIR !== undefined && { TMPDIR }), ...(TZ !== undefined && { TZ }) };
}

function answerOf(child: ChildProcess, work: { bytes: Uint8Array; file: string }, bounds: Bounds): Promise<z.infer<typeof Told>> {
  return new Promise((resolve, reject) => {
    let ready = false;
    let complaint = '';
    const end = (settle: () => void) => {
      clearTimeout(timer);
      settle();
    };
    const late = () => end(() => reject(new ReadingEnded('late', `not read within ${bounds.ms / 1000} s`)));
    let timer = setTimeout(() => end(() => reject(new Error(`The reading process did not start: ${complaint}`))), START_MS);
    child.stderr?.on('data', (chunk: Buffer) => (complaint = `${complaint}${chunk.toString()}`.slice(-4000)));
    child.on('error', (error) => end(() => reject(error)));
    child.on('message', (message) => {
      const told = Told.parse(message);
      if (told.kind !== 'ready') return end(() => resolve(told));
      ready = true;
      clearTimeout(timer);
      timer = setTimeout(late, bounds.ms);
      // where it has died already, its end is told below
      child.send(work, () => {});
    });
    child.on('exit', (code, signal) =>
      end(() => {
        if (!ready) reject(new Error(`The reading process did not start (${code ?? signal}): ${complaint}`));
        // its watch ends it by a signal, V8 aborts where the heap is full; an error nobody caught gives 1
        else if (signal !== null || code === 134) reject(new ReadingEnded('memory', `more than ${bounds.memory} MB`));
        else reject(new ReadingEnded('broken', /^\w*Error: .*$/m.exec(complaint)?.[0] ?? `exit ${code}`));
      }),
    );
  });
}

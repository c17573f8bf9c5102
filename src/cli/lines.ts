/**
 * A conversation line by line. Lines that come before they are asked for wait; the end of input, Ctrl-C and Ctrl-D all
 * end it.
 *
 * @module
 */
import { createInterface } from 'node:readline/promises';

export interface Lines {
  /** The next line, or null when there is no more. */
  ask(prompt: string): Promise<string | null>;
  say(...lines: string[]): void;
  close(): void;
}

export function openLines(input: NodeJS.ReadableStream, output: NodeJS.WritableStream): Lines {
  const terminal = createInterface({ input, output });
  const lines = terminal[Symbol.asyncIterator]();
  return {
    async ask(prompt) {
      terminal.setPrompt(prompt);
      terminal.prompt();
      const { value, done } = await lines.next();
      return done ? null : value;
    },
    say: (...texts) => {
      for (const text of texts) output.write(`${text}\n`);
    },
    close: () => terminal.close(),
  };
}

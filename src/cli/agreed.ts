/**
 * Asks before something that cannot be undone.
 *
 * @module
 */
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** Whether the person says yes. Anything else is a no, and so is the end of input: a script has to say `--yes`. */
export async function agreed(
  question: string,
  input: NodeJS.ReadableStream = process.stdin,
  output: NodeJS.WritableStream = process.stderr,
): Promise<boolean> {
  return /^(c|có|co|y|yes)$/i.test(await asked(`${question} [c/K] `, input, output));
}

/** What the person writes, trimmed; nothing at the end of input. */
export async function asked(
  question: string,
  input: NodeJS.ReadableStream = process.stdin,
  output: NodeJS.WritableStream = process.stderr,
): Promise<string> {
  const terminal = createInterface({ input, output });
  let answer = '';
  terminal.question(question, (text) => {
    answer = text;
    terminal.close();
  });
  await once(terminal, 'close');
  return answer.trim();
}

/**
 * Writes one letter of each kind as HTML and text, to be looked at: `npx tsx scripts/letters.ts [folder]`.
 * Links lead to an address under example.org.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderLetter } from '../src/mail/render';
import { sampleLetters } from '../tests/mail/sample-letters';

const folder = process.argv[2] ?? '.data/letters';
mkdirSync(folder, { recursive: true });
// biome-ignore lint/suspicious/noControlCharactersInRegex: the link placeholder of src/mail/letter.ts
const withLinks = (body: string) =>
  body.replace(/\u0001([^\u0001]+)\u0001/g, 'https://chuyende.example.org/l/1.$1.Zm9yLWxvb2tpbmctYXQtaXQ');
for (const [name, letter] of Object.entries(sampleLetters())) {
  const { subject, text, html, ics } = renderLetter(letter);
  writeFileSync(join(folder, `${name}.html`), withLinks(html));
  writeFileSync(join(folder, `${name}.txt`), `Subject: ${subject}\n\n${withLinks(text)}${ics === null ? '' : `\n${ics}`}`);
  process.stdout.write(`${name}: ${subject}\n`);
}

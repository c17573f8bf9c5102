import fc from 'fast-check';
import { simpleParser } from 'mailparser';
import { freeze, messageIdOfReturnPath, stored, thaw, type Frozen } from '../../src/mail/frozen';
import { linkPlaceholder, type Letter, type Rendered } from '../../src/mail/letter';
import { complete } from '../../src/mail/mime';
import { SENDER, WINDOW, ZONE } from '../support/cells';

const LINK = { id: 'a'.repeat(32), bodyId: 'cell-1', contactId: 'cell-1#1', purpose: 'body' };
const letter: Letter = {
  messageId: 'b'.repeat(32),
  address: 'chi-bo-1@cells.example.org',
  asOf: WINDOW,
  zone: ZONE,
  language: 'vi',
  sender: SENDER,
  recipient: { kind: 'cell', name: 'Chi bộ Khoa Ngoại tổng hợp' },
  sections: [],
};
const rendered: Rendered = {
  subject: 'Chuyên đề 2/2023: thời hạn đến hết thứ Sáu, 30/6 – Chi bộ Khoa Ngoại tổng hợp',
  text: `Kính gửi: Chi bộ\n.\nĐịa chỉ: ${linkPlaceholder(LINK.id)}\n`,
  html: `<p>Kính gửi</p><a href="${linkPlaceholder(LINK.id)}">Báo cáo</a>`,
  threadRoot: 'tu-soi.cell-1',
  ics: null,
};
const frozen = (change: Partial<Rendered> = {}, of: Partial<Letter> = {}): Frozen =>
  freeze({ ...rendered, ...change }, { ...letter, ...of }, { publicUrl: 'https://example.org', keyNumber: 1, links: [LINK] });
const url = (id: string) => `https://cd.example.org/b/1.${id}.x`;

test('a reader gets subject, names, both bodies and its own link', async () => {
  const mail = await simpleParser(complete(frozen(), url));
  expect(mail.subject).toBe(rendered.subject);
  expect(mail.from?.value).toEqual([{ name: SENDER.name, address: SENDER.address }]);
  expect(mail.to).toMatchObject({ value: [{ name: letter.recipient.name, address: letter.address }] });
  expect(mail.replyTo?.text).toBe(SENDER.replyTo);
  expect(mail.text).toBe(`Kính gửi: Chi bộ\n.\nĐịa chỉ: ${url(LINK.id)}\n`);
  expect(mail.html).toContain(`href="${url(LINK.id)}"`);
  expect(mail.messageId).toBe(`<${letter.messageId}@example.org>`);
  expect(mail.references).toBe('<tu-soi.cell-1@example.org>');
  expect(mail.date?.getTime()).toBe(WINDOW);
  expect(mail.headers.get('auto-submitted')).toBe('auto-generated');
});

test('an address that is not ASCII stands as it is: no byte of it ends a header', async () => {
  // Decomposed, as some systems type it: the last byte of U+030A is a line feed.
  const address = 'a\u030a\u013abcc-đ@cells.example.org';
  const bytes = complete(frozen({}, { address }), url);
  expect(bytes.toString('utf8')).toContain(`<${address}>`);
  expect(bytes.toString('latin1').replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  expect((await simpleParser(bytes)).text).toContain(url(LINK.id));
});

test('the same letter gives the same bytes, also after being kept', () => {
  const first = complete(frozen(), url);
  expect(complete(thaw(stored(frozen(), null), null), url).equals(first)).toBe(true);
});

test('what is kept holds no address of a link', () => {
  expect(stored(frozen(), null)).not.toContain('/b/');
});

test('a letter that names a link it does not carry is refused', () => {
  expect(() => complete({ ...frozen(), links: [] }, url)).toThrow('does not carry');
});

test('a calendar entry rides along under its own method', async () => {
  const ics = 'BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n';
  const mail = await simpleParser(complete(frozen({ ics }), url));
  expect(mail.attachments).toHaveLength(1);
  expect(mail.attachments[0]?.contentType).toBe('text/calendar');
  expect(mail.attachments[0]?.content.toString()).toBe(ics);
});

test('no value ends its header or the body, whatever it holds', async () => {
  const hostile = fc.string({
    unit: fc.constantFrom('a', 'ế', '\r', '\n', '\r\nBcc: x@example.org\r\n', '"', '\\', '\u2028', '\0', '🌸', ' ', '=?', '.'),
  });
  await fc.assert(
    fc.asyncProperty(hostile, hostile, hostile, async (subject, name, text) => {
      const bytes = complete(frozen({ subject, text }, { recipient: { kind: 'cell', name } }), url);
      const head = bytes.toString('latin1').split('\r\n\r\n')[0] ?? '';
      expect(head.replaceAll('\r\n', '')).not.toMatch(/[\r\n\0]|[^\x20-\x7e]/);
      expect(head.split('\r\n').every((line) => line.length <= 100 && /^([A-Z][\w-]*: |\s)/i.test(line))).toBe(true);
      expect(head).not.toMatch(/^bcc:/im);
      const mail = await simpleParser(bytes);
      expect(mail.to).toMatchObject({ value: [{ address: letter.address }] });
      expect(Buffer.from((mail.text ?? '').replaceAll(/[\r\n]/g, ''))).toEqual(Buffer.from(text.replaceAll(/[\r\n]/g, '')));
    }),
    { numRuns: 60 },
  );
});

test('long Vietnamese subjects come back whole, in lines of at most 78', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom('Chuyên', 'đề', 'thời', 'hạn', 'Đảng ủy', '30/6', '🌸'), { minLength: 1, maxLength: 60 }),
      async (words) => {
        const subject = words.join(' ');
        const bytes = complete(frozen({ subject }), url);
        const head = bytes.toString('latin1').split('\r\n\r\n')[0] ?? '';
        expect(Math.max(...head.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(86);
        expect((await simpleParser(bytes)).subject).toBe(subject);
      },
    ),
    { numRuns: 40 },
  );
});

test('a bounce leads back to its letter', () => {
  expect(messageIdOfReturnPath(frozen().returnPath)).toBe(letter.messageId);
  expect(messageIdOfReturnPath('someone@example.org')).toBeNull();
});

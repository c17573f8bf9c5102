import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { startSmtpSink, type SmtpSink } from './smtp-sink';

describe('the sink', () => {
  let sink: SmtpSink;
  beforeEach(async () => {
    sink = await startSmtpSink();
  });
  afterEach(() => sink.close());

  /** The server's answer, or what happened to the connection. */
  const send = (to: string) =>
    new Promise<string>((resolve) => {
      const connection = new SMTPConnection({ port: sink.port, host: '127.0.0.1' });
      connection.on('error', (error) => resolve(error.message));
      connection.connect(() =>
        connection.send(
          { from: 'a@example.org', to: [to] },
          'Message-ID: <1@example.org>\r\nSubject: x\r\n\r\nbody',
          (error, info) => {
            connection.close();
            resolve(error === null ? info.response : error.message);
          },
        ),
      );
    });

  test('takes a letter and keeps its bytes', async () => {
    expect(await send('b@example.org')).toMatch(/^250/);
    expect(sink.mails).toMatchObject([{ from: 'a@example.org', to: ['b@example.org'], messageId: '<1@example.org>' }]);
    expect((await sink.parsed())[0]?.subject).toBe('x');
  });

  test('refuses an address with the code it was told, and takes the next try', async () => {
    sink.answer = (_address, attempt) => (attempt === 1 ? { at: 'rcpt', code: 450 } : { at: 'accept' });
    expect(await send('b@example.org')).toMatch(/450/);
    expect(await send('b@example.org')).toMatch(/^250/);
  });

  test('drops the connection after the message and has kept it', async () => {
    sink.answer = () => ({ at: 'drop' });
    expect(await send('b@example.org')).toMatch(/closed/i);
    expect(sink.mails).toHaveLength(1);
  });
});

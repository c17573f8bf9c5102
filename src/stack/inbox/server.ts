/**
 * The embedded inbox: an SMTP server on the loopback that delivers to nobody, and a page to read what it took. The SMTP
 * sign-in names the transport, so each rehearsal's letters stay apart.
 *
 * @module
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { serve } from '@hono/node-server';
import { SMTPServer } from 'smtp-server';
import { z } from 'zod';
import { LOOPBACK, freePort } from '../ports';
import { inboxPages } from './pages';
import { openInboxStore } from './store';

export interface Inbox {
  /** Page to read the letters. */
  url: string;
  smtpPort: number;
  stop(): Promise<void>;
}

/** Where letters without a sign-in go. */
const UNNAMED = 'smtp';

const Ports = z.object({ smtp: z.number().int(), web: z.number().int() });

/** SMTP address of an inbox for one transport. */
export const inboxSmtpUrl = (smtpPort: number, transport: string): string =>
  `smtp://${encodeURIComponent(transport)}:capture@${LOOPBACK}:${smtpPort}`;

/** Starts it in this process. Letters of earlier starts are still there. */
export async function startInbox(folder: string): Promise<Inbox> {
  mkdirSync(folder, { recursive: true });
  const portsFile = path.join(folder, 'ports.json');
  const had = existsSync(portsFile) ? Ports.parse(JSON.parse(readFileSync(portsFile, 'utf8'))) : undefined;
  const ports = { smtp: await freePort(had?.smtp), web: await freePort(had?.web) };
  writeFileSync(portsFile, JSON.stringify(ports));

  const store = openInboxStore(folder);
  const smtp = new SMTPServer({
    authOptional: true,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    closeTimeout: 500,
    onAuth: ({ username }, _session, done) => done(null, { user: username ?? UNNAMED }),
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        const to = rcptTo.map(({ address }) => address);
        store.add(session.user ?? UNNAMED, mailFrom === false ? '' : mailFrom.address, to, Buffer.concat(chunks)).then(
          ({ n }) => done(null, `kept as ${n}`),
          (error: unknown) => done(error instanceof Error ? error : new Error(String(error))),
        );
      });
    },
  });
  smtp.on('error', () => undefined); // a sender that went away; its letter was not acknowledged
  await new Promise<void>((resolve, reject) => {
    smtp.server.once('error', reject);
    smtp.listen(ports.smtp, LOOPBACK, () => resolve());
  });
  const web = await new Promise<ReturnType<typeof serve>>((resolve, reject) => {
    const starting = serve({ fetch: inboxPages(store).fetch, port: ports.web, hostname: LOOPBACK }, () => resolve(starting));
    starting.once('error', reject);
  });

  return {
    url: `http://${LOOPBACK}:${ports.web}`,
    smtpPort: ports.smtp,
    async stop() {
      await new Promise<void>((resolve) => smtp.close(() => resolve()));
      await new Promise<void>((resolve) => {
        web.close(() => resolve());
        if ('closeAllConnections' in web) web.closeAllConnections();
      });
    },
  };
}

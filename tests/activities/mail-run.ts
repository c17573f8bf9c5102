/**
 * One delivery on real PostgreSQL and a real mail server, for the tests of this folder.
 *
 * @module
 */
import { createDeliveryActivities, type DeliveryDeps } from '../../src/activities/delivery';
import { renderLetter } from '../../src/mail/render';
import { createMailTransport } from '../../src/mail/transport';
import type { Db } from '../../src/services/db';
import { loadLinkKeys } from '../../src/services/contacts/links';
import { SENDER } from '../support/cells';
import { dropFacts, freshFacts } from '../support/facts';
import { startSmtpSink, type SinkOptions, type SmtpSink } from '../support/smtp-sink';

export const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;

export interface MailRun {
  db: Db;
  sink: SmtpSink;
  /** A worker's own lanes; several share the facts. */
  worker(change?: Partial<DeliveryDeps>): {
    /** @param until the stepped clock's horizon. @default asOf */
    deliver(asOf: number, until?: number): Promise<{ next: number | null; sent: number; more: boolean }>;
  };
  close(): Promise<void>;
}

export async function startMailRun(
  options: { run?: string; sink?: SinkOptions; url?: (sink: SmtpSink) => string; silenceTimeout?: number } = {},
): Promise<MailRun> {
  const [db, sink] = await Promise.all([freshFacts(options.run), startSmtpSink(options.sink)]);
  const linkKeys = await loadLinkKeys(db, undefined);
  const transports: { close(): void }[] = [];
  const run: MailRun = {
    db,
    sink,
    worker(change = {}) {
      const transport = createMailTransport({
        name: db.transport,
        url: options.url?.(sink) ?? sink.url,
        lanes: 4,
        connectTimeout: 2000,
        silenceTimeout: options.silenceTimeout ?? 2000,
      });
      transports.push(transport);
      const { deliver } = createDeliveryActivities({
        db,
        transport,
        sender: SENDER,
        linkKeys,
        publicUrl: 'https://cd.example.org',
        render: renderLetter,
        leaseSeconds: 1,
        ...change,
      });
      return { deliver: (asOf, until = asOf) => deliver({ transport: change.transport?.name ?? db.transport, asOf, until }) };
    },
    async close() {
      for (const transport of transports) transport.close();
      // The one that is there now: a test may have put another in its place.
      await run.sink.close();
      await dropFacts(db);
    },
  };
  return run;
}

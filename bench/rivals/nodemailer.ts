/**
 * nodemailer's own pool, composing each letter: what one writes by hand, without a ledger. And `wire`: the same pool with
 * finished bytes, the limit of this machine.
 *
 * @module
 */
import { createTransport } from 'nodemailer';
import MailComposer from 'nodemailer/lib/mail-composer';
import { CONNECTIONS, inLanes, mailFor, type Rival, type World } from '../world';

export const openPool = ({ referee }: World) =>
  createTransport({
    host: referee.host,
    port: referee.port,
    pool: true,
    maxConnections: CONNECTIONS,
    maxMessages: Infinity,
    ignoreTLS: true,
    disableFileAccess: true,
    disableUrlAccess: true,
  });

export const nodemailerRival: Rival = {
  name: 'nodemailer',
  async run(world, cells) {
    const pool = openPool(world);
    const startedAt = world.begin();
    await inLanes(cells, CONNECTIONS * 2, (n) => pool.sendMail(mailFor(n, startedAt)));
    pool.close();
    return { startedAt, historyEvents: 0 };
  },
};

export const wireRival: Rival = {
  name: 'wire',
  async run(world, cells) {
    const bytes = await new MailComposer(mailFor(1, Date.now())).compile().build();
    const ready = (n: number) =>
      Buffer.from(bytes.toString('latin1').replace(/^Message-ID: .*$/im, `Message-ID: <${n}@example.org>`), 'latin1');
    const letters = Array.from({ length: cells }, (_, index) => ready(index + 1));
    const pool = openPool(world);
    const startedAt = world.begin();
    await inLanes(cells, CONNECTIONS * 2, (n) =>
      pool.sendMail({ envelope: { from: 'a@example.org', to: `chi-bo-${n}@cells.example.org` }, raw: letters[n - 1] ?? bytes }),
    );
    pool.close();
    return { startedAt, historyEvents: 0 };
  },
};

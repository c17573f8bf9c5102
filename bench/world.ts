/**
 * What all rivals share: the servers, the letters' template and data, and the form of a result.
 *
 * @module
 */
import { createHmac } from 'node:crypto';
import { linkPlaceholder, type Letter, type Rendered } from '../src/mail/letter';
import { renderLetter } from '../src/mail/render';
import { addressOf, bodyOf, DUE, PLAN, SENDER, STAGE, TOPIC, ZONE } from '../tests/support/cells';
import type { Referee } from './referee';

export interface World {
  postgresUrl: string;
  temporalAddress: string;
  referee: Referee;
  /** Begins the measured work: the instant, and the processor's time of this process so far. */
  begin(): number;
}

/** `startedAt`: ms of this machine's clock at which the work was asked for. */
export interface Finished {
  startedAt: number;
  /** Over all workflows; 0 where there are none. */
  historyEvents: number;
  /** What the rival adds of its own, shown beside the figures. */
  notes?: Record<string, number>;
}

export interface Rival {
  name: string;
  /** Prepares, then sends a letter to each of `cells` addresses and returns when the referee has them all. */
  run(world: World, cells: number): Promise<Finished>;
}

/** Connections every rival may hold. */
export const CONNECTIONS = 20;

/** The letter of cell `n`, as gathering fills it for ours. */
export function letterFor(n: number, asOf: number): Letter {
  const spec = {
    id: TOPIC,
    short: 'Chuyên đề 2/2023',
    ordinal: 2,
    title: 'Thường xuyên tự soi, tự sửa gắn với khắc phục các hạn chế, khuyết điểm năm 2022',
    year: 2023,
    materials: ['de-dan.pdf'],
  };
  return {
    messageId: idOf(n),
    address: addressOf(n),
    asOf,
    zone: ZONE,
    language: 'vi',
    sender: SENDER,
    recipient: { kind: 'cell', name: `Khoa Ngoại tổng hợp ${n}` },
    sections: [
      {
        reason: 'open',
        plan: {
          id: PLAN,
          title: 'Kế hoạch tổ chức sinh hoạt chuyên đề của chi bộ năm 2023',
          number: null,
          date: '2023-03-25',
          issuerName: 'Ban Thường vụ Đảng ủy Khối',
        },
        body: {
          id: bodyOf(n),
          name: `Khoa Ngoại tổng hợp ${n}`,
          kind: 'Chi bộ',
          roles: ['cell'],
          parentName: 'Bệnh viện Đa khoa A',
        },
        via: 'email',
        topic: spec,
        stage: {
          kind: STAGE.endsWith('session') ? 'session' : 'study',
          opensOn: '2023-04-01',
          said: 'Từ tháng 4 năm 2023',
          basis: 'Trưởng Ban Tuyên giáo, 25/3/2023',
          nonMembers: false,
        },
        due: { date: DUE, lateAfter: DUE, workingDaysLeft: 40 },
        unitReportDue: null,
        plannedDate: null,
        linkId: idOf(n),
        data: {},
      },
    ],
  };
}

const idOf = (n: number) => n.toString(16).padStart(32, '0');
const secret = 'what one writes by hand still signs its links';

/** What one writes by hand for nodemailer: the same template and data, the same length of link, no ledger. */
export function mailFor(n: number, asOf: number) {
  const letter = letterFor(n, asOf);
  const rendered: Rendered = renderLetter(letter);
  const token = `1.${idOf(n)}.${createHmac('sha256', secret).update(idOf(n)).digest().subarray(0, 24).toString('base64url')}`;
  const fill = (text: string) => text.replaceAll(linkPlaceholder(idOf(n)), `https://cd.example.org/b/${token}`);
  return {
    from: { name: SENDER.name, address: SENDER.address },
    to: { name: letter.recipient.name, address: letter.address },
    replyTo: SENDER.replyTo,
    subject: rendered.subject,
    text: fill(rendered.text),
    html: fill(rendered.html),
    messageId: `<${letter.messageId}@example.org>`,
    references: `<${rendered.threadRoot ?? letter.messageId}>`,
    date: new Date(asOf),
    headers: { 'Auto-Submitted': 'auto-generated' },
    encoding: 'base64',
    textEncoding: 'base64' as const,
  };
}

/** Runs `work` for 1 … `count`, so many at once. */
export async function inLanes(count: number, lanes: number, work: (n: number) => Promise<unknown>): Promise<void> {
  let next = 1;
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      while (next <= count) await work(next++);
    }),
  );
}

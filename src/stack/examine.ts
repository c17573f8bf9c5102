/**
 * What is reachable, which version, and what to do about the rest.
 *
 * @module
 */
import { connect } from 'node:net';
import { Client } from 'pg';
import type { Config } from '../config';
import { LIVE, schemaOf } from '../domain/ids';
import { countText } from '../domain/wording';
import { CodedError } from '../errors';
import { inBoth, type InBoth, type Words } from '../languages';
import { reasonOf } from '../system-code';
import { openDb } from '../services/db';
import { countFaultyNotices, retryFaultyNotices } from '../services/delivery/faulty';
import { openClient, type TemporalPlace } from '../worker/temporal-place';
import { examineWork } from './examine-work';
import { migrationsOf } from './migrate';
import { missingSearchAttributes, registerSearchAttributes } from './search-attributes';
import { readState, type State } from './state';
import { installedCli } from './temporal-cli';

export interface Finding {
  part: 'node' | 'postgres' | 'schema' | 'temporal' | 'search attributes' | 'smtp' | 'web' | 'notices' | 'steps' | 'mail';
  ok: boolean;
  /** Version and address, or what is wrong. */
  found: Words;
  /** What to do; absent when nothing is. */
  wayOut?: Words;
}

/** Looks at every part; starts nothing, and changes nothing but what `fix` registers and plans again. */
export async function examine(config: Config, fix: boolean): Promise<Finding[]> {
  const state = readState(config.dataDir);
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const newEnough = major > 20 || (major === 20 && minor >= 19);
  const node: Finding = {
    part: 'node',
    ok: newEnough,
    found: process.version,
    ...(!newEnough && { wayOut: { vi: 'Đề nghị cài Node 20.19 trở lên.', en: 'Install Node 20.19 or newer.' } }),
  };
  const parts = await Promise.all([postgres(config, state, fix), temporal(config, state, fix), smtp(config, state)]);
  return [
    node,
    ...parts.flat(),
    { part: 'web', ok: true, found: state?.webUrl ?? { vi: 'không chạy ở đây', en: 'not running here' } },
  ];
}

async function postgres(config: Config, state: State | null, fix: boolean): Promise<Finding[]> {
  const url = config.database.url ?? state?.databaseUrl;
  if (url === undefined)
    return [
      {
        part: 'postgres',
        ok: true,
        found: { vi: 'bản đi kèm, chưa chạy: npm start sẽ khởi động', en: 'embedded, not running: `npm start` starts it' },
      },
    ];
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  const address = new URL(url).host;
  try {
    await client.connect();
    const { rows } = await client.query<{ version: string; number: string; applied: string | null }>(
      `select current_setting('server_version') as version, current_setting('server_version_num') as number, to_regclass($1)::text as applied`,
      [`"${schemaOf(LIVE)}"."_prisma_migrations"`],
    );
    const row = rows[0];
    const old = Number(row?.number) < 150_000;
    const server: Finding = {
      part: 'postgres',
      ok: !old,
      found: { vi: `${row?.version ?? '?'} (${address})`, en: `${row?.version ?? '?'} at ${address}` },
      ...(old && { wayOut: { vi: 'Đề nghị dùng PostgreSQL 15 trở lên.', en: 'Use PostgreSQL 15 or newer.' } }),
    };
    const missing = await missingMigrations(client, row?.applied ?? null);
    return [
      server,
      schema(missing),
      ...(missing.length === 0 ? [await notices(url, fix), ...(await examineWork(url, placeOf(config, state)))] : []),
    ];
  } catch (error) {
    return [faultOf('postgres', new CodedError('CD_POSTGRES_AWAY', { address, reason: reasonOf(error) }))];
  } finally {
    await client.end().catch(() => undefined); // never connected: nothing to end
  }
}

async function missingMigrations(client: Client, table: string | null): Promise<string[]> {
  const { rows } =
    table === null ? { rows: [] } : await client.query<{ name: string }>(`select migration_name as name from ${table}`);
  return migrationsOf().flatMap(({ name }) => (rows.some((row) => row.name === name) ? [] : [name]));
}

function schema(missing: string[]): Finding {
  const found =
    missing.length === 0
      ? `${schemaOf(LIVE)}: ${migrationsOf().at(-1)?.name ?? ''}`
      : {
          vi: `${schemaOf(LIVE)} còn thiếu ${missing.join(', ')}: lệnh tiếp theo sẽ bổ sung`,
          en: `${schemaOf(LIVE)} lacks ${missing.join(', ')}: the next command applies it`,
        };
  return { part: 'schema', ok: true, found };
}

/** Those whose text could not be written: nothing was sent, nobody else will notice. */
async function notices(url: string, fix: boolean): Promise<Finding> {
  const db = openDb(url, LIVE, 1);
  try {
    const again = fix ? await retryFaultyNotices(db, { asOf: Date.now(), by: 'operator' }) : 0;
    const faulty = await countFaultyNotices(db);
    if (faulty === 0)
      return {
        part: 'notices',
        ok: true,
        found:
          again > 0
            ? { vi: `đã lập lại: ${countText(again)}`, en: `planned again: ${again}` }
            : { vi: 'đều soạn được', en: 'none that could not be written' },
      };
    return {
      part: 'notices',
      ok: false,
      found: {
        vi: `${countText(faulty)} thông báo chưa soạn được: chưa gửi`,
        en: `${faulty} that could not be written: nothing was sent`,
      },
      wayOut: {
        vi: 'Xem cột Notice.why và nhật ký của worker, sửa nguyên nhân; chuyende doctor --fix lập lại các thông báo đó.',
        en: 'See Notice.why and the worker’s log, mend the cause; `doctor --fix` plans them again.',
      },
    };
  } finally {
    await db.prisma.$disconnect();
  }
}

function placeOf(config: Config, state: State | null): TemporalPlace | null {
  const connection = config.temporal.connection ?? (state && { address: state.temporalAddress });
  return connection && { connection, namespace: config.temporal.namespace };
}

async function temporal(config: Config, state: State | null, fix: boolean): Promise<Finding[]> {
  const at = placeOf(config, state);
  if (at === null) return [embeddedTemporal(config)];
  const { connection, namespace } = at;
  try {
    const place = await openClient(at);
    try {
      const { serverVersion } = await place.connection.workflowService.getSystemInfo({});
      await place.connection.workflowService.describeNamespace({ namespace });
      const server: Finding = {
        part: 'temporal',
        ok: true,
        found: {
          vi: `${serverVersion ?? '?'} (${connection.address}), namespace ${namespace}`,
          en: `${serverVersion ?? '?'} at ${connection.address}, namespace ${namespace}`,
        },
      };
      const fixed = fix ? await registerSearchAttributes(place.connection, namespace) : [];
      const missing = await missingSearchAttributes(place.connection, namespace);
      if (missing.length > 0)
        return [server, faultOf('search attributes', new CodedError('CD_SEARCH_ATTRIBUTES', { names: missing.join(', ') }))];
      return [
        server,
        {
          part: 'search attributes',
          ok: true,
          found:
            fixed.length > 0
              ? { vi: `vừa đăng ký: ${fixed.join(', ')}`, en: `registered now: ${fixed.join(', ')}` }
              : { vi: 'đã đăng ký', en: 'registered' },
        },
      ];
    } finally {
      await place.close();
    }
  } catch (error) {
    const coded =
      error instanceof CodedError
        ? error
        : new CodedError('CD_TEMPORAL_AWAY', { address: connection.address, reason: reasonOf(error) });
    return [faultOf('temporal', coded)];
  }
}

function embeddedTemporal(config: Config): Finding {
  try {
    const cli = installedCli(config.temporal.cli, process.env);
    const found =
      cli === null
        ? {
            vi: 'bản đi kèm, chưa chạy: npm start sẽ tải về hoặc dựng, một lần',
            en: 'embedded, not running: `npm start` fetches or builds a server, once',
          }
        : {
            vi: `bản đi kèm, chưa chạy: npm start sẽ khởi động ${cli}`,
            en: `embedded, not running: \`npm start\` starts ${cli}`,
          };
    return { part: 'temporal', ok: true, found };
  } catch (error) {
    if (error instanceof CodedError) return faultOf('temporal', error);
    throw error;
  }
}

async function smtp(config: Config, state: State | null): Promise<Finding[]> {
  if (config.smtp.url === null)
    return [
      {
        part: 'smtp',
        ok: true,
        found:
          state === null
            ? { vi: 'hộp thư thử đi kèm, chưa chạy', en: 'the embedded inbox, not running' }
            : { vi: `hộp thư thử đi kèm: ${state.inboxUrl}`, en: `the embedded inbox: ${state.inboxUrl}` },
      },
    ];
  const { hostname, port, protocol, host } = new URL(config.smtp.url);
  const why = await reach(hostname.replace(/^\[|\]$/g, ''), Number(port) || (protocol === 'smtps:' ? 465 : 587));
  return [
    why === null
      ? { part: 'smtp', ok: true, found: { vi: `có trả lời (${host})`, en: `answers at ${host}` } }
      : faultOf('smtp', new CodedError('CD_SMTP_AWAY', { address: host, reason: why })),
  ];
}

/** Null when something listens there, else why not. */
function reach(host: string, port: number): Promise<InBoth | null> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 5_000 }, () => settle(null));
    const settle = (why: InBoth | null) => {
      socket.destroy();
      resolve(why);
    };
    socket.on('error', (error) => settle(reasonOf(error)));
    socket.on('timeout', () => settle({ vi: 'không trả lời trong 05 giây', en: 'no answer in 5 seconds' }));
  });
}

const faultOf = (part: Finding['part'], error: CodedError): Finding => ({
  part,
  ok: false,
  found: inBoth((language) => `${error.code}: ${error.said(language).message}`),
  wayOut: inBoth((language) => error.said(language).wayOut),
});

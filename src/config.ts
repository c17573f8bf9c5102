/**
 * Every setting, read once from the environment (and from `.env`, which never overrides it). What is unset has a default with
 * which `npm start` works on a fresh clone. `.env.example` lists them for editing.
 *
 * @module
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import type { NativeConnectionOptions } from '@temporalio/worker';
import { z } from 'zod';
import { CodedError } from './errors';
import { LANGUAGES, type Language } from './languages';
import { LINK_KEY_FORM, parseLinkKeys } from './mail/link-keys';
import { ownRule, settingFaults } from './setting-faults';

const url = (...schemes: string[]) =>
  z.url().refine(
    (text) => !URL.canParse(text) || schemes.includes(new URL(text).protocol), // what is no URL was said already
    ownRule({
      vi: `cần bắt đầu bằng ${schemes.map((scheme) => `${scheme}//`).join(' hoặc ')}`,
      en: `must begin with ${schemes.map((scheme) => `${scheme}//`).join(' or ')}`,
    }),
  );
const flag = z.enum(['true', 'false']).transform((text) => text === 'true');
const count = z.coerce.number().int().positive();

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1)$/i;

const Environment = z
  .object({
    /** Folder for everything the embedded parts keep. @default .data beside package.json */
    DATA_DIR: z.string().optional(),
    /** PostgreSQL 15 or newer. @default the embedded one */
    DATABASE_URL: url('postgres:', 'postgresql:').optional(),
    /** Connections of one process to PostgreSQL. @default 10 */
    DATABASE_CONNECTIONS: count.default(10),
    /** host:port of a Temporal server; all TEMPORAL_* names of `@temporalio/envconfig` count, its profile file too. @default the embedded one */
    TEMPORAL_ADDRESS: z.string().optional(),
    /** Must exist. @default default */
    TEMPORAL_NAMESPACE: z.string().optional(),
    /** A `temporal` program to start the embedded server with. @default searched for */
    TEMPORAL_CLI: z.string().optional(),
    /** Where real letters go: smtp://user:password@host:587 or smtps://host:465. @default the embedded inbox: nothing leaves this machine */
    SMTP_URL: url('smtp:', 'smtps:').optional(),
    /** Letters a second the mail server takes. @default 10 with SMTP_URL, none for the inbox */
    SMTP_RATE: z.coerce.number().positive().optional(),
    /** Connections kept to the mail server. @default 5 */
    SMTP_CONNECTIONS: count.default(5),
    /** Port of the pages; another free one is taken when it is in use and was not asked for. @default 3000 */
    WEB_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
    /** Address that the pages listen on; 0.0.0.0 for every one of this machine, with PUBLIC_URL set. @default 127.0.0.1 */
    WEB_HOST: z.string().min(1).default('127.0.0.1'),
    /** Shows the operators' status page to other machines, and at all where PUBLIC_URL is set: only behind a proxy that signs people in. @default false */
    STATUS_OPEN: flag.default(false),
    /** Address that bodies open, as written into letters, without a trailing slash. @default http://127.0.0.1:<WEB_PORT> */
    PUBLIC_URL: url('http:', 'https:').optional(),
    /** The pages stand behind a proxy that sets X-Forwarded-For. @default false */
    TRUST_PROXY: flag.default(false),
    /** From-name of every letter. @default Ban Tuyên giáo */
    SENDER_NAME: z.string().min(1).default('Ban Tuyên giáo'),
    /** Closing line: the full name. @default SENDER_NAME */
    SENDER_FULL_NAME: z.string().min(1).optional(),
    /** From-address; bounces come to its VERP variants. @default nhac-lich@example.org */
    SENDER_ADDRESS: z.email().default('nhac-lich@example.org'),
    /** A mailbox that a person reads. @default SENDER_ADDRESS */
    SENDER_REPLY_TO: z.email().optional(),
    /**
     * Signs the bodies' links: `<number>:<key of at least 32 bytes in base64url>`, several separated by commas. The highest
     * number signs, the others still verify. @default made once and kept with the facts
     */
    LINK_KEY: z
      .string()
      .refine((text) => parseLinkKeys(text) !== null, ownRule(LINK_KEY_FORM))
      .optional(),
    /** With WORKER_BUILD: the workflows' workers belong to this worker deployment of Temporal. @default unversioned */
    WORKER_DEPLOYMENT: z.string().min(1).optional(),
    /** Build id of this version; running workflows move to it once it is made current. */
    WORKER_BUILD: z.string().min(1).optional(),
    /** trace | debug | info | warn | error | silent. @default info */
    LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
    /** Language of the errors that the command line prints: vi | en. Logs and `--json` are English. @default vi */
    CHUYENDE_LANG: z.enum(LANGUAGES).default('vi'),
  })
  .superRefine(({ WEB_HOST, PUBLIC_URL, WORKER_DEPLOYMENT, WORKER_BUILD }, fault) => {
    if ((WORKER_DEPLOYMENT === undefined) !== (WORKER_BUILD === undefined))
      fault.addIssue({
        code: 'custom',
        path: ['WORKER_DEPLOYMENT'],
        ...ownRule({ vi: 'đi cùng WORKER_BUILD: đặt cả hai hoặc không đặt', en: 'goes with WORKER_BUILD: give both or neither' }),
      });
    // Letters would carry http://0.0.0.0, and the cookie could not be Secure.
    if (!LOOPBACK.test(WEB_HOST) && PUBLIC_URL === undefined)
      fault.addIssue({
        code: 'custom',
        path: ['WEB_HOST'],
        ...ownRule({ vi: 'cần có PUBLIC_URL: địa chỉ mà người dùng mở', en: 'needs PUBLIC_URL: the address that people open' }),
      });
  });

export interface Config {
  dataDir: string;
  database: { url: string | null; connections: number };
  temporal: {
    /** Null: the embedded one. Holds address, TLS and API key of the environment or of a profile. */
    connection: (NativeConnectionOptions & { address: string }) | null;
    namespace: string;
    cli: string | null;
  };
  smtp: { url: string | null; ratePerSec: number | null; connections: number };
  web: { port: number | null; host: string; publicUrl: string | null; trustProxy: boolean; statusOpen: boolean };
  sender: { name: string; fullName: string; address: string; replyTo: string };
  linkKey: string | null;
  /** Null: unversioned. */
  deployment: { deploymentName: string; buildId: string } | null;
  logLevel: z.output<typeof Environment>['LOG_LEVEL'];
  language: Language;
}

export const PROJECT_FOLDER = path.join(__dirname, '..');

/** Loads `.env` of the working folder, where there is one, into the environment. */
export function loadEnvironmentFile(file = path.resolve('.env')): void {
  if (existsSync(file)) process.loadEnvFile(file);
}

/** The language to tell errors in, also when settings are at fault. */
export const languageOf = (environment: Record<string, string | undefined> = process.env): Language =>
  environment['CHUYENDE_LANG'] === 'en' ? 'en' : 'vi';

/**
 * Reads the settings. An empty value counts as unset.
 * @throws CD_CONFIG naming every setting at fault.
 */
export function readConfig(environment: Record<string, string | undefined> = process.env): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = Environment.safeParse(given);
  if (!parsed.success) throw new CodedError('CD_CONFIG', { faults: settingFaults(parsed.error) });
  const env = parsed.data;
  const { connection, namespace } = temporalOf(given);
  return {
    dataDir: path.resolve(env.DATA_DIR ?? path.join(PROJECT_FOLDER, '.data')),
    database: { url: env.DATABASE_URL ?? null, connections: env.DATABASE_CONNECTIONS },
    temporal: { connection, namespace, cli: env.TEMPORAL_CLI ?? null },
    smtp: {
      url: env.SMTP_URL ?? null,
      ratePerSec: env.SMTP_RATE ?? (env.SMTP_URL === undefined ? null : 10),
      connections: env.SMTP_CONNECTIONS,
    },
    web: {
      port: env.WEB_PORT ?? null,
      host: env.WEB_HOST,
      publicUrl: env.PUBLIC_URL?.replace(/\/$/, '') ?? null,
      trustProxy: env.TRUST_PROXY,
      statusOpen: env.STATUS_OPEN,
    },
    sender: {
      name: env.SENDER_NAME,
      fullName: env.SENDER_FULL_NAME ?? env.SENDER_NAME,
      address: env.SENDER_ADDRESS,
      replyTo: env.SENDER_REPLY_TO ?? env.SENDER_ADDRESS,
    },
    linkKey: env.LINK_KEY ?? null,
    deployment:
      env.WORKER_DEPLOYMENT === undefined || env.WORKER_BUILD === undefined
        ? null
        : { deploymentName: env.WORKER_DEPLOYMENT, buildId: env.WORKER_BUILD },
    logLevel: env.LOG_LEVEL,
    language: env.CHUYENDE_LANG,
  };
}

function temporalOf(environment: Record<string, unknown>): Pick<Config['temporal'], 'connection' | 'namespace'> {
  const texts = Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
  try {
    const { connectionOptions, namespace = 'default' } = loadClientConnectConfig({ overrideEnvVars: texts });
    const { address } = connectionOptions;
    return { connection: address === undefined ? null : { ...connectionOptions, address }, namespace };
  } catch (error) {
    throw new CodedError('CD_CONFIG', { faults: `TEMPORAL_*: ${error instanceof Error ? error.message : String(error)}` });
  }
}

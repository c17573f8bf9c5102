/**
 * What the web needs from the outside, and what every page may use.
 *
 * @module
 */
import type { Logger } from 'pino';
import type { Instant } from '../domain/dates';
import type { RunId } from '../domain/ids';
import type { Db } from '../services/db';

export interface WebOptions {
  /** The live run's facts. The caller closes it. */
  db: Db;
  /** Opens a rehearsal's facts; called once a run, closed by the server. */
  openRun: (run: RunId) => Db;
  /** 0: any free port. */
  port: number;
  /** Address to listen on. @default '127.0.0.1' */
  host?: string;
  /**
   * Address that people open, without a trailing slash. Must be https unless it is loopback: the cookie is `Secure`.
   * @default http://<host>:<port>
   */
  publicUrl?: string;
  /** Shows the operators' status page to machines other than this one, and where `publicUrl` is set. Sign-in is not built yet: leave it off. @default false */
  statusOpen?: boolean;
  /** Takes the client's address from the last `X-Forwarded-For` entry: only behind a proxy that sets it. @default false */
  trustProxy?: boolean;
  /** Linked from the status page. @default null */
  inboxUrl?: string | null;
  /** Linked from the status page. @default null */
  temporalUrl?: string | null;
  /** LINK_KEY as configured, when links are signed by keys from outside the facts. @default those kept with the facts */
  linkKey?: string;
  /** @default pino to stdout, level info */
  log?: Logger;
  /** The live run's clock. @default Date.now */
  now?: () => Instant;
}

/** One run as a request sees it. */
export interface RunView {
  db: Db;
  run: RunId;
  /** Path before every page of the run: empty for the live one. */
  prefix: string;
  /** The live clock, or the moment a rehearsal has come to. */
  asOf: Instant;
  /** A rehearsal can be looked at; what is sent is not recorded, so that the same seed gives the same year. */
  readOnly: boolean;
}

/** What is fixed while the server runs. */
export interface Site {
  options: WebOptions;
  /** Scheme, host and port that people open. */
  origin: string;
  secure: boolean;
  /** Signs cookies and forms; shared by all web processes of the installation. */
  key: Buffer;
  log: Logger;
  runs: Runs;
  /** Work that goes on after an answer; finished before the server closes. */
  later: (work: Promise<unknown>) => void;
}

export interface Runs {
  /** null: there is no such run. */
  view: (run: RunId) => Promise<RunView | null>;
  /** The live run first, then rehearsals, newest first. */
  list: () => Promise<RunId[]>;
  close: () => Promise<void>;
}

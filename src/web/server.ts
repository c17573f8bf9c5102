/**
 * The web: bodies' pages behind their links, and the operators' status page.
 *
 * @module
 */
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { pino } from 'pino';
import { CodedError } from '../errors';
import type { InBoth } from '../languages';
import { isLoopbackHost } from '../loopback';
import { createApp } from './app';
import type { Site, WebOptions } from './options';
import { createRuns } from './runs';
import { serverKey } from './security/signing';

export type { WebOptions } from './options';

export interface Web {
  /** Where people open it. */
  url: string;
  /** Where it listens. */
  port: number;
  /** Stops listening, ends what is under way, closes the rehearsals' facts. */
  close: () => Promise<void>;
}

/**
 * Starts the web.
 *
 * @throws CD_PORT_TAKEN
 * @throws CD_USAGE when `publicUrl` is plain http to another machine: the cookie could not be Secure
 */
export async function startWeb(options: WebOptions): Promise<Web> {
  const log = options.log ?? pino({ level: 'info' });
  const host = options.host ?? '127.0.0.1';
  const runs = createRuns(options);
  const pending = new Set<Promise<unknown>>();
  const key = await serverKey(options.db);

  const site = (origin: string): Site => ({
    options,
    origin,
    secure: origin.startsWith('https:'),
    key,
    log,
    runs,
    later: (work) => {
      const watched = work
        .catch((error: unknown) => log.error({ err: error }, 'work after an answer failed'))
        .finally(() => pending.delete(watched));
      pending.add(watched);
    },
  });

  if (options.publicUrl) checkPublicUrl(options.publicUrl);
  // The port is known only when the server listens, so the routes are made at the first request.
  let handler: ReturnType<typeof createApp> | undefined;
  const { server, address } = await new Promise<{ server: ReturnType<typeof serve>; address: AddressInfo }>((resolve, reject) => {
    const starting = serve(
      {
        fetch: (request, env) => handler?.fetch(request, env) ?? new Response(null, { status: 503 }),
        hostname: host,
        port: options.port,
      },
      (address) => resolve({ server: starting, address }),
    );
    starting.once('error', (error: NodeJS.ErrnoException) => reject(portFault(host, options.port, error)));
  });
  const url = options.publicUrl ?? `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`;
  handler = createApp(site(new URL(url).origin));
  return {
    url,
    port: address.port,
    close: async () => {
      await new Promise<void>((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        if ('closeAllConnections' in server) server.closeAllConnections();
      });
      await Promise.all(pending);
      await runs.close();
    },
  };
}

const REFUSALS: Record<string, InBoth> = {
  EADDRINUSE: { vi: 'chương trình khác đang dùng', en: 'another program listens there' },
  EACCES: { vi: 'tài khoản này không có quyền dùng', en: 'this account may not use it' },
  EADDRNOTAVAIL: { vi: 'máy này không có địa chỉ đó', en: 'this machine has no such address' },
};

function portFault(host: string, port: number, error: NodeJS.ErrnoException): Error {
  const reason = REFUSALS[error.code ?? ''];
  return reason === undefined ? error : new CodedError('CD_PORT_TAKEN', { host, port, reason });
}

function checkPublicUrl(publicUrl: string): void {
  const url = new URL(publicUrl);
  if (url.protocol !== 'https:' && !isLoopbackHost(url.host)) {
    throw new CodedError('CD_USAGE', {
      what: {
        vi: `Địa chỉ công khai ${publicUrl} phải là https: địa chỉ trong thư mang theo quyền của người nhận`,
        en: `The public address ${publicUrl} must be https: links carry people’s rights`,
      },
    });
  }
}

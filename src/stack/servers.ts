/**
 * Servers that run already, for processes that start none: those the settings name, else those of a `start` with the same
 * DATA_DIR.
 *
 * @module
 */
import type { Config } from '../config';
import { LIVE, transportOf } from '../domain/ids';
import { CodedError } from '../errors';
import { inboxSmtpUrl } from './inbox/server';
import { readState } from './state';

/** @throws CD_CONFIG when there is none */
export const databaseOf = (config: Config): string =>
  config.database.url ?? readState(config.dataDir)?.databaseUrl ?? missing('DATABASE_URL');

/** @throws CD_CONFIG when there is none */
export function temporalOf({ temporal, dataDir }: Config) {
  const state = readState(dataDir);
  const connection = temporal.connection ?? (state ? { address: state.temporalAddress } : missing('TEMPORAL_ADDRESS'));
  return { connection, namespace: temporal.namespace };
}

/** The live run's mail server, and the address that its letters lead to. @throws CD_CONFIG when there is none */
export function mailOf({ smtp, web, dataDir }: Config): { smtpUrl: string; publicUrl: string } {
  const state = readState(dataDir);
  return {
    smtpUrl: smtp.url ?? (state ? inboxSmtpUrl(state.inboxSmtpPort, transportOf(LIVE)) : missing('SMTP_URL')),
    publicUrl: web.publicUrl ?? state?.webUrl ?? missing('PUBLIC_URL'),
  };
}

function missing(setting: string): never {
  throw new CodedError('CD_CONFIG', {
    faults: {
      vi: `${setting}: cần có, vì lệnh này không khởi động máy chủ nào và không có chuyende start đang chạy với DATA_DIR này`,
      en: `${setting}: needed, because nothing is started here and no \`start\` runs with this DATA_DIR`,
    },
  });
}

/** Where rehearsals of tests run: the shared Temporal and PostgreSQL, and a sink of their own. */
import type { RehearsalPlaces } from '../../src/rehearsal/rehearse';
import { testDatabaseUrl } from '../support/facts';
import type { SmtpSink } from '../support/smtp-sink';
import { TEST_NAMESPACE, testTemporalAddress } from '../support/temporal';

export async function placesWith(sink: Pick<SmtpSink, 'url'>): Promise<RehearsalPlaces> {
  return {
    databaseUrl: await testDatabaseUrl(),
    temporal: { connection: { address: await testTemporalAddress() }, namespace: TEST_NAMESPACE },
    smtpUrlOf: () => sink.url,
    sender: {
      name: 'Ban Tuyên giáo',
      fullName: 'BAN TUYÊN GIÁO',
      address: 'ban@example.org',
      replyTo: 'tra-loi@example.org',
      officer: null,
    },
    publicUrl: 'http://127.0.0.1:3000',
  };
}

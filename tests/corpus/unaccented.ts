/**
 * Documents of the corpus as somebody types them without accents, with what they should give.
 *
 * @module
 */
import type { CorpusDocument } from './expected';

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D');

/** The same document and expectation without any accent. */
export function unaccented(document: CorpusDocument): CorpusDocument {
  const { plan } = document.expected;
  const bytes = Buffer.from(plain(document.bytes.toString()));
  const expected = {
    ...document.expected,
    plan: {
      ...plan,
      number: plan.number && plain(plan.number),
      issuer: plain(plan.issuer),
      title: plain(plan.title),
      basis: plan.basis.map(plain),
      recipients: plan.recipients.map(plain),
      reports: plan.reports.map((report) => ({ ...report, said: plain(report.said) })),
      topics: plan.topics.map((topic) => ({
        ...topic,
        title: plain(topic.title),
        ...(topic.governedBy !== undefined && { governedBy: plain(topic.governedBy) }),
        stages: topic.stages.map((stage) => ({
          ...stage,
          said: plain(stage.said),
          ...(stage.audience !== undefined && { audience: plain(stage.audience) }),
        })),
      })),
    },
  };
  return { ...document, bytes, expected };
}

import { draftPlan } from '../../../src/documents/draft/read';
import type { Draft } from '../../../src/documents/draft/types';
import { makeDocx } from '../../corpus/make-docx';
import { makePdf } from '../../corpus/make-pdf';

const HEAD = `ĐẢNG ỦY XÃ AN HÒA
Số 05-KH/ĐU
An Hòa, ngày 10 tháng 01 năm 2026

KẾ HOẠCH
sinh hoạt chuyên đề năm 2026

Căn cứ Hướng dẫn số 12-HD/TU, ngày 06/01/2026 của Tỉnh ủy, Đảng ủy xã xây dựng kế hoạch như sau:

`;

/** A plan of which only the body matters. `merged`: empty cells of a docx are merged with their neighbours. */
export function smallPlan(body: string, form: 'text' | 'docx' | 'pdf' = 'text', merged = false): Promise<Draft> {
  const text = `${HEAD}${body}\n`;
  if (form === 'docx') return draftPlan(makeDocx(text, merged), 'a.docx');
  return form === 'pdf' ? draftPlan(makePdf(text), 'a.pdf') : draftPlan(Buffer.from(text), 'a.txt');
}

/** "session 2026-06-01 2026-06-30", by topic. */
export const stagesIn = ({ plan }: Draft): string[][] =>
  plan.topics.map(({ stages }) => stages.map(({ kind, opens, due }) => `${kind} ${opens} ${due}`));

export const reportsIn = ({ plan }: Draft): string[] => plan.reports.map(({ every, due }) => `${every} ${due}`);

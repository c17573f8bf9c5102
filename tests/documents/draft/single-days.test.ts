import { draftYaml } from '../../../src/documents/draft/plan-yaml';
import { smallPlan, stagesIn } from './small-plan';

test('a report or a registration with one day is due by it and may come before; a conference and a session are held on it', async () => {
  const draft = await smallPlan(
    [
      '1. Chuyên đề 1: Nêu gương.',
      '- Đăng ký nội dung: ngày 15/3/2026.',
      '- Hội nghị quán triệt: ngày 20/3/2026.',
      '- Báo cáo kết quả: ngày 30/11/2026.',
    ].join('\n'),
  );
  expect(stagesIn(draft)[0]).toContain('reporting 2026-11-30 2026-11-30');
  const opens = draftYaml(draft, 'a.txt')
    .split('\n')
    .filter((line) => line.includes('opens:'))
    .map((line) => line.trim());
  expect(opens).toEqual(['opens: 2026-03-20']);
});

/** Sentences as offices write them, whose objects hold the words of other stages: what a careful officer reads in each. */
import type { StageKind } from '../../../src/domain/plan';
import { smallPlan, stagesIn } from './small-plan';

/** "reporting 2026-10-19", "reporting +10 after session"; "? reporting": asked, without a date. "?": asked of which work it is. */
async function readOf(lines: string): Promise<string[]> {
  const body = lines
    .split(' + ')
    .map((line) => `- ${line}`)
    .join('\n');
  const { plan, questions } = await smallPlan(`II. NỘI DUNG\n1. Chuyên đề 1: Giữ gìn đoàn kết\n${body}`);
  const lost = questions.some(({ about }) => about.startsWith('dates/'));
  const stages = (plan.topics[0]?.stages ?? []).flatMap(({ kind, due, opens, relative }) => {
    if (relative) return [`${kind} +${relative.days} after ${relative.after}`];
    if (due !== null) return [`${kind} ${opens === null || opens === due ? '' : `${opens} `}${due}`];
    return questions.some(({ about }) => about === `topics/1/${kind}/due`) ? [`? ${kind}`] : [`lost ${kind}`];
  });
  // the session that a topic without stages is given
  return lost ? [...stages.filter((stage) => stage !== '? session'), '?'] : stages;
}

const MAY = '2026-05-01 2026-05-31';

describe('a report, whatever it is on', () => {
  test.each<[string, string[]]>([
    ['Báo cáo kết quả học tập về Ban Tuyên giáo trước ngày 20/10/2026.', ['reporting 2026-10-19']],
    [
      'Học tập trong tháng 5/2026. + Báo cáo kết quả sinh hoạt chuyên đề về Ban Tuyên giáo Đảng ủy trước ngày 20/10/2026.',
      [`study ${MAY}`, 'reporting 2026-10-19'],
    ],
    [
      'Hội nghị quán triệt ngày 10/6/2026; báo cáo kết quả hội nghị trước ngày 15/7/2026.',
      ['briefing 2026-06-10', 'reporting 2026-07-14'],
    ],
    [
      'Sinh hoạt trong tháng 5/2026. + Báo cáo kết quả sau 10 ngày làm việc kể từ ngày kết thúc sinh hoạt.',
      [`session ${MAY}`, 'reporting +10 after session'],
    ],
    ['Báo cáo việc tổ chức hội nghị quán triệt về Đảng ủy trước ngày 15/6/2026.', ['reporting 2026-06-14']],
    ['Báo cáo kết quả học tập, sinh hoạt về Ban Tuyên giáo chậm nhất ngày 20/10/2026.', ['reporting 2026-10-20']],
    ['Gửi báo cáo kết quả hội nghị học tập, quán triệt trước ngày 20/7/2026.', ['reporting 2026-07-19']],
    ['Gửi kết quả học tập về Đảng ủy trước ngày 20/5/2026.', ['reporting 2026-05-19']],
    ['Tổng hợp kết quả học tập gửi Đảng ủy trước ngày 20/7/2026.', ['reporting 2026-07-19']],
    ['Trước ngày 15/7/2026, các chi bộ báo cáo kết quả sinh hoạt về Đảng ủy.', ['reporting 2026-07-14']],
    ['Trong vòng 10 ngày làm việc sau khi sinh hoạt, các chi bộ gửi báo cáo về Đảng ủy.', ['reporting +10 after session']],
    ['Báo cáo ngay sau khi kết thúc sinh hoạt, chậm nhất ngày 20/5/2026.', ['reporting 2026-05-20']],
    ['Sơ kết, báo cáo kết quả sinh hoạt trước ngày 20/6/2026.', ['reporting 2026-06-19']],
    ['Báo cáo kết quả triển khai học tập, quán triệt và tổ chức sinh hoạt trước ngày 30/11/2026.', ['reporting 2026-11-29']],
    [
      'Sinh hoạt chuyên đề: trong tháng 5/2026, báo cáo kết quả về Ban Tuyên giáo trước ngày 10/6/2026.',
      [`session ${MAY}`, 'reporting 2026-06-09'],
    ],
    [
      'Đăng ký trước ngày 15/3/2026, sinh hoạt trong tháng 5/2026, báo cáo trước ngày 10/10/2026.',
      ['selection 2026-03-14', `session ${MAY}`, 'reporting 2026-10-09'],
    ],
    ['Viết thu hoạch sau học tập và nộp về Đảng ủy trước ngày 15/7/2026.', ['reporting 2026-07-14']],
    ['Thời gian báo cáo kết quả sinh hoạt: trước ngày 10/7/2026.', ['reporting 2026-07-09']],
  ])('%s', async (lines, stages) => {
    expect(await readOf(lines)).toEqual(stages);
  });
});

describe('the work itself, whatever it is held with, for or after', () => {
  test.each<[string, string[]]>([
    ['Tổ chức học tập, thảo luận tại buổi sinh hoạt chuyên đề trong tháng 5/2026.', [`session ${MAY}`]],
    ['Đăng ký nội dung sinh hoạt với Ban Tuyên giáo trước ngày 15/3/2026.', ['selection 2026-03-14']],
    ['Đăng ký sinh hoạt chuyên đề tự chọn trước ngày 15/3/2026.', ['selection 2026-03-14']],
    ['Quán triệt và tổ chức sinh hoạt trong tháng 5/2026.', [`briefing ${MAY}`, `session ${MAY}`]],
    ['Sinh hoạt chuyên đề kết hợp học tập trong tháng 5/2026.', [`session ${MAY}`]],
    ['Sinh hoạt chuyên đề tự chọn trong tháng 5/2026.', [`session ${MAY}`]],
    ['Lồng ghép học tập chuyên đề vào sinh hoạt chi bộ tháng 5/2026.', [`session ${MAY}`]],
    ['Sau hội nghị quán triệt, các chi bộ tổ chức học tập trong tháng 5/2026.', [`study ${MAY}`]],
    ['Sau khi học tập, sinh hoạt chuyên đề trong tháng 5/2026.', [`session ${MAY}`]],
    ['Chi bộ nghiên cứu tài liệu trước khi sinh hoạt, hoàn thành trong tháng 5/2026.', [`study ${MAY}`]],
    ['Đảng viên học tập trước khi dự sinh hoạt chuyên đề, xong trước ngày 20/4/2026.', ['study 2026-04-19']],
    ['Nghiên cứu, học tập tài liệu để sinh hoạt trong tháng 5/2026.', [`session ${MAY}`]],
    ['Nghe báo cáo chuyên đề tại hội nghị quán triệt ngày 20/3/2026.', ['briefing 2026-03-20']],
    ['Nghe báo cáo chuyên đề, thảo luận tại buổi sinh hoạt trong tháng 5/2026.', [`session ${MAY}`]],
    ['Tổ chức hội nghị báo cáo chuyên đề trong tháng 5/2026.', [`briefing ${MAY}`]],
    ['Mời báo cáo viên truyền đạt tại hội nghị ngày 20/3/2026.', ['briefing 2026-03-20']],
    ['Chi bộ sinh hoạt chuyên đề, nghe báo cáo kết quả học tập trong tháng 5/2026.', [`session ${MAY}`]],
    ['Báo cáo Đảng ủy, tổ chức học tập trong tháng 5/2026.', [`study ${MAY}`]],
    ['Chi bộ xây dựng kế hoạch học tập và tổ chức học tập trong tháng 5/2026.', [`study ${MAY}`]],
    ['Sinh hoạt chuyên đề: trong vòng 15 ngày làm việc sau hội nghị quán triệt.', ['session +15 after briefing']],
    ['Gửi tài liệu trước ngày 10/4/2026, tổ chức sinh hoạt trong tháng 5/2026.', [`session ${MAY}`, '?']],
    ['Sinh hoạt chuyên đề (báo cáo kết quả trước ngày 10/6/2026) trong tháng 5/2026.', [`session ${MAY}`, '?']],
  ])('%s', async (lines, stages) => {
    expect(await readOf(lines)).toEqual(stages);
  });
});

describe('asked: no stage, or not clear which', () => {
  test.each<[string, string[]]>([
    ['Viết thu hoạch sau sinh hoạt chuyên đề, nộp trước ngày 15/7/2026.', ['? reporting']],
    ['Đảng viên nộp bài thu hoạch cho chi bộ trước ngày 15/7/2026.', ['? reporting']],
    ['Báo cáo kết quả đăng ký chuyên đề tự chọn trước ngày 15/3/2026.', ['? selection']],
    ['Gửi kết quả đăng ký chuyên đề về Ban Tuyên giáo trước ngày 15/3/2026.', ['? selection']],
    ['Đăng ký thời gian sinh hoạt chuyên đề trước ngày 15/3/2026.', ['? selection']],
    ['Báo cáo danh sách đảng viên tham gia học tập trước ngày 01/4/2026.', ['? reporting']],
    ['Hội nghị báo cáo kết quả học tập ngày 16/11/2026.', ['? briefing']],
    ['Các chi bộ tổ chức sinh hoạt và gửi báo cáo trước ngày 20/6/2026.', ['? session', 'reporting 2026-06-19']],
    ['Thảo luận dự thảo báo cáo trong tháng 5/2026.', ['?']],
    ['Thảo luận, cho ý kiến vào báo cáo kết quả học tập trong tháng 5/2026.', ['?']],
    ['Hội nghị tổng kết trong tháng 12/2026.', ['?']],
    ['Tổ chức hội nghị tổng kết việc học tập trước ngày 15/12/2026.', ['?']],
    ['Gửi tài liệu sinh hoạt chuyên đề về các chi bộ trước ngày 10/4/2026.', ['?']],
    ['Xây dựng kế hoạch sinh hoạt chuyên đề trước ngày 15/3/2026.', ['?']],
    ['Chuẩn bị nội dung hội nghị trước ngày 15/3/2026.', ['?']],
    ['Ban hành hướng dẫn sinh hoạt chuyên đề trong tháng 5/2026.', ['?']],
    ['Thông báo lịch sinh hoạt chuyên đề về Đảng ủy trước ngày 05/4/2026.', ['?']],
    ['Gửi biên bản sinh hoạt chuyên đề về Đảng ủy trước ngày 30/6/2026.', ['?']],
    ['Đánh giá kết quả sinh hoạt chuyên đề trong tháng 12/2026.', ['?']],
    ['Đảng viên đăng ký học tập và làm theo trước ngày 20/3/2026.', ['?']],
    ['Đăng ký tham dự hội nghị trước ngày 05/3/2026.', ['?']],
  ])('%s', async (lines, stages) => {
    expect(await readOf(lines)).toEqual(stages);
  });
});

test('a report counted from the session stands in the plan file as a stage of its own', async () => {
  const { plan } = await smallPlan(
    'II. NỘI DUNG\n1. Chuyên đề 1: Giữ gìn đoàn kết\n- Sinh hoạt trong tháng 5/2026.\n- Báo cáo kết quả sau 10 ngày làm việc kể từ ngày kết thúc sinh hoạt.',
  );
  const kinds: StageKind[] = ['session', 'reporting'];
  expect(plan.topics[0]?.stages.map(({ kind }) => kind)).toEqual(kinds);
  expect(plan.topics[0]?.stages[1]?.relative).toEqual({ days: 10, unit: 'working', after: 'session' });
});

test('in a table too: a conference that sums up is no briefing, a month before a report is not the report’s', async () => {
  const works = await smallPlan(`II. NỘI DUNG
| TT | Nội dung công việc | Thời gian |
| 1 | Chuyên đề 1: Giữ gìn đoàn kết | |
| | Sinh hoạt chuyên đề | tháng 5/2026 |
| | Hội nghị tổng kết | tháng 11/2026 |`);
  expect(stagesIn(works)).toEqual([[`session ${MAY}`]]);
  expect(works.questions.map(({ said }) => said)).toContain('tháng 11/2026');
  const cell = await smallPlan(`II. NỘI DUNG
| TT | Chuyên đề | Thời gian |
| 1 | Giữ gìn đoàn kết | Tháng 5/2026, báo cáo kết quả trước ngày 10/6/2026 |`);
  expect(stagesIn(cell)).toEqual([[`session ${MAY}`, 'reporting null 2026-06-09']]);
});

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { findPhrases, parsePhrase } from '../../../src/domain/time-phrases';

const FESTIVALS = [
  'Tết',
  'Tết Nguyên đán',
  'Tết Nguyên đán Bính Ngọ',
  'Tết Nguyên tiêu',
  'Tết Thanh minh',
  'Tết Hàn thực',
  'Giỗ Tổ',
  'Giỗ Tổ Hùng Vương',
  'lễ Phật đản',
  'Tết Đoan ngọ',
  'Vu Lan',
  'mùa Vu Lan báo hiếu',
  'tháng cô hồn',
  'Tết Trung thu',
  'Trung thu',
  'lễ ông Công, ông Táo',
  'tất niên',
  'rằm',
  'ngày rằm',
];
const LEADS = ['', 'trước ', 'dịp ', 'nhân dịp ', 'từ ', 'đến ', 'trong ', 'hoàn thành trước ', 'chậm nhất '];
const MONTHS = [
  'tháng 7',
  'tháng Bảy',
  'tháng bảy',
  'tháng 7/2026',
  'tháng 7 năm 2026',
  'tháng Giêng',
  'tháng Chạp',
  'tháng 1',
  'vào tháng 3',
];
const DAYS = ['mùng 1', 'mồng 5', 'mùng một', 'Mồng Mười', 'ngày mùng 10', 'đêm rằm', 'ngày rằm'];
const MOONS = ['âm lịch', '(âm lịch)', 'AL', '(ÂL)', 'âm', 'theo lịch âm', 'theo âm lịch', 'năm Bính Ngọ', 'nông lịch'];

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D');

/** What a plan would take: a day without a question. */
const taken = (text: string) =>
  findPhrases(text, { year: 2026 }).filter(({ phrase }) => phrase.unresolved === undefined && phrase.kind !== 'citation');

/** The phrases of `all` that give a day, in any of the spellings that people use. */
const given = (all: string[]) =>
  all.flatMap((text) => [text, text.toUpperCase(), plain(text), text.normalize('NFD')]).filter((text) => taken(text).length > 0);

test('a month behind a festival of the old calendar is never one of the solar calendar', () => {
  expect(given(LEADS.flatMap((lead) => FESTIVALS.flatMap((name) => MONTHS.map((month) => `${lead}${name} ${month}`))))).toEqual(
    [],
  );
});

test('days by the words of the old calendar are asked', () => {
  const months = [...MONTHS, '/3', '/3/2026', 'Tết', ''];
  expect(given(LEADS.flatMap((lead) => DAYS.flatMap((day) => months.map((month) => `${lead}${day} ${month}`))))).toEqual([]);
});

test('a date that says it is of the old calendar is asked', () => {
  const dates = [
    'ngày 15/7',
    '15/7',
    'tháng 7',
    'ngày 15 tháng 7',
    'tháng Bảy',
    'trước ngày 15/7/2026',
    'từ tháng 7',
    'đầu tháng 7',
  ];
  expect(given(dates.flatMap((date) => MOONS.map((moon) => `${date} ${moon}`)))).toEqual([]);
  expect(
    given(['theo âm lịch ngày 15/7', 'tháng 11, tháng Chạp', 'tháng Giêng, tháng Hai', 'từ tháng 11 đến tháng Chạp']),
  ).toEqual([]);
});

test.each([
  'ngày 10/3 (Giỗ Tổ Hùng Vương)',
  'Giỗ Tổ Hùng Vương ngày 10 tháng 3 năm 2026',
  'ngày 15/8, Tết Trung thu',
  'tháng 7 (Vu Lan)',
])('the day of a festival itself is asked: %s', (text) => expect(taken(text)).toEqual([]));

test.each([
  ['Tết Trung thu ngày 25/9/2026', '2026-09-25'],
  ['Giỗ Tổ Hùng Vương (10/3 âm lịch, tức ngày 26/4/2026)', '2026-04-26'],
  ['ngày 15/7 âm lịch (ngày 27/8/2026 dương lịch)', '2026-08-27'],
  ['nhân dịp Tết Nguyên đán Bính Ngọ 2026, trong tháng 02/2026', '2026-02-28'],
  ['Tết Dương lịch, tháng 1', '2026-01-31'],
])('a solar date beside a festival is read: %s', (text, end) => {
  expect(taken(text).map(({ phrase }) => phrase.end)).toEqual([end]);
});

test('what the calendar file holds is taken from it', () => {
  const calendar = parse(readFileSync(path.join(__dirname, '../../../calendars/vn.yaml'), 'utf8'));
  expect(parsePhrase('trước 10/3 âm lịch', { year: 2026, calendar }).end).toBe('2026-04-25');
  expect(parsePhrase('trước mùng 10 tháng 3 âm lịch', { year: 2026, calendar }).end).toBe('2026-04-25');
  expect(parsePhrase('trước Giỗ Tổ Hùng Vương', { year: 2026, calendar }).end).toBe('2026-04-25');
});

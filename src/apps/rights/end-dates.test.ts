import { expect, test } from 'vitest';
import { suggestEnds, type Holiday } from '#apps/rights/end-dates.ts';

const holiday = (schoolYear: number, kind: string, from: string, until: string): Holiday => ({
  schoolYear,
  kind,
  from,
  until,
});
const christmas = holiday(2026, 'christmas', '2026-12-21', '2027-01-03');
const summer = holiday(2026, 'summer', '2027-07-01', '2027-08-31');
const holidays = [christmas, summer];
const from = '2026-10-05';
const ends = (latest: string | null, among: readonly Holiday[] = holidays, first = from) =>
  suggestEnds(first, latest, among);
const thisYear = { kind: 'school-year', day: '2027-06-30', schoolYear: 2026, later: false };
const nextYear = { kind: 'school-year', day: '2028-06-30', schoolYear: 2027, later: true };

test('rights 6: where nothing limits it, the end of this school year and of the next are suggested', () => {
  expect(ends(null)).toEqual([thisYear, nextYear]);
});

test('rights 6: what lies after the last day that is allowed is no suggestion; that day is one', () => {
  expect(ends('2028-06-30')).toEqual([thisYear, nextYear]);
  expect(ends('2028-06-29')).toEqual([thisYear, { kind: 'latest', day: '2028-06-29', before: undefined }]);
  expect(ends('2027-06-30')).toEqual([thisYear]);
  expect(ends('2026-11-20')).toEqual([{ kind: 'latest', day: '2026-11-20', before: undefined }]);
});

test('rights 6: a last day in a holiday becomes the day before it, and says which holiday', () => {
  for (const day of ['2026-12-21', '2026-12-30', '2027-01-03'])
    expect(ends(day)).toEqual([{ kind: 'latest', day: '2026-12-20', before: christmas }]);
  for (const day of ['2026-12-20', '2027-01-04'])
    expect(ends(day)).toEqual([{ kind: 'latest', day, before: undefined }]);
});

test('rights 6: from September one goes back to June, through a summer that is known or not', () => {
  const late = holiday(2027, 'summer', '2028-07-01', '2028-08-31');
  const long = '2029-09-15';
  expect(ends(long).at(-1)).toEqual({
    kind: 'latest',
    day: '2029-06-30',
    before: { kind: 'summer' },
  });
  expect(ends('2028-08-15', [late])).toEqual([thisYear, nextYear]);
  expect(ends('2026-10-03', holidays, '2026-10-03')).toEqual([
    { kind: 'latest', day: '2026-10-03', before: undefined },
  ]);
});

test('rights 6: the last day of school is the day before the summer holiday of that year, never in July', () => {
  expect(ends(null, [holiday(2026, 'summer', '2027-06-29', '2027-08-31')])).toEqual([
    { ...thisYear, day: '2027-06-28' },
    nextYear,
  ]);
  expect(ends(null, [holiday(2026, 'summer', '2027-07-05', '2027-08-31')])).toEqual([thisYear, nextYear]);
  expect(ends(null, [holiday(2026, 'autumn', '2026-11-02', '2026-11-08')])).toEqual([thisYear, nextYear]);
});

test('rights 6: nothing ends before its first day', () => {
  expect(ends('2026-12-28', holidays, '2026-12-22')).toEqual([]);
  expect(ends('2026-12-28', holidays, '2026-12-20')).toEqual([
    { kind: 'latest', day: '2026-12-20', before: christmas },
  ]);
  expect(ends(null, [holiday(2026, 'summer', '2027-04-01', '2027-08-31')], '2027-04-15')).toEqual([nextYear]);
  expect(ends(null, [holiday(2026, 'summer', '2027-04-16', '2027-08-31')], '2027-04-15')).toEqual([
    { ...thisYear, day: '2027-04-15' },
    nextYear,
  ]);
  expect(ends(null, holidays, '2027-06-30')).toEqual([
    { ...nextYear, later: false },
    { kind: 'school-year', day: '2029-06-30', schoolYear: 2028, later: true },
  ]);
});

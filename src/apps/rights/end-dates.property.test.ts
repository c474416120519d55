import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { suggestEnds } from '#apps/rights/end-dates.ts';
import { addDays, endsBadly } from '#apps/rights/period.ts';
import { listSchoolHolidays, type SchoolHoliday } from '#directory/school-holidays.ts';
import { asSystem } from '#access/context.ts';
import { testDatabase } from '#tests/support/database.ts';

let holidays: SchoolHoliday[];
beforeAll(async () => {
  const { database } = await testDatabase();
  holidays = await asSystem(database, listSchoolHolidays);
});

test('the holidays of the parameters are those of the rules, none of them verified (rights 6)', () => {
  const of2026 = holidays.filter(({ schoolYear }) => schoolYear === 2026);
  expect(of2026.map(({ kind, from, until }) => [kind, from, until])).toEqual([
    ['autumn', '2026-11-02', '2026-11-08'],
    ['christmas', '2026-12-21', '2027-01-03'],
    ['spring', '2027-02-08', '2027-02-14'],
    ['easter', '2027-03-29', '2027-04-11'],
    ['summer', '2027-07-01', '2027-08-31'],
  ]);
  expect(new Set(holidays.map(({ schoolYear }) => schoolYear)).size).toBe(10);
  expect(holidays.some(({ verified }) => verified)).toBe(false);
});

test('the end of the school year, a year later and as late as may be are suggested (rights 6)', () => {
  expect(suggestEnds('2026-11-22', '2029-03-01', holidays)).toEqual([
    { kind: 'school-year', day: '2027-06-30', schoolYear: 2026, later: false },
    { kind: 'school-year', day: '2028-06-30', schoolYear: 2027, later: true },
    { kind: 'latest', day: '2029-03-01', before: undefined },
  ]);
  const [onlyLatest, ...others] = suggestEnds('2026-11-22', '2026-12-28', holidays);
  expect(onlyLatest).toMatchObject({
    kind: 'latest',
    day: '2026-12-20',
    before: { kind: 'christmas', verified: false },
  });
  expect(others).toEqual([]);
});

test('no suggestion lies in a holiday or in September, before the first day or after the last that is allowed (rights 6)', () => {
  const day = fc.integer({ min: 0, max: 3000 }).map((days) => addDays('2026-01-01', days));
  fc.assert(
    fc.property(day, fc.option(day), (from, latest) => {
      const days = suggestEnds(from, latest, holidays).map((one) => one.day);
      expect(new Set(days).size).toBe(days.length);
      for (const end of days) {
        expect(end >= from && (latest === null || end <= latest)).toBe(true);
        expect(endsBadly(end) || holidays.some((one) => one.from <= end && end <= one.until)).toBe(false);
      }
      if (latest === null) expect(days.length).toBe(2);
    }),
    { numRuns: 500 },
  );
});

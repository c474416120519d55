import { expect, test } from 'vitest';
import { addDays, addMonths, earliest, endsBadly, suggestedEnd, writeDay } from '#apps/rights/period.ts';

test.each([
  ['2026-10-05', 1, '2026-10-06'],
  ['2026-10-05', -5, '2026-09-30'],
  ['2026-12-31', 1, '2027-01-01'],
  ['2028-02-28', 1, '2028-02-29'],
  // The days on which the clocks of Brussels change (R15).
  ['2026-10-24', 1, '2026-10-25'],
  ['2026-10-25', 1, '2026-10-26'],
  ['2027-03-27', 2, '2027-03-29'],
])('R10: from %s %i days on it is %s', (day, count, expected) => {
  expect(addDays(day, count)).toBe(expected);
});

test.each([
  ['2026-10-05', 12, '2027-10-05'],
  ['2026-11-30', 3, '2027-02-28'],
  ['2027-11-30', 3, '2028-02-29'],
  ['2026-12-31', 1, '2027-01-31'],
  ['2026-12-31', 2, '2027-02-28'],
  ['2028-02-29', 48, '2032-02-29'],
  ['2026-01-31', 0, '2026-01-31'],
  ['2026-03-31', -1, '2026-02-28'],
])('R11: from %s %i months on it is %s', (day, count, expected) => {
  expect(addMonths(day, count)).toBe(expected);
});

test('R10: the earliest of some days, or none', () => {
  expect(earliest(['2027-01-01', '2026-12-31', '2028-01-01'])).toBe('2026-12-31');
  expect(earliest([])).toBeUndefined();
});

test('rights 6: until April the end of this school year is suggested, from May on that of the next', () => {
  expect(suggestedEnd('2026-10-05')).toBe('2027-06-30');
  expect(suggestedEnd('2027-04-30')).toBe('2027-06-30');
  expect(suggestedEnd('2027-05-01')).toBe('2028-06-30');
});

test('rights 6: rights had better not end from July to September', () => {
  const bad = Array.from({ length: 12 }, (_, index) => String(index + 1).padStart(2, '0')).filter((month) =>
    endsBadly(`2027-${month}-08`),
  );
  expect(bad).toEqual(['07', '08', '09']);
});

test('a day is written in words, the same wherever the server stands', () => {
  expect(writeDay('2026-09-01', 'nl')).toBe('1 september 2026');
  expect(writeDay('2026-09-01', 'en')).toBe('1 September 2026');
});

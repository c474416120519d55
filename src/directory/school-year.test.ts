import { expect, test } from 'vitest';
import { daysOf, formatSchoolYear, parseSchoolYear, schoolYearOf } from '#directory/school-year.ts';

test('a school year starts on 1 September', () => {
  expect(schoolYearOf('2026-08-31')).toBe(2025);
  expect(schoolYearOf('2026-09-01')).toBe(2026);
  expect(daysOf(2026)).toEqual({ first: '2026-09-01', last: '2027-08-31' });
});

test('a school year is written as two years, the second one more than the first', () => {
  expect(formatSchoolYear(2026)).toBe('2026-2027');
  expect(['2026-2027', '2026/27', ' 2026 – 2027 ', '2026'].map(parseSchoolYear)).toEqual([2026, 2026, 2026, 2026]);
  expect(['2026-2028', '26-27', '2026-2026', '1800', 'dit jaar', ''].map(parseSchoolYear)).toEqual(
    Array.from({ length: 6 }),
  );
  expect(parseSchoolYear('1999-00')).toBe(1999);
});

import { expect, test } from 'vitest';
import { addWorkingDays, isWorkingDay, workingDaysBetween } from '#directory/working-days.ts';

test('DO-6 working days leave out weekends and the legal holidays, those around Easter included', () => {
  // Easter fell on 4 April 2021, 17 April 2022, 5 April 2026, and falls on 28 March 2027.
  for (const holiday of ['2021-04-05', '2022-04-18', '2026-04-06', '2027-03-29', '2026-05-14', '2026-05-25'])
    expect([holiday, isWorkingDay(holiday)]).toEqual([holiday, false]);
  for (const holiday of ['2026-01-01', '2026-05-01', '2026-07-21', '2027-11-01', '2026-11-11', '2026-12-25'])
    expect([holiday, isWorkingDay(holiday)]).toEqual([holiday, false]);
  for (const weekend of ['2026-11-21', '2026-11-22']) expect(isWorkingDay(weekend)).toBe(false);
  for (const day of ['2026-04-07', '2026-05-15', '2026-11-23', '2026-11-10'])
    expect([day, isWorkingDay(day)]).toEqual([day, true]);
});

test('DO-6 ten working days from a Friday before Armistice Day end after it', () => {
  expect(addWorkingDays('2026-11-06', 1)).toBe('2026-11-09');
  expect(addWorkingDays('2026-11-06', 10)).toBe('2026-11-23');
  expect(addWorkingDays('2026-11-22', 1)).toBe('2026-11-23');
});

test('DO-6 the waiting time counts the working days that passed', () => {
  expect(workingDaysBetween('2026-11-06', '2026-11-06')).toBe(0);
  expect(workingDaysBetween('2026-11-06', '2026-11-08')).toBe(0);
  expect(workingDaysBetween('2026-11-06', '2026-11-12')).toBe(3);
  expect(workingDaysBetween('2026-11-12', '2026-11-06')).toBe(0);
});

import { afterEach, expect, test } from 'vitest';
import { addDays, brusselsMoment, brusselsToday, now, resetClock, setClock } from '#platform/clock.ts';

afterEach(resetClock);

test('the day changes at midnight in Brussels, in winter and in summer', () => {
  expect(brusselsToday(new Date('2026-01-31T22:59:59Z'))).toBe('2026-01-31');
  expect(brusselsToday(new Date('2026-01-31T23:00:00Z'))).toBe('2026-02-01');
  expect(brusselsToday(new Date('2026-06-30T21:59:59Z'))).toBe('2026-06-30');
  expect(brusselsToday(new Date('2026-06-30T22:00:00Z'))).toBe('2026-07-01');
});

test('a time of a day in Brussels is one moment, on the nights of the clock too', () => {
  expect(brusselsMoment('2026-01-31', '05:30').toISOString()).toBe('2026-01-31T04:30:00.000Z');
  expect(brusselsMoment('2026-06-30', '05:30').toISOString()).toBe('2026-06-30T03:30:00.000Z');
  // Summer time begins on 29 March at 2, and ends on 25 October at 3.
  expect(brusselsMoment('2026-03-29', '00:00').toISOString()).toBe('2026-03-28T23:00:00.000Z');
  expect(brusselsMoment('2026-03-29', '05:30').toISOString()).toBe('2026-03-29T03:30:00.000Z');
  expect(brusselsMoment('2026-10-25', '00:00').toISOString()).toBe('2026-10-24T22:00:00.000Z');
  expect(brusselsMoment('2026-10-25', '05:30').toISOString()).toBe('2026-10-25T04:30:00.000Z');
  expect(addDays('2026-02-28', 1)).toBe('2026-03-01');
});

test('a test can stop the clock', () => {
  setClock(new Date('2026-08-31T12:00:00Z'));
  expect(now().toISOString()).toBe('2026-08-31T12:00:00.000Z');
  expect(brusselsToday()).toBe('2026-08-31');
});

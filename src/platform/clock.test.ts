import { afterEach, expect, test } from 'vitest';
import { brusselsToday, now, resetClock, setClock } from '#platform/clock.ts';

afterEach(resetClock);

test('the day changes at midnight in Brussels, in winter and in summer', () => {
  expect(brusselsToday(new Date('2026-01-31T22:59:59Z'))).toBe('2026-01-31');
  expect(brusselsToday(new Date('2026-01-31T23:00:00Z'))).toBe('2026-02-01');
  expect(brusselsToday(new Date('2026-06-30T21:59:59Z'))).toBe('2026-06-30');
  expect(brusselsToday(new Date('2026-06-30T22:00:00Z'))).toBe('2026-07-01');
});

test('a test can stop the clock', () => {
  setClock(new Date('2026-08-31T12:00:00Z'));
  expect(now().toISOString()).toBe('2026-08-31T12:00:00.000Z');
  expect(brusselsToday()).toBe('2026-08-31');
});

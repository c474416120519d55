import { expect, test } from 'vitest';
import { nextDue, tellsUntil } from '#apps/alerts/rhythm.ts';
import type { MainRhythm } from '#apps/alerts/model.ts';

const due = (rhythm: MainRhythm, after: string): string => nextDue(rhythm, new Date(after)).toISOString();
const until = (rhythm: MainRhythm, at: string): string => tellsUntil(rhythm, new Date(at)).toISOString();

test('NO-2: daily is 05:30 in Brussels, in winter, in summer and after the nights of the clock', () => {
  expect(due('daily', '2026-11-20T12:00:00Z')).toBe('2026-11-21T04:30:00.000Z');
  expect(due('daily', '2026-11-20T04:29:59Z')).toBe('2026-11-20T04:30:00.000Z');
  expect(due('daily', '2026-11-20T04:30:00Z')).toBe('2026-11-21T04:30:00.000Z');
  expect(due('daily', '2026-07-01T12:00:00Z')).toBe('2026-07-02T03:30:00.000Z');
  // Summer time ends on 25 October and begins on 28 March.
  expect(due('daily', '2026-10-24T20:00:00Z')).toBe('2026-10-25T04:30:00.000Z');
  expect(due('daily', '2027-03-27T20:00:00Z')).toBe('2027-03-28T03:30:00.000Z');
});

test('NO-2: weekly is Monday at 05:30', () => {
  expect(due('weekly', '2026-11-20T12:00:00Z')).toBe('2026-11-23T04:30:00.000Z');
  expect(due('weekly', '2026-11-23T04:29:00Z')).toBe('2026-11-23T04:30:00.000Z');
  expect(due('weekly', '2026-11-23T04:30:00Z')).toBe('2026-11-30T04:30:00.000Z');
});

test('NO-2: a digest tells of the whole days before it, also when it comes late; such a day may have 23 or 25 hours', () => {
  expect(until('daily', '2026-11-20T04:30:00Z')).toBe('2026-11-19T23:00:00.000Z');
  expect(until('daily', '2026-11-20T19:00:00Z')).toBe('2026-11-19T23:00:00.000Z');
  expect(until('daily', '2026-11-20T04:00:00Z')).toBe('2026-11-18T23:00:00.000Z');
  expect(until('daily', '2026-10-25T04:30:00Z')).toBe('2026-10-24T22:00:00.000Z');
  expect(until('daily', '2026-10-26T04:30:00Z')).toBe('2026-10-25T23:00:00.000Z');
  expect(until('weekly', '2026-11-20T04:30:00Z')).toBe('2026-11-15T23:00:00.000Z');
  expect(until('weekly', '2026-11-23T04:30:00Z')).toBe('2026-11-22T23:00:00.000Z');
});

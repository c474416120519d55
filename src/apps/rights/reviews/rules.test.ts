import { expect, test } from 'vitest';
import { awaits, endObstacle, type ReviewVerdict } from '#apps/rights/reviews/rules.ts';

test('RI-12: a review ends between three weeks and 180 days from its start', () => {
  const today = '2026-10-05';
  expect(endObstacle(today, '2026-10-25')).toEqual({ kind: 'ends-too-soon', soonest: '2026-10-26' });
  expect(endObstacle(today, '2026-10-26')).toBeUndefined();
  expect(endObstacle(today, '2027-04-03')).toBeUndefined();
  expect(endObstacle(today, '2027-04-04')).toEqual({ kind: 'ends-too-late', latest: '2027-04-03' });
});

const item = { verdict: 'open' as ReviewVerdict, gone: false, isAdmin: false, personId: 'an' };

test.each<[ReviewVerdict, boolean]>([
  ['open', true],
  ['kept', true],
  ['confirmed', false],
  ['ended', false],
  ['lapsed', false],
])('RI-12: a right that is %s waits for an answer: %s', (verdict, waits) => {
  expect(awaits({ ...item, verdict }, { personId: 'karim' })).toBe(waits);
  expect(awaits({ ...item, verdict, gone: true }, { personId: 'karim' })).toBe(false);
});

test('R3: nobody judges his own administrator right; an ordinary one of his own he does', () => {
  expect(awaits({ ...item, isAdmin: true }, { personId: 'an' })).toBe(false);
  expect(awaits({ ...item, isAdmin: true, verdict: 'kept' }, { personId: 'an' })).toBe(false);
  expect(awaits({ ...item, isAdmin: true }, { personId: 'karim' })).toBe(true);
  expect(awaits(item, { personId: 'an' })).toBe(true);
});

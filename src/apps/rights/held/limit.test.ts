import { expect, test } from 'vitest';
import { isHeld } from '#apps/rights/held/limit.ts';

const ending = (asked: number, endedBefore = 0, relations = 100) => ({ relations, endedBefore, asked });

test('R26: a program ends at most its part of an institution within a day; what goes beyond it waits for somebody', () => {
  expect(isHeld(ending(10), 10)).toBe(false);
  expect(isHeld(ending(11), 10)).toBe(true);
  expect(isHeld(ending(100), 100)).toBe(false);
});

test('R26: what ended before on that day counts', () => {
  expect(isHeld(ending(4, 6), 10)).toBe(false);
  expect(isHeld(ending(5, 6), 10)).toBe(true);
  expect(isHeld(ending(1, 11), 10)).toBe(true);
});

test('R26: a part of a person is nobody, and one a day is never a mass', () => {
  expect(isHeld(ending(1, 0, 19), 10)).toBe(false);
  expect(isHeld(ending(2, 0, 19), 10)).toBe(true);
  expect(isHeld(ending(2, 0, 20), 10)).toBe(false);
  expect(isHeld(ending(1, 0, 3), 10)).toBe(false);
  expect(isHeld(ending(1, 1, 3), 10)).toBe(true);
});

test('R26: at 0 percent everything is held; nothing asked is never held', () => {
  expect(isHeld(ending(1), 0)).toBe(true);
  expect(isHeld(ending(0), 0)).toBe(false);
  expect(isHeld(ending(0, 50), 10)).toBe(false);
});

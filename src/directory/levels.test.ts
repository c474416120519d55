import { expect, test } from 'vitest';
import { isSpecial, levelById, levelBySlug, levels, levelsOf } from '#directory/levels.ts';

test('a level is found by its number and by its place in an address', () => {
  for (const level of levels) {
    expect(levelById(level.id)).toBe(level);
    expect(levelBySlug(level.slug)).toBe(level);
  }
  expect(levelBySlug('peuteropvang')).toBeUndefined();
});

test('the level of the register comes before the main structures', () => {
  expect(levelsOf('SO', [111, 211])).toEqual([2]);
  expect(levelsOf(' bao ', [])).toEqual([1]);
});

test('without a level of the register the main structures tell', () => {
  expect(levelsOf(undefined, [211, 111])).toEqual([1]);
  expect(levelsOf('ANDERE', [311, 321, 121])).toEqual([1, 2]);
  expect(levelsOf(undefined, [316])).toEqual([3]);
  expect(levelsOf(undefined, [317])).toEqual([6]);
  expect(levelsOf(undefined, [411])).toEqual([7]);
  expect(levelsOf('SB', [])).toEqual([]);
});

test('the second digit of a main structure tells special education', () => {
  expect([111, 121, 211, 221, 311, 321].filter(isSpecial)).toEqual([121, 221, 321]);
});

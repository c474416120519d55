import { expect, test } from 'vitest';
import { judgeTheme, themeFates, type ThemeFacts } from '#apps/rights/handover/judge-theme.ts';
import type { Fate } from '#apps/rights/handover/subject.ts';

const theme = { levelId: 1, themeId: 3 };
const grant = { active: true } as ThemeFacts['handed']['grant'];
const right = (active: boolean) => ({ active }) as NonNullable<ThemeFacts['handed']['has']>;

interface Given {
  has?: boolean;
  hasThemes?: readonly (typeof theme)[];
  leaverAdministers?: boolean;
  successorAdministers?: boolean;
  idle?: boolean;
}

const facts = (ofRight: Fate, given: Given = {}): ThemeFacts => ({
  ofRight,
  place: {
    leaverAdministers: given.leaverAdministers ?? false,
    successorAdministers: given.successorAdministers ?? false,
  },
  handed: {
    grant: given.idle ? { ...grant, active: false } : grant,
    has: given.has === undefined ? undefined : right(given.has),
    hasThemes: given.hasThemes ?? [],
  },
  givesToday: ofRight === 'move' && given.has === undefined,
});

const judged = (ofRight: Fate, chosen?: Fate, given: Given = {}): string => {
  const one = judgeTheme(theme, chosen, facts(ofRight, given));
  const deeds = [one.ticks && 'ticks', one.unticks && 'unticks', one.obstacle].filter(Boolean);
  return [one.fate, ...deeds].join(' ');
};

test('R13: without a choice of its own a theme does what its right does', () => {
  expect(judged('move')).toBe('move ticks');
  expect(judged('end')).toBe('end');
  expect(judged('keep')).toBe('keep');
});

test('R13: a theme does not stay when its right goes or ends', () => {
  expect(judged('move', 'keep')).toBe('keep cannot-stay');
  expect(judged('end', 'keep')).toBe('keep cannot-stay');
  expect(judged('keep', 'keep')).toBe('keep');
});

test('a theme that does not go over ends with its right, and at once where the right stays', () => {
  expect(judged('move', 'end')).toBe('end');
  expect(judged('end', 'end')).toBe('end');
  expect(judged('keep', 'end')).toBe('end unticks');
});

test('R13: a theme goes over by itself to who has the right already, and to nobody else', () => {
  expect(judged('keep', 'move', { has: true })).toBe('move ticks unticks');
  expect(judged('end', 'move', { has: true })).toBe('move ticks');
  expect(judged('move', 'move')).toBe('move ticks');
  expect(judged('keep', 'move')).toBe('move unticks no-right');
  expect(judged('end', 'move', { has: false })).toBe('move no-right');
  expect(judged('move', 'move', { has: false })).toBe('move no-right');
  // It follows a right that is there in another form: told beforehand, and no obstacle.
  expect(judged('move', undefined, { has: false })).toBe('move');
});

test('TH-2: what the successor reads already is not ticked again', () => {
  expect(judged('move', undefined, { has: true, hasThemes: [theme] })).toBe('move');
  expect(judged('move', undefined, { has: true, hasThemes: [{ levelId: 2, themeId: 3 }] })).toBe('move ticks');
  expect(judged('move', undefined, { has: true, hasThemes: [{ levelId: 1, themeId: 4 }] })).toBe('move ticks');
  expect(judged('move', undefined, { successorAdministers: true })).toBe('move');
  expect(judged('end', 'move', { successorAdministers: true })).toBe('move');
  expect(judged('end', 'move', { has: false, hasThemes: [theme] })).toBe('move');
});

test('TH-2: nothing is taken by itself from who reads everything, or whose right does not run', () => {
  expect(judged('keep', 'end', { leaverAdministers: true })).toBe('end unticks reads-all');
  expect(judged('keep', 'end', { idle: true })).toBe('end unticks reads-all');
  expect(judged('move', 'end', { leaverAdministers: true })).toBe('end');
  expect(judged('keep', 'keep', { leaverAdministers: true })).toBe('keep');
});

const offered = (given: Given, canMove = true): readonly Fate[] => {
  const { place, handed } = facts('move', given);
  return themeFates(theme, place, { ...handed, canMove });
};

test('only what is possible is offered for a theme', () => {
  expect(offered({})).toEqual(['end']);
  expect(offered({}, false)).toEqual([]);
  expect(offered({ has: true })).toEqual(['move', 'end']);
  expect(offered({ has: true }, false)).toEqual(['move', 'end']);
  expect(offered({ has: false })).toEqual([]);
  expect(offered({ has: true, hasThemes: [theme] })).toEqual([]);
  expect(offered({ has: true, hasThemes: [{ levelId: 2, themeId: 3 }] })).toEqual(['move', 'end']);
  expect(offered({ successorAdministers: true })).toEqual([]);
});

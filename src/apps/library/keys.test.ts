import fc from 'fast-check';
import { expect, test } from 'vitest';
import { scopeOf, type Reach } from '#access/actor.ts';
import { narrowKeys } from '#apps/library/keys.ts';
import type { DocumentFilter } from '#apps/library/model.ts';

interface Place {
  institution: number;
  level: number;
  theme: number;
}

const institution = fc.integer({ min: 1, max: 4 });
const level = fc.integer({ min: 1, max: 3 });
const theme = fc.integer({ min: 1, max: 4 });
const some = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.uniqueArray(one, { maxLength: 3 });
const place = fc.record({ institution, level, theme });
const reach: fc.Arbitrary<Reach> = fc.record({
  institutions: some(institution),
  scopes: some(place.map((at) => scopeOf(at.institution, at.level, at.theme))),
  themes: some(theme),
});
const filter: fc.Arbitrary<DocumentFilter> = fc.record({
  levels: some(level),
  themes: some(theme),
  institutions: some(institution),
  schoolYears: fc.constant([]),
});

const reaches = (keys: Reach, at: Place): boolean =>
  keys.institutions.includes(at.institution) ||
  keys.scopes.includes(scopeOf(at.institution, at.level, at.theme)) ||
  keys.themes.includes(at.theme);

const passes = (wanted: DocumentFilter, at: Place): boolean =>
  (wanted.levels.length === 0 || wanted.levels.includes(at.level)) &&
  (wanted.themes.length === 0 || wanted.themes.includes(at.theme)) &&
  (wanted.institutions.length === 0 || wanted.institutions.includes(at.institution));

test('narrowed keys lead to exactly the documents that the reach and the filter agree on (DO-1, DO-3)', () => {
  fc.assert(
    fc.property(reach, filter, place, (held, wanted, at) => {
      const found = reaches(narrowKeys(held, wanted), at) && passes(wanted, at);
      expect(found).toBe(reaches(held, at) && passes(wanted, at));
    }),
    { numRuns: 2_000 },
  );
});

test('a theme picked by an administrator of many institutions leads to scopes, not through whole institutions', () => {
  const held: Reach = { institutions: [101, 102], scopes: [], themes: [] };
  const keys = narrowKeys(held, { levels: [1], themes: [3], institutions: [], schoolYears: [] });
  expect(keys).toEqual({ institutions: [], scopes: [scopeOf(101, 1, 3), scopeOf(102, 1, 3)], themes: [] });
});

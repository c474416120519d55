import fc from 'fast-check';
import { expect, test } from 'vitest';
import { scopeOf, type Reach } from '#access/actor.ts';
import { narrowKeys, type Keys } from '#apps/library/keys.ts';
import { noFilter, type DocumentFilter } from '#apps/library/model.ts';

interface Place {
  institution: number;
  level: number;
  theme: number;
}

interface Shelved extends Place {
  id: string;
  /** Who shared it with the reader; null: nobody. */
  sharer: string | null;
}

const institution = fc.integer({ min: 1, max: 4 });
const level = fc.integer({ min: 1, max: 3 });
const theme = fc.integer({ min: 1, max: 4 });
const some = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.uniqueArray(one, { maxLength: 3 });
const place = fc.record({ institution, level, theme });
const shelved: fc.Arbitrary<Shelved> = fc.record({
  institution,
  level,
  theme,
  id: fc.constantFrom('a', 'b', 'c'),
  sharer: fc.constantFrom(null, 'an', 'bart'),
});
const held = fc.record({
  institutions: some(institution),
  scopes: some(place.map((at) => scopeOf(at.institution, at.level, at.theme))),
  themes: some(theme),
});
const scopeAt = (at: Place): number => scopeOf(at.institution, at.level, at.theme);

/** What a person holds, with the document shared where nothing else gives it, as the actor is loaded. */
function reachOf(rights: Omit<Reach, 'shared'>, at: Shelved): Reach {
  const reach = { ...rights, shared: [] };
  if (at.sharer === null || reaches(narrowKeys(reach, noFilter), at)) return reach;
  return { ...reach, shared: [{ id: 's', documentId: at.id, scope: scopeAt(at), sharerId: at.sharer }] };
}
const filter: fc.Arbitrary<DocumentFilter> = fc.record({
  levels: some(level),
  themes: some(theme),
  institutions: some(institution),
  schoolYears: fc.constant([]),
  sharers: fc.subarray(['an', 'bart']),
});

const reaches = (keys: Keys, at: Shelved): boolean =>
  keys.institutions.includes(at.institution) ||
  keys.scopes.includes(scopeAt(at)) ||
  keys.themes.includes(at.theme) ||
  keys.shared.includes(at.id);

const passes = (wanted: DocumentFilter, at: Shelved, isShared: boolean): boolean =>
  (wanted.levels.length === 0 || wanted.levels.includes(at.level)) &&
  (wanted.themes.length === 0 || wanted.themes.includes(at.theme)) &&
  (wanted.institutions.length === 0 || wanted.institutions.includes(at.institution)) &&
  (wanted.sharers.length === 0 || (isShared && wanted.sharers.includes(at.sharer ?? '')));

test('narrowed keys lead to exactly the documents that the reach and the filter agree on (DO-1, DO-3, DO-7)', () => {
  fc.assert(
    fc.property(held, filter, shelved, (rights, wanted, at) => {
      const reach = reachOf(rights, at);
      const isRight = passes(wanted, at, reach.shared.length > 0);
      const found = reaches(narrowKeys(reach, wanted), at) && isRight;
      expect(found).toBe(reaches(narrowKeys(reach, noFilter), at) && isRight);
    }),
    { numRuns: 2_000 },
  );
});

test('a theme picked by an administrator of many institutions leads to scopes, not through whole institutions', () => {
  const administered: Reach = { institutions: [101, 102], scopes: [], themes: [], shared: [] };
  const keys = narrowKeys(administered, { ...noFilter, levels: [1], themes: [3] });
  expect(keys).toEqual({ institutions: [], scopes: [scopeOf(101, 1, 3), scopeOf(102, 1, 3)], themes: [], shared: [] });
});

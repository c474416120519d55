import { expect, test } from 'vitest';
import { groupRights, isLongAgo, themeRows, type OwnRight } from '#apps/profile/model.ts';

const right = (wish: Partial<OwnRight>): OwnRight => ({
  entitlement: 'portal-user',
  name: 'Mijn Onderwijs Gebruiker',
  organisation: { id: 34793, name: 'GBS De Wegwijzer' },
  contexts: [],
  cause: 'imported',
  givenOn: '2026-09-01',
  since: '2026-09-01',
  until: '2027-08-31',
  withdrawnOn: null,
  state: 'active',
  ...wish,
});

test('TH-6: one right at sixty schools is one line; another period or cause is another line', () => {
  const rights = [
    right({}),
    right({ organisation: { id: 34801, name: 'Ter Duinen' } }),
    right({ until: '2026-11-19', state: 'ended' }),
    right({ cause: 'manual' }),
  ];
  expect(groupRights(rights).map((group) => [group.state, group.cause, group.organisations.length])).toEqual([
    ['active', 'imported', 2],
    ['active', 'manual', 1],
    ['ended', 'imported', 1],
  ]);
});

test('TH-6: what counts today comes first, then what begins later, then what ended', () => {
  const states = groupRights([
    right({ state: 'ended' }),
    right({ state: 'withdrawn' }),
    right({ state: 'later' }),
    right({ state: 'active' }),
    right({ state: 'elsewhere' }),
  ]).map((group) => group.state);
  expect(states).toEqual(['active', 'elsewhere', 'later', 'ended', 'withdrawn']);
});

test('TH-6: a right that ended yesterday stays in sight, one of years ago is put away', () => {
  const today = '2026-11-20';
  expect(isLongAgo(right({ state: 'ended', until: '2026-11-19' }), today)).toBe(false);
  expect(isLongAgo(right({ state: 'ended', until: '2024-06-30' }), today)).toBe(true);
  expect(isLongAgo(right({ state: 'withdrawn', withdrawnOn: '2025-01-01' }), today)).toBe(true);
  expect(isLongAgo(right({ state: 'active', until: '2024-06-30' }), today)).toBe(false);
});

test('P13: a row has the ticks of its own institution and level, and every theme for an administrator', () => {
  const held = {
    grants: [
      { entitlement: 'portal-user', organisationId: 1 },
      { entitlement: 'portal-admin', organisationId: 2 },
      { entitlement: 'edison-admin', organisationId: 3 },
      { entitlement: 'portal-admin', organisationId: 4 },
    ],
    places: [
      { institutionId: 2, levelId: 1 },
      { institutionId: 1, levelId: 2 },
      { institutionId: 1, levelId: 1 },
      { institutionId: 3, levelId: 1 },
      { institutionId: 4, levelId: 0 },
    ],
    ticks: [
      { institutionId: 1, levelId: 1, themeId: 3 },
      { institutionId: 1, levelId: 2, themeId: 9 },
    ],
  };
  const names = new Map([1, 2, 3, 4].map((id) => [id, `School ${id}`]));
  const rows = themeRows(held, names, () => [{ id: 1 }, { id: 3 }, { id: 12 }]);
  expect(rows.map((row) => [row.institution.id, row.levelId, row.administers, [...row.themeIds]])).toEqual([
    [1, 1, false, [3]],
    [2, 1, true, [1, 3, 12]],
    [1, 2, false, [9]],
  ]);
});

import { describe, expect, test } from 'vitest';
import type { HeldGrant } from '#access/actor.ts';
import type { Entitlement, GrantFacts, GrantOfPerson } from '#apps/rights/model.ts';
import {
  canManage,
  coveringGrants,
  latestEnd,
  managingGrant,
  mayEnd,
  mayGrant,
  mayProlong,
  type EndFacts,
  type ProlongFacts,
} from '#apps/rights/policy.ts';
import type { Id } from '#platform/ids.ts';

const today = '2026-10-05';
const school = 34_793;
const board = 900;
const administration = 1_001_835;

const delegations = [
  { giver: 'head-local-admin', given: 'portal-user', onlyWithoutHeadAdmin: false },
  { giver: 'head-local-admin', given: 'portal-admin', onlyWithoutHeadAdmin: false },
  { giver: 'head-local-admin', given: 'head-local-admin', onlyWithoutHeadAdmin: false },
  { giver: 'helpdesk', given: 'head-local-admin', onlyWithoutHeadAdmin: true },
];
const portalUser: Entitlement = {
  id: 'portal-user',
  name: 'Mijn Onderwijs Gebruiker',
  category: 'Mijn Onderwijs',
  owner: 'portal',
  targetGroups: ['OV'],
  description: '',
  contexts: [],
  contextsRequired: false,
  isAdmin: false,
  automaticForHead: false,
  maxMonths: null,
  endOffsetDays: 0,
  validFrom: '2026-09-01',
  validUntil: null,
  deputisable: true,
};
const portalAdmin: Entitlement = { ...portalUser, id: 'portal-admin', isAdmin: true };

const held = (entitlement: string, organisationId = school, until = '2027-08-31'): HeldGrant => ({
  id: `${entitlement}-${organisationId}-${until}` as Id<'grant'>,
  entitlement,
  organisationId,
  contexts: [],
  until,
});
const forEls = (entitlement: string, until = '2027-08-31'): HeldGrant => ({
  ...held(entitlement, school, until),
  id: `${entitlement}-for-els-${until}` as Id<'grant'>,
  deputyFor: { personId: 'els', name: 'Els Peeters' },
});
const head = held('head-local-admin');
const acting = (...grants: HeldGrant[]) => ({ personId: 'karim' as Id<'person'>, grants, today });
const grant: GrantOfPerson = {
  id: 'g',
  personId: 'an',
  entitlementId: 'portal-user',
  organisationId: school,
  from: '2026-09-01',
  until: '2026-12-31',
  cause: 'manual',
};

describe('on what a right that is given rests', () => {
  const covering = (
    grants: HeldGrant[],
    what: { hasHeadAdmin: boolean; askedBoardId?: number },
    entitlementId = 'head-local-admin',
  ) =>
    coveringGrants(acting(...grants), { entitlementId, organisationId: school, ...what }, delegations).map(
      ({ id }) => id,
    );

  test('the asked board names a head local administrator, nothing else, and only while there is none (R5, R8)', () => {
    const ofBoard = held('head-local-admin', board);
    expect(covering([ofBoard], { hasHeadAdmin: false, askedBoardId: board })).toEqual([ofBoard.id]);
    expect(covering([ofBoard], { hasHeadAdmin: true, askedBoardId: board })).toEqual([]);
    expect(covering([ofBoard], { hasHeadAdmin: false, askedBoardId: board }, 'portal-user')).toEqual([]);
    expect(covering([ofBoard], { hasHeadAdmin: false, askedBoardId: 901 })).toEqual([]);
    expect(covering([ofBoard], { hasHeadAdmin: false })).toEqual([]);
  });

  test('the helpdesk reaches every institution without a head, its own delegation only (R5)', () => {
    const helpdesk = held('helpdesk', administration);
    expect(covering([helpdesk], { hasHeadAdmin: false })).toEqual([helpdesk.id]);
    expect(covering([helpdesk], { hasHeadAdmin: true })).toEqual([]);
    expect(covering([helpdesk], { hasHeadAdmin: false }, 'portal-user')).toEqual([]);
  });

  test('the right that lasts longest comes first (RI-11)', () => {
    const [short, long] = [
      held('head-local-admin', school, '2026-11-01'),
      held('head-local-admin', school, '2028-01-01'),
    ];
    expect(covering([short, long], { hasHeadAdmin: true })).toEqual([long.id, short.id]);
  });

  test('what one holds himself goes before what one holds for somebody absent, however long that lasts', () => {
    const own = held('head-local-admin', school, '2026-11-01');
    const [short, long] = [forEls('head-local-admin', '2027-01-01'), forEls('head-local-admin', '2028-01-01')];
    for (const grants of [
      [own, short, long],
      [long, short, own],
      [short, own, long],
    ])
      expect(covering(grants, { hasHeadAdmin: true }, 'portal-user')).toEqual([own.id, long.id, short.id]);
  });

  test('a deputy gives others what who is absent could give, but no administrator right and nothing to herself (R1, R9)', () => {
    const deputy = acting(forEls('portal-admin'));
    const ofPortal = [
      { giver: 'portal-admin', given: 'portal-user', onlyWithoutHeadAdmin: false },
      { giver: 'portal-admin', given: 'portal-admin', onlyWithoutHeadAdmin: false },
      { giver: 'head-local-admin', given: 'portal-admin', onlyWithoutHeadAdmin: false },
    ];
    const gives = (by: typeof deputy, entitlementId: string, personId?: string): boolean =>
      coveringGrants(
        by,
        { entitlementId, organisationId: school, hasHeadAdmin: true, ...(personId && { personId }) },
        ofPortal,
      ).length > 0;
    expect([gives(deputy, 'portal-user', 'an'), gives(deputy, 'portal-user')]).toEqual([true, true]);
    expect([gives(deputy, 'portal-user', 'karim'), gives(deputy, 'portal-admin', 'an')]).toEqual([false, false]);
    const herself = acting(held('portal-admin'));
    expect([gives(herself, 'portal-user', 'karim'), gives(herself, 'portal-admin', 'an')]).toEqual([true, true]);
  });

  test('the helpdesk manages no right that somebody has (R5)', () => {
    const helpdesk = acting(held('helpdesk', administration));
    const of = { entitlementId: 'head-local-admin', organisationId: school };
    expect(managingGrant(helpdesk, of, delegations)).toBeUndefined();
    expect(managingGrant(acting(head), of, delegations)).toBe(head);
  });
});

describe('the last day of a right, and what sets it (R2, R11, RI-11)', () => {
  const far = { giverUntil: '2030-01-01', relationUntil: null };

  test.each<[string, Partial<Entitlement>, Partial<Parameters<typeof latestEnd>[2]>, ReturnType<typeof latestEnd>]>([
    ['the giver', {}, {}, { latest: '2030-01-01', because: 'giver' }],
    ['the longest period', { maxMonths: 12 }, {}, { latest: '2027-10-05', because: 'longest-period' }],
    ['a day less', { maxMonths: 12, endOffsetDays: 1 }, {}, { latest: '2027-10-04', because: 'longest-period' }],
    ['the relation', {}, { relationUntil: '2027-01-01' }, { latest: '2027-01-01', because: 'relation' }],
    ['the catalogue', { validUntil: '2027-02-01' }, {}, { latest: '2027-02-01', because: 'catalogue' }],
    ['the next right', {}, { nextFrom: '2027-03-01' }, { latest: '2027-02-28', because: 'next-right' }],
    ['no next right', {}, { nextFrom: null }, { latest: '2030-01-01', because: 'giver' }],
    ['the first of two that agree', {}, { relationUntil: '2030-01-01' }, { latest: '2030-01-01', because: 'giver' }],
  ])('%s', (_what, entitlement, bounds, limit) => {
    expect(latestEnd({ ...portalUser, ...entitlement }, today, { ...far, ...bounds })).toEqual(limit);
  });
});

describe('giving', () => {
  const relation: GrantFacts['relation'] = {
    id: 'r',
    personId: 'an',
    organisationId: school,
    targetGroup: 'OV',
    from: null,
    until: null,
  };
  const giving = (
    wish: { from?: string; until?: string },
    entitlement: Partial<Entitlement> = {},
    of: Partial<typeof relation> = {},
  ) =>
    mayGrant(
      acting(head),
      {
        entitlement: { ...portalUser, ...entitlement },
        organisationId: school,
        contexts: [],
        from: today,
        until: today,
        ...wish,
      },
      delegations,
      { relation: { ...relation, ...of }, hasHeadAdmin: true },
    );

  test.each<[string, () => ReturnType<typeof giving>, object[]]>([
    ['in the past', () => giving({ from: '2026-10-04' }), [{ kind: 'begins-in-past' }]],
    [
      'before its relation',
      () => giving({}, {}, { from: '2026-10-06' }),
      [{ kind: 'begins-before-relation', from: '2026-10-06' }],
    ],
    [
      'before the catalogue has it',
      () => giving({}, { validFrom: '2026-10-06' }),
      [{ kind: 'not-yet-in-catalogue', from: '2026-10-06' }],
    ],
    ['backwards', () => giving({ from: '2026-10-07', until: '2026-10-06' }), [{ kind: 'ends-before-begin' }]],
    [
      'too long',
      () => giving({ until: '2027-09-01' }),
      [{ kind: 'ends-too-late', latest: '2027-08-31', because: 'giver' }],
    ],
    ['to another target group', () => giving({}, { targetGroups: ['GID'] }), [{ kind: 'other-target-group' }]],
    ['an unknown context', () => giving({}, { contextsRequired: true }), [{ kind: 'context-missing' }]],
    [
      'his own administrator right (R3)',
      () => giving({}, { id: 'portal-admin', isAdmin: true }, { personId: 'karim' }),
      [{ kind: 'own-admin-right' }],
    ],
  ])('not %s', (_what, decide, obstacles) => {
    expect(decide()).toEqual({ decision: 'obstacle', obstacles });
  });

  test('from today, from the first day of the relation and of the catalogue, for one day', () => {
    expect(giving({}, { validFrom: today }, { from: today })).toEqual({ decision: 'granted', restsOn: head });
    expect(giving({ until: '2027-08-31' })).toEqual({ decision: 'granted', restsOn: head });
  });

  test('an ordinary right to himself, an administrator right to another', () => {
    expect(giving({}, {}, { personId: 'karim' }).decision).toBe('granted');
    expect(giving({}, { id: 'portal-admin', isAdmin: true }).decision).toBe('granted');
  });
});

test('a right can be changed while it runs, follows nothing else and is the actor’s to manage', () => {
  expect(canManage(acting(head), { ...grant, until: today }, delegations)).toBe(true);
  expect(canManage(acting(head), { ...grant, until: '2026-10-04' }, delegations)).toBe(false);
  expect(canManage(acting(head), { ...grant, cause: 'automatic' }, delegations)).toBe(false);
  expect(canManage(acting(head), { ...grant, cause: 'deputy' }, delegations)).toBe(false);
  expect(canManage(acting(), grant, delegations)).toBe(false);
});

describe('ending', () => {
  const facts: EndFacts = { organisationIsOpen: true, withdrawn: false, otherHeadsUntil: [] };
  const ending = (
    what: Partial<Parameters<typeof mayEnd>[1]>,
    of: Partial<GrantOfPerson> = {},
    more: Partial<EndFacts> = {},
  ) =>
    mayEnd(acting(head), { mode: 'at-once', ...what, grant: { ...grant, ...of } }, delegations, { ...facts, ...more });
  const later = (day: string) => ({ mode: 'later' as const, day });
  const ofHead = { entitlementId: 'head-local-admin' };

  test.each<[string, () => ReturnType<typeof ending>, string]>([
    ['withdrawn', () => ending({}, {}, { withdrawn: true }), 'already-ended'],
    ['over', () => ending({}, { until: '2026-10-04' }), 'already-ended'],
    ['today, where today is its last day', () => ending({ mode: 'today' }, { until: today }), 'already-ended'],
    ['today, before it begins', () => ending({ mode: 'today' }, { from: '2026-10-06' }), 'not-begun'],
    ['later, today', () => ending(later(today)), 'not-later'],
    ['later, yesterday', () => ending(later('2026-10-04')), 'not-later'],
    ['later, without a day', () => ending({ mode: 'later' }), 'not-later'],
    ['later, before it begins', () => ending(later('2026-10-07'), { from: '2026-10-08' }), 'not-begun'],
    ['later, on its last day', () => ending(later('2026-12-31')), 'not-sooner'],
    ['later, after its last day', () => ending(later('2027-01-01')), 'not-sooner'],
    ['what follows an assignment (R16)', () => ending({}, { cause: 'automatic' }), 'follows-assignment'],
    ['what follows a deputyship', () => ending({}, { cause: 'deputy' }), 'follows-deputyship'],
    ['the last head, at once (R8)', () => ending({}, ofHead, { otherHeadsUntil: ['2026-10-04'] }), 'last-head-admin'],
    [
      'the last head, from tomorrow (R8)',
      () => ending({ mode: 'today' }, ofHead, { otherHeadsUntil: [today] }),
      'last-head-admin',
    ],
    [
      'the last head, later (R8)',
      () => ending(later('2026-11-01'), ofHead, { otherHeadsUntil: ['2026-11-01'] }),
      'last-head-admin',
    ],
  ])('not: %s', (_what, decide, kind) => {
    expect(decide()).toEqual({ decision: 'obstacle', obstacle: { kind } });
  });

  test.each<[string, () => ReturnType<typeof ending>]>([
    ['at once', () => ending({})],
    [
      'today, whatever later day is named',
      () => ending({ mode: 'today', day: '2026-11-01' }, ofHead, { otherHeadsUntil: ['2026-10-06'] }),
    ],
    ['at once, on its last day', () => ending({}, { until: today })],
    ['at once, before it begins', () => ending({}, { from: '2026-10-08' })],
    ['today', () => ending({ mode: 'today' }, { from: today })],
    ['later', () => ending(later('2026-10-06'))],
    ['later, on its first day', () => ending(later('2026-10-08'), { from: '2026-10-08' })],
    ['a head who has not begun', () => ending({}, { ...ofHead, from: '2026-10-08' })],
    ['a head of a closed institution', () => ending({}, ofHead, { organisationIsOpen: false })],
    ['a head beside another', () => ending({}, ofHead, { otherHeadsUntil: ['2026-10-04', today] })],
    [
      'a head beside one who stays a day longer',
      () => ending({ mode: 'today' }, ofHead, { otherHeadsUntil: ['2026-10-06'] }),
    ],
    [
      'a head, later, beside one who stays longer',
      () => ending(later('2026-11-01'), ofHead, { otherHeadsUntil: ['2026-11-02'] }),
    ],
  ])('%s', (_what, decide) => {
    expect(decide()).toEqual({ decision: 'ended', restsOn: head });
  });

  test('not by who may not give it (R1)', () => {
    expect(mayEnd(acting(), { grant, mode: 'at-once' }, delegations, facts)).toEqual({ decision: 'not-yours' });
  });
});

describe('prolonging', () => {
  const facts: ProlongFacts = { entitlement: portalUser, withdrawn: false, relationUntil: null, nextFrom: null };
  const limit = { latest: '2027-08-31', because: 'giver' as const };
  const prolonging = (until: string | undefined, of: Partial<GrantOfPerson> = {}, more: Partial<ProlongFacts> = {}) =>
    mayProlong(acting(head), { grant: { ...grant, ...of }, until }, delegations, { ...facts, ...more });
  const own = { personId: 'karim', entitlementId: 'portal-admin' };

  test.each<[string, () => ReturnType<typeof prolonging>, object]>([
    ['withdrawn', () => prolonging('2027-01-01', {}, { withdrawn: true }), { kind: 'already-ended' }],
    ['over (R13)', () => prolonging('2027-01-01', { until: '2026-10-04' }), { kind: 'already-ended' }],
    [
      'what follows an assignment (R16)',
      () => prolonging('2027-01-01', { cause: 'automatic' }),
      { kind: 'follows-assignment' },
    ],
    ['what follows a deputyship', () => prolonging('2027-01-01', { cause: 'deputy' }), { kind: 'follows-deputyship' }],
    [
      'what the catalogue has no more',
      () => prolonging('2027-01-01', {}, { entitlement: undefined }),
      { kind: 'not-in-catalogue' },
    ],
    [
      'his own administrator right (R3)',
      () => prolonging('2027-01-01', own, { entitlement: portalAdmin }),
      { kind: 'own-admin-right' },
    ],
    [
      'what lasts as long as it may',
      () => prolonging(undefined, { until: '2027-08-31' }),
      { kind: 'at-its-latest', ...limit },
    ],
    ['to its own last day', () => prolonging('2026-12-31'), { kind: 'not-later', until: '2026-12-31' }],
    ['beyond the right of who prolongs (R2)', () => prolonging('2027-09-01'), { kind: 'ends-too-late', ...limit }],
    [
      'into the next right',
      () => prolonging('2027-03-01', {}, { nextFrom: '2027-03-01' }),
      { kind: 'ends-too-late', latest: '2027-02-28', because: 'next-right' },
    ],
    [
      'beyond its relation',
      () => prolonging('2027-03-01', {}, { relationUntil: '2027-02-01' }),
      { kind: 'ends-too-late', latest: '2027-02-01', because: 'relation' },
    ],
  ])('not: %s', (_what, decide, obstacle) => {
    expect(decide()).toEqual({ decision: 'obstacle', obstacle });
  });

  test.each<[string, () => ReturnType<typeof prolonging>]>([
    ['a day longer', () => prolonging('2027-01-01')],
    ['as long as one may', () => prolonging('2027-08-31')],
    ['some day', () => prolonging(undefined)],
    ['what ends today', () => prolonging('2027-01-01', { until: today })],
    ['his own ordinary right', () => prolonging('2027-01-01', { personId: 'karim' })],
    [
      'the administrator right of another',
      () => prolonging('2027-01-01', { entitlementId: 'portal-admin' }, { entitlement: portalAdmin }),
    ],
  ])('%s', (_what, decide) => {
    expect(decide()).toEqual({ decision: 'prolonged', restsOn: head, limit });
  });

  test('not by who may not give it (R1)', () => {
    expect(mayProlong(acting(), { grant, until: '2027-01-01' }, delegations, facts)).toEqual({ decision: 'not-yours' });
  });
});

import { describe, expect, test } from 'vitest';
import type { HeldGrant } from '#access/actor.ts';
import type { Delegation, Entitlement, GrantFacts, GrantOfPerson, GrantWish } from '#apps/rights/model.ts';
import { latestEnd, mayEnd, mayGrant, type EndFacts, type GrantDecision } from '#apps/rights/policy.ts';
import type { Id } from '#platform/ids.ts';

const today = '2026-10-05';
const school = 34_793;
const elsewhere = 12_345;

const delegations: Delegation[] = [
  { giver: 'head-local-admin', given: 'portal-user', onlyWithoutHeadAdmin: false },
  { giver: 'head-local-admin', given: 'head-local-admin', onlyWithoutHeadAdmin: false },
  { giver: 'head-local-admin', given: 'pupil-transport', onlyWithoutHeadAdmin: false },
  { giver: 'portal-admin', given: 'portal-admin', onlyWithoutHeadAdmin: false },
  { giver: 'portal-admin', given: 'portal-user', onlyWithoutHeadAdmin: false },
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
  maxMonths: 48,
  endOffsetDays: 0,
  validFrom: '2026-09-01',
  validUntil: null,
  deputisable: true,
};
const portalAdmin: Entitlement = { ...portalUser, id: 'portal-admin', isAdmin: true };
const headAdmin: Entitlement = { ...portalUser, id: 'head-local-admin', isAdmin: true };
const passport: Entitlement = {
  ...portalUser,
  id: 'portal-user',
  contexts: ['Beheerder', 'Operator', 'Gebruiker'],
  contextsRequired: true,
};

const karim = 'karim' as Id<'person'>;

function holding(entitlement: string, organisationId = school, until = '2027-08-31'): HeldGrant {
  return { id: `${entitlement}-${organisationId}` as Id<'grant'>, entitlement, organisationId, contexts: [], until };
}

function granting(
  grants: HeldGrant[],
  wish: Partial<GrantWish> = {},
  facts: { relation?: Partial<GrantFacts['relation']>; hasHeadAdmin?: boolean } = {},
): GrantDecision {
  const relation = {
    id: 'r',
    personId: 'an',
    organisationId: school,
    targetGroup: 'OV',
    from: null,
    until: null,
    ...facts.relation,
  };
  return mayGrant(
    { personId: karim, grants, today },
    { entitlement: portalUser, organisationId: school, contexts: [], from: today, until: '2027-06-30', ...wish },
    delegations,
    { relation, hasHeadAdmin: facts.hasHeadAdmin ?? true },
  );
}

const obstacles = (decision: GrantDecision): string[] =>
  decision.decision === 'obstacle' ? decision.obstacles.map(({ kind }) => kind) : [decision.decision];

describe('granting', () => {
  test('a portal administrator gives the right of portal user, and the grant rests on his own right (R1)', () => {
    expect(granting([holding('portal-admin')])).toEqual({ decision: 'granted', restsOn: holding('portal-admin') });
  });

  test('an administrator right of another organisation reaches nothing here (R1, RI-11)', () => {
    expect(granting([holding('portal-admin', elsewhere)]).decision).toBe('not-yours');
  });

  test('nobody gives what his rights do not let him give (R1, R4)', () => {
    const transport = { ...portalUser, id: 'pupil-transport', owner: 'other-department' };
    expect(granting([holding('portal-admin')], { entitlement: transport }).decision).toBe('not-yours');
    expect(granting([holding('head-local-admin')], { entitlement: transport }).decision).toBe('granted');
  });

  test('a portal user manages nothing (R6)', () => {
    expect(granting([holding('portal-user')]).decision).toBe('not-yours');
    expect(granting([]).decision).toBe('not-yours');
  });

  test('nobody gives, extends or widens his own administrator right (R3)', () => {
    const own = { relation: { personId: karim } };
    expect(obstacles(granting([holding('portal-admin')], { entitlement: portalAdmin }, own))).toEqual([
      'own-admin-right',
    ]);
    expect(obstacles(granting([holding('head-local-admin')], { entitlement: headAdmin }, own))).toEqual([
      'own-admin-right',
    ]);
    expect(granting([holding('portal-admin')], {}, own).decision).toBe('granted');
  });

  test('the helpdesk gives only where no head local administrator is left (R5)', () => {
    const helpdesk = [holding('helpdesk', 1_001_835)];
    const wish = { entitlement: headAdmin };
    expect(granting(helpdesk, wish, { hasHeadAdmin: false }).decision).toBe('granted');
    expect(granting(helpdesk, wish, { hasHeadAdmin: true }).decision).toBe('not-yours');
    expect(granting(helpdesk, {}, { hasHeadAdmin: false }).decision).toBe('not-yours');
  });

  test('a right is given only to somebody of its target group', () => {
    const decision = granting([holding('portal-admin')], {}, { relation: { targetGroup: 'GID' } });
    expect(obstacles(decision)).toEqual(['other-target-group']);
  });

  test('a right never ends after the right of its giver (RI-11)', () => {
    const decision = granting([holding('portal-admin', school, '2027-03-31')]);
    expect(decision).toEqual({
      decision: 'obstacle',
      obstacles: [{ kind: 'ends-too-late', latest: '2027-03-31', because: 'giver' }],
    });
    expect(granting([holding('portal-admin', school, '2027-03-31')], { until: '2027-03-31' }).decision).toBe('granted');
  });

  test('with two rights that cover, the one that lasts longest counts (RI-11)', () => {
    const decision = granting([holding('portal-admin', school, '2027-01-31'), holding('head-local-admin')]);
    expect(decision.decision === 'granted' && decision.restsOn.entitlement).toBe('head-local-admin');
  });

  test('a right ends on or after its first day, and does not begin in the past (R11)', () => {
    expect(obstacles(granting([holding('portal-admin')], { until: '2026-10-04' }))).toEqual(['ends-before-begin']);
    expect(granting([holding('portal-admin')], { until: today }).decision).toBe('granted');
    expect(obstacles(granting([holding('portal-admin')], { from: '2026-10-04' }))).toEqual(['begins-in-past']);
  });

  test('a right begins no earlier than the relation it hangs on, and may be given before that (R10)', () => {
    const later = { relation: { from: '2026-11-01' } };
    const early = granting([holding('portal-admin')], {}, later);
    expect(early).toMatchObject({ obstacles: [{ kind: 'begins-before-relation', from: '2026-11-01' }] });
    expect(granting([holding('portal-admin')], { from: '2026-11-01' }, later).decision).toBe('granted');
  });

  test('a right ends with the relation it hangs on (R10)', () => {
    const decision = granting([holding('portal-admin')], {}, { relation: { until: '2026-12-31' } });
    expect(decision).toMatchObject({ obstacles: [{ latest: '2026-12-31', because: 'relation' }] });
  });

  test('a compulsory context must be chosen, and only a known one (RI-2)', () => {
    expect(obstacles(granting([holding('portal-admin')], { entitlement: passport }))).toEqual(['context-missing']);
    const unknown = granting([holding('portal-admin')], { entitlement: passport, contexts: ['Keizer'] });
    expect(obstacles(unknown)).toEqual(['context-unknown']);
    const chosen = granting([holding('portal-admin')], { entitlement: passport, contexts: ['Operator'] });
    expect(chosen.decision).toBe('granted');
  });
});

describe('the longest period', () => {
  const far = { giverUntil: '2099-12-31', relationUntil: null };

  test('is counted from the first day, with the offset of the right (R11)', () => {
    expect(latestEnd(portalUser, '2020-08-26', far).latest).toBe('2024-08-26');
    const old = { ...portalUser, maxMonths: 15, endOffsetDays: 1 };
    expect(latestEnd(old, '2010-09-14', far).latest).toBe('2011-12-13');
  });

  test('ends on the last day of a shorter month', () => {
    expect(latestEnd({ ...portalUser, maxMonths: 1 }, '2027-01-31', far).latest).toBe('2027-02-28');
  });
});

describe('ending', () => {
  const grant: GrantOfPerson = {
    id: 'g',
    personId: 'an',
    entitlementId: 'head-local-admin',
    organisationId: school,
    from: '2026-09-01',
    until: '2027-08-31',
    cause: 'manual',
  };
  const nobodyElse: EndFacts = { organisationIsOpen: true, withdrawn: false, otherHeadsUntil: [] };
  const ending = (
    mode: 'today' | 'at-once',
    facts: Partial<EndFacts> = {},
    of: Partial<GrantOfPerson> = {},
  ): string => {
    const what = { grant: { ...grant, ...of }, mode };
    const actor = { personId: karim, grants: [holding('head-local-admin')], today };
    const decision = mayEnd(actor, what, delegations, { ...nobodyElse, ...facts });
    return decision.decision === 'obstacle' ? decision.obstacle.kind : decision.decision;
  };

  test('the last active head local administrator of an open institution stays (R8)', () => {
    expect(ending('at-once')).toBe('last-head-admin');
    expect(ending('today')).toBe('last-head-admin');
    expect(ending('at-once', { otherHeadsUntil: ['2027-06-30'] })).toBe('ended');
  });

  test('one who goes today does not count for who goes tomorrow (R8)', () => {
    expect(ending('today', { otherHeadsUntil: [today] })).toBe('last-head-admin');
    expect(ending('at-once', { otherHeadsUntil: [today] })).toBe('ended');
  });

  test('a closed institution needs no administrator, and any other right may go (R8)', () => {
    expect(ending('at-once', { organisationIsOpen: false })).toBe('ended');
    expect(ending('at-once', {}, { entitlementId: 'portal-user' })).toBe('ended');
  });

  test('an automatic right follows its cause and nothing else (R16)', () => {
    expect(ending('at-once', { otherHeadsUntil: ['2027-06-30'] }, { cause: 'automatic' })).toBe('follows-assignment');
  });

  test('what ended cannot end again, and what has not begun can only be withdrawn', () => {
    expect(ending('at-once', { withdrawn: true })).toBe('already-ended');
    expect(ending('today', {}, { until: today, entitlementId: 'portal-user' })).toBe('already-ended');
    const later = { from: '2026-11-01', entitlementId: 'portal-user' };
    expect(ending('today', {}, later)).toBe('not-begun');
    expect(ending('at-once', {}, later)).toBe('ended');
  });

  test('whoever may not give a right may not end it (R1)', () => {
    const actor = { personId: karim, grants: [holding('portal-admin')], today };
    expect(mayEnd(actor, { grant, mode: 'at-once' }, delegations, nobodyElse).decision).toBe('not-yours');
    const helpdesk = { personId: karim, grants: [holding('helpdesk', 1_001_835)], today };
    expect(mayEnd(helpdesk, { grant, mode: 'at-once' }, delegations, nobodyElse).decision).toBe('not-yours');
  });
});

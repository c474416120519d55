import { describe, expect, test } from 'vitest';
import type { HeldGrant } from '#access/actor.ts';
import type { AskObstacle, Delegation, Entitlement } from '#apps/rights/model.ts';
import { askFaults, askHindrance, decidingGrant, latestAsked, type AskFacts } from '#apps/rights/requests.ts';
import type { Id } from '#platform/ids.ts';

const today = '2026-10-05';
const [school, other] = [34_793, 12_345];
const entitlement: Entitlement = {
  id: 'portal-user',
  name: 'Mijn Onderwijs Gebruiker',
  category: 'Mijn Onderwijs',
  owner: 'portal',
  targetGroups: ['OV', 'GID'],
  description: '',
  contexts: ['Operator'],
  contextsRequired: false,
  isAdmin: false,
  automaticForHead: false,
  maxMonths: 12,
  endOffsetDays: 0,
  validFrom: '2026-09-01',
  validUntil: null,
  deputisable: true,
};

describe('RI-12: asking for a right', () => {
  const facts: AskFacts = {
    entitlement,
    targetGroups: ['OV'],
    hasAlready: false,
    askedAlready: false,
    refusedOn: null,
    open: 0,
    deciders: 1,
  };

  test.each<[string, Partial<AskFacts>]>([
    ['who has nothing of it yet', {}],
    ['who belongs to one of its target groups', { targetGroups: ['LB', 'GID'] }],
    ['whoever was refused a fortnight ago', { refusedOn: '2026-09-21' }],
    ['who has nine requests open', { open: 9 }],
  ])('is for %s', (_who, more) => {
    expect(askHindrance({ ...facts, ...more }, today)).toBeUndefined();
  });

  test.each<[string, Partial<AskFacts>, AskObstacle]>([
    ['without a relation', { targetGroups: [] }, { kind: 'no-relation' }],
    ['of another target group', { targetGroups: ['LB'] }, { kind: 'other-target-group' }],
    ['who has it', { hasAlready: true }, { kind: 'has-already' }],
    ['who asked already', { askedAlready: true }, { kind: 'asked-already' }],
    ['refused yesterday', { refusedOn: '2026-10-04' }, { kind: 'refused-recently', again: '2026-10-18' }],
    ['refused 13 days ago', { refusedOn: '2026-09-22' }, { kind: 'refused-recently', again: '2026-10-06' }],
    ['with ten requests open', { open: 10 }, { kind: 'too-many-open', most: 10 }],
    ['where nobody could decide', { deciders: 0 }, { kind: 'nobody' }],
  ])('is not for somebody %s', (_who, more, obstacle) => {
    expect(askHindrance({ ...facts, ...more }, today)).toEqual(obstacle);
  });
});

describe('RI-12, R11: what is filled in', () => {
  const faults = (wish: { until?: string; contexts?: string[]; reason?: string }, more: Partial<Entitlement> = {}) =>
    askFaults(
      { until: '2027-06-30', contexts: [], reason: 'Ik vervang An.', ...wish },
      { ...entitlement, ...more },
      today,
    );

  test('ends between today and the longest period, with a reason', () => {
    expect(latestAsked(entitlement, today)).toBe('2027-10-05');
    expect(latestAsked({ ...entitlement, maxMonths: null }, today)).toBe('9999-12-31');
    for (const until of [today, '2027-10-05']) expect(faults({ until })).toEqual([]);
  });

  test('says everything that is wrong at once', () => {
    expect(faults({ until: '2026-10-04' })).toEqual([{ kind: 'ends-before-today' }]);
    expect(faults({ until: '2027-10-06' })).toEqual([{ kind: 'ends-too-late', latest: '2027-10-05' }]);
    expect(faults({ reason: '' })).toEqual([{ kind: 'reason-missing' }]);
    expect(faults({ until: '2026-10-04', reason: '' }, { contextsRequired: true })).toEqual([
      { kind: 'ends-before-today' },
      { kind: 'context-missing' },
      { kind: 'reason-missing' },
    ]);
  });

  test('RI-2: a context is chosen only where the right asks for one', () => {
    expect(faults({}, { contextsRequired: true })).toEqual([{ kind: 'context-missing' }]);
    expect(faults({ contexts: ['Operator'] }, { contextsRequired: true })).toEqual([]);
    expect(faults({ contexts: [] })).toEqual([]);
  });
});

describe('R28: who decides about a request', () => {
  const delegations: Delegation[] = [
    { giver: 'head-local-admin', given: 'portal-user', onlyWithoutHeadAdmin: false },
    { giver: 'helpdesk', given: 'head-local-admin', onlyWithoutHeadAdmin: true },
  ];
  const held = (entitlement: string, organisationId = school): HeldGrant => ({
    id: `${entitlement}-${organisationId}` as Id<'grant'>,
    entitlement,
    organisationId,
    contexts: [],
    until: '2027-08-31',
  });
  const request = { personId: 'an', organisationId: school, entitlementId: 'portal-user', themeId: null, deputy: null };
  const deciding = (
    grants: HeldGrant[],
    asked: Partial<
      Omit<typeof request, 'themeId' | 'deputy'> & {
        themeId: number | null;
        deputy: { entitlementIds: string[] } | null;
      }
    > = {},
    hasHeadAdmin = true,
  ) =>
    decidingGrant(
      { personId: 'karim' as Id<'person'>, grants, today },
      { ...request, ...asked },
      delegations,
      hasHeadAdmin,
    )?.id;

  test('who may give what is asked, on that right', () => {
    expect(deciding([held('head-local-admin')])).toBe(`head-local-admin-${school}`);
    expect(deciding([held('head-local-admin', other)])).toBeUndefined();
    expect(deciding([held('portal-admin')])).toBeUndefined();
    expect(deciding([])).toBeUndefined();
  });

  test('about a deputy who gives each of the rights by rights of his own', () => {
    const deputy = { entitlementIds: ['portal-user', 'portal-admin'] };
    const both: HeldGrant[] = [held('head-local-admin')];
    const gives = [...delegations, { giver: 'head-local-admin', given: 'portal-admin', onlyWithoutHeadAdmin: false }];
    const by = (grants: HeldGrant[], personId = 'an') =>
      decidingGrant(
        { personId: 'karim' as Id<'person'>, grants, today },
        { ...request, entitlementId: '', personId, deputy },
        gives,
        true,
      )?.id;
    expect(by(both)).toBe(`head-local-admin-${school}`);
    expect(by(both, 'karim')).toBeUndefined();
    expect(by([held('head-local-admin', other)])).toBeUndefined();
    expect(by([{ ...held('head-local-admin'), deputyFor: { personId: 'els', name: 'Els' } }])).toBeUndefined();
    expect(deciding(both, { deputy, entitlementId: '' })).toBeUndefined();
    expect(deciding([held('helpdesk')], { deputy: { entitlementIds: ['head-local-admin'] } }, false)).toBeUndefined();
  });

  test('nobody about his own', () => {
    expect(deciding([held('head-local-admin')], { personId: 'karim' })).toBeUndefined();
    expect(deciding([held('portal-admin')], { personId: 'karim', themeId: 3 })).toBeUndefined();
  });

  test('R5: the helpdesk only where no head is left', () => {
    const asked = { entitlementId: 'head-local-admin' };
    expect(deciding([held('helpdesk', 1_001_835)], asked, false)).toBe('helpdesk-1001835');
    expect(deciding([held('helpdesk', 1_001_835)], asked, true)).toBeUndefined();
  });

  test('TH-7: about a theme the portal administrator of the institution, who ticks it, and nobody else', () => {
    const asked = { themeId: 3 };
    expect(deciding([held('head-local-admin'), held('portal-admin')], asked)).toBe(`portal-admin-${school}`);
    expect(deciding([held('portal-admin', other), held('head-local-admin')], asked)).toBeUndefined();
    expect(deciding([held('portal-user')], asked)).toBeUndefined();
  });
});

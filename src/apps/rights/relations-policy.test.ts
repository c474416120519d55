import { describe, expect, test } from 'vitest';
import type { HeldGrant } from '#access/actor.ts';
import {
  endRelationObstacle,
  prolongRelationObstacle,
  rightsThatEnd,
  type RelationFacts,
  type RightOnRelation,
} from '#apps/rights/relations-policy.ts';
import type { Id } from '#platform/ids.ts';

const today = '2026-10-05';
const school = 34_793;
const delegations = [
  { giver: 'head-local-admin', given: 'portal-user', onlyWithoutHeadAdmin: false },
  { giver: 'head-local-admin', given: 'head-local-admin', onlyWithoutHeadAdmin: false },
  { giver: 'helpdesk', given: 'portal-user', onlyWithoutHeadAdmin: true },
];
const held = (entitlement: string, organisationId = school): HeldGrant => ({
  id: 'g' as Id<'grant'>,
  entitlement,
  organisationId,
  contexts: [],
  until: '2027-08-31',
});
const right = (wish: Partial<RightOnRelation> = {}): RightOnRelation => ({
  grantId: 'right',
  relationId: 'relation',
  entitlementId: 'portal-user',
  organisationId: school,
  from: '2026-09-01',
  until: '2027-06-30',
  cause: 'manual',
  themes: 0,
  organisationIsOpen: true,
  active: true,
  otherHeadUntil: null,
  ...wish,
});
const head = (wish: Partial<RightOnRelation> = {}) => right({ entitlementId: 'head-local-admin', ...wish });

interface Ending {
  relation?: Partial<RelationFacts>;
  rights?: RightOnRelation[];
  day?: string;
  atOnce?: boolean;
  grants?: HeldGrant[];
}

function ending({ relation, rights = [], day = today, atOnce = false, grants = [held('head-local-admin')] }: Ending) {
  const actor = { personId: 'karim' as Id<'person'>, grants, today };
  const whole = { organisationId: school, from: null, until: null, ...relation };
  return endRelationObstacle(actor, { relation: whole, rights, end: { day, atOnce } }, delegations);
}

describe('ending a relation', () => {
  test('is possible for any day between today and its last one', () => {
    expect(ending({})).toBeUndefined();
    expect(
      ending({ relation: { until: today }, day: today, rights: [right({ until: today })], atOnce: true }),
    ).toBeUndefined();
    expect(ending({ relation: { from: today, until: '2026-10-07' }, day: today })).toBeUndefined();
    expect(ending({ relation: { from: '2026-10-09' }, day: '2026-10-09' })).toBeUndefined();
  });

  test.each<[string, Ending, ReturnType<typeof ending>]>([
    ['what is over is over (R13)', { relation: { until: '2026-10-04' } }, { kind: 'already-ended' }],
    ['a day that is past is none', { day: '2026-10-04' }, { kind: 'in-past' }],
    [
      'not before its first day',
      { relation: { from: '2026-10-10' }, day: '2026-10-09' },
      { kind: 'not-begun', from: '2026-10-10' },
    ],
    ['not on the day it ends already', { relation: { until: today } }, { kind: 'not-sooner', until: today }],
    [
      'not after the day it ends already',
      { relation: { until: '2026-10-08' }, day: '2026-10-09' },
      { kind: 'not-sooner', until: '2026-10-08' },
    ],
    [
      'not once more where nothing is left to stop',
      { relation: { until: today }, atOnce: true },
      { kind: 'not-sooner', until: today },
    ],
    [
      'not at once for another day than its last',
      { relation: { until: '2026-10-08' }, day: '2026-10-09', atOnce: true, rights: [right()] },
      { kind: 'not-sooner', until: '2026-10-08' },
    ],
    [
      'a head teacher stays while assigned (R16)',
      { rights: [right(), right({ cause: 'automatic' })] },
      { kind: 'is-head' },
    ],
    [
      'not where a right would end that is somebody else’s to manage (R1)',
      { rights: [right(), right({ entitlementId: 'edison-admin' })] },
      { kind: 'right-not-yours', entitlementId: 'edison-admin' },
    ],
    [
      'the helpdesk ends nothing (R5)',
      { rights: [right()], grants: [held('helpdesk')] },
      { kind: 'right-not-yours', entitlementId: 'portal-user' },
    ],
    ['the last head stays (R8)', { rights: [head()] }, { kind: 'last-head-admin' }],
    [
      'another head who ends that day is no other head (R8)',
      { rights: [head({ otherHeadUntil: today })] },
      { kind: 'last-head-admin' },
    ],
    [
      'at once leaves nobody for today (R8)',
      { rights: [head({ otherHeadUntil: '2026-10-04' })], atOnce: true },
      { kind: 'last-head-admin' },
    ],
  ])('%s', (_law, how, obstacle) => {
    expect(ending(how)).toEqual(obstacle);
  });

  test.each<[string, Ending]>([
    [
      'a right for another institution goes with it, whoever manages it there',
      { rights: [right({ organisationId: 9, entitlementId: 'edison-admin' })] },
    ],
    ['another head remains (R8)', { rights: [head({ otherHeadUntil: '2026-10-06' })] }],
    ['another head remains today (R8)', { rights: [head({ otherHeadUntil: today })], atOnce: true }],
    ['a closed institution needs no head (R8)', { rights: [head({ organisationIsOpen: false })] }],
    ['a head who has not begun is not missed (R8)', { rights: [head({ active: false })] }],
    ['a right that ends before is not touched', { rights: [right({ until: today, cause: 'automatic' })] }],
    ['a portal user is no head (R8)', { rights: [right({ otherHeadUntil: null })] }],
  ])('%s', (_law, how) => {
    expect(ending(how)).toBeUndefined();
  });
});

test('the rights that end with it are those that would outlive it, and all of them at once (R13)', () => {
  const rights = [right({ until: '2026-10-04' }), right({ until: today }), right({ until: '2026-10-06' })];
  expect(rightsThatEnd(rights, { day: today, atOnce: false })).toEqual([rights[2]]);
  expect(rightsThatEnd(rights, { day: today, atOnce: true })).toEqual(rights);
});

describe('prolonging a relation', () => {
  const asked = (relation: { until?: string | null; nextFrom?: string | null }, until: string | null) =>
    prolongRelationObstacle(
      today,
      { organisationId: school, from: null, until: '2026-12-31', nextFrom: null, ...relation },
      until,
    );

  test.each<[string, () => ReturnType<typeof asked>, ReturnType<typeof asked>]>([
    ['an open one has no last day', () => asked({ until: null }, '2027-01-01'), { kind: 'is-open' }],
    ['what is over begins anew (R13)', () => asked({ until: '2026-10-04' }, '2027-01-01'), { kind: 'already-ended' }],
    ['not to the same day', () => asked({}, '2026-12-31'), { kind: 'not-later', until: '2026-12-31' }],
    [
      'not into the next one',
      () => asked({ nextFrom: '2027-02-01' }, '2027-02-01'),
      { kind: 'next-relation', from: '2027-02-01' },
    ],
    [
      'not open where there is a next one',
      () => asked({ nextFrom: '2027-02-01' }, null),
      { kind: 'next-relation', from: '2027-02-01' },
    ],
    ['a day later', () => asked({}, '2027-01-01'), undefined],
    ['open', () => asked({}, null), undefined],
    ['on its last day', () => asked({ until: today }, '2026-10-06'), undefined],
    ['up to the next one', () => asked({ nextFrom: '2027-02-01' }, '2027-01-31'), undefined],
  ])('%s', (_law, ask, expected) => {
    expect(ask()).toEqual(expected);
  });
});

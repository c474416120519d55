import { expect, test } from 'vitest';
import type { HeldGrant } from '#access/actor.ts';
import { switchingGrant, switchObstacle } from '#apps/rights/automatic/policy.ts';
import type { Id } from '#platform/ids.ts';

const today = '2026-10-05';
const school = 34_793;
const delegations = [{ giver: 'head-local-admin', given: 'portal-admin', onlyWithoutHeadAdmin: false }];
const held = (more: Partial<HeldGrant> = {}): HeldGrant => ({
  id: 'g' as Id<'grant'>,
  entitlement: 'head-local-admin',
  organisationId: school,
  contexts: [],
  until: '2027-08-31',
  ...more,
});
const acting = (...grants: HeldGrant[]) => ({ personId: 'karim' as Id<'person'>, grants, today });
const portal = { entitlementId: 'portal-admin', organisationId: school };

test('R16: whoever manages a right at an institution switches it there, but a deputy does not', () => {
  const own = held();
  expect(switchingGrant(acting(own), portal, delegations)).toBe(own);
  expect(switchingGrant(acting(own), { ...portal, organisationId: 1 }, delegations)).toBeUndefined();
  expect(switchingGrant(acting(), portal, delegations)).toBeUndefined();
  const deputised = held({ deputyFor: { personId: 'els', name: 'Els Peeters' } });
  expect(switchingGrant(acting(deputised), { ...portal, entitlementId: 'portal-user' }, delegations)).toBeUndefined();
  const givesMore = [{ giver: 'head-local-admin', given: 'portal-user', onlyWithoutHeadAdmin: false }];
  expect(switchingGrant(acting(deputised), { ...portal, entitlementId: 'portal-user' }, givesMore)).toBeUndefined();
  expect(switchingGrant(acting(own), { ...portal, entitlementId: 'portal-user' }, givesMore)).toBe(own);
});

const facts = { holders: [], willHead: false, organisationIsOpen: true, otherHeadsUntil: [] as string[] };
const right = (id: string, isAdmin = true) => ({ id, isAdmin });

test('R8: head local administrator is not switched off where nobody else is one today', () => {
  const off = (id: string, more: Partial<typeof facts> = {}) =>
    switchObstacle(acting(held()), 'off', right(id), { ...facts, ...more });
  expect(off('head-local-admin')).toBe('last-head-admin');
  expect(off('head-local-admin', { otherHeadsUntil: ['2026-10-04'] })).toBe('last-head-admin');
  expect(off('head-local-admin', { otherHeadsUntil: [today] })).toBeUndefined();
  expect(off('head-local-admin', { organisationIsOpen: false })).toBeUndefined();
  expect(off('portal-admin')).toBeUndefined();
});

test('R3: nobody gives himself an administrator right, nor one after that by hand, by switching it on', () => {
  const on = (personId: string, cause: 'automatic' | 'manual' | null, isAdmin = true) =>
    switchObstacle(acting(held()), 'on', right('portal-admin', isAdmin), {
      ...facts,
      holders: [
        { personId, givenName: 'Karim', familyName: 'Benali', cause },
        { personId: 'an', givenName: 'An', familyName: 'Peeters', cause: null },
      ],
    });
  expect(on('karim', null)).toBe('own-admin-right');
  expect(on('karim', 'manual')).toBe('own-admin-right');
  expect(on('karim', 'automatic')).toBeUndefined();
  expect(on('karim', null, false)).toBeUndefined();
  expect(on('els', null)).toBeUndefined();
  const later = (isAdmin: boolean) =>
    switchObstacle(acting(held()), 'on', right('portal-admin', isAdmin), { ...facts, willHead: true });
  expect([later(true), later(false)]).toEqual(['own-admin-right', undefined]);
});

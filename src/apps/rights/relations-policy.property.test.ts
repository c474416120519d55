import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { HeldGrant } from '#access/actor.ts';
import { addDays } from '#apps/rights/period.ts';
import { managingGrant } from '#apps/rights/policy.ts';
import { identityFaults } from '#apps/rights/registering.ts';
import { endRelationObstacle, prolongRelationObstacle, rightsThatEnd } from '#apps/rights/relations-policy.ts';
import { checkDigits } from '#directory/national-number.ts';
import type { Id } from '#platform/ids.ts';

const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
process.stdout.write(`relations policy: seed ${seed}\n`);
const settings = { seed, numRuns: 1000 };

const today = '2026-10-05';
const kinds = ['head-local-admin', 'portal-admin', 'edison-admin', 'portal-user'];
const organisations = [101, 102];
const day = fc.integer({ min: -60, max: 400 }).map((days) => addDays(today, days));
const later = fc.integer({ min: 0, max: 400 }).map((days) => addDays(today, days));

const right = fc.record({
  grantId: fc.uuid(),
  relationId: fc.constant('r'),
  entitlementId: fc.constantFrom(...kinds),
  organisationId: fc.constantFrom(...organisations),
  from: day,
  until: later,
  cause: fc.constantFrom('manual' as const, 'imported' as const, 'automatic' as const),
  themes: fc.nat(3),
  organisationIsOpen: fc.boolean(),
  active: fc.boolean(),
  otherHeadUntil: fc.option(later),
});
const held = fc.record({
  id: fc.uuid().map((id) => id as Id<'grant'>),
  entitlement: fc.constantFrom(...kinds),
  organisationId: fc.constantFrom(...organisations),
  contexts: fc.constant<readonly string[]>([]),
  until: later,
}) satisfies fc.Arbitrary<HeldGrant>;
const delegation = fc.record({
  giver: fc.constantFrom(...kinds),
  given: fc.constantFrom(...kinds),
  onlyWithoutHeadAdmin: fc.boolean(),
});
const trial = fc.record({
  grants: fc.array(held, { maxLength: 4 }),
  delegations: fc.array(delegation, { maxLength: 8 }),
  rights: fc.array(right, { maxLength: 5 }),
  relation: fc.record({ organisationId: fc.constant(101), from: fc.option(day), until: fc.option(day) }),
  end: fc.record({ day, atOnce: fc.boolean() }),
});

test('what ends with a relation could be ended by the actor, follows nothing else and leaves a head (R1, R8, R13, R16)', () => {
  fc.assert(
    fc.property(trial, (t) => {
      const actor = { personId: 'karim' as Id<'person'>, grants: t.grants, today };
      if (endRelationObstacle(actor, t, t.delegations)) return;
      const ending = rightsThatEnd(t.rights, t.end);
      for (const one of ending) {
        expect(one.cause).not.toBe('automatic');
        if (one.organisationId === t.relation.organisationId)
          expect(managingGrant(actor, one, t.delegations)).toBeDefined();
        const needsHead = one.entitlementId === 'head-local-admin' && one.active && one.organisationIsOpen;
        if (needsHead) expect(one.otherHeadUntil !== null && one.otherHeadUntil >= today).toBe(true);
        if (needsHead && !t.end.atOnce) expect((one.otherHeadUntil ?? '') > t.end.day).toBe(true);
      }
      // Nothing outlives the relation.
      expect(t.rights.filter((one) => !ending.includes(one)).every((one) => one.until <= t.end.day)).toBe(true);
      expect(t.end.day >= today && (t.relation.until === null || t.end.day <= t.relation.until)).toBe(true);
      expect(t.relation.from === null || t.relation.from <= t.end.day).toBe(true);
    }),
    settings,
  );
});

test('a relation is prolonged only while it runs, and never into another one (R13)', () => {
  const asked = fc.record({ from: fc.constant(null), until: fc.option(day), nextFrom: fc.option(later) });
  fc.assert(
    fc.property(asked, fc.option(day), (relation, until) => {
      if (prolongRelationObstacle(today, { ...relation, organisationId: 101 }, until)) return;
      expect(relation.until !== null && relation.until >= today).toBe(true);
      expect(until === null || until > (relation.until ?? '')).toBe(true);
      expect(relation.nextFrom === null || (until !== null && until < relation.nextFrom)).toBe(true);
    }),
    settings,
  );
});

test('an identity passes exactly when number, birth date and gender say the same (RI-1, R17)', () => {
  const born = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays('1960-01-01', days));
  fc.assert(
    fc.property(born, born, fc.integer({ min: 1, max: 997 }), fc.boolean(), (birth, typed, serial, isBis) => {
      const month = String(Number(birth.slice(5, 7)) + (isBis ? 40 : 0)).padStart(2, '0');
      const nine = `${birth.slice(2, 4)}${month}${birth.slice(8)}${String(serial).padStart(3, '0')}`;
      const number = nine + checkDigits(nine, birth < '2000' ? 1900 : 2000);
      const name = { givenName: 'Noor', familyName: 'Verstraete' };
      const said = serial % 2 === 0 ? ('female' as const) : ('male' as const);
      const other = serial % 2 === 0 ? ('male' as const) : ('female' as const);
      const faults = (gender: 'female' | 'male', birthDate: string) =>
        identityFaults({ number, ...name, gender, birthDate }, today).map(({ field }) => field);
      expect(faults(said, birth)).toEqual([]);
      expect(faults(said, typed)).toEqual(typed === birth ? [] : ['birthDate']);
      // What a BIS number says of the gender the sources contradict.
      expect(faults(other, birth)).toEqual(isBis ? [] : ['gender']);
    }),
    settings,
  );
});

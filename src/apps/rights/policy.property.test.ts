import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { HeldGrant } from '#access/actor.ts';
import type { Delegation, Entitlement } from '#apps/rights/model.ts';
import { addDays, parseDay, suggestedEnd, endsBadly } from '#apps/rights/period.ts';
import { givableEntitlements, mayGrant } from '#apps/rights/policy.ts';
import type { Id } from '#platform/ids.ts';
import { formatDate } from '#ui/format.ts';

const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
process.stdout.write(`rights policy: seed ${seed}\n`);
const settings = { seed, numRuns: 1000 };

const today = '2026-10-05';
const kinds = ['head-local-admin', 'portal-admin', 'edison-admin', 'portal-user', 'edison-staff-admin', 'helpdesk'];
const organisations = [101, 102, 103];
const people = ['a', 'b', 'c', 'd'];

const day = fc.integer({ min: -30, max: 2000 }).map((days) => addDays(today, days));
const held = fc.record({
  id: fc.uuid().map((id) => id as Id<'grant'>),
  entitlement: fc.constantFrom(...kinds),
  organisationId: fc.constantFrom(...organisations),
  contexts: fc.constant<readonly string[]>([]),
  until: fc.integer({ min: 0, max: 1500 }).map((days) => addDays(today, days)),
}) satisfies fc.Arbitrary<HeldGrant>;
const delegation: fc.Arbitrary<Delegation> = fc.record({
  giver: fc.constantFrom(...kinds),
  given: fc.constantFrom(...kinds),
  onlyWithoutHeadAdmin: fc.boolean(),
});
const entitlement: fc.Arbitrary<Entitlement> = fc
  .record({ id: fc.constantFrom(...kinds), maxMonths: fc.option(fc.integer({ min: 1, max: 60 })) })
  .map(({ id, maxMonths }) => ({
    id,
    name: id,
    category: '',
    owner: '',
    targetGroups: ['OV'],
    description: '',
    contexts: [],
    contextsRequired: false,
    isAdmin: id.endsWith('admin') && id !== 'edison-staff-admin',
    automaticForHead: false,
    maxMonths,
    endOffsetDays: 0,
    validFrom: '2026-09-01',
    validUntil: null,
    deputisable: true,
  }));
const trial = fc.record({
  grants: fc.array(held, { maxLength: 6 }),
  delegations: fc.array(delegation, { maxLength: 8 }),
  entitlement,
  organisationId: fc.constantFrom(...organisations),
  from: day,
  until: day,
  actor: fc.constantFrom(...people),
  receiver: fc.constantFrom(...people),
  hasHeadAdmin: fc.boolean(),
  relationFrom: fc.option(day),
  relationUntil: fc.option(day),
});

test('what is granted lies within a right of the giver: entitlement, organisation and period (R1, R2, R3, R11, RI-11)', () => {
  fc.assert(
    fc.property(trial, (t) => {
      const facts = {
        relation: {
          id: '',
          personId: t.receiver,
          organisationId: t.organisationId,
          targetGroup: 'OV',
          from: t.relationFrom,
          until: t.relationUntil,
        },
        hasHeadAdmin: t.hasHeadAdmin,
      };
      const actor = { personId: t.actor as Id<'person'>, grants: t.grants, today };
      const decision = mayGrant(actor, { ...t, contexts: [] }, t.delegations, facts);
      if (decision.decision !== 'granted') return;
      const { restsOn } = decision;
      expect(t.grants).toContain(restsOn);
      const delegated = t.delegations.find(
        (d) =>
          d.giver === restsOn.entitlement &&
          d.given === t.entitlement.id &&
          (d.onlyWithoutHeadAdmin ? !t.hasHeadAdmin : restsOn.organisationId === t.organisationId),
      );
      expect(delegated).toBeDefined();
      expect(t.from >= today && t.from <= t.until && t.until <= restsOn.until).toBe(true);
      expect(t.relationFrom === null || t.from >= t.relationFrom).toBe(true);
      expect(t.relationUntil === null || t.until <= t.relationUntil).toBe(true);
      expect(t.entitlement.isAdmin && t.actor === t.receiver).toBe(false);
    }),
    settings,
  );
});

test('what is offered can be given for today, and what is not offered cannot be given at all (R1)', () => {
  fc.assert(
    fc.property(trial, (t) => {
      const relation = {
        id: '',
        personId: t.receiver,
        organisationId: t.organisationId,
        targetGroup: 'OV',
        from: null,
        until: null,
      };
      const facts = { relation, hasHeadAdmin: t.hasHeadAdmin };
      const actor = { personId: t.actor as Id<'person'>, grants: t.grants, today };
      const catalogue = { entitlements: [t.entitlement], delegations: t.delegations };
      const offered = givableEntitlements(actor, t.organisationId, catalogue, facts).length === 1;
      const wish = { ...t, contexts: [], from: today, until: today };
      expect(mayGrant(actor, wish, t.delegations, facts).decision === 'granted').toBe(offered);
    }),
    settings,
  );
});

const attempt = fc.record({
  actor: fc.constantFrom(...people),
  receiver: fc.constantFrom(...people),
  entitlement,
  organisationId: fc.constantFrom(...organisations),
  until: day,
});

test('no chain of grants yields a right that nobody could give at the start (R9)', () => {
  const start = fc.array(fc.record({ holder: fc.constantFrom(...people), grant: held }), { maxLength: 4 });
  fc.assert(
    fc.property(start, fc.array(delegation, { maxLength: 8 }), fc.array(attempt), (first, delegations, attempts) => {
      const possible = closure(
        first.map(({ grant }) => `${grant.entitlement} ${grant.organisationId}`),
        delegations,
      );
      const latest =
        first
          .map(({ grant }) => grant.until)
          .toSorted()
          .at(-1) ?? '';
      const world = [...first];
      for (const { actor, receiver, organisationId, ...wish } of attempts) {
        const grants = world.filter(({ holder }) => holder === actor).map(({ grant }) => grant);
        const relation = { id: '', personId: receiver, organisationId, targetGroup: 'OV', from: null, until: null };
        const decision = mayGrant(
          { personId: actor as Id<'person'>, grants, today },
          { ...wish, organisationId, contexts: [], from: today },
          delegations,
          { relation, hasHeadAdmin: true },
        );
        if (decision.decision !== 'granted') continue;
        expect(possible).toContain(`${wish.entitlement.id} ${organisationId}`);
        expect(wish.until <= latest).toBe(true);
        const grant = { ...decision.restsOn, entitlement: wish.entitlement.id, organisationId, until: wish.until };
        world.push({ holder: receiver, grant });
      }
    }),
    settings,
  );
});

/** Every pair of right and organisation that delegations lead to, organisation by organisation. */
function closure(pairs: readonly string[], delegations: readonly Delegation[]): Set<string> {
  const reached = new Set(pairs);
  for (const pair of reached) {
    const [giver, organisation] = pair.split(' ');
    for (const one of delegations)
      if (one.giver === giver && !one.onlyWithoutHeadAdmin) reached.add(`${one.given} ${organisation}`);
  }
  return reached;
}

test('the suggested end is never in the past, in the summer holiday or in September (rights 6)', () => {
  fc.assert(
    fc.property(day, (from) => {
      const end = suggestedEnd(from);
      expect(end > from && !endsBadly(end)).toBe(true);
    }),
    settings,
  );
});

test('a written day is read back as the same day (RI-5)', () => {
  fc.assert(
    fc.property(day, (one) => {
      expect(parseDay(formatDate(one))).toBe(one);
    }),
    settings,
  );
  for (const wrong of ['31/02/2027', '1/13/2026', '2026-10-05', '00/10/2026', 'morgen', ''])
    expect(parseDay(wrong)).toBeUndefined();
});

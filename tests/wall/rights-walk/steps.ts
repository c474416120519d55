import fc from 'fast-check';
import { asSystem } from '#access/context.ts';
import { ask, perform } from '#access/use-case.ts';
import { addRelation } from '#apps/rights/commands/add-relation.ts';
import { askAccess } from '#apps/rights/commands/ask-access.ts';
import { approveRequest, refuseRequest, withdrawRequest } from '#apps/rights/commands/decide-request.ts';
import { endGrants, previewEnd } from '#apps/rights/commands/end-grants.ts';
import { endRelations, previewEndRelations } from '#apps/rights/commands/end-relations.ts';
import { grantRight, previewGrant } from '#apps/rights/commands/grant-right.ts';
import { grantToMany, previewMany } from '#apps/rights/commands/grant-to-many.ts';
import { previewProlong, prolongGrants } from '#apps/rights/commands/prolong-grants.ts';
import { prolongRelation } from '#apps/rights/commands/prolong-relation.ts';
import { synchroniseHeadGrants } from '#apps/rights/commands/synchronise-head-grants.ts';
import { tickTheme, untickTheme } from '#apps/themes/index.ts';
import type { Database } from '#platform/db.ts';
import { newId } from '#platform/ids.ts';
import { activeGrants, type Facts } from '#tests/wall/rights-walk/facts.ts';
import { readingAs, writingAs } from '#tests/world/acting.ts';
import type { School } from '#tests/world/organisations.ts';
import type { Person } from '#tests/world/people.ts';
import { daysFromToday } from '#tests/world/periods.ts';

/** Who walks and where: every person may try everything. */
export interface Walkers {
  database: Database;
  people: readonly Person[];
  schools: readonly School[];
}

const index = fc.noBias(fc.nat(1000));
const rights = ['head-local-admin', 'portal-admin', 'portal-user', 'edison-admin', 'edison-staff-admin'];
const days = fc.oneof(
  { weight: 1, arbitrary: fc.integer({ min: -1, max: 3 }) },
  { weight: 3, arbitrary: fc.noBias(fc.integer({ min: 0, max: 500 })) },
);
/** Mostly by somebody who administers, about what is near him: most of what people try is allowed. */
const likely = fc.constantFrom(true, true, true, false);
const drawn = { likely, by: index, to: index, at: index, which: index, right: fc.constantFrom(...rights), days };

/** What somebody tries; numbers choose among what there is at that moment. */
export const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('give' as const), ...drawn, later: fc.constantFrom(0, 0, 0, 1, 20) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('give-many' as const),
      ...drawn,
      more: fc.array(index, { minLength: 1, maxLength: 3 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('end' as const),
      ...drawn,
      mode: fc.constantFrom('today' as const, 'later' as const, 'at-once' as const),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('prolong' as const), ...drawn }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('link' as const), ...drawn, open: fc.boolean(), withRight: fc.boolean() }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('end-relation' as const), ...drawn, atOnce: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('prolong-relation' as const), ...drawn, open: fc.boolean() }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('tick' as const),
      ...drawn,
      theme: fc.constantFrom(1, 3, 6),
      on: fc.boolean(),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('ask' as const), ...drawn, theme: fc.constantFrom(null, 1, 3) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('decide' as const),
      ...drawn,
      approve: fc.boolean(),
      again: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('take-back' as const), ...drawn }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('assignments' as const), ...drawn }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('days-pass' as const),
      ...drawn,
      passed: fc.constantFrom(1, 1, 1, 2, 10),
    }),
  },
);
export type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** What the system does of itself, and the days that pass. */
export const isOfSystem = (one: Step): one is Step & { kind: 'assignments' | 'days-pass' } =>
  one.kind === 'assignments' || one.kind === 'days-pass';

/** What came of a step: a word of the use case, and what its rehearsal foretold where there is one (R26). */
export interface Trace {
  outcome: string;
  foretold?: string;
}

const pick = <T>(from: readonly T[], at: number): T => {
  const chosen = from[at % from.length];
  if (chosen === undefined) throw new Error('nothing to choose from');
  return chosen;
};

interface Scene {
  by: Person;
  to: Person;
  at: School;
  grants: readonly string[];
  relations: readonly string[];
  requests: readonly string[];
}

/** Who acts in a step, where and on whom. */
export function sceneOf(walkers: Walkers, facts: Facts, one: Step): Scene {
  const day = daysFromToday(0);
  const { people, schools } = walkers;
  const active = activeGrants(facts, day);
  const needed = one.kind === 'tick' ? ['portal-admin'] : givers;
  const admins = active.filter(({ entitlement }) => needed.includes(entitlement));
  const right = admins[one.by % Math.max(admins.length, 1)];
  const near = one.likely && one.kind !== 'ask' ? right : undefined;
  const at = schools.find(({ id }) => id === near?.organisation) ?? pick(schools, one.at);
  const related = new Set(
    [...facts.relations.values()].filter((of) => of.organisation === at.id).map((of) => of.person),
  );
  const users = new Set(
    active.filter((of) => of.organisation === at.id && of.entitlement === 'portal-user').map((of) => of.person),
  );
  const there = people.filter(({ id }) => (one.kind === 'tick' ? users : related).has(id));
  const of = <T extends { organisation: number }>(things: ReadonlyMap<string, T>): string[] => {
    const nearby = [...things].filter(([, thing]) => !near || thing.organisation === at.id).map(([id]) => id);
    return nearby.length > 0 ? nearby : [...things.keys()];
  };
  const open = [...facts.requests.values()].filter(({ state }) => state === 'open');
  const asker = one.likely && one.kind === 'take-back' ? open[one.which % Math.max(open.length, 1)] : undefined;
  return {
    by: people.find(({ id }) => id === (asker ?? near)?.person) ?? pick(people, one.by),
    to: near && one.kind !== 'link' && there.length > 0 ? pick(there, one.to) : pick(people, one.to),
    at,
    grants: of(facts.grants),
    relations: of(facts.relations),
    requests: asker ? [asker.id] : of(facts.requests),
  };
}

const givers = ['head-local-admin', 'portal-admin', 'edison-admin', 'helpdesk'];

/** Tries one step as its actor. Throws what the use case refuses with; null where there is nothing to try it on. */
export async function take(walkers: Walkers, facts: Facts, scene: Scene, one: Step): Promise<Trace | null> {
  if (isOfSystem(one)) {
    await asSystem(walkers.database, (tx) => synchroniseHeadGrants(tx));
    return { outcome: 'done' };
  }
  const { by, to, at, grants, relations, requests } = scene;
  const until = daysFromToday(one.days);
  const right = { organisationId: at.id, entitlementId: one.right, contexts: [] };
  const place = { institutionId: at.id, levelId: at.levels[0] ?? 1, personId: to.id };
  switch (one.kind) {
    case 'give': {
      const wish = { ...right, personId: to.id, from: daysFromToday(one.later), until };
      return rehearsed(
        walkers,
        by,
        async (as) => word(await ask(previewGrant, as, wish), { ready: 'granted' }),
        async (as) => word(await perform(grantRight, as, { ...wish, key: newId() })),
      );
    }
    case 'give-many': {
      const personIds = [...new Set([one.to, ...one.more].map((who) => pick(walkers.people, who).id))];
      const wish = { ...right, personIds, from: daysFromToday(0), until };
      return rehearsed(
        walkers,
        by,
        async (as) => word(await ask(previewMany, as, wish), { ready: 'granted' }),
        async (as) => word(await perform(grantToMany, as, { ...wish, key: newId() })),
      );
    }
    case 'end': {
      const grantIds = [pick(grants, one.which)];
      const { mode } = one;
      const ending = { mode, day: until, reason: 'wandeling', key: newId() };
      if (mode === 'later')
        return { outcome: word(await writing(walkers, by, (as) => perform(endGrants, as, { grantIds, ...ending }))) };
      return rehearsed(
        walkers,
        by,
        async (as) => {
          const [row] = await ask(previewEnd, as, { grantIds });
          return (mode === 'today' ? row?.today : row?.atOnce) ? 'obstacles' : 'ended';
        },
        async (as) => word(await perform(endGrants, as, { grantIds, ...ending })),
      );
    }
    case 'prolong': {
      const grantIds = [pick(grants, one.which)];
      return rehearsed(
        walkers,
        by,
        async (as) => ((await ask(previewProlong, as, { grantIds, until }))[0]?.obstacle ? 'obstacles' : 'prolonged'),
        async (as) => word(await perform(prolongGrants, as, { grantIds, until, key: newId() })),
      );
    }
    case 'link': {
      const link = {
        organisationId: at.id,
        category: 'Medewerker' as const,
        from: daysFromToday(0),
        until: one.open ? null : until,
        right: one.withRight ? { entitlementId: one.right, until } : null,
      };
      return {
        outcome: word(
          await writing(walkers, by, (as) => perform(addRelation, as, { personId: to.id, link, key: newId() })),
        ),
      };
    }
    case 'end-relation': {
      const wish = {
        relationIds: [pick(relations, one.which)],
        end: { day: one.atOnce ? daysFromToday(0) : until, atOnce: one.atOnce },
      };
      return rehearsed(
        walkers,
        by,
        async (as) => ((await ask(previewEndRelations, as, wish)).rows[0]?.obstacle ? 'obstacles' : 'ended'),
        async (as) => word(await perform(endRelations, as, { ...wish, reason: 'wandeling', key: newId() })),
      );
    }
    case 'prolong-relation': {
      const wish = { relationId: pick(relations, one.which), until: one.open ? null : until };
      return { outcome: word(await writing(walkers, by, (as) => perform(prolongRelation, as, wish))) };
    }
    case 'tick': {
      const tick = one.on ? tickTheme : untickTheme;
      return { outcome: word(await writing(walkers, by, (as) => perform(tick, as, { ...place, themeId: one.theme }))) };
    }
    case 'ask': {
      const theme = one.theme === null ? null : { themeId: one.theme, levelId: at.levels[0] ?? 1 };
      const wish = { ...right, entitlementId: theme ? 'portal-user' : one.right, theme, until, reason: 'wandeling' };
      return { outcome: word(await writing(walkers, by, (as) => perform(askAccess, as, wish))) };
    }
    case 'decide': {
      if (requests.length === 0) return null;
      const open = requests.filter((id) => facts.requests.get(id)?.state === 'open');
      const requestId = pick(open.length > 0 && !one.again ? open : requests, one.which);
      const asked = one.again ? until : (facts.requests.get(requestId)?.until ?? until);
      return {
        outcome: one.approve
          ? word(
              await writing(walkers, by, (as) =>
                perform(approveRequest, as, { requestId, until: asked, contexts: [] }),
              ),
            )
          : word(await writing(walkers, by, (as) => perform(refuseRequest, as, { requestId, reason: 'wandeling' }))),
      };
    }
    case 'take-back': {
      if (requests.length === 0) return null;
      const requestId = pick(requests, one.which);
      return { outcome: word(await writing(walkers, by, (as) => perform(withdrawRequest, as, { requestId }))) };
    }
  }
}

type Writing = Parameters<Parameters<typeof writingAs>[2]>[0];
type Reading = Parameters<Parameters<typeof readingAs>[2]>[0];

const writing = <T>({ database }: Walkers, by: Person, work: (as: Writing) => Promise<T>): Promise<T> =>
  writingAs(database, by, work);

/** First what it would do, then the deed: the first must foretell the second exactly, refusals included. */
async function rehearsed(
  walkers: Walkers,
  by: Person,
  rehearse: (as: Reading) => Promise<string>,
  work: (as: Writing) => Promise<string>,
): Promise<Trace> {
  const foretold = await readingAs(walkers.database, by, rehearse).catch((refusal: Error) => refusal.name);
  try {
    return { foretold, outcome: await writing(walkers, by, work) };
  } catch (refusal) {
    if (refusal instanceof Error && refusal.name === foretold) throw refusal;
    throw new Error(`foretold ${foretold}, but it was refused`, { cause: refusal });
  }
}

function word(result: unknown, same: Readonly<Record<string, string>> = {}): string {
  const said = typeof result === 'object' && result !== null && 'kind' in result ? result.kind : result;
  const text = typeof said === 'string' ? said : JSON.stringify(said);
  return same[text] ?? text;
}

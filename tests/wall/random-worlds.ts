import fc from 'fast-check';
import { newId } from '#platform/ids.ts';
import type {
  ModelDocument,
  ModelGrant,
  ModelRelation,
  ModelSession,
  ModelWorld,
  Period,
} from '#tests/wall/reference-model.ts';

const themesAt: Record<number, readonly number[]> = { 1: [1, 3, 6, 7, 12], 2: [1, 3, 6, 9, 12] };
const entitlementsOf: Record<string, readonly string[]> = {
  OV: ['portal-user', 'portal-admin', 'portal-user', 'edison-admin', 'head-local-admin'],
  GID: ['administration-reader'],
};

const peopleCount = 4;
const schoolCount = 4;
export const documentsPerWorld = 50;
export const sessionsPerWorld = 8;

/** Mostly running, often just about: that is where mistakes are. */
const period = fc.oneof(
  { weight: 5, arbitrary: fc.constant<Period>({ from: -100, until: 100 }) },
  {
    weight: 4,
    arbitrary: fc
      .tuple(fc.integer({ min: -2, max: 2 }), fc.integer({ min: 0, max: 3 }))
      .map(([from, days]): Period => ({ from, until: from + days })),
  },
);

const index = (below: number) => fc.integer({ min: 0, max: below - 1 });
const seldom = fc.integer({ min: 0, max: 7 }).map((drawn) => drawn === 7);

/** What is drawn; `settle` makes a world of it in which nothing contradicts itself. */
const drawn = fc.record({
  blocked: fc.array(seldom, { minLength: peopleCount, maxLength: peopleCount }),
  schools: fc.array(
    fc.record({
      levels: fc.constantFrom([1], [2], [1, 2]),
      exists: fc.oneof({ weight: 7, arbitrary: fc.constant<Period>({ from: -900, until: 900 }) }, period),
    }),
    { minLength: schoolCount, maxLength: schoolCount },
  ),
  relations: fc.array(
    fc.record({
      person: index(peopleCount),
      organisation: index(schoolCount + 1),
      targetGroup: fc.constantFrom('OV', 'OV', 'OV', 'GID'),
      period,
    }),
    { minLength: 4, maxLength: 10 },
  ),
  grants: fc.array(
    fc.record({
      relation: index(10),
      entitlement: index(10),
      organisation: index(schoolCount),
      period,
      withdrawn: seldom,
      themes: fc.subarray([1, 3, 6, 7, 9]),
    }),
    { minLength: 4, maxLength: 16 },
  ),
  ticks: fc.array(fc.record({ grant: index(16), level: fc.constantFrom(1, 2), theme: index(5), unticked: seldom }), {
    minLength: 6,
    maxLength: 30,
  }),
  documents: fc.array(fc.record({ school: index(schoolCount), level: index(2), theme: index(5), year: index(4) }), {
    minLength: documentsPerWorld,
    maxLength: documentsPerWorld,
  }),
  shares: fc.array(
    fc.record({
      document: index(documentsPerWorld),
      receiver: index(peopleCount),
      sharer: index(peopleCount),
      ended: seldom,
    }),
    { minLength: 10, maxLength: 25 },
  ),
  sessions: fc.array(fc.record({ person: index(peopleCount), relation: index(4), together: fc.boolean() }), {
    minLength: sessionsPerWorld,
    maxLength: sessionsPerWorld,
  }),
});
type Drawn = typeof drawn extends fc.Arbitrary<infer T> ? T : never;

export interface RandomWorld extends ModelWorld {
  sessions: readonly ModelSession[];
}

let next = 20_000;

/** A world of persons, relations, rights, ticks and documents, with keys of its own every time. */
export const randomWorld: fc.Arbitrary<() => RandomWorld> = drawn.map((parts) =>
  Object.assign(() => settle(parts), { [fc.toStringMethod]: () => JSON.stringify(parts) }),
);

function settle(parts: Drawn): RandomWorld {
  const persons = parts.blocked.map((blocked) => ({ id: newId() as string, blocked }));
  next += schoolCount;
  const schools = parts.schools.map((school, at) => ({ id: next + at, ...school }));
  const board = { id: (next += schoolCount), levels: [], exists: { from: -900, until: 900 } };
  const organisations = [...schools, board];
  const relations = unique(
    parts.relations.map((relation): ModelRelation => ({
      id: newId(),
      person: persons[relation.person]?.id ?? '',
      organisation: organisations[relation.organisation]?.id ?? 0,
      targetGroup: relation.targetGroup,
      period: relation.period,
    })),
    (one) => [one.person, one.organisation, one.targetGroup],
  );
  const grants = settleGrants(parts, relations, schools);
  const documents = parts.documents.flatMap(({ school, level, theme, year }): ModelDocument[] => {
    const at = schools[school];
    const atLevel = at?.levels[level % at.levels.length];
    if (!at || atLevel === undefined) return [];
    return [
      {
        id: newId(),
        institution: at.id,
        level: atLevel,
        theme: themesAt[atLevel]?.[theme] ?? 1,
        schoolYear: 2022 + year,
      },
    ];
  });
  return {
    persons,
    organisations,
    relations,
    grants,
    ticks: settleTicks(parts, grants, relations, schools),
    documents,
    shares: settleShares(parts, persons, documents),
    sessions: parts.sessions.map(({ person, relation, together }) => {
      const own = relations.filter((one) => one.person === persons[person]?.id);
      const chosen = own[relation % Math.max(own.length, 1)];
      return {
        person: persons[person]?.id ?? '',
        targetGroup: chosen?.targetGroup ?? 'OV',
        relation: together ? null : (chosen?.id ?? null),
      };
    }),
  };
}

/** Only what is open, never with oneself, and once at a time: the schema would refuse the rest. */
function settleShares(parts: Drawn, persons: readonly { id: string }[], documents: readonly ModelDocument[]) {
  const open = documents.filter((document) => [1, 6].includes(document.theme));
  const shares = parts.shares.flatMap(({ document, receiver, sharer, ended }) => {
    const what = open[document % Math.max(open.length, 1)];
    const [by, to] = [persons[sharer]?.id ?? '', persons[receiver]?.id ?? ''];
    return what && by !== to ? [{ id: newId() as string, document: what.id, sharer: by, receiver: to, ended }] : [];
  });
  return unique(shares, (one) => [one.document, one.receiver, one.ended ? one.id : '']);
}

/** No two standing rights of the same kind for the same organisation: the schema would refuse them. */
function settleGrants(
  parts: Drawn,
  relations: readonly ModelRelation[],
  schools: readonly { id: number }[],
): ModelGrant[] {
  const grants = parts.grants.flatMap(({ relation, entitlement, organisation, ...grant }) => {
    const under = relations[relation % relations.length];
    const kinds = entitlementsOf[under?.targetGroup ?? ''] ?? [];
    const kind = kinds[entitlement % kinds.length];
    const at = schools[organisation];
    if (!under || !kind || !at) return [];
    return [
      {
        id: newId() as string,
        relation: under.id,
        person: under.person,
        entitlement: kind,
        organisation: at.id,
        ...grant,
      },
    ];
  });
  return unique(grants, (one) => [one.person, one.entitlement, one.organisation, one.withdrawn ? one.id : '']);
}

function settleTicks(
  parts: Drawn,
  grants: readonly ModelGrant[],
  relations: readonly ModelRelation[],
  schools: readonly { id: number; levels: readonly number[] }[],
) {
  const users = grants.filter((grant) => grant.entitlement === 'portal-user');
  const ticks = parts.ticks.flatMap(({ grant, level, theme, unticked }) => {
    const under = users[grant % Math.max(users.length, 1)];
    const at = schools.find((school) => school.id === under?.organisation);
    if (!under || !at?.levels.includes(level)) return [];
    const person = relations.find((one) => one.id === under.relation)?.person ?? '';
    return [
      {
        id: newId(),
        person,
        institution: at.id,
        level,
        theme: themesAt[level]?.[theme] ?? 1,
        grant: under.id,
        unticked,
      },
    ];
  });
  return unique(ticks, (one) => [one.person, one.institution, one.level, one.theme, one.unticked ? one.id : '']);
}

function unique<T>(items: readonly T[], key: (item: T) => unknown[]): T[] {
  return [...new Map(items.map((item) => [JSON.stringify(key(item)), item])).values()];
}

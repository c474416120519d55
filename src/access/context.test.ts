import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor, HeldGrant } from '#access/actor.ts';
import {
  actAsDoor,
  actAsNobody,
  actAsPerson,
  actAsService,
  actAsSystem,
  asSystem,
  atTheDoor,
  judgeOn,
  readAsSystem,
} from '#access/context.ts';
import { brusselsToday } from '#platform/clock.ts';
import type { Db } from '#platform/db.ts';
import type { Id } from '#platform/ids.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});

/** Everything that policies of row-level security ask. */
const settings = [
  'actor_kind',
  'person_id',
  'service_id',
  'administers',
  'manages',
  'scopes',
  'themes',
  'places',
  'duties',
  'receives',
  'shared',
  'answers',
  'machine',
  'today',
];

/** What the database was told, without what is empty. */
async function toldTo(tx: Db): Promise<Record<string, string>> {
  const columns = settings.map((name) => sql`current_setting(${`app.${name}`}, true) as ${sql.ref(name)}`);
  const { rows } = await sql<Record<string, string | null>>`select ${sql.join(columns)}`.execute(tx);
  return Object.fromEntries(Object.entries(rows[0] ?? {}).filter((entry): entry is [string, string] => !!entry[1]));
}

const told = (...acts: ((tx: Db) => Promise<void>)[]): Promise<Record<string, string>> =>
  db.database.read(async (tx) => {
    for (const act of acts) await act(tx);
    return toldTo(tx);
  });

const held = (entitlement: string, organisationId: number, contexts: string[] = []): HeldGrant => ({
  id: `${entitlement}-${organisationId}` as Id<'grant'>,
  entitlement,
  organisationId,
  contexts,
  until: '2027-08-31',
});
const personId = '018f0000-0000-7000-8000-000000000001';
const nobody: Actor = {
  personId: personId as Id<'person'>,
  givenName: 'An',
  familyName: 'Peeters',
  email: null,
  actingFor: null,
  grants: [],
  ticks: [],
  reach: { institutions: [], scopes: [], themes: [], shared: [] },
  places: [],
  today: '2026-10-05',
};
const share = { id: 's', scope: 1, sharerId: 'p' };
const everything: Actor = {
  ...nobody,
  grants: [
    held('portal-admin', 101),
    held('edison-admin', 101),
    held('submission-handler', 9, ['agodi', 'ahovoks']),
    held('question-handler', 9, ['agodi', 'inspectie']),
    held('agenda-editor', 9),
    held('health-team', 8),
    held('helpdesk', 7),
  ],
  reach: {
    institutions: [101, 102, 101],
    scopes: [1280, 1283],
    themes: [3, 4],
    shared: [
      { ...share, documentId: '018f0000-0000-7000-8000-00000000000a' },
      { ...share, documentId: '018f0000-0000-7000-8000-00000000000b' },
    ],
  },
  places: [
    { institutionId: 101, levelId: 1 },
    { institutionId: 101, levelId: 2 },
  ],
  via: { clientId: 'personeel-1', name: 'Personeelspakket' },
};
const asPerson = (actor: Actor) => (tx: Db) => actAsPerson(tx, actor);
const today = brusselsToday();

describe('what row-level security is told (R1, R7)', () => {
  test('of a person: exactly what he holds at this instant', async () => {
    expect(await told(asPerson(everything))).toEqual({
      actor_kind: 'person',
      person_id: personId,
      administers: '{[101,101],[102,102]}',
      manages: '{[101,101]}',
      scopes: '{[1280,1280],[1283,1283]}',
      themes: '{3,4}',
      places: '{[809,809],[810,810]}',
      duties: 'agenda-editor:9,health-team:8',
      receives: '{agodi,ahovoks}',
      shared: '{018f0000-0000-7000-8000-00000000000a,018f0000-0000-7000-8000-00000000000b}',
      answers: '{agodi,inspectie}',
      machine: 'personeel-1',
      today,
    });
  });

  test('of a person who holds nothing: nothing', async () => {
    const empty = '{}';
    expect(await told(asPerson(nobody))).toEqual({
      actor_kind: 'person',
      person_id: personId,
      administers: empty,
      manages: empty,
      scopes: empty,
      themes: empty,
      places: empty,
      receives: empty,
      shared: empty,
      answers: empty,
      today,
    });
  });

  test.each<[string, string, string]>([
    ['head-local-admin', '{[101,101]}', ''],
    ['local-admin', '{[101,101]}', ''],
    ['portal-admin', '{[101,101]}', ''],
    ['edison-admin', '{[101,101]}', ''],
    ['portal-user', '{}', ''],
    ['helpdesk', '{}', ''],
    ['administration-reader', '{}', ''],
    ['agenda-editor', '{}', 'agenda-editor:101'],
    ['contacts-editor', '{}', 'contacts-editor:101'],
    ['health-team', '{}', 'health-team:101'],
  ])('R6: who holds %s manages %s and has the duty "%s"', async (entitlement, manages, duties) => {
    const settings = await told(asPerson({ ...nobody, grants: [held(entitlement, 101)] }));
    expect([settings['manages'], settings['duties'] ?? '']).toEqual([manages, duties]);
  });

  test('of a delivering service: which it is and its themes, those of its token only', async () => {
    const service = (themes: number[]) => told((tx) => actAsService(tx, { serviceId: 7, themes }));
    expect(await service([3, 12])).toEqual({ actor_kind: 'service', service_id: '7', themes: '{3,12}', today });
    expect(await service([])).toEqual({ actor_kind: 'service', service_id: '7', themes: '{}', today });
  });

  test.each([
    ['door', actAsDoor],
    ['nobody', actAsNobody],
    ['system', actAsSystem],
  ] as const)('of the %s: that alone, and nothing of who acted before stays behind', async (kind, act) => {
    expect(await told(asPerson(everything), act)).toEqual({ actor_kind: kind, today });
  });

  test('R10: rights are judged on another day when that is asked, until somebody acts again', async () => {
    const later = (tx: Db) => judgeOn(tx, '2027-09-01');
    expect(await told(actAsSystem, later)).toEqual({ actor_kind: 'system', today: '2027-09-01' });
    expect(await told(actAsSystem, later, actAsSystem)).toEqual({ actor_kind: 'system', today });
  });

  test('ends with the transaction: the next one on the same connection is told nothing', async () => {
    const connections = Array.from({ length: 8 }, () => told(asPerson(everything)));
    await Promise.all(connections);
    expect(await Promise.all(Array.from({ length: 8 }, () => told()))).toEqual(Array.from({ length: 8 }, () => ({})));
  });
});

describe('work that is nobody’s request', () => {
  const kindIn = async (tx: Db): Promise<string | undefined> => (await toldTo(tx))['actor_kind'];

  test('is done as the system or at the door, and its outcome comes back', async () => {
    expect(await asSystem(db.database, kindIn)).toBe('system');
    expect(await atTheDoor(db.database, kindIn)).toBe('door');
    expect(await readAsSystem(db.database, kindIn)).toBe('system');
  });

  test('reads only, where it says so', async () => {
    const write = (tx: Db) => sql`delete from rate_limits`.execute(tx);
    await expect(readAsSystem(db.database, write)).rejects.toThrow('read-only');
    await expect(atTheDoor(db.database, write)).resolves.toBeDefined();
  });
});

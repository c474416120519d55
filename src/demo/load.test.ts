import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { asSystem, readAsSystem } from '#access/context.ts';
import { perform } from '#access/use-case.ts';
import { endRelations } from '#apps/rights/commands/end-relations.ts';
import { listDifferences, synchroniseHeadGrants } from '#apps/rights/index.ts';
import { colleagues } from '#demo/colleagues.ts';
import { demoPersonId } from '#demo/keys.ts';
import { loadDemoDirectory } from '#demo/load.ts';
import { demo, demoOrganisations, institutionsOf } from '#demo/organisations.ts';
import { demoPeople } from '#demo/people.ts';
import { isNationalNumber } from '#directory/national-number.ts';
import { resetClock, setClock } from '#platform/clock.ts';
import { sealer } from '#platform/crypto.ts';
import { newId } from '#platform/ids.ts';
import { writingAs } from '#tests/world/acting.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';

const seal = sealer({ nationalNumber: randomBytes(32), nationalNumberLookup: randomBytes(32) });

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
  setClock(new Date('2026-11-20T10:00:00Z'));
  await loadDemoDirectory(db.database, seal);
});
afterEach(resetClock);

const tables = [
  'organisations',
  'organisation_levels',
  'locations',
  'organisation_relations',
  'persons',
  'work_relations',
  'head_assignments',
  'grants',
  'theme_ticks',
  'agenda_items',
  'contacts',
  'institution_contacts',
  'emergency_numbers',
];

async function rowCounts(): Promise<Record<string, number>> {
  return readAsSystem(db.database, async (reader) => {
    const counts: Record<string, number> = {};
    for (const table of tables) {
      const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(reader);
      counts[table] = rows[0]?.n ?? 0;
    }
    return counts;
  });
}

async function activeOn(day: string, key: string): Promise<string[]> {
  setClock(new Date(`${day}T10:00:00Z`));
  return readAsSystem(db.database, async (reader) => {
    const { rows } = await sql<{ held: string }>`
      select entitlement_id || ' ' || organisation_id as held from active_grants
      where person_id = ${demoPersonId(key)} order by 1
    `.execute(reader);
    return rows.map((row) => row.held);
  });
}

test('the demo people have valid, different national numbers and names', () => {
  for (const person of demoPeople) expect(isNationalNumber(person.nationalNumber)).toBe(true);
  expect(new Set(demoPeople.map((person) => person.nationalNumber)).size).toBe(demoPeople.length);
  expect(new Set(demoPeople.map((person) => person.key)).size).toBe(demoPeople.length);
});

test('the demo world has seventy-three institutions, sixty of one board', () => {
  expect(
    demoOrganisations.filter(
      (organisation) => !['board', 'school-community', 'administration'].includes(organisation.kind),
    ),
  ).toHaveLength(73);
  expect(institutionsOf(demo.bigBoard)).toHaveLength(60);
  expect(new Set(demoOrganisations.map((organisation) => organisation.id)).size).toBe(demoOrganisations.length);
});

test('the grid of the largest school has 300 people, that of the head’s school 25', async () => {
  const inSchool = (id: number): number =>
    colleagues.filter((colleague) => colleague.organisation === id).length +
    demoPeople.filter((person) => person.relations.some((relation) => relation.organisation === id)).length;
  expect(inSchool(demo.primarySchool)).toBe(25);
  expect(inSchool(demo.bigSecondarySchool)).toBe(300);
});

test('loading the demo world twice changes nothing', async () => {
  const before = await rowCounts();
  expect(before['organisations']).toBe(demoOrganisations.length);
  expect(before['persons']).toBe(
    demoPeople.filter(({ registered }) => registered !== false).length + colleagues.length,
  );
  setClock(new Date('2026-11-20T10:00:00Z'));
  await loadDemoDirectory(db.database, seal);
  expect(await rowCounts()).toEqual(before);
});

test('the rights of heads came about as they do everywhere: from their assignments, with a trace of each (R16)', async () => {
  setClock(new Date('2026-11-20T10:00:00Z'));
  const { automatic, traced, unfounded } = await readAsSystem(db.database, async (reader) => {
    const { rows } = await sql<{ automatic: number; traced: number; unfounded: number }>`
      select count(*) filter (where g.cause = 'automatic') as automatic,
        count(a.id) filter (where g.cause = 'automatic') as traced,
        count(*) filter (where g.cause = 'manual' and (own.id is null or own.person_id <> g.given_by)) as unfounded
      from grants g
      left join audit_events a on a.subject_id = g.id::text and a.action = 'create-automatic-grant'
      left join grants own on own.id = g.given_on_grant and own.organisation_id = g.organisation_id
    `.execute(reader);
    return rows[0] ?? { automatic: 0, traced: 0, unfounded: 0 };
  });
  expect(automatic).toBeGreaterThan(300);
  expect(traced).toBe(automatic);
  expect(unfounded).toBe(0);
  const again = await asSystem(db.database, (tx) => synchroniseHeadGrants(tx));
  expect(again).toEqual({ created: 0, adjusted: 0, ended: 0, withoutRelation: 0 });
});

test('R25 the log of the demo world rebuilds its rights exactly, also when it is loaded again on a later day', async () => {
  const differences = () => readAsSystem(db.database, listDifferences);
  expect(await differences()).toEqual([]);
  setClock(new Date('2026-12-04T10:00:00Z'));
  await loadDemoDirectory(db.database, seal);
  expect(await differences()).toEqual([]);
  setClock(new Date('2026-11-20T10:00:00Z'));
  await loadDemoDirectory(db.database, seal);
});

test('every demo person holds what the description promises', async () => {
  const today = '2026-11-20';
  expect(await activeOn(today, 'secretaris')).toEqual(['portal-user 900101']);
  expect(await activeOn(today, 'directeur')).toEqual([
    'edison-admin 900101',
    'edison-institution-pupil-admin 900101',
    'edison-staff-admin 900101',
    'head-local-admin 900101',
    'portal-admin 900101',
  ]);
  expect(await activeOn(today, 'schoolbestuur')).toHaveLength(60);
  expect(await activeOn(today, 'administratie')).toEqual(['administration-reader 1999001']);
  expect(await activeOn(today, 'gisteren-geeindigd')).toEqual([]);
  expect(await activeOn(today, 'begint-morgen')).toEqual([]);
  expect(await activeOn('2026-11-21', 'begint-morgen')).toEqual(['portal-user 900101']);
  expect(await activeOn(today, 'zonder-recht')).toEqual([]);
  expect(await activeOn(today, 'gesloten-school')).toEqual(['portal-admin 900203']);
  expect(await activeOn(today, 'helpdesk')).toEqual(['helpdesk 1999001']);
});

test('the demo starts again after people left, for good or on a day to come, and nobody comes back', async () => {
  setClock(new Date('2026-11-20T10:00:00Z'));
  const [gone, leaving] = colleagues.filter(
    ({ organisation, isHead, ticks }) => organisation === demo.primarySchool && !isHead && ticks.length > 0,
  );
  const relationOf = async (key = ''): Promise<string> => {
    const { rows } = await readAsSystem(db.database, (reader) =>
      sql<{ id: string }>`select id from work_relations where person_id = ${demoPersonId(key)}`.execute(reader),
    );
    return rows[0]?.id ?? '';
  };
  const [first, second] = [await relationOf(gone?.key), await relationOf(leaving?.key)];
  const personId = demoPersonId('directeur');
  const onBehalfOf = { personId, targetGroup: 'OV', workRelationId: await relationOf('directeur') };
  const head = { id: personId, givenName: 'Karim', familyName: 'Van Steenlandt', email: null, onBehalfOf };
  const end = (relation: string, day: string, atOnce: boolean) =>
    writingAs(db.database, head, (as) =>
      perform(endRelations, as, { relationIds: [relation], end: { day, atOnce }, reason: 'vertrekt', key: newId() }),
    );
  expect(await end(first, '2026-11-20', true)).toMatchObject({ kind: 'ended' });
  expect(await end(second, '2026-12-20', false)).toMatchObject({ kind: 'ended' });
  await loadDemoDirectory(db.database, seal);
  expect(await activeOn('2026-11-20', gone?.key ?? '')).toEqual([]);
  expect(await activeOn('2026-12-21', leaving?.key ?? '')).toEqual([]);
});

test('loading again on a later day moves what is told from today', async () => {
  setClock(new Date('2027-02-03T10:00:00Z'));
  await loadDemoDirectory(db.database, seal);
  const periods = await readAsSystem(db.database, async (reader) => {
    const { rows } = await sql<{ period: string }>`
      select period::text from grants
      where person_id in (${demoPersonId('gisteren-geeindigd')}, ${demoPersonId('begint-morgen')}) order by period
    `.execute(reader);
    return rows.map((row) => row.period);
  });
  expect(periods).toEqual(['[2026-02-03,2027-02-03)', '[2027-02-04,2029-02-03)']);
});

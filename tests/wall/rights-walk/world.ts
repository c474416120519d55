import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { expect } from 'vitest';
import { asSystem } from '#access/context.ts';
import { perform } from '#access/use-case.ts';
import { importRight, makeRelation } from '#apps/rights/commands/import-right.ts';
import { registerHead } from '#apps/rights/commands/register-head.ts';
import { addScimClient } from '#apps/scim/index.ts';
import { switchOn } from '#apps/themes/second-person/switch.ts';
import { sealer } from '#platform/crypto.ts';
import type { Database } from '#platform/db.ts';
import type { Identity, Program, Walkers } from '#tests/wall/rights-walk/move.ts';
import { writingAs } from '#tests/world/acting.ts';
import { aNationalNumber } from '#tests/world/national-numbers.ts';
import { aBoard, anAdministration, aSchool, type School } from '#tests/world/organisations.ts';
import { aPerson, type Person } from '#tests/world/people.ts';
import { daysFromToday } from '#tests/world/periods.ts';

/** More people than this would have nothing to do with each other. */
const mostPeople = 14;
const keys = sealer({ nationalNumber: randomBytes(32), nationalNumberLookup: randomBytes(32) });

/** Somebody who signs in or is registered: who was chosen, or somebody new while there is room. */
export function whoIs({ people, numbers }: Walkers, chosen: Person, at: number): Identity {
  const number = numbers.get(chosen.id);
  const { givenName, familyName } = chosen;
  if (number !== undefined && (at % 2 === 0 || people.length >= mostPeople)) return { number, givenName, familyName };
  const names = ['Nele Goossens', 'Tom Hermans', 'Ilse Claes', 'Yusuf Demir'];
  const [given = '', family = ''] = names[at % names.length]?.split(' ') ?? [];
  return { number: aNationalNumber(), givenName: given, familyName: family };
}

/** Whoever was registered on the way walks along. */
export function walkAlong(
  { people, numbers, actors }: Walkers,
  id: string,
  { number, givenName, familyName }: Identity,
): void {
  if (people.some((one) => one.id === id)) return;
  const onBehalfOf = { personId: id, targetGroup: 'OV', workRelationId: null };
  people.push({ id, givenName, familyName, email: null, onBehalfOf });
  numbers.set(id, number);
  actors?.add(id);
}

/** Two schools of one board with their administrators and programs, the helpdesk, somebody of both and somebody of one; all of it told to the log. */
export async function aWorld(database: Database, owner: pg.Client, payOverviews: Iterable<number>): Promise<Walkers> {
  await owner.query('truncate persons, head_assignments, audit_waiting, audit_events cascade');
  const board = await aBoard(database);
  const one = await aSchool(database, { board });
  const other = await aSchool(database, { board });
  const names = [
    'Hilde Hoofd',
    'Karim Benali',
    'Wim Edison',
    'An Peeters',
    'Bart Wouters',
    'Niels Nieuw',
    'Rita Raad',
    'Els Maes',
  ];
  const people: Person[] = [];
  for (const name of names) people.push(await aPerson(database, { name }));
  const [hilde, karim, wim, an, bart, niels, rita, els] = people as [
    Person,
    Person,
    Person,
    Person,
    Person,
    Person,
    Person,
    Person,
  ];
  const helper = await aPerson(database, { name: 'Hella Helpdesk', targetGroup: 'GID' });
  people.push(helper);
  const directors = await Promise.all(['Dirk Directeur', 'Dora Directeur'].map((name) => aPerson(database, { name })));
  people.push(...directors);
  const administration = await anAdministration(database);
  const begin = { from: daysFromToday(0), reason: 'begin' };
  await asSystem(database, async (tx) => {
    const give = async (person: Person, entitlementId: string, of: School, days: number): Promise<void> => {
      const right = { personId: person.id, entitlementId, organisationId: of.id, contexts: [] };
      expect((await importRight(tx, { ...right, ...begin, until: daysFromToday(days) })).kind).toBe('imported');
    };
    await give(hilde, 'head-local-admin', one, 700);
    await give(karim, 'portal-admin', one, 400);
    await give(hilde, 'portal-admin', one, 500);
    await give(wim, 'edison-admin', one, 60);
    await give(an, 'portal-user', one, 300);
    await give(els, 'portal-user', one, 250);
    await give(els, 'portal-user', other, 280);
    await give(bart, 'portal-admin', other, 500);
    await give(bart, 'head-local-admin', other, 600);
    await give(wim, 'head-local-admin', other, 3);
    await give(karim, 'head-local-admin', one, 200);
    await give(rita, 'head-local-admin', board, 650);
    await give(helper, 'helpdesk', administration, 360);
    await makeRelation(tx, { ...begin, personId: an.id, organisationId: other.id }, 'OV');
    for (const { id } of directors)
      await registerHead(tx, { ...begin, personId: id, institutionId: one.id, until: daysFromToday(350) });
    const assigned = { personId: niels.id, institutionId: other.id, ...begin };
    await registerHead(tx, { ...assigned, from: daysFromToday(5), until: daysFromToday(200) });
  });
  // Pay overviews are ticked by two.
  await writingAs(database, hilde, (as) => perform(switchOn, as, { organisationId: one.id }));
  await writingAs(database, bart, (as) => perform(switchOn, as, { organisationId: other.id }));
  const numbers = new Map(people.map(({ id }) => [id, aNationalNumber()]));
  for (const [id, number] of numbers)
    await owner.query('update persons set national_number_sealed = $2, national_number_lookup = $3 where id = $1', [
      id,
      keys.seal(number),
      keys.lookup(number),
    ]);
  const programs: Program[] = [];
  for (const [responsible, school, mayGrant] of [
    [hilde, one, true],
    [bart, other, true],
    [bart, other, false],
  ] as const) {
    const organisations = [school.id];
    // Whatever the last one ends is held.
    const holdPercent = mayGrant ? 100 : 0;
    const client = { slug: 'personeel', name: 'Personeelspakket', organisations, boards: [], mayGrant, holdPercent };
    const { clientId } = await addScimClient(database, { ...client, responsible: responsible.id });
    programs.push({ clientId, responsible: responsible.id, organisations: new Set(organisations), mayGrant });
  }
  const places = [one, other, one, other, board];
  return {
    database,
    owner,
    people,
    places,
    programs,
    keys,
    numbers,
    visitors: new Map(),
    payOverviews: [...payOverviews],
  };
}

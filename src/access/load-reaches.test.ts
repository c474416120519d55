import { beforeAll, describe, expect, test } from 'vitest';
import { scopeOf, themeOfScope, type Actor } from '#access/actor.ts';
import { readAsSystem } from '#access/context.ts';
import { loadActor, reachOf } from '#access/load-actor.ts';
import { loadHoldings, loadReaches } from '#access/load-reaches.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aDocument, aShare, type MadeDocument } from '#tests/wall/documents.ts';
import { actorOf } from '#tests/world/acting.ts';
import { aDeputyship, aReplacementCast, inEverything } from '#tests/world/deputies.ts';
import { aSchool, type School } from '#tests/world/organisations.ts';
import {
  aGrant,
  aHolder,
  anAdministrationReader,
  aPerson,
  aPortalAdmin,
  aPortalUser,
  aTick,
  withdraw,
  type Person,
} from '#tests/world/people.ts';
import { fromDays } from '#tests/world/periods.ts';

let db: TestDatabase;
let school: School;
let other: School;
let letter: MadeDocument;
let sharer: Person;
beforeAll(async () => {
  db = await testDatabase();
  school = await aSchool(db.database, { levels: [1, 2] });
  other = await aSchool(db.database);
  letter = await aDocument(db.database, { institutionId: other.id });
  sharer = await aPortalAdmin(db.database, { of: other });
});

const share = (to: Person): Promise<string> => aShare(db.database, letter, { by: sharer, to });
const reaches = async (...people: Person[]) => {
  const found = await readAsSystem(db.database, (tx) =>
    loadReaches(
      tx,
      people.map(({ id }) => id),
    ),
  );
  return people.map(({ id }) => found.get(id));
};
const onBehalfOf = (person: Person, more: Partial<Person['onBehalfOf']> = {}): Promise<Actor | null> =>
  readAsSystem(db.database, (tx) => loadActor(tx, { ...person.onBehalfOf, ...more }));

describe('what somebody reaches (P1, P4)', () => {
  const nothing = { themes: [], shares: [] };
  const tick = (institutionId: number, themeId: number) => ({ institutionId, levelId: 1, themeId });

  test('TH-2: an administrator reaches the institution, of which ticks say nothing more', () => {
    const grants = [
      { entitlement: 'portal-admin', organisationId: 101 },
      { entitlement: 'portal-admin', organisationId: 101 },
      { entitlement: 'head-local-admin', organisationId: 102 },
    ];
    expect(reachOf(grants, [tick(101, 3), tick(102, 4)], nothing)).toEqual({
      institutions: [101],
      scopes: [scopeOf(102, 1, 4)],
      themes: [],
      shared: [],
    });
  });

  test('DO-7: a share counts only for what no right of one’s own gives', () => {
    const shares: [string, string, number, string][] = [
      ['s1', 'd1', scopeOf(101, 1, 3), 'p'],
      ['s2', 'd2', scopeOf(102, 1, 4), 'p'],
      ['s3', 'd3', scopeOf(103, 1, 5), 'p'],
      ['s4', 'd4', scopeOf(103, 1, 4), 'p'],
    ];
    const grants = [{ entitlement: 'portal-admin', organisationId: 101 }];
    expect(reachOf(grants, [tick(102, 4)], { themes: [5], shares })).toEqual({
      institutions: [101],
      scopes: [scopeOf(102, 1, 4)],
      themes: [5],
      shared: [{ id: 's4', documentId: 'd4', scope: scopeOf(103, 1, 4), sharerId: 'p' }],
    });
  });
});

describe('who is asking (R10)', () => {
  test('is a person, the organisation acted for, and every right, tick and place that counts today', async () => {
    const user = await aPortalUser(db.database, { of: school, themes: [3], name: 'An Peeters' });
    const shareId = await share(user);
    const actor = await onBehalfOf(user, { workRelationId: user.relationId });
    const received = {
      id: shareId,
      documentId: letter.id,
      scope: scopeOf(other.id, letter.level, letter.theme),
      sharerId: sharer.id,
    };
    expect(actor).toMatchObject({
      personId: user.id,
      givenName: 'An',
      familyName: 'Peeters',
      email: user.email,
      actingFor: {
        targetGroup: 'OV',
        workRelationId: user.relationId,
        organisationId: school.id,
        organisationName: school.name,
        canSwitch: false,
      },
      grants: [{ id: user.grantId, entitlement: 'portal-user', organisationId: school.id, contexts: [] }],
      ticks: [{ institutionId: school.id, levelId: 1, themeId: 3 }],
      reach: { institutions: [], scopes: [scopeOf(school.id, 1, 3)], themes: [], shared: [received] },
    });
    expect(actor?.grants[0]?.until).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(actor?.places.toSorted((one, two) => one.levelId - two.levelId)).toEqual([
      { institutionId: school.id, levelId: 1 },
      { institutionId: school.id, levelId: 2 },
    ]);
    expect(actor?.today).toMatch(/^\d{4}-\d\d-\d\d$/);
  });

  test('SI-3: acts for nobody before the choice, and not through a relation that is over', async () => {
    const user = await aPortalUser(db.database, { of: school });
    expect((await onBehalfOf(user, { targetGroup: null }))?.actingFor).toBeNull();
    expect((await onBehalfOf(user, { targetGroup: null }))?.grants).toEqual([]);
    const gone = await aPortalUser(db.database, {
      of: school,
      relationPeriod: fromDays(-100, -1),
      period: fromDays(-100, -1),
    });
    expect(await onBehalfOf(gone, { workRelationId: gone.relationId })).toMatchObject({ actingFor: null, grants: [] });
    expect((await onBehalfOf(user))?.actingFor).toMatchObject({ workRelationId: null, organisationId: null });
  });

  test('R23: one relation carries no right of another one', async () => {
    const user = await aPortalUser(db.database, { of: school });
    const { relationId } = await aGrant(db.database, user, 'portal-admin', { of: other });
    const actor = await onBehalfOf(user, { workRelationId: relationId });
    expect(actor?.grants.map((grant) => grant.organisationId)).toEqual([other.id]);
    expect(actor?.actingFor?.canSwitch).toBe(true);
    expect((await onBehalfOf(user))?.grants).toHaveLength(2);
    expect((await onBehalfOf(user, { targetGroup: 'GID' }))?.grants).toEqual([]);
  });

  test('R10: is nobody when blocked or unknown', async () => {
    const blocked = await aPerson(db.database, { blocked: true });
    expect(await onBehalfOf(blocked)).toBeNull();
    expect(
      await onBehalfOf({ ...blocked, onBehalfOf: { ...blocked.onBehalfOf, personId: sharer.id.replace(/^./, 'f') } }),
    ).toBeNull();
  });

  test('P5: what was shared is in sight of who has access to Mijn Onderwijs only', async () => {
    const user = await aHolder(db.database, 'edison-admin', { of: school });
    await share(user);
    expect((await onBehalfOf(user))?.reach.shared).toEqual([]);
    await aGrant(db.database, user, 'portal-user', { of: school });
    expect((await onBehalfOf(user))?.reach.shared).toHaveLength(1);
  });
});

describe('what many people reach while they are away', () => {
  test('P7: is what each reaches in a request of his own', async () => {
    const admin = await aPortalAdmin(db.database, { of: school });
    const user = await aPortalUser(db.database, { of: school, themes: [1, 3] });
    await aTick(db.database, user, { of: school, level: 2, theme: 3 });
    await share(user);
    const reader = await anAdministrationReader(db.database, { themes: ['salarisoverzichten'] });
    const people = [admin, user, reader];
    const own = await Promise.all(people.map(async (person) => (await actorOf(db.database, person)).reach));
    expect((await reaches(...people)).map((reach) => sorted(reach))).toEqual(own.map(sorted));
    expect(own[1]?.scopes).toHaveLength(3);
    expect(own[1]?.shared).toHaveLength(1);
    expect(own[2]?.themes).toHaveLength(1);
  });

  test('P5, P6: who has no access to Mijn Onderwijs, or no more, is left out', async () => {
    const staff = await aHolder(db.database, 'edison-admin', { of: school });
    await share(staff);
    const former = await aPortalUser(db.database, { of: school, themes: [1] });
    await withdraw(db.database, former.grantId);
    expect(await reaches(staff, former, await aPerson(db.database))).toEqual([undefined, undefined, undefined]);
    expect(await reaches()).toEqual([]);
  });

  test('P4: themes and shares of one are never those of another', async () => {
    const [one, two] = [
      await aPortalUser(db.database, { of: school, themes: [1] }),
      await aPortalUser(db.database, { of: school, themes: [3] }),
    ];
    await share(two);
    const [ofOne, ofTwo] = await reaches(one, two);
    expect([ofOne?.scopes, ofOne?.shared]).toEqual([[scopeOf(school.id, 1, 1)], []]);
    expect([ofTwo?.scopes, ofTwo?.shared.length]).toEqual([[scopeOf(school.id, 1, 3)], 1]);
  });
});

describe('what many people hold, for who rehearses a change', () => {
  const holdings = (...people: Person[]) =>
    readAsSystem(db.database, (tx) =>
      loadHoldings(
        tx,
        people.map(({ id }) => id),
      ),
    );

  test('R26: is every right, with the ticks and documents that hang on it', async () => {
    const user = await aPortalUser(db.database, { of: school, themes: [3] });
    await aGrant(db.database, user, 'edison-admin', { of: other });
    const held = (await holdings(user)).get(user.id);
    expect(held?.grants.map((grant) => [grant.entitlement, grant.organisationId]).toSorted()).toEqual([
      ['edison-admin', other.id],
      ['portal-user', school.id],
    ]);
    expect(held?.ticks).toMatchObject([{ institutionId: school.id, levelId: 1, themeId: 3 }]);
    expect(held?.reach.scopes).toEqual([scopeOf(school.id, 1, 3)]);
  });

  test('R9: what a deputy holds is what she opens herself, with the themes named and those of nobody else', async () => {
    const cast = await aReplacementCast(db.database);
    await aDeputyship(db.database, cast.head, { ...inEverything(cast), themeIds: [3] });
    const another = await aPortalUser(db.database, { of: cast.school, themes: [1, 4] });
    const found = await holdings(cast.deputy, another, cast.absent);
    const scopes = (person: Person) => found.get(person.id)?.reach.scopes.map((scope) => themeOfScope(scope));
    expect([scopes(cast.deputy), scopes(another), scopes(cast.absent)]).toEqual([[3], [1, 4], [3, 4]]);
    expect(
      found
        .get(cast.deputy.id)
        ?.grants.map(({ entitlement }) => entitlement)
        .toSorted(),
    ).toEqual(['edison-staff-admin', 'portal-user']);
    expect((await reaches(cast.deputy))[0]?.scopes).toEqual((await actorOf(db.database, cast.deputy)).reach.scopes);
    await withdraw(db.database, cast.absent.grantId);
    expect([(await holdings(cast.deputy)).get(cast.deputy.id)?.ticks, await reaches(cast.deputy)]).toEqual([
      [],
      [undefined],
    ]);
  });

  test('P5: a share reaches nobody without access to Mijn Onderwijs; who holds nothing is left out', async () => {
    const staff = await aHolder(db.database, 'edison-admin', { of: school });
    await share(staff);
    const nobody = await aPerson(db.database);
    const found = await holdings(staff, nobody);
    expect([...found.keys()]).toEqual([staff.id]);
    expect(found.get(staff.id)).toMatchObject({ ticks: [], reach: { institutions: [], scopes: [], shared: [] } });
  });
});

function sorted(reach: Actor['reach'] | undefined): object {
  const number = (one: number, two: number) => one - two;
  return {
    institutions: reach?.institutions.toSorted(number),
    scopes: reach?.scopes.toSorted(number),
    themes: reach?.themes.toSorted(number),
    shared: reach?.shared,
  };
}

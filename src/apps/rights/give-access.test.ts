import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { readAsSystem } from '#access/context.ts';
import { NotFound } from '#access/refusals.ts';
import { decide, type Rule } from '#access/rule.ts';
import { ask, perform } from '#access/use-case.ts';
import { rehearse } from '#apps/library/index.ts';
import { accessChoices, giveAccess, previewAccess } from '#apps/rights/commands/give-access.ts';
import { readCatalogue } from '#apps/rights/queries/catalogue.ts';
import { listWishes } from '#apps/rights/queries/wishes.ts';
import { newId } from '#platform/ids.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { actorOf, readingAs, writingAs } from '#tests/world/acting.ts';
import { aSchool, type School } from '#tests/world/organisations.ts';
import { aHolder, aPerson, aPortalAdmin, aPortalUser, aWorkRelation, type Person } from '#tests/world/people.ts';
import { daysFromToday } from '#tests/world/periods.ts';

let db: TestDatabase;
let school: School;
let head: Person;
let secretary: Person;

beforeAll(async () => {
  db = await testDatabase();
  school = await aSchool(db.database, { levels: [1, 2] });
  head = await aPortalAdmin(db.database, { of: school, name: 'Karim Benali' });
  secretary = await aColleague('An Peeters');
});

async function aColleague(name: string): Promise<Person> {
  const person = await aPerson(db.database, { name });
  await aWorkRelation(db.database, person, school);
  return person;
}

const wish = (person: Person, wishIds: string[], changes: Record<string, string> = {}) => ({
  organisationId: school.id,
  personId: person.id,
  wishIds,
  from: daysFromToday(0),
  until: daysFromToday(60),
  ...changes,
});
const give = (by: Person, what: ReturnType<typeof wish>, key = newId() as string) =>
  writingAs(db.database, by, (as) => perform(giveAccess, as, { ...what, key }));
const preview = (by: Person, what: ReturnType<typeof wish>) =>
  readingAs(db.database, by, (as) => ask(previewAccess, as, what));
const rowsOf = (person: Person) =>
  readAsSystem(db.database, async (reader) => {
    const { rows } = await sql<{ grants: number; ticks: number; events: number }>`
      select (select count(*)::integer from grants where person_id = ${person.id}) as grants,
        (select count(*)::integer from theme_ticks where person_id = ${person.id} and unticked_at is null) as ticks,
        (select count(*)::integer from audit_events where subject_id = ${person.id}::text
          or after ->> 'person' = ${person.id}::text) as events`.execute(reader);
    return rows[0];
  });

describe('RI-3, TH-3 Geef toegang', () => {
  test('gives rights and themes together, and the colleague reads them on the next request', async () => {
    const planned = await preview(head, wish(secretary, ['read-pupils', 'read-staffing']));
    expect(planned.rights.map(({ entitlementId, step }) => [entitlementId, step.kind])).toEqual([
      ['portal-user', 'new'],
    ]);
    expect(planned.hasProblems).toBe(false);
    const outcome = await give(head, wish(secretary, ['read-pupils', 'read-staffing']));
    expect(outcome.kind).toBe('given');
    const actor = await actorOf(db.database, secretary);
    expect(actor.grants.map(({ entitlement }) => entitlement)).toEqual(['portal-user']);
    expect(actor.ticks).toHaveLength(planned.themes.length);
    expect([...new Set(actor.ticks.map(({ themeId }) => themeId))].toSorted((a, b) => a - b)).toEqual([
      2, 3, 4, 5, 6, 7, 20,
    ]);
  });

  test('a form sent twice gives once', async () => {
    const person = await aColleague('Bart Wouters');
    const key = newId();
    expect((await give(head, wish(person, ['read-general']), key)).kind).toBe('given');
    const once = await rowsOf(person);
    expect((await give(head, wish(person, ['read-general']), key)).kind).toBe('again');
    expect(await rowsOf(person)).toEqual(once);
  });

  test('two at the same moment give once', async () => {
    const person = await aColleague('Els Maes');
    const outcomes = await Promise.all([
      give(head, wish(person, ['read-general'])),
      give(head, wish(person, ['read-general'])),
    ]);
    expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(['given', 'problems']);
    expect((await rowsOf(person))?.grants).toBe(1);
  });

  test('what is there already is left alone, and a right that ends too soon is prolonged', async () => {
    const person = await aColleague('Chantal De Smet');
    await give(head, wish(person, ['read-staffing'], { until: daysFromToday(10) }));
    const planned = await preview(head, wish(person, ['read-staffing', 'read-general']));
    expect(planned.rights.map(({ step }) => step.kind)).toEqual(['prolong']);
    expect(planned.themes.filter(({ has }) => has).map(({ themeId }) => themeId)).toContain(6);
    await give(head, wish(person, ['read-staffing', 'read-general']));
    const actor = await actorOf(db.database, person);
    expect(actor.grants.map(({ until }) => until)).toEqual([daysFromToday(60)]);
    const again = await preview(head, wish(person, ['read-staffing', 'read-general']));
    expect([again.isEmpty, again.hasProblems]).toEqual([true, false]);
  });

  test('R1, R26: what the giver may not give is refused with who can, and nothing at all is given', async () => {
    const person = await aColleague('Dirk Janssens');
    const edison = await aHolder(db.database, 'edison-admin', { of: school, name: 'Eva Verhoeven' });
    const wanted = wish(person, ['read-pupils', 'transmit-staff']);
    const outcome = await give(head, wanted);
    if (outcome.kind !== 'problems') throw new Error(outcome.kind);
    const problem = outcome.plan.rights.find(({ entitlementId }) => entitlementId === 'edison-staff-admin')?.problem;
    expect(problem).toEqual({ kind: 'not-yours', givers: ['Eva Verhoeven'] });
    expect(await rowsOf(person)).toMatchObject({ grants: 0, ticks: 0 });
    const reverse = await give(edison, wanted);
    if (reverse.kind !== 'problems') throw new Error(reverse.kind);
    expect(reverse.plan.themeProblem).toEqual({ kind: 'not-yours', givers: ['Karim Benali'] });
    expect(await rowsOf(person)).toMatchObject({ grants: 0, ticks: 0 });
    const { choices } = await readingAs(db.database, edison, (as) => ask(accessChoices, as, wanted));
    expect(choices.find((one) => one.wish.id === 'transmit-staff')?.blocked).toEqual([]);
    expect(choices.find((one) => one.wish.id === 'read-pupils')?.blocked).toHaveLength(2);
  });

  test('R11, RI-11: a day beyond the limits stands with its right, and themes cannot begin later', async () => {
    const person = await aColleague('Fatima El Amrani');
    const late = await preview(head, wish(person, ['read-general'], { until: daysFromToday(4000) }));
    expect(late.rights[0]?.problem).toMatchObject({ kind: 'obstacles', obstacles: [{ kind: 'ends-too-late' }] });
    const later = await preview(head, wish(person, ['read-general'], { from: daysFromToday(3) }));
    expect(later.themeProblem).toEqual({ kind: 'begins-later' });
    expect((await give(head, wish(person, ['read-general'], { from: daysFromToday(3) }))).kind).toBe('problems');
    expect(await rowsOf(person)).toMatchObject({ grants: 0, ticks: 0 });
  });

  test('TH-2 a portal administrator has every theme: nothing is ticked for one', async () => {
    const colleague = await aPortalAdmin(db.database, { of: school });
    const planned = await preview(head, wish(colleague, ['read-pupils', 'read-pay']));
    expect([planned.isEmpty, planned.themes.every(({ has }) => has)]).toEqual([true, true]);
  });

  test('R3: nobody gives himself an administrator right', async () => {
    const both = await aPortalAdmin(db.database, { of: school, name: 'Lien Claes' });
    const elsewhere = await aSchool(db.database);
    const planned = await preview(both, wish(both, ['administer-portal'], { until: daysFromToday(300) }));
    expect(planned.hasProblems).toBe(true);
    await expect(preview(both, { ...wish(both, []), organisationId: elsewhere.id })).rejects.toThrow(NotFound);
  });

  test('R6, R7: who manages nothing, and who is out of sight, get no answer', async () => {
    const user = await aPortalUser(db.database, { of: school });
    const stranger = await aPerson(db.database);
    await expect(give(user, wish(secretary, ['read-general']))).rejects.toThrow(NotFound);
    await expect(give(head, wish(stranger, ['read-general']))).rejects.toThrow(NotFound);
  });

  test('R26: the rehearsal of it leaves nothing behind', async () => {
    const person = await aColleague('Griet Baert');
    const about = { personIds: [person.id], institutionIds: [school.id], day: daysFromToday(0) };
    const { outcome, rehearsal } = await writingAs(db.database, head, (as) =>
      rehearse(as, about, () => perform(giveAccess, as, { ...wish(person, ['read-pupils']), key: newId() })),
    );
    expect(outcome.kind).toBe('given');
    expect(rehearsal.effects[0]?.gained.rights).toEqual([{ entitlementId: 'portal-user', organisationId: school.id }]);
    expect(rehearsal.effects[0]?.gained.scopes.length).toBeGreaterThan(4);
    expect(await rowsOf(person)).toEqual({ grants: 0, ticks: 0, events: 0 });
  });
});

describe('RI-2 the catalogue of wishes', () => {
  test('names rights and contexts that exist, and themes only with the right they hang on', async () => {
    const [wishes, catalogue] = await readAsSystem(db.database, async (reader) =>
      Promise.all([listWishes(reader), readCatalogue(reader)]),
    );
    for (const { id, entitlements, themeIds } of wishes) {
      expect([id, entitlements.length > 0]).toEqual([id, true]);
      for (const { entitlementId, contexts } of entitlements) {
        const entitlement = catalogue.entitlements.find((one) => one.id === entitlementId);
        expect([id, entitlement?.targetGroups]).toEqual([id, expect.arrayContaining(['OV'])]);
        expect(entitlement?.contexts).toEqual(expect.arrayContaining([...contexts]));
        expect([id, entitlement?.contextsRequired === true && contexts.length === 0]).toEqual([id, false]);
      }
      const carries = entitlements.some(({ entitlementId }) => entitlementId === 'portal-user');
      expect([id, carries]).toEqual([id, themeIds.length > 0]);
    }
  });

  test('every theme can be wished, and pay overviews by themselves only (TH-3)', async () => {
    const wishes = await readAsSystem(db.database, listWishes);
    const { rows } = await readAsSystem(db.database, (reader) =>
      sql<{ id: number }>`select id from themes order by id`.execute(reader),
    );
    expect([...new Set(wishes.flatMap(({ themeIds }) => themeIds))].toSorted((a, b) => a - b)).toEqual(
      rows.map(({ id }) => id),
    );
    expect(wishes.filter(({ themeIds }) => themeIds.includes(12)).map(({ id, themeIds }) => [id, themeIds])).toEqual([
      ['read-pay', [12]],
    ]);
  });

  test('BO-2 who may manage staffing by its wish meets the rule of the sources', async () => {
    const staffing: Rule = {
      kind: 'all',
      rules: [
        {
          kind: 'any',
          rules: [
            { kind: 'holds', entitlement: 'portal-admin' },
            {
              kind: 'all',
              rules: [
                { kind: 'holds', entitlement: 'portal-user' },
                { kind: 'theme', themeId: 6 },
              ],
            },
          ],
        },
        {
          kind: 'any',
          rules: [
            { kind: 'holds', entitlement: 'edison-staff-admin' },
            { kind: 'holds', entitlement: 'edison-institution-pupil-admin' },
          ],
        },
      ],
    };
    const person = await aColleague('Hilde Goossens');
    const all = await aHolder(db.database, 'head-local-admin', { of: school, name: 'Marc Dubois' });
    await aPortalAdmin(db.database, { of: school, to: all });
    expect((await give(all, wish(person, ['manage-staffing']))).kind).toBe('given');
    const actor = await actorOf(db.database, person);
    expect(decide(staffing, actor, { institutionId: school.id, levelId: 1 }).allowed).toBe(true);
  });

  test('DV-2 who may send by its wish opens every form of the institution', async () => {
    const missing = await readAsSystem(db.database, async (reader) => {
      const { rows } = await sql`
        select f.form_id from form_themes f
        where f.theme_id not in (select theme_id from wish_themes where wish_id = 'send-documents')`.execute(reader);
      return rows;
    });
    expect(missing).toEqual([]);
  });
});

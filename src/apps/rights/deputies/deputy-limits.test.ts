import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { actAsDoor, asSystem, readAsSystem } from '#access/context.ts';
import { enterThrough } from '#access/machine.ts';
import { NotFound } from '#access/refusals.ts';
import { ask, perform } from '#access/use-case.ts';
import { grantRight } from '#apps/rights/commands/grant-right.ts';
import { prolongGrants } from '#apps/rights/commands/prolong-grants.ts';
import { deputyOf } from '#apps/rights/deputies/name-deputy.ts';
import { journal } from '#apps/rights/queries/journal.ts';
import { listTasks } from '#apps/rights/queries/requests.ts';
import { addScimClient } from '#apps/scim/index.ts';
import { tickTheme } from '#apps/themes/index.ts';
import { newId } from '#platform/ids.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { readingAs, writingAs } from '#tests/world/acting.ts';
import { aDeputyship, aReplacementCast, inEverything, naming, type ReplacementCast } from '#tests/world/deputies.ts';
import { aGrant, aPerson, aRequest, aWorkRelation, withdraw, type Person } from '#tests/world/people.ts';
import { daysFromToday, fromDays } from '#tests/world/periods.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});

describe('what a deputy cannot do with it', () => {
  /** A deputy with the right of portal administrator of the head, who has an ordinary right of her own too. */
  async function aDeputyAdministrator() {
    const cast = await aReplacementCast(db.database);
    const portal = await readAsSystem(db.database, (reader) =>
      reader
        .selectFrom('grants')
        .select('id')
        .where('person_id', '=', cast.head.id)
        .where('entitlement_id', '=', 'portal-admin')
        .executeTakeFirstOrThrow(),
    );
    await aGrant(db.database, cast.deputy, 'portal-user', { of: cast.school, period: fromDays(-5, 10) });
    const wish = { at: cast.school, absent: cast.head, deputy: cast.deputy, grantIds: [portal.id] };
    const deputyshipId = await aDeputyship(db.database, cast.head, wish);
    return { ...cast, portal: portal.id, deputyshipId };
  }

  const giving = (cast: ReplacementCast, to: Person, entitlementId: string) =>
    writingAs(db.database, cast.deputy, (as) =>
      perform(grantRight, as, {
        organisationId: cast.school.id,
        personId: to.id,
        entitlementId,
        contexts: [],
        from: daysFromToday(0),
        until: daysFromToday(9),
        key: newId(),
      }),
    );

  test('gives the ordinary rights that the absent one gives, no longer than the deputyship, but no administrator right (R9)', async () => {
    const cast = await aDeputyAdministrator();
    const colleague = await aPerson(db.database);
    await aWorkRelation(db.database, colleague, cast.school);
    expect(await giving(cast, colleague, 'portal-user')).toMatchObject({ kind: 'granted' });
    await expect(giving(cast, colleague, 'portal-admin')).rejects.toThrow();
    const { events } = await readingAs(db.database, cast.head, (as) => ask(journal, as, { limit: 50 }));
    const given = events.find(({ action }) => action === 'grant-right');
    expect([given?.actor, given?.deputyFor, given?.restsOn]).toEqual([
      'Jan Claes',
      'Karim Benali',
      'Mijn Onderwijs Portaal Beheerder',
    ]);
    await withdraw(db.database, cast.portal);
    await expect(giving(cast, colleague, 'portal-user')).rejects.toThrow(NotFound);
  });

  test('has a request for an ordinary right as a task, but none for an administrator right, which she could not give (RI-6, R9)', async () => {
    const cast = await aDeputyAdministrator();
    const asker = await aPerson(db.database);
    await aWorkRelation(db.database, asker, cast.school);
    const ordinary = await aRequest(db.database, asker, { of: cast.school, right: 'portal-user' });
    const administrator = await aRequest(db.database, asker, { of: cast.school, right: 'portal-admin' });
    const tasksOf = (by: Person) =>
      readingAs(db.database, by, async (as) => (await listTasks(as.db, as.actor)).map(({ id }) => id).toSorted());
    expect(await tasksOf(cast.deputy)).toEqual([ordinary]);
    expect(await tasksOf(cast.head)).toEqual([ordinary, administrator].toSorted());
    const mailed = (requestId: string) =>
      asSystem(db.database, async (tx) => {
        const { rows } = await sql<{ n: number }>`select app.mail_deciders(${requestId}, 'asked') as n`.execute(tx);
        return rows[0]?.n;
      });
    expect([await mailed(ordinary), await mailed(administrator)]).toEqual([2, 1]);
    const counted = (right: string) =>
      readingAs(db.database, asker, async ({ db: reader }) => {
        const { rows } = await sql<{ n: number }>`
          select app.deciders(${cast.school.id}, ${right}, false) as n`.execute(reader);
        return rows[0]?.n;
      });
    expect([await counted('portal-user'), await counted('portal-admin')]).toEqual([2, 1]);
  });

  test('gives, prolongs and ticks nothing for herself: it would outlive the deputyship (R9)', async () => {
    const cast = await aDeputyAdministrator();
    const own = await readAsSystem(db.database, (reader) =>
      reader
        .selectFrom('grants')
        .select('id')
        .where('person_id', '=', cast.deputy.id)
        .where('deputises', 'is', null)
        .executeTakeFirstOrThrow(),
    );
    await expect(giving(cast, cast.deputy, 'portal-user')).rejects.toThrow();
    await expect(
      writingAs(db.database, cast.deputy, async (as) => {
        const outcome = await perform(prolongGrants, as, {
          grantIds: [own.id],
          until: daysFromToday(20),
          key: newId(),
        });
        if (outcome.kind !== 'prolonged') throw new Error(outcome.kind);
      }),
    ).rejects.toThrow();
    const cell = { institutionId: cast.school.id, levelId: 1, personId: cast.deputy.id, themeId: 3 };
    await expect(writingAs(db.database, cast.deputy, (as) => perform(tickTheme, as, cell))).rejects.toThrow(NotFound);
  });

  test('names no deputy, is no second person, and is not deputised: there are no chains', async () => {
    const cast = await aDeputyAdministrator();
    const third = await aPerson(db.database);
    await aWorkRelation(db.database, third, cast.school);
    await expect(
      naming(db.database, cast.deputy, { ...inEverything(cast), deputy: third, grantIds: [cast.absent.grantId] }),
    ).rejects.toThrow(NotFound);
    const { rows } = await readingAs(db.database, cast.deputy, (as) =>
      sql<{ seen: boolean }>`select app.overseen() @> ${cast.school.id}::integer as seen`.execute(as.db),
    );
    expect(rows).toEqual([{ seen: false }]);
    const { judged } = await readingAs(db.database, cast.head, (as) =>
      ask(deputyOf, as, { organisationId: cast.school.id, absentId: cast.deputy.id, deputyId: third.id }),
    );
    expect(judged.map(({ grant }) => grant.cause)).not.toContain('deputy');
  });

  test('a program of hers does nothing with it, and nobody names her responsible for one because of it (SCIM)', async () => {
    const cast = await aDeputyAdministrator();
    const wish = {
      slug: 'personeel',
      name: 'Personeelspakket',
      organisations: [cast.school.id],
      boards: [],
      responsible: cast.deputy.id,
      mayGrant: true,
      holdPercent: 100,
    };
    await expect(addScimClient(db.database, wish)).rejects.toThrow('Nobody with an administrator right');
    await aGrant(db.database, cast.deputy, 'edison-admin', { of: cast.school });
    const { clientId } = await addScimClient(db.database, wish);
    const actor = await db.database.read(async (reader) => {
      await actAsDoor(reader);
      return enterThrough(reader, { clientId, name: wish.name });
    });
    expect(actor?.grants.map(({ entitlement }) => entitlement).toSorted()).toEqual(['edison-admin', 'portal-user']);
  });

  test('the database keeps a deputy’s right within the original, whoever writes it', async () => {
    const cast = await aDeputyAdministrator();
    const insert = (change: Record<string, unknown>) =>
      asSystem(db.database, async (tx) => {
        const row = await tx
          .selectFrom('grants')
          .selectAll()
          .where('deputyship_id', '=', cast.deputyshipId)
          .executeTakeFirstOrThrow();
        await tx
          .deleteFrom('grants')
          .where('id', '=', row.id)
          .execute()
          .catch(() => undefined);
        await tx
          .insertInto('grants')
          .values({ ...row, id: newId(), ...change })
          .execute();
      });
    for (const change of [
      { entitlement_id: 'edison-admin' },
      { person_id: cast.absent.id },
      { deputises: cast.absent.grantId },
      { period: fromDays(0, 200) },
      { themes: [1] },
    ])
      await expect(insert(change)).rejects.toThrow();
  });
});

import { sql } from 'kysely';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { asSystem, readAsSystem } from '#access/context.ts';
import { ask, perform } from '#access/use-case.ts';
import { composeMergerMails, followMergers, mergerComposer } from '#apps/rights/mergers/mails.ts';
import { migrateRights, mergerOf } from '#apps/rights/mergers/migrate.ts';
import { keyOf } from '#apps/rights/mergers/model.ts';
import { withdrawSuccessor } from '#apps/rights/mergers/record.ts';
import { findRescue, followRescues } from '#apps/rights/rescue/queries.ts';
import { resetClock, setClock } from '#platform/clock.ts';
import { newId } from '#platform/ids.ts';
import type { ClaimedMail } from '#platform/mail/outbox.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { writingAs } from '#tests/world/acting.ts';
import { aMerger } from '#tests/world/mergers.ts';
import { aBoard, aSchool, type School } from '#tests/world/organisations.ts';
import { aGrant, aHolder, aPortalAdmin, aPortalUser, withdraw, type Person } from '#tests/world/people.ts';
import { fromDays } from '#tests/world/periods.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterEach(resetClock);

const follow = () => asSystem(db.database, (tx) => followMergers(tx));

/** The mails about mergers for these people, as the sender gets them; who, and what about. */
async function mailsTo(people: readonly Person[]): Promise<{ mails: ClaimedMail[]; about: string[] }> {
  const mails = await readAsSystem(db.database, async (reader) => {
    const { rows } = await sql<ClaimedMail>`
      select id, key, person_id as "personId", lang, content, composer, payload from mails
      where composer = ${mergerComposer} and person_id = any (${people.map(({ id }) => id)}::uuid[]) order by queued_at, key`.execute(
      reader,
    );
    return rows;
  });
  const about = mails.map(({ personId, payload }) => {
    const name = people.find(({ id }) => id === personId)?.givenName ?? '';
    return `${name} ${(payload as { about: string }).about}`;
  });
  return { mails, about: about.toSorted() };
}

/** What they say once they are sent; nothing for who is told nothing any more. */
async function said(people: readonly Person[]): Promise<Map<string | null, string>> {
  const { mails } = await mailsTo(people);
  const written = await readAsSystem(db.database, (reader) => composeMergerMails(reader, mails));
  return new Map(
    mails.flatMap(({ id, personId }) => (written.has(id) ? [[personId, JSON.stringify(written.get(id))]] : [])),
  );
}

/** Goes on to the day on which so many working days have passed. */
async function pass(workingDays: number): Promise<void> {
  const day = await readAsSystem(db.database, async (reader) => {
    const { rows } = await sql<{ day: string }>`
      select min(app.today() + n) as day from generate_series(0, 30) as n
      where app.working_days(app.today(), app.today() + n) = ${workingDays}`.execute(reader);
    return rows[0]?.day ?? '';
  });
  setClock(() => new Date(`${day}T12:00:00Z`));
}

interface Cast {
  old: School;
  next: School;
  head: Person;
  other: Person;
}

async function aCast(since = -1): Promise<Cast> {
  const [old, next] = [await aSchool(db.database), await aSchool(db.database)];
  const head = await aHolder(db.database, 'head-local-admin', {
    of: next,
    period: fromDays(-100, 300),
    name: 'Karim Benali',
  });
  await aGrant(db.database, head, 'portal-admin', { of: next });
  const other = await aHolder(db.database, 'head-local-admin', {
    of: next,
    period: fromDays(-100, 300),
    name: 'Hilde Maes',
  });
  await aMerger(db.database, old, next, since);
  return { old, next, head, other };
}

async function decide(by: Person, old: School): Promise<void> {
  await writingAs(db.database, by, async (as) => {
    const state = await ask(mergerOf, as, { organisationId: old.id });
    if (state.kind !== 'open') throw new Error(state.kind);
    const { rows, fingerprint: seen } = state.proposal;
    const chosen = rows.map(({ row }) => keyOf(row));
    const outcome = await perform(migrateRights, as, { organisationId: old.id, chosen, seen, key: newId() });
    expect(outcome.kind).toBe('migrated');
  });
}

describe('a merger that waits', () => {
  test('is mailed to who heads the new school and to nobody else, when it is recorded and to who heads it later (RI-6)', async () => {
    const cast = await aCast();
    const others = [
      await aHolder(db.database, 'head-local-admin', { of: cast.old, name: 'Rik Oud' }),
      await aPortalAdmin(db.database, { of: cast.next }),
      await aHolder(db.database, 'head-local-admin', { of: await aSchool(db.database) }),
    ];
    const everybody = [cast.head, cast.other, ...others];
    expect((await mailsTo(everybody)).about).toEqual(['Hilde waits', 'Karim waits']);
    await follow();
    const later = await aHolder(db.database, 'head-local-admin', { of: cast.next, name: 'An Later' });
    await follow();
    await follow();
    expect((await mailsTo([...everybody, later])).about).toEqual(['An waits', 'Hilde waits', 'Karim waits']);
    const mail = (await said([cast.head])).get(cast.head.id) ?? '';
    expect(mail).toContain(`/mijn-taken/fusie/0${cast.old.id}`);
    expect(mail).toContain(cast.next.name);
  });

  test('is reminded of once, three working days after it could be confirmed, and names nobody of the old school (R7)', async () => {
    const cast = await aCast();
    await aPortalUser(db.database, { of: cast.old, name: 'Joke Geheim' });
    await pass(2);
    await follow();
    expect((await mailsTo([cast.head])).about).toEqual(['Karim waits']);
    await pass(1);
    await follow();
    await follow();
    expect((await mailsTo([cast.head, cast.other])).about).toEqual([
      'Hilde reminder',
      'Hilde waits',
      'Karim reminder',
      'Karim waits',
    ]);
    const { mails } = await mailsTo([cast.head, cast.other]);
    const written = await readAsSystem(db.database, (reader) => composeMergerMails(reader, mails));
    expect(written.size).toBe(4);
    expect(JSON.stringify([...written.values()])).not.toContain('Joke');
  });

  test('whoever heads it since yesterday is not reminded of what he could not know', async () => {
    const cast = await aCast();
    await pass(6);
    const later = await aHolder(db.database, 'head-local-admin', {
      of: cast.next,
      name: 'An Later',
      period: fromDays(-1, 90),
    });
    await follow();
    expect((await mailsTo([later])).about).toEqual(['An waits']);
  });

  test('says nothing any more to who lost the right, and to nobody once it is decided or taken back', async () => {
    const cast = await aCast();
    const gone = await aHolder(db.database, 'head-local-admin', { of: cast.next, name: 'An Weg' });
    await follow();
    await withdraw(db.database, gone.grantId);
    expect([...(await said([cast.head, cast.other, gone])).keys()].toSorted()).toEqual(
      [cast.head.id, cast.other.id].toSorted(),
    );
    await decide(cast.head, cast.old);
    expect(await said([cast.head, cast.other])).toEqual(new Map());

    const again = await aCast();
    await asSystem(db.database, (tx) => withdrawSuccessor(tx, { organisationId: again.old.id, reason: 'vergissing' }));
    expect(await said([again.head])).toEqual(new Map());
    await pass(9);
    await follow();
    expect((await mailsTo([again.head])).about).toEqual(['Karim waits']);
  });

  test('is not told of before it is in sight, and reminded of only after it began', async () => {
    const cast = await aCast(80);
    expect((await mailsTo([cast.head])).about).toEqual([]);
    setClock(() => new Date(Date.now() + 5 * 86_400_000));
    await follow();
    setClock(() => new Date(Date.now() + 40 * 86_400_000));
    await follow();
    expect((await mailsTo([cast.head])).about).toEqual(['Karim waits']);
    expect((await said([cast.head])).get(cast.head.id)).toContain('Bevestigen kan vanaf');
    setClock(() => new Date(Date.now() + 90 * 86_400_000));
    await follow();
    expect((await mailsTo([cast.head])).about).toEqual(['Karim reminder', 'Karim waits']);
  });
});

describe('R8 a new school where nobody can decide', () => {
  test('asks its board for a head local administrator, who then finds the merger, and it is over when it is taken back', async () => {
    const board = await aBoard(db.database);
    const rita = await aHolder(db.database, 'head-local-admin', { of: board });
    const [old, next] = [await aSchool(db.database), await aSchool(db.database, { board })];
    const rescueOf = () => readAsSystem(db.database, (reader) => findRescue(reader, next.id));
    await asSystem(db.database, followRescues);
    expect(await rescueOf()).toBeUndefined();
    await aMerger(db.database, old, next);
    await asSystem(db.database, followRescues);
    expect(await rescueOf()).toMatchObject({ state: 'board', boardId: board.id });
    expect((await mailsTo([rita])).about).toEqual([]);
    await asSystem(db.database, (tx) => withdrawSuccessor(tx, { organisationId: old.id, reason: 'vergissing' }));
    await asSystem(db.database, followRescues);
    expect(await rescueOf()).toBeUndefined();

    await aMerger(db.database, old, next);
    await asSystem(db.database, followRescues);
    const head = await aHolder(db.database, 'head-local-admin', { of: next, name: 'Karim Benali' });
    await asSystem(db.database, followRescues);
    await follow();
    expect(await rescueOf()).toBeUndefined();
    expect((await mailsTo([head])).about).toEqual(['Karim waits']);
  });

  test('nobody is asked while the merger is not in sight', async () => {
    const next = await aSchool(db.database);
    await aMerger(db.database, await aSchool(db.database), next, 80);
    await asSystem(db.database, followRescues);
    expect(await readAsSystem(db.database, (reader) => findRescue(reader, next.id))).toBeUndefined();
  });
});

describe('whoever is carried over', () => {
  test('gets one mail with his own rights, whatever their number, and who gets nothing none', async () => {
    const cast = await aCast();
    const user = await aPortalUser(db.database, { of: cast.old, themes: [3, 4], name: 'Joke Vandamme' });
    await aGrant(db.database, user, 'edison-staff-admin', { of: cast.old });
    const admin = await aPortalAdmin(db.database, { of: cast.old, name: 'Wim Peeters' });
    const left = await aHolder(db.database, 'head-local-admin', {
      of: cast.old,
      cause: 'automatic',
      name: 'Rik Moens',
    });
    await decide(cast.head, cast.old);
    const carried = await mailsTo([user, admin, left]);
    expect(carried.about).toEqual(['Joke carried', 'Wim carried']);
    const mails = await said([user, admin]);
    expect(mails.get(user.id)).toContain('Mijn Onderwijs Gebruiker');
    expect(mails.get(user.id)).toContain('2 thema’s');
    expect(mails.get(user.id)).not.toContain('Portaal Beheerder');
    expect(mails.get(admin.id)).toContain('Mijn Onderwijs Portaal Beheerder');
    // What was taken away before the mail goes is not told.
    await asSystem(db.database, (tx) =>
      sql`update grants set withdrawn_at = now() where organisation_id = ${cast.next.id} and person_id = ${admin.id}`.execute(
        tx,
      ),
    );
    expect([...(await said([user, admin])).keys()]).toEqual([user.id]);
  });
});

import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { asSystem, readAsSystem } from '#access/context.ts';
import { NotFound } from '#access/refusals.ts';
import { ask, perform } from '#access/use-case.ts';
import { approveRequest, refuseRequest, task, withdrawRequest } from '#apps/rights/commands/decide-request.ts';
import { deputyAskable, deputyPlaces, type AskDeputyOutcome } from '#apps/rights/deputies/ask-deputy.ts';
import { composeRequestMails, requestComposer } from '#apps/rights/mails/request-mails.ts';
import { countTasks, listTasks } from '#apps/rights/queries/requests.ts';
import type { ClaimedMail } from '#platform/mail/outbox.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { actorOf, readingAs, writingAs } from '#tests/world/acting.ts';
import { aDeputyship, aReplacementCast, type ReplacementCast } from '#tests/world/deputies.ts';
import { aDeputyRequest, approvingDeputy, askingDeputy, type DeputyRequest } from '#tests/world/deputy-requests.ts';
import { aSchool } from '#tests/world/organisations.ts';
import {
  aGrant,
  anAdministrationReader,
  aHolder,
  aPerson,
  aPortalAdmin,
  aRequest,
  aWorkRelation,
  withdraw,
  type Person,
} from '#tests/world/people.ts';
import { daysFromToday } from '#tests/world/periods.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});

const aCast = () => aReplacementCast(db.database);
const asking = (cast: Parameters<typeof askingDeputy>[1], wish: DeputyRequest = {}) =>
  askingDeputy(db.database, cast, wish);
const asked = (cast: ReplacementCast, wish: DeputyRequest = {}) => aDeputyRequest(db.database, cast, wish);
const approving = (by: Person, cast: ReplacementCast, wish: Parameters<typeof approvingDeputy>[3]) =>
  approvingDeputy(db.database, by, cast, wish);
const refusing = (by: Person, requestId: string, reason = 'Jan is er dan ook niet.') =>
  writingAs(db.database, by, (as) => perform(refuseRequest, as, { requestId, reason }));
const tasksOf = (by: Person) =>
  readingAs(db.database, by, async (as) => (await listTasks(as.db, as.actor)).map(({ id }) => id));
const obstaclesOf = (outcome: AskDeputyOutcome) =>
  outcome.kind === 'obstacles' ? outcome.obstacles.map(({ kind }) => kind) : [];
const heldBy = async (person: Person) =>
  (await actorOf(db.database, person)).grants.map(({ entitlement }) => entitlement).toSorted();
const stateOf = (requestId: string) =>
  readAsSystem(db.database, async (reader) => {
    const { rows } = await sql<{ state: string; until: string | null }>`
      select state, given_until as until from access_requests where id = ${requestId}`.execute(reader);
    return rows[0];
  });

async function mailsOf(requestId: string): Promise<ClaimedMail[]> {
  return readAsSystem(db.database, async (reader) => {
    const { rows } = await sql<ClaimedMail>`
      select id, key, person_id as "personId", lang, content, composer, payload from mails
      where composer = ${requestComposer} and payload ->> 'request' = ${requestId} order by id`.execute(reader);
    return rows;
  });
}

describe('RE who asks for a deputy', () => {
  test('gives a task and a mail to everybody who could name that deputy, and to nobody else (R28)', async () => {
    const cast = await aCast();
    const portal = await aPortalAdmin(db.database, { of: cast.school });
    const edison = await aHolder(db.database, 'edison-admin', { of: cast.school });
    const elsewhere = await aHolder(db.database, 'head-local-admin', { of: await aSchool(db.database) });
    const before = await readingAs(db.database, cast.head, (as) => countTasks(as.db, as.actor));
    const id = await asked(cast);
    const nobodies = [portal, edison, elsewhere, cast.deputy, cast.absent];
    expect(await tasksOf(cast.head)).toEqual([id]);
    expect(await readingAs(db.database, cast.head, (as) => countTasks(as.db, as.actor))).toBe(before + 1);
    for (const by of nobodies) {
      expect(await tasksOf(by)).toEqual([]);
      await expect(readingAs(db.database, by, (as) => ask(task, as, { requestId: id }))).rejects.toThrow(NotFound);
    }
    expect((await mailsOf(id)).map(({ personId }) => personId)).toEqual([cast.head.id]);
    const other = await aCast();
    const second = await aPortalAdmin(db.database, { of: other.school });
    const lesser = await asked(other, { rights: ['portal-user'] });
    expect(await Promise.all([other.head, second].map(tasksOf))).toEqual([[lesser], [lesser]]);
  });

  test('is read in the mail with the days, the rights and the name as it was written, and never why (GDPR 5.1.c)', async () => {
    const cast = await aCast();
    const mails = await mailsOf(await asked(cast));
    const written = await readAsSystem(db.database, (reader) => composeRequestMails(reader, mails));
    const [mail] = [...written.values()];
    expect(mail?.subject).toContain('een plaatsvervanger');
    const text = JSON.stringify(mail?.parts);
    for (const told of ['Els Peeters', 'Jan Claes', 'Mijn Onderwijs Gebruiker', 'WebEdison Personeels'])
      expect(text).toContain(told);
    expect(text).not.toMatch(/Reden|null/);
  });

  test('is told of everything that is wrong at once, and nothing is asked', async () => {
    const cast = await aCast();
    const wrong = await asking(cast, { name: ' ', rights: [], from: -1, until: -2 });
    expect(obstaclesOf(wrong)).toEqual(['name-missing', 'nothing-chosen', 'too-early', 'ends-before-begin']);
    const { facts } = await readingAs(db.database, cast.absent, (as) =>
      ask(deputyAskable, as, { organisationId: cast.school.id }),
    );
    expect(obstaclesOf(await asking(cast, { until: facts.mostDays }))).toEqual(['too-long']);
    expect(obstaclesOf(await asking(cast, { until: facts.mostDays - 1 }))).toEqual([]);
    expect(obstaclesOf(await asking(cast))).toEqual(['asked-already']);
  });

  test('asks nothing that nobody gives all of, and hears so', async () => {
    const cast = await aCast();
    await aPortalAdmin(db.database, { of: cast.school });
    await aHolder(db.database, 'edison-admin', { of: cast.school });
    await asSystem(db.database, (tx) =>
      sql`update grants set withdrawn_at = now(), withdrawn_by = person_id, withdrawn_reason = 'weg'
        where person_id = ${cast.head.id} and entitlement_id = 'head-local-admin'`.execute(tx),
    );
    expect(obstaclesOf(await asking(cast))).toEqual(['nobody']);
    expect(await asking(cast, { rights: ['portal-user'] })).toMatchObject({ kind: 'asked' });
  });

  test('is limited against nagging: one at a time, and not the same colleague soon after a refusal', async () => {
    const cast = await aCast();
    await refusing(cast.head, await asked(cast));
    expect(obstaclesOf(await asking(cast, { name: 'JAN  Clâes' }))).toEqual(['refused-recently']);
    expect(await asking(cast, { name: 'Mia Maes' })).toMatchObject({ kind: 'asked' });
    const one = await aCast();
    const race = await Promise.allSettled([asking(one), asking(one)]);
    expect(race.filter((each) => each.status === 'fulfilled' && each.value.kind === 'asked')).toHaveLength(1);
  });

  test('R7: asks for rights of his own at his own institution only, and learns nothing else', async () => {
    const cast = await aCast();
    const elsewhere = await aCast();
    for (const wish of [{ rights: ['portal-admin'] }, { rights: ['nothing'] }, { at: elsewhere.school }])
      await expect(asking(cast, wish)).rejects.toThrow(NotFound);
    await expect(asking({ ...cast, absent: cast.deputy })).rejects.toThrow(NotFound);
    await expect(
      readingAs(db.database, cast.absent, (as) => ask(deputyAskable, as, { organisationId: elsewhere.school.id })),
    ).rejects.toThrow(NotFound);
    const placesOf = (by: Person) =>
      readingAs(db.database, by, async (as) => (await ask(deputyPlaces, as, {})).map(({ id }) => id));
    expect(await placesOf(cast.absent)).toEqual([cast.school.id]);
    expect(await placesOf(cast.deputy)).toEqual([]);
    // What the operator gives is asked of nobody here.
    const reader = await anAdministrationReader(db.database, { themes: ['algemeen-openbaar'] });
    expect(await placesOf(reader)).toEqual([]);
    await aDeputyship(db.database, cast.head, {
      at: cast.school,
      absent: cast.absent,
      deputy: cast.deputy,
      grantIds: [cast.edison],
    });
    expect(await placesOf(cast.deputy)).toEqual([]);
  });

  test('P0 the database keeps no request of another, in rights one lacks, or for too long', async () => {
    const cast = await aCast();
    const insert = (by: Person, { rights = `'{portal-user}'`, last = 10, of = cast.absent.id }) =>
      writingAs(db.database, by, ({ tx }) =>
        sql`insert into access_requests (person_id, organisation_id, deputy, from_day, until, entitlement_ids)
          values (${of}, ${cast.school.id}, 'Jan', ${daysFromToday(0)}, ${daysFromToday(last)}, ${sql.raw(rights)})`.execute(
          tx,
        ),
      );
    const refused = /row-level security/;
    await expect(insert(cast.absent, { rights: `'{portal-admin}'` })).rejects.toThrow(refused);
    await expect(insert(cast.absent, { rights: `'{portal-user,head-local-admin}'` })).rejects.toThrow(refused);
    await expect(insert(cast.absent, { last: 4000 })).rejects.toThrow(refused);
    await expect(insert(cast.deputy, {})).rejects.toThrow(refused);
    await expect(insert(cast.deputy, { of: cast.deputy.id })).rejects.toThrow(refused);
    await expect(insert(cast.absent, { rights: `'{}'` })).rejects.toThrow(/one_kind/);
    await insert(cast.absent, {});
  });
});

describe('R28 a request for a deputy is decided once, by who could name that deputy', () => {
  test('naming the deputy approves it: as asked, from the next request on', async () => {
    const cast = await aCast();
    const requestId = await asked(cast);
    expect(await approving(cast.head, cast, { requestId })).toMatchObject({ kind: 'named' });
    expect(await heldBy(cast.deputy)).toEqual(['edison-staff-admin', 'portal-user']);
    expect(await stateOf(requestId)).toEqual({ state: 'granted', until: daysFromToday(30) });
    expect(await tasksOf(cast.head)).toEqual([]);
    const actions = await readAsSystem(db.database, (reader) =>
      reader.selectFrom('audit_events').select('action').where('organisation_id', '=', cast.school.id).execute(),
    );
    expect(actions.map(({ action }) => action).toSorted()).toEqual(
      ['ask-deputy', 'name-deputy', 'grant-as-deputy', 'grant-as-deputy', 'approve-request'].toSorted(),
    );
  });

  test('or less, never more: no other right, no earlier and no later day', async () => {
    const cast = await aCast();
    const { grantId: third } = await aGrant(db.database, cast.absent, 'edison-institution-pupil-admin', {
      of: cast.school,
    });
    const requestId = await asked(cast, { from: 2, until: 20 });
    const days = { from: 2, until: 20 };
    const more = { kind: 'more-than-asked' };
    expect(await approving(cast.head, cast, { requestId, ...days, grantIds: [cast.edison, third] })).toEqual(more);
    expect(await approving(cast.head, cast, { requestId, ...days, until: 21 })).toEqual(more);
    expect(await approving(cast.head, cast, { requestId, ...days, from: 1 })).toEqual(more);
    expect(await heldBy(cast.deputy)).toEqual([]);
    expect((await stateOf(requestId))?.state).toBe('open');
    const less = { requestId, from: 3, until: 10, grantIds: [cast.edison] };
    expect(await approving(cast.head, cast, less)).toMatchObject({ kind: 'named' });
    expect(await stateOf(requestId)).toEqual({ state: 'granted', until: daysFromToday(10) });
  });

  test('not by who gives a part only, who asks, who is asked for, a deputy of an administrator, or who manages elsewhere', async () => {
    const cast = await aCast();
    const portal = await aPortalAdmin(db.database, { of: cast.school });
    const stand = await aPerson(db.database, { name: 'Dora Deputy' });
    await aWorkRelation(db.database, stand, cast.school);
    const portalOfHead = await readAsSystem(db.database, (reader) =>
      reader
        .selectFrom('grants')
        .select('id')
        .where('person_id', '=', cast.head.id)
        .where('entitlement_id', '=', 'portal-admin')
        .executeTakeFirstOrThrow(),
    );
    const grantIds = [portalOfHead.id];
    await aDeputyship(db.database, cast.head, { at: cast.school, absent: cast.head, deputy: stand, grantIds });
    const elsewhere = await aCast();
    const requestId = await asked(cast);
    for (const by of [portal, cast.absent, cast.deputy, stand, elsewhere.head]) {
      await expect(approving(by, cast, { requestId })).rejects.toThrow(NotFound);
      await expect(refusing(by, requestId)).rejects.toThrow(NotFound);
    }
    const other = await aCast();
    await aPortalAdmin(db.database, { of: other.school });
    const ofPortal = await asked(other, { rights: ['portal-user'] });
    expect((await mailsOf(ofPortal)).map(({ personId }) => personId)).not.toContain(stand.id);
    expect((await stateOf(requestId))?.state).toBe('open');
  });

  test('once: of two at the same time one, and whoever comes later hears that it was decided', async () => {
    const cast = await aCast();
    const second = await aHolder(db.database, 'head-local-admin', { of: cast.school });
    const requestId = await asked(cast);
    const both = await Promise.all([approving(cast.head, cast, { requestId }), refusing(second, requestId)]);
    expect(both.filter(({ kind }) => kind === 'decided')).toHaveLength(1);
    expect(await approving(second, cast, { requestId })).toEqual({ kind: 'decided' });
    expect((await refusing(cast.head, requestId)).kind).toBe('decided');
    expect(await withdrawing(cast, requestId)).toBe('decided');
  });

  test('a refusal wants a reason, which goes to who asked; a deputy who cannot be named leaves it open', async () => {
    const cast = await aCast();
    const requestId = await asked(cast);
    expect((await refusing(cast.head, requestId, ' ')).kind).toBe('reason-missing');
    expect(await approving(cast.head, cast, { requestId, themeIds: [] })).toEqual({ kind: 'no-theme' });
    expect((await stateOf(requestId))?.state).toBe('open');
    expect((await refusing(cast.head, requestId)).kind).toBe('refused');
    const mails = (await mailsOf(requestId)).filter(({ personId }) => personId === cast.absent.id);
    const written = await readAsSystem(db.database, (reader) => composeRequestMails(reader, mails));
    expect(JSON.stringify([...written.values()])).toContain('Jan is er dan ook niet.');
    expect(await heldBy(cast.deputy)).toEqual([]);
  });

  test('whoever asked takes it back; a right that ended meanwhile is not deputised', async () => {
    const cast = await aCast();
    const requestId = await asked(cast);
    expect(await withdrawing(cast, requestId)).toBe('withdrawn');
    expect(await tasksOf(cast.head)).toEqual([]);
    const later = await asked(cast);
    await withdraw(db.database, cast.edison);
    await expect(approving(cast.head, cast, { requestId: later })).rejects.toThrow(NotFound);
    const left = { requestId: later, grantIds: [cast.absent.grantId] };
    expect(await approving(cast.head, cast, left)).toMatchObject({ kind: 'named' });
  });

  test('the two kinds of requests are not decided by each other’s answer', async () => {
    const cast = await aCast();
    const requestId = await asked(cast);
    const other = await aRequest(db.database, cast.absent, {
      of: cast.school,
      right: 'edison-institution-pupil-admin',
    });
    const wrong = { requestId, until: daysFromToday(5), contexts: [] };
    await expect(writingAs(db.database, cast.head, (as) => perform(approveRequest, as, wrong))).rejects.toThrow(
      NotFound,
    );
    await expect(approving(cast.head, cast, { requestId: other })).rejects.toThrow(NotFound);
    const colleague = await aPerson(db.database);
    await aWorkRelation(db.database, colleague, cast.school);
    const { grantId } = await aGrant(db.database, colleague, 'edison-staff-admin', { of: cast.school });
    const ofAnother = { requestId, absent: colleague, grantIds: [grantId] };
    await expect(approving(cast.head, cast, ofAnother)).rejects.toThrow(NotFound);
    expect([(await stateOf(requestId))?.state, (await stateOf(other))?.state]).toEqual(['open', 'open']);
  });
});

const withdrawing = ({ absent }: ReplacementCast, requestId: string) =>
  writingAs(db.database, absent, (as) => perform(withdrawRequest, as, { requestId }));

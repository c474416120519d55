import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { asSystem, readAsSystem } from '#access/context.ts';
import { Forbidden, NotFound } from '#access/refusals.ts';
import { ask, perform } from '#access/use-case.ts';
import { decideReview } from '#apps/rights/reviews/decide-review.ts';
import { followReviews } from '#apps/rights/reviews/follow-reviews.ts';
import { listDueForReview, listReviews, listWaitingReviews, reviewPage } from '#apps/rights/reviews/queries.ts';
import { composeReviewMails, reviewComposer } from '#apps/rights/reviews/review-mails.ts';
import { startReview } from '#apps/rights/reviews/start-review.ts';
import { withdrawReview } from '#apps/rights/reviews/withdraw-review.ts';
import { setClock, resetClock } from '#platform/clock.ts';
import { newId } from '#platform/ids.ts';
import type { ClaimedMail } from '#platform/mail/outbox.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { readingAs, writingAs } from '#tests/world/acting.ts';
import { aBoard, aSchool, type School } from '#tests/world/organisations.ts';
import { aGrant, aHolder, aPortalAdmin, aPortalUser, type Person } from '#tests/world/people.ts';
import { daysFromToday, fromDays } from '#tests/world/periods.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});

const start = (person: Person, schools: readonly School[], endsOn = daysFromToday(42)) =>
  writingAs(db.database, person, (as) =>
    perform(startReview, as, { organisationIds: schools.map(({ id }) => id), endsOn, key: newId() }),
  );

async function started(person: Person, school: School): Promise<string> {
  const outcome = await start(person, [school]);
  const [id] = outcome.kind === 'started' ? outcome.reviewIds : [];
  if (!id) throw new Error(JSON.stringify(outcome));
  return id;
}

const decide = (person: Person, ...[reviewId, verdict, grantIds, reason = 'weg']: Decision) =>
  writingAs(db.database, person, (as) =>
    perform(decideReview, as, { reviewId, verdict, grantIds, reason, key: newId() }),
  );
type Decision = [reviewId: string, verdict: 'confirmed' | 'ended', grantIds: string[], reason?: string];

const seenBy = (person: Person, reviewId: string) =>
  readingAs(db.database, person, (as) => ask(reviewPage, as, { reviewId }));

async function verdictsOf(reviewId: string): Promise<Map<string, string>> {
  const rows = await readAsSystem(db.database, (reader) =>
    reader.selectFrom('review_items').select(['grant_id', 'verdict']).where('campaign_id', '=', reviewId).execute(),
  );
  return new Map(rows.map((row) => [row.grant_id, row.verdict]));
}

const lastDayOf = (grantId: string) =>
  readAsSystem(db.database, async (reader) => {
    const { rows } = await sql<{ day: string; withdrawn: boolean }>`
      select upper(period) - 1 as day, withdrawn_at is not null as withdrawn from grants where id = ${grantId}`.execute(
      reader,
    );
    return rows[0];
  });

async function mailsAbout(about: string, people: readonly Person[]): Promise<ClaimedMail[]> {
  return readAsSystem(db.database, async (reader) => {
    const { rows } = await sql<ClaimedMail>`
      select id, key, person_id as "personId", lang, content, composer, payload from mails
      where composer = ${reviewComposer} and payload ->> 'about' = ${about} and person_id = any (${people.map(({ id }) => id)}::uuid[])
      order by key`.execute(reader);
    return rows;
  });
}

/** Runs the daily job as if so many days had passed. */
async function followAfter(days: number): Promise<void> {
  setClock(new Date(`${daysFromToday(days)}T04:35:00Z`));
  try {
    await asSystem(db.database, followReviews);
  } finally {
    resetClock();
  }
}

interface Team {
  school: School;
  head: Person & { grantId: string };
  second: Person & { grantId: string };
  admin: Person & { grantId: string };
  users: (Person & { grantId: string })[];
}

async function aTeam(): Promise<Team> {
  const school = await aSchool(db.database);
  const period = fromDays(-100, 400);
  return {
    school,
    head: await aHolder(db.database, 'head-local-admin', { of: school, period }),
    second: await aHolder(db.database, 'head-local-admin', { of: school, period }),
    admin: await aPortalAdmin(db.database, { of: school, period }),
    users: [
      await aPortalUser(db.database, { of: school, period, themes: [3, 4] }),
      await aPortalUser(db.database, { of: school, period: fromDays(10, 400) }),
      await aPortalUser(db.database, { of: school, period }),
    ],
  };
}

test('every right that runs or will run is taken up, but those of a head assignment; with who, since when and themes (R16)', async () => {
  const { school, admin, head, users } = await aTeam();
  await aHolder(db.database, 'edison-admin', { of: school, cause: 'automatic' });
  await aPortalUser(db.database, { of: school, period: fromDays(-50, -1) });
  const reviewId = await started(head, school);
  const { review, items } = await seenBy(admin, reviewId);
  expect([review.total, review.reviewed]).toEqual([6, 0]);
  expect(items.find(({ id }) => id === users[0]?.grantId)).toMatchObject({
    themes: 2,
    lastSignIn: null,
    givenBy: null,
  });
});

test('only a head local administrator of the institution or of its board starts; nobody learns of another institution (R7)', async () => {
  const board = await aBoard(db.database);
  const [one, two] = [await aSchool(db.database, { board }), await aSchool(db.database, { board })];
  const elsewhere = await aSchool(db.database);
  const admin = await aPortalAdmin(db.database, { of: one });
  const ofBoard = await aHolder(db.database, 'head-local-admin', { of: board });
  await aPortalUser(db.database, { of: one });
  await expect(start(admin, [one])).rejects.toThrow(NotFound);
  await expect(start(ofBoard, [one, elsewhere])).rejects.toThrow(NotFound);
  const outcome = await start(ofBoard, [one, two]);
  expect(outcome).toMatchObject({ kind: 'started' });
  const seen = await readingAs(db.database, ofBoard, ({ db: reader }) => listReviews(reader));
  expect(seen.map(({ organisationId, total }) => [organisationId, total]).toSorted()).toEqual(
    [
      [one.id, 2],
      [two.id, 0],
    ].toSorted(),
  );
  // The board counts; whose rights they are, is the institution's to know.
  const reviewId = seen.find(({ organisationId }) => organisationId === one.id)?.id ?? '';
  expect((await seenBy(ofBoard, reviewId)).items).toEqual([]);
  expect((await seenBy(admin, reviewId)).items).toHaveLength(2);
  const stranger = await aHolder(db.database, 'head-local-admin', { of: elsewhere });
  await expect(seenBy(stranger, reviewId)).rejects.toThrow(NotFound);
});

test('a review ends in three weeks at the soonest and half a year at the latest, and one runs at a time', async () => {
  const { school, head } = await aTeam();
  expect(await start(head, [school], daysFromToday(20))).toMatchObject({ obstacle: { kind: 'ends-too-soon' } });
  expect(await start(head, [school], daysFromToday(181))).toMatchObject({ obstacle: { kind: 'ends-too-late' } });
  await started(head, school);
  expect(await start(head, [school])).toMatchObject({ obstacle: { kind: 'running-already' } });
});

test('confirming changes no right, ending ends it with its themes by today, and what would begin never does (R13)', async () => {
  const { school, admin, head, users } = await aTeam();
  const reviewId = await started(head, school);
  const [themed, later, kept] = users.map(({ grantId }) => grantId) as [string, string, string];
  expect(await decide(admin, reviewId, 'confirmed', [kept])).toMatchObject({ kind: 'decided', count: 1 });
  expect(await decide(admin, reviewId, 'ended', [themed, later], '')).toEqual({ kind: 'reason-missing' });
  expect(await decide(admin, reviewId, 'ended', [themed, later])).toMatchObject({ kind: 'decided', count: 2 });
  expect(await lastDayOf(kept)).toEqual({ day: daysFromToday(400), withdrawn: false });
  expect(await lastDayOf(themed)).toEqual({ day: daysFromToday(0), withdrawn: false });
  expect(await lastDayOf(later)).toMatchObject({ withdrawn: true });
  const { review } = await seenBy(admin, reviewId);
  expect([review.reviewed, review.total, review.confirmed, review.ended]).toEqual([3, 6, 1, 2]);
});

test('whoever ends a right on its last day changes nothing, and is named in the log all the same (R25)', async () => {
  const { school, admin, head } = await aTeam();
  const brief = await aPortalUser(db.database, { of: school, period: fromDays(-10, 0) });
  const reviewId = await started(head, school);
  expect(await decide(admin, reviewId, 'ended', [brief.grantId])).toMatchObject({ kind: 'decided', count: 1 });
  const told = await readAsSystem(db.database, (reader) =>
    reader
      .selectFrom('audit_events')
      .select(['action', 'actor_person_id as by', 'after'])
      .where('subject_id', '=', brief.grantId)
      .execute(),
  );
  expect(told).toEqual([{ action: 'end-grant', by: admin.id, after: { until: daysFromToday(0) } }]);
});

test('nobody judges his own administrator right: another one must (R3); a right that he does not manage is refused (R1)', async () => {
  const { school, admin, head, second } = await aTeam();
  const reviewId = await started(head, school);
  expect(await decide(head, reviewId, 'confirmed', [head.grantId])).toEqual({ kind: 'own-admin-right' });
  await expect(decide(admin, reviewId, 'confirmed', [head.grantId])).rejects.toThrow(Forbidden);
  expect(await decide(second, reviewId, 'confirmed', [head.grantId])).toMatchObject({ kind: 'decided' });
  // Row-level security says the same.
  const changed = await writingAs(db.database, second, async ({ tx }) => {
    const { rows } = await sql`
      update review_items set verdict = 'confirmed', decided_at = now(), decided_by = ${second.id}
      where grant_id = ${second.grantId} returning grant_id`.execute(tx);
    return rows.length;
  });
  expect(changed).toBe(0);
});

test('two reviewers at the same time: one is first, the other hears who (R28)', async () => {
  const { school, admin, head, users } = await aTeam();
  const reviewId = await started(head, school);
  const grantId = users[0]?.grantId ?? '';
  const outcomes = await Promise.all([
    decide(admin, reviewId, 'confirmed', [grantId]),
    decide(head, reviewId, 'ended', [grantId]),
  ]);
  const counts = outcomes.map((one) => (one.kind === 'decided' ? one.count : -1));
  expect(counts.toSorted()).toEqual([0, 1]);
  const loser = outcomes[counts.indexOf(0)];
  const winner = counts.indexOf(1) === 0 ? admin : head;
  expect(loser?.kind === 'decided' && loser.taken[0]?.decidedBy).toBe(`${winner.givenName} ${winner.familyName}`);
  const [verdict] = [(await verdictsOf(reviewId)).get(grantId)];
  expect(verdict).toBe(counts.indexOf(1) === 0 ? 'confirmed' : 'ended');
});

test('holders and reviewers are told 14 and 3 days before, once, and not of what was judged meanwhile', async () => {
  const { school, admin, head, second, users } = await aTeam();
  const reviewId = await started(head, school);
  expect(await mailsAbout('started', [head, second, admin])).toHaveLength(2);
  await followAfter(27);
  expect(await mailsAbout('reminder', [admin])).toHaveLength(0);
  await followAfter(28);
  await followAfter(30);
  expect(await mailsAbout('reminder', [head, second, admin])).toHaveLength(3);
  expect(await mailsAbout('holder', users)).toHaveLength(3);
  await decide(admin, reviewId, 'confirmed', [users[0]?.grantId ?? '']);
  await followAfter(39);
  expect(await mailsAbout('holder', users)).toHaveLength(5);
  const written = await readAsSystem(db.database, async (reader) =>
    composeReviewMails(reader, await mailsAbout('holder', users)),
  );
  expect(written.size).toBe(4);
  expect([...written.values()][0]?.subject).toBe('Een recht van je is nog niet bevestigd');
});

test('what nobody confirmed has the stated day as its last; the last head local administrator stays, and that is told (R8)', async () => {
  const board = await aBoard(db.database);
  const school = await aSchool(db.database, { board });
  const above = await aHolder(db.database, 'head-local-admin', { of: board });
  const period = fromDays(-100, 400);
  const head = await aHolder(db.database, 'head-local-admin', { of: school, period });
  const user = await aPortalUser(db.database, { of: school, period });
  const short = await aPortalUser(db.database, { of: school, period: fromDays(-10, 20) });
  // R25: nothing happens to what ends with that day anyway, so nothing is told of it.
  const sameDay = await aPortalUser(db.database, { of: school, period: fromDays(-10, 42) });
  const reviewId = await started(head, school);
  await followAfter(41);
  expect((await verdictsOf(reviewId)).get(user.grantId)).toBe('open');
  await followAfter(42);
  expect(Object.fromEntries(await verdictsOf(reviewId))).toEqual({
    [head.grantId]: 'kept',
    [user.grantId]: 'lapsed',
    [short.grantId]: 'open',
    [sameDay.grantId]: 'open',
  });
  expect(await mailsAbout('lapsed', [sameDay])).toEqual([]);
  expect(await lastDayOf(user.grantId)).toEqual({ day: daysFromToday(42), withdrawn: false });
  expect(await lastDayOf(head.grantId)).toEqual({ day: daysFromToday(400), withdrawn: false });
  expect(await mailsAbout('kept', [head, above])).toHaveLength(2);
  expect(await mailsAbout('lapsed', [user])).toHaveLength(1);
  const [review] = await readingAs(db.database, head, ({ db: reader }) => listReviews(reader));
  expect([review?.state, review?.kept]).toEqual(['finished', 1]);
  // Another head local administrator answers, and the alarm is over.
  const successor = await aHolder(db.database, 'head-local-admin', { of: school });
  expect(await decide(head, reviewId, 'confirmed', [head.grantId])).toEqual({ kind: 'own-admin-right' });
  expect(await decide(successor, reviewId, 'confirmed', [head.grantId])).toMatchObject({ kind: 'decided', count: 1 });
  expect((await readingAs(db.database, head, ({ db: reader }) => listReviews(reader)))[0]?.kept).toBe(0);
});

test('of two head local administrators whom nobody confirms neither ends: nobody would be left (R8)', async () => {
  const { school, head, second } = await aTeam();
  const reviewId = await started(head, school);
  await followAfter(42);
  const verdicts = await verdictsOf(reviewId);
  expect([verdicts.get(head.grantId), verdicts.get(second.grantId)]).toEqual(['kept', 'kept']);
});

test('a review is stopped by who may start one, with a reason; nothing ends because of it any more', async () => {
  const { school, admin, head, users } = await aTeam();
  const reviewId = await started(head, school);
  const stop = (person: Person, reason: string) =>
    writingAs(db.database, person, (as) => perform(withdrawReview, as, { reviewId, reason }));
  await expect(stop(admin, 'te vroeg')).rejects.toThrow(Forbidden);
  expect(await stop(head, '')).toBe('reason-missing');
  expect(await stop(head, 'te vroeg')).toBe('withdrawn');
  expect(await stop(head, 'nog eens')).toBe('closed');
  await followAfter(42);
  expect(await lastDayOf(users[0]?.grantId ?? '')).toEqual({ day: daysFromToday(400), withdrawn: false });
  expect(await decide(admin, reviewId, 'confirmed', [users[0]?.grantId ?? ''])).toEqual({ kind: 'closed' });
});

test('a review that waits is a task of who can answer, and one that is due is suggested once a year (RI-6)', async () => {
  const { school, admin, head } = await aTeam();
  const edison = await aHolder(db.database, 'edison-admin', { of: school });
  const due = () => readingAs(db.database, head, ({ db: reader, actor }) => listDueForReview(reader, actor));
  expect((await due()).map(({ id }) => id)).toEqual([school.id]);
  const reviewId = await started(head, school);
  const waiting = (person: Person) =>
    readingAs(db.database, person, ({ db: reader, actor }) => listWaitingReviews(reader, actor));
  expect(await due()).toEqual([]);
  expect(await waiting(admin)).toEqual([reviewId]);
  // His own administrator right is the only one of his kind: another must.
  expect(await waiting(edison)).toEqual([]);
  await aGrant(db.database, edison, 'edison-staff-admin', { of: school });
  expect(await waiting(edison)).toEqual([]);
});

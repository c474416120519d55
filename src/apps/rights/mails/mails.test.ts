import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { asSystem, readAsSystem } from '#access/context.ts';
import { perform } from '#access/use-case.ts';
import { askAccess } from '#apps/rights/commands/ask-access.ts';
import { refuseRequest } from '#apps/rights/commands/decide-request.ts';
import { followRequests } from '#apps/rights/mails/follow-requests.ts';
import { composeRequestMails, requestComposer } from '#apps/rights/mails/request-mails.ts';
import { composeEndingMails, endingComposer, warnOfEnding } from '#apps/rights/mails/warn-ending.ts';
import type { ClaimedMail } from '#platform/mail/outbox.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { readingAs, writingAs } from '#tests/world/acting.ts';
import { aBoard, aSchool, type School } from '#tests/world/organisations.ts';
import {
  aHolder,
  aPerson,
  aPortalAdmin,
  aPortalUser,
  aWorkRelation,
  setPeriod,
  withdraw,
  type Person,
} from '#tests/world/people.ts';
import { daysFromToday, fromDays } from '#tests/world/periods.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});

/** The mails of one kind that are queued, as the sender gets them. */
async function mailsOf(composer: string, of: readonly Person[]): Promise<ClaimedMail[]> {
  return readAsSystem(db.database, async (reader) => {
    const { rows } = await sql<ClaimedMail>`
      select id, key, person_id as "personId", lang, content, composer, payload from mails
      where composer = ${composer} and person_id = any (${of.map(({ id }) => id)}::uuid[]) order by key`.execute(
      reader,
    );
    return rows;
  });
}
const aboutOf = (mails: readonly ClaimedMail[]) =>
  mails.map(({ personId, payload }) => [personId, (payload as { about: string }).about]);

async function asking(
  school: School,
  theme: { themeId: number; levelId: number } | null = null,
): Promise<{ asker: Person; requestId: string }> {
  const asker = await aPerson(db.database, { name: 'Wout Timmermans' });
  await aWorkRelation(db.database, asker, school);
  const outcome = await writingAs(db.database, asker, (as) =>
    perform(askAccess, as, {
      organisationId: school.id,
      entitlementId: 'portal-user',
      theme,
      contexts: [],
      until: daysFromToday(100),
      reason: 'Ik vervang Els.',
    }),
  );
  if (outcome.kind !== 'asked') throw new Error(JSON.stringify(outcome));
  return { asker, requestId: outcome.requestId };
}

describe('a request for access', () => {
  test('is mailed to everybody who can decide and to nobody else, and no more once it is decided (RE, R28)', async () => {
    const school = await aSchool(db.database);
    const one = await aPortalAdmin(db.database, { of: school });
    const other = await aHolder(db.database, 'head-local-admin', { of: school });
    const edison = await aHolder(db.database, 'edison-admin', { of: school });
    const { asker, requestId } = await asking(school);
    const mails = await mailsOf(requestComposer, [one, other, edison, asker]);
    expect(aboutOf(mails).toSorted()).toEqual(
      [
        [one.id, 'asked'],
        [other.id, 'asked'],
      ].toSorted(),
    );
    const compose = () => readAsSystem(db.database, (reader) => composeRequestMails(reader, mails));
    const written = [...(await compose()).values()];
    expect(written[0]?.subject).toBe('Wout Timmermans vraagt toegang: Mijn Onderwijs Gebruiker');
    expect(JSON.stringify(written[0])).toContain(`/mijn-taken/${requestId}`);
    await writingAs(db.database, one, (as) => perform(refuseRequest, as, { requestId, reason: 'Els is terug.' }));
    expect((await compose()).size).toBe(0);
    const answer = await mailsOf(requestComposer, [asker]);
    expect(aboutOf(answer)).toEqual([[asker.id, 'decided']]);
    const told = await readAsSystem(db.database, (reader) => composeRequestMails(reader, answer));
    expect(JSON.stringify([...told.values()])).toContain('Els is terug.');
  });

  test('names a theme with its confidentiality: several have the same name (RE)', async () => {
    const school = await aSchool(db.database);
    const admin = await aPortalAdmin(db.database, { of: school });
    await asking(school, { themeId: 3, levelId: 1 });
    const mails = await mailsOf(requestComposer, [admin]);
    const written = await readAsSystem(db.database, (reader) => composeRequestMails(reader, mails));
    const [mail] = [...written.values()];
    expect(mail?.subject).toBe('Wout Timmermans vraagt toegang: Leerlingen (vertrouwelijk)');
  });

  test('is reminded of after three working days and told to the board after five, each once (RE)', async () => {
    const board = await aBoard(db.database);
    const school = await aSchool(db.database, { board });
    const admin = await aPortalAdmin(db.database, { of: school });
    const above = await aHolder(db.database, 'local-admin', { of: board });
    const { requestId } = await asking(school);
    const workingDaysAgo = (days: number) =>
      asSystem(db.database, (tx) =>
        sql`
          update access_requests set asked_at = (
            select max(d)::date + time '12:00' from generate_series(now() - interval '60 days', now(), interval '1 day') as d
            where app.working_days(d::date, app.today()) = ${days})
          where id = ${requestId}`.execute(tx),
      );
    // The application may not change when something was asked: only the owner of the test can.
    await expect(workingDaysAgo(3)).rejects.toThrow('permission denied');
    const { default: pg } = await import('pg');
    const owner = new pg.Client({ connectionString: db.ownerUrl });
    await owner.connect();
    const move = (days: number) =>
      owner.query(
        `update access_requests set asked_at = (
           select max(d) from generate_series(now() - interval '60 days', now(), interval '1 day') as d
           where app.working_days((d at time zone 'Europe/Brussels')::date, (now() at time zone 'Europe/Brussels')::date) = $1)
         where id = $2`,
        [days, requestId],
      );
    const abouts = async () => aboutOf(await mailsOf(requestComposer, [admin, above])).map(([, about]) => about);
    await move(2);
    await asSystem(db.database, followRequests);
    expect(await abouts()).toEqual(['asked']);
    await move(3);
    await asSystem(db.database, followRequests);
    await asSystem(db.database, followRequests);
    expect((await abouts()).toSorted()).toEqual(['asked', 'reminder']);
    await move(5);
    await asSystem(db.database, followRequests);
    await asSystem(db.database, followRequests);
    await owner.end();
    expect((await abouts()).toSorted()).toEqual(['asked', 'escalated', 'reminder']);
    expect(aboutOf(await mailsOf(requestComposer, [above]))).toEqual([[above.id, 'escalated']]);
  });

  test('of somebody else cannot be mailed about (R7)', async () => {
    const school = await aSchool(db.database);
    const admin = await aPortalAdmin(db.database, { of: school });
    const { requestId } = await asking(school);
    const nag = writingAs(db.database, admin, ({ tx }) =>
      sql`select app.mail_deciders(${requestId}, 'reminder')`.execute(tx),
    );
    await expect(nag).rejects.toThrow('only who asks');
  });
});

test('working days are neither weekends nor public holidays', async () => {
  const between = (since: string, upTo: string) =>
    readAsSystem(db.database, async (reader) => {
      const { rows } = await sql<{ n: number }>`select app.working_days(${since}, ${upTo}) as n`.execute(reader);
      return rows[0]?.n;
    });
  expect(await between('2026-10-02', '2026-10-05')).toBe(1);
  // Armistice on a Wednesday; Christmas on a Friday and New Year on the next.
  expect(await between('2026-11-09', '2026-11-13')).toBe(3);
  expect(await between('2026-12-23', '2027-01-04')).toBe(6);
  expect(await between('2027-03-26', '2027-03-30')).toBe(1);
  expect(await between('2026-10-05', '2026-10-05')).toBe(0);
});

describe('a right that ends', () => {
  const warn = () => asSystem(db.database, warnOfEnding);

  test('is told to holder and administrators at 60, 30 and 7 days, never twice (rights 10-5)', async () => {
    const school = await aSchool(db.database);
    const admin = await aPortalAdmin(db.database, { of: school });
    const edison = await aHolder(db.database, 'edison-admin', { of: school });
    const user = await aPortalUser(db.database, { of: school, period: fromDays(-10, 61) });
    const count = async (person: Person) => (await mailsOf(endingComposer, [person])).length;
    await warn();
    expect([await count(user), await count(admin)]).toEqual([0, 0]);
    for (const [days, mails] of [
      [60, 1],
      [60, 1],
      [31, 2],
      [30, 3],
      [8, 4],
      [7, 5],
      [1, 6],
    ] as const) {
      await setPeriod(db.database, user.grantId, fromDays(-10, days));
      await warn();
      await warn();
      expect([days, await count(user), await count(admin)]).toEqual([days, mails, mails]);
    }
    expect(await count(edison)).toBe(0);
  });

  test('that was prolonged or withdrawn meanwhile is left out of the mail; automatic ones follow their cause', async () => {
    const school = await aSchool(db.database);
    const user = await aPortalUser(db.database, { of: school, period: fromDays(-10, 20) });
    const longer = await aPortalUser(db.database, { of: school, period: fromDays(-10, 20) });
    const teacher = await aHolder(db.database, 'edison-staff-admin', {
      of: school,
      cause: 'automatic',
      period: fromDays(-10, 20),
    });
    await warn();
    const mails = await mailsOf(endingComposer, [user, longer, teacher]);
    expect(mails.map(({ personId }) => personId).toSorted()).toEqual([user.id, longer.id].toSorted());
    await withdraw(db.database, user.grantId);
    await setPeriod(db.database, longer.grantId, fromDays(-10, 200));
    const written = await readAsSystem(db.database, (reader) => composeEndingMails(reader, mails));
    expect(written.size).toBe(0);
  });

  test('comes in one mail with all others of that morning', async () => {
    const school = await aSchool(db.database);
    const admin = await aPortalAdmin(db.database, { of: school });
    for (let n = 0; n < 3; n += 1) await aPortalUser(db.database, { of: school, period: fromDays(-10, 5) });
    await warn();
    const mails = await mailsOf(endingComposer, [admin]);
    expect(mails).toHaveLength(1);
    const written = await readAsSystem(db.database, (reader) => composeEndingMails(reader, mails));
    expect([...written.values()][0]?.subject).toBe('3 rechten lopen af');
  });

  test('is nobody else’s to know (R7)', async () => {
    const admin = await aPortalAdmin(db.database, { of: await aSchool(db.database) });
    const seen = await readingAs(db.database, admin, ({ db: reader }) =>
      reader.selectFrom('ending_warnings').selectAll().execute(),
    );
    expect(seen).toEqual([]);
  });
});

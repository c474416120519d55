import { sql } from 'kysely';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { asSystem, readAsSystem } from '#access/context.ts';
import { perform } from '#access/use-case.ts';
import { withdrawSubmission } from '#apps/submissions/commands/send.ts';
import { setDraftTerm, setTerm } from '#apps/submissions/index.ts';
import { ParameterRefused } from '#apps/submissions/parameters.ts';
import { findTerm, removeExpired, removeOldDrafts } from '#apps/submissions/terms.ts';
import { brusselsToday, resetClock, setClock } from '#platform/clock.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aSite, signIn, type Site } from '#tests/wall/site.ts';
import { writingAs } from '#tests/world/acting.ts';
import { aSchool, type School } from '#tests/world/organisations.ts';
import { aPortalUser, type Person } from '#tests/world/people.ts';
import { formatDate } from '#ui/format.ts';
import { aDraft, aHandler, aKeptFile, aSubmission, handle } from '#tests/world/submissions.ts';

let db: TestDatabase;
let site: Site;
let school: School;
let an: Person;
let worker: Person;

beforeAll(async () => {
  db = await testDatabase();
  site = await aSite(db);
  school = await aSchool(db.database);
  an = await aPortalUser(db.database, { of: school, themes: [3] });
  worker = await aHandler(db.database);
});
afterEach(resetClock);

const inYears = (years: number): Date => {
  const day = new Date();
  day.setUTCFullYear(day.getUTCFullYear() + years);
  day.setUTCDate(day.getUTCDate() + 2);
  return day;
};

async function aFinished(): Promise<string> {
  const id = await aSubmission(db.database, an, { of: school, files: [aKeptFile(undefined, 'leerlingen.txt')] });
  await handle(db.database, worker, id, { handling: 'take-up' });
  await handle(db.database, worker, id, {
    handling: 'answer',
    message: 'Zie het verslag over Bilal.',
    files: [aKeptFile(undefined, 'verslag.txt')],
  });
  await handle(db.database, worker, id, { handling: 'finish' });
  return id;
}

const rowsOf = <T>(query: ReturnType<typeof sql<T>>): Promise<T[]> =>
  readAsSystem(db.database, async (tx) => (await query.execute(tx)).rows);

test('DV-4 after its term the files and messages of what is finished are gone; number, people, names and hashes stay', async () => {
  const id = await aFinished();
  expect(await removeExpired(db.database)).toBe(0);
  setClock(inYears(4));
  expect(await removeExpired(db.database)).toBe(0);
  setClock(inYears(5));
  expect(await removeExpired(db.database)).toBe(1);
  expect(await removeExpired(db.database)).toBe(0);
  resetClock();
  const files = await rowsOf(
    sql<{
      removed: boolean;
    }>`select removed_at is not null as removed from submission_files where submission_id = ${id}`,
  );
  expect(files).toEqual([{ removed: true }, { removed: true }]);
  const events = await rowsOf(
    sql<{
      kind: string;
      message: string | null;
    }>`select kind, message from submission_events where submission_id = ${id} order by at, id`,
  );
  expect(events.map((event) => event.kind)).toEqual(['sent', 'taken-up', 'answered', 'finished']);
  expect(events.every((event) => event.message === null)).toBe(true);
  const audit = await rowsOf(
    sql<{ action: string }>`select action from audit_events where subject_id = ${id} order by at, id`,
  );
  expect(audit.map((row) => row.action)).toContain('send-submission');
  expect(audit.at(-1)?.action).toBe('remove-submission-content');

  const session = await signIn(db.database, an);
  const page = await (await site.ask(`/verstuurd/${id}`, { session })).text();
  expect(page).toContain('leerlingen.txt');
  expect(page).toContain('de bewaartermijn is voorbij');
  expect(page).not.toContain('Zie het verslag over Bilal.');
  expect((await site.ask(`/verstuurd/${id}/ontvangstbewijs`, { session })).status).toBe(200);
  const [file] = await rowsOf(
    sql<{ id: string }>`select id from submission_files where submission_id = ${id} and side = 'sender'`,
  );
  expect((await site.ask(`/verstuurd/${id}/bestand/${file?.id}`, { session })).status).toBe(404);
  const asWorker = await signIn(db.database, worker);
  expect((await site.ask(`/ontvangen-documenten/${id}/bestand/${file?.id}`, { session: asWorker })).status).toBe(404);
});

test('DV-4 what waits or is being handled is never removed, what was withdrawn is', async () => {
  const waiting = await aSubmission(db.database, an, { of: school });
  const withdrawn = await aSubmission(db.database, an, { of: school });
  await writingAs(db.database, an, (as) => perform(withdrawSubmission, as, { id: withdrawn }));
  setClock(inYears(40));
  expect(await removeExpired(db.database)).toBe(1);
  const left = await rowsOf(
    sql<{
      id: string;
    }>`select id from submissions where content_removed_at is null and id = any (${[waiting, withdrawn]}::uuid[])`,
  );
  expect(left).toEqual([{ id: waiting }]);
});

test('DV-4 the term is a parameter per school year, marked as not verified until somebody sets it', async () => {
  expect(await readAsSystem(db.database, (tx) => findTerm(tx, 2026))).toMatchObject({ years: 5, verified: false });
  await asSystem(db.database, (tx) => setTerm(tx, 2026, 2));
  expect(await readAsSystem(db.database, (tx) => findTerm(tx, 2027))).toMatchObject({ years: 2, verified: true });
  expect(await readAsSystem(db.database, (tx) => findTerm(tx, 2025))).toMatchObject({ years: 5, verified: false });
  await aFinished();
  setClock(inYears(2));
  expect(await removeExpired(db.database)).toBe(1);
  for (const years of [0, 51, 1.5, Number.NaN])
    await expect(asSystem(db.database, (tx) => setTerm(tx, 2026, years))).rejects.toThrow(ParameterRefused);
});

const inDays = (days: number): Date => new Date(Date.now() + days * 86_400_000);

test('DV-1 what was begun and never sent goes after 90 days without a new file, tells so in the list, and goes with its files only', async () => {
  const session = await signIn(db.database, an);
  const drafts = async (): Promise<string> =>
    (await site.ask('/basisonderwijs/document-versturen', { session })).text();
  const [old, kept] = [await aDraft(db.database, an, { of: school }), await aDraft(db.database, an, { of: school })];
  const sent = await aSubmission(db.database, an, { of: school });
  expect(await drafts()).toContain(formatDate(brusselsToday(inDays(90))));
  setClock(inDays(60));
  await asSystem(db.database, (tx) =>
    sql`update submission_files set added_at = ${inDays(30)} where submission_id = ${kept}`.execute(tx),
  );
  setClock(inDays(89));
  expect(await removeOldDrafts(db.database)).toBe(0);
  setClock(inDays(90));
  expect(await removeOldDrafts(db.database)).toBe(1);
  expect(await removeOldDrafts(db.database)).toBe(0);
  const left = await rowsOf(
    sql<{ id: string }>`select id from submissions where id = any (${[old, kept, sent]}::uuid[]) order by id`,
  );
  expect(left.map((row) => row.id)).toEqual([kept, sent].toSorted());
  const told = await rowsOf(sql<{ action: string }>`
    select action from audit_events where subject_id = ${old} order by at desc, id desc limit 1`);
  expect(told).toEqual([{ action: 'remove-old-submission-draft' }]);
});

test('DV-1 how long drafts are kept is a parameter per school year, beside that of what was sent', async () => {
  const at = (year: number) => readAsSystem(db.database, (tx) => findTerm(tx, year));
  await asSystem(db.database, (tx) => setDraftTerm(tx, 2030, 10));
  expect(await at(2031)).toMatchObject({ draftDays: 10, draftVerified: true, years: (await at(2029))?.years });
  expect(await at(2029)).toMatchObject({ draftDays: 90, draftVerified: false });
  await asSystem(db.database, (tx) => setTerm(tx, 2032, 7));
  expect(await at(2032)).toMatchObject({ years: 7, verified: true, draftDays: 10 });
  for (const days of [0, 1001, 1.5, Number.NaN])
    await expect(asSystem(db.database, (tx) => setDraftTerm(tx, 2030, days))).rejects.toThrow(ParameterRefused);
  await expect(asSystem(db.database, (tx) => setDraftTerm(tx, 1980, 5))).rejects.toThrow(ParameterRefused);
});

test('O16 nobody but the term removes what was sent, not even with a statement of its own', async () => {
  const id = await aFinished();
  const waiting = await aSubmission(db.database, an, { of: school });
  for (const [who, statement] of [
    [worker, sql`update submission_files set removed_at = now() where submission_id = ${id}`],
    [worker, sql`update submission_events set message = null, message_removed_at = now() where submission_id = ${id}`],
    [an, sql`update submission_files set removed_at = now() where submission_id = ${id}`],
  ] as const) {
    const changed = await writingAs(db.database, who, ({ tx }) => statement.execute(tx));
    expect(Number(changed.numAffectedRows ?? 0)).toBe(0);
  }
  await expect(
    writingAs(db.database, an, ({ tx }) =>
      sql`update submissions set content_removed_at = now() where id = ${waiting}`.execute(tx),
    ),
  ).rejects.toThrow('after its term only');
  const draft = sql`update submission_files set removed_at = now() where submission_id = ${waiting}`;
  await expect(
    asSystem(db.database, (tx) =>
      sql`update submissions set content_removed_at = now() where id = ${waiting}`.execute(tx),
    ),
  ).rejects.toThrow('only_what_is_done_is_removed');
  expect(Number((await writingAs(db.database, an, ({ tx }) => draft.execute(tx))).numAffectedRows ?? 0)).toBe(0);
});

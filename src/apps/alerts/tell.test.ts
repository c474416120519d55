import { sql } from 'kysely';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { asSystem } from '#access/context.ts';
import { perform } from '#access/use-case.ts';
import { chooseRhythm, tellDue } from '#apps/alerts/index.ts';
import type { OwnRhythm } from '#apps/alerts/model.ts';
import { loadConfig } from '#platform/config.ts';
import { resetClock, setClock } from '#platform/clock.ts';
import { sealer, type Sealer } from '#platform/crypto.ts';
import { openDatabase } from '#platform/db.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aDocument } from '#tests/wall/documents.ts';
import { writingAs } from '#tests/world/acting.ts';
import { compose, documentsIn, switchAlerts, toldTo, waitingDigests } from '#tests/world/alerts.ts';
import { aSchool, type School } from '#tests/world/organisations.ts';
import { aPortalAdmin, aPortalUser, anAdministrationReader, withdraw, type Person } from '#tests/world/people.ts';

let db: TestDatabase;
let school: School;
let keys: Sealer;
beforeAll(async () => {
  db = await testDatabase();
  const { session } = loadConfig({ DATA_DIR: '/tmp/schoolpoort-alerts-test' }).keys;
  keys = sealer({ nationalNumber: session, nationalNumberLookup: session });
});
beforeEach(async () => {
  at('2026-10-14T10:00:00Z');
  school = await aSchool(db.database);
});
afterEach(async () => {
  resetClock();
  await asSystem(db.database, async (tx) => {
    await sql`delete from mails`.execute(tx);
    await sql`delete from alert_rhythms`.execute(tx);
    await sql`update alerts set is_on = false`.execute(tx);
  });
});

const at = (moment: string): void => setClock(new Date(moment));
const tell = (database = db.database) => tellDue({ database, sessionSealer: keys });
const aNew = async (moment: string, wish: { theme?: number; of?: School; title?: string } = {}): Promise<string> =>
  (
    await aDocument(db.database, {
      institutionId: (wish.of ?? school).id,
      theme: wish.theme ?? 1,
      availableAt: new Date(moment),
      ...(wish.title && { title: wish.title }),
    })
  ).id;
const choose = (person: Person, rhythm: OwnRhythm, themeId = 1) =>
  writingAs(db.database, person, (as) => perform(chooseRhythm, as, { institutionId: school.id, themeId, rhythm }));

test('NO-2: daily at 05:30, the documents of the day before; no mail when there is nothing', async () => {
  const an = await aPortalUser(db.database, { of: school, themes: [1] });
  await switchAlerts(db.database, an);
  const seen = await aNew('2026-10-14T15:00:00Z');
  await aNew('2026-10-14T09:00:00Z');
  await aNew('2026-10-14T15:00:00Z', { theme: 3 });
  const today = await aNew('2026-10-14T22:30:00Z');
  at('2026-10-15T03:25:00Z');
  expect(await tell()).toEqual({ people: 0, digests: 0 });
  at('2026-10-15T03:30:00Z');
  expect(await tell()).toEqual({ people: 1, digests: 1 });
  expect(await toldTo(db.database, an)).toEqual([seen]);
  at('2026-10-15T03:35:00Z');
  expect(await tell()).toEqual({ people: 0, digests: 0 });
  at('2026-10-16T03:30:00Z');
  expect(await tell()).toEqual({ people: 1, digests: 1 });
  at('2026-10-17T03:30:00Z');
  expect(await tell()).toEqual({ people: 1, digests: 0 });
  expect(await toldTo(db.database, an)).toEqual([seen, today]);
});

test('NO-2: weekly on Monday, over the week', async () => {
  const an = await aPortalUser(db.database, { of: school, themes: [1] });
  await switchAlerts(db.database, an, { rhythm: 'weekly' });
  const [one, other] = [await aNew('2026-10-15T15:00:00Z'), await aNew('2026-10-18T15:00:00Z')];
  const monday = await aNew('2026-10-19T02:00:00Z');
  at('2026-10-18T10:00:00Z');
  expect(await tell()).toEqual({ people: 0, digests: 0 });
  at('2026-10-19T03:30:00Z');
  await tell();
  expect(await toldTo(db.database, an)).toEqual([one, other]);
  at('2026-10-26T05:00:00Z');
  await tell();
  expect(await toldTo(db.database, an)).toEqual([one, other, monday]);
});

test('NO-3: who may see a document is judged when the mail is sent, not when it was made', async () => {
  const an = await aPortalUser(db.database, { of: school, themes: [1, 3] });
  await switchAlerts(db.database, an);
  const [stays, goes] = [await aNew('2026-10-14T15:00:00Z'), await aNew('2026-10-14T15:00:00Z', { theme: 3 })];
  at('2026-10-15T03:30:00Z');
  await tell();
  const [mail] = await waitingDigests(db.database, an);
  if (!mail) throw new Error('no digest');
  expect(documentsIn(await compose(db.database, mail))).toEqual([stays, goes]);
  await asSystem(db.database, (tx) =>
    sql`update theme_ticks set unticked_at = now() where person_id = ${an.id} and theme_id = 3`.execute(tx),
  );
  expect(documentsIn(await compose(db.database, mail))).toEqual([stays]);
  await withdraw(db.database, an.grantId);
  expect(await compose(db.database, mail)).toBeUndefined();
});

test('NO-3: whoever switches it off before the mail goes gets none', async () => {
  const an = await aPortalUser(db.database, { of: school, themes: [1] });
  await switchAlerts(db.database, an);
  await aNew('2026-10-14T15:00:00Z');
  at('2026-10-15T03:30:00Z');
  await tell();
  await switchAlerts(db.database, an, { isOn: false });
  expect(await toldTo(db.database, an)).toEqual([]);
});

test('NO-2: a confidential title is never mailed, and a pay overview not at all', async () => {
  const head = await aPortalAdmin(db.database, { of: school });
  await switchAlerts(db.database, head);
  const open = await aNew('2026-10-14T15:00:00Z', { title: 'Nieuwsbrief oktober' });
  const secret = await aNew('2026-10-14T16:00:00Z', { theme: 3, title: 'Verslag over Lotte Maes' });
  await aNew('2026-10-14T17:00:00Z', { theme: 12, title: 'Salarisoverzicht oktober' });
  at('2026-10-15T03:30:00Z');
  await tell();
  const [mail] = await waitingDigests(db.database, head);
  const content = mail && (await compose(db.database, mail));
  expect(documentsIn(content)).toEqual([open, secret]);
  const text = JSON.stringify(content);
  expect(text).toContain('Nieuwsbrief oktober');
  expect(text).toContain('Vertrouwelijk document 1');
  expect(text).not.toContain('Lotte');
  expect(text).not.toContain('Salaris');
  expect(content?.subject).toBe('2 nieuwe documenten op Mijn Onderwijs');
});

test('NO-2: grouped by institution and theme, in the language of the receiver, with one click to end it', async () => {
  const other = await aSchool(db.database);
  const head = await aPortalAdmin(db.database, { of: school });
  await aPortalAdmin(db.database, { of: other, to: head });
  await switchAlerts(db.database, head, { lang: 'en' });
  for (const of of [other, school]) for (const theme of [6, 1]) await aNew('2026-10-14T15:00:00Z', { of, theme });
  at('2026-10-15T03:30:00Z');
  await tell();
  const [mail] = await waitingDigests(db.database, head);
  const content = mail && (await compose(db.database, mail));
  const titles = (content?.parts ?? []).flatMap((part) => (part.kind === 'heading' ? [part.text.slice(0, 6)] : []));
  expect(titles).toEqual([school, other].map(({ id }) => String(id).padStart(6, '0')).toSorted());
  expect(content?.parts.filter((part) => part.kind === 'subheading')).toHaveLength(4);
  expect(content?.subject).toBe('4 new documents in Mijn Onderwijs');
  expect(mail?.unsubscribePath).toMatch(new RegExp(`^/attendering/stop/${head.id}\\.[\\w-]{24}$`));
});

test('NO-3, P7: a change of rhythm loses nothing and repeats nothing', async () => {
  const an = await aPortalUser(db.database, { of: school, themes: [1] });
  await switchAlerts(db.database, an, { rhythm: 'weekly' });
  const told = [await aNew('2026-10-14T15:00:00Z')];
  at('2026-10-15T08:00:00Z');
  await switchAlerts(db.database, an, { rhythm: 'daily' });
  expect(await tell()).toMatchObject({ digests: 0 });
  at('2026-10-16T03:30:00Z');
  await tell();
  expect(await toldTo(db.database, an)).toEqual(told);
  told.push(await aNew('2026-10-16T15:00:00Z'));
  at('2026-10-16T17:00:00Z');
  await switchAlerts(db.database, an, { rhythm: 'weekly' });
  at('2026-10-17T03:30:00Z');
  await tell();
  expect(await toldTo(db.database, an)).toHaveLength(1);
  at('2026-10-19T03:30:00Z');
  await tell();
  expect(await toldTo(db.database, an)).toEqual(told);
});

test('NO-3: after days without a program everything is told once', async () => {
  const an = await aPortalUser(db.database, { of: school, themes: [1] });
  await switchAlerts(db.database, an);
  const told: string[] = [];
  // Across the night in which summer time ends.
  for (const day of [22, 23, 24, 25, 26])
    told.push(await aNew(`2026-10-${day}T22:59:59Z`), await aNew(`2026-10-${day}T01:30:00Z`));
  at('2026-10-27T20:00:00Z');
  await tell();
  await tell();
  expect((await toldTo(db.database, an)).toSorted()).toEqual(told.toSorted());
});

test('NO-3: two processes at once tell nobody twice', async () => {
  const people = await Promise.all(
    Array.from({ length: 12 }, () => aPortalUser(db.database, { of: school, themes: [1] })),
  );
  for (const person of people) await switchAlerts(db.database, person);
  await aNew('2026-10-14T15:00:00Z');
  at('2026-10-15T03:30:00Z');
  const other = openDatabase(db.appUrl, { poolSize: 2 });
  await Promise.all([tell(), tell(other), tell(), tell(other)]);
  await other.close();
  for (const person of people) expect(await waitingDigests(db.database, person)).toHaveLength(1);
});

test('NO-3: a run that dies in the middle is done again wholly', async () => {
  const an = await aPortalUser(db.database, { of: school, themes: [1] });
  await switchAlerts(db.database, an);
  const told = [await aNew('2026-10-14T15:00:00Z')];
  at('2026-10-15T03:30:00Z');
  const dying = {
    ...db.database,
    write: (run: Parameters<typeof db.database.write>[0]) =>
      db.database.write(async (tx) => {
        await run(tx);
        throw new Error('killed');
      }),
  } as typeof db.database;
  await expect(tell(dying)).rejects.toThrow('killed');
  expect(await waitingDigests(db.database, an)).toEqual([]);
  await tell();
  expect(await toldTo(db.database, an)).toEqual(told);
});

test('NO-3: a delivery that began before a run and ends after it is told by the next', async () => {
  const an = await aPortalUser(db.database, { of: school, themes: [1, 3] });
  resetClock();
  await switchAlerts(db.database, an);
  for (const theme of [1, 3]) await choose(an, 'at-once', theme);
  const slow = await aNew('2030-01-01T00:00:00Z');
  let committed = (): void => undefined;
  let begun = (): void => undefined;
  const hasBegun = new Promise<void>((resolve) => (begun = resolve));
  const delivery = asSystem(db.database, async (tx) => {
    await sql`update documents set available_at = now() where id = ${slow}`.execute(tx);
    begun();
    await new Promise<void>((resolve) => (committed = resolve));
  });
  await hasBegun;
  const quick = (await aDocument(db.database, { institutionId: school.id, theme: 3 })).id;
  await tell();
  committed();
  await delivery;
  await tell();
  expect((await toldTo(db.database, an)).toSorted()).toEqual([slow, quick].toSorted());
});

test('NO-3: without a confirmed address nothing goes, and nothing is lost meanwhile', async () => {
  const an = await aPortalUser(db.database, { of: school, themes: [1], email: null });
  await switchAlerts(db.database, an);
  const told = [await aNew('2026-10-14T15:00:00Z')];
  at('2026-10-15T03:30:00Z');
  expect(await tell()).toEqual({ people: 0, digests: 0 });
  await asSystem(db.database, (tx) =>
    sql`update persons set email = 'an@school.example' where id = ${an.id}`.execute(tx),
  );
  await tell();
  expect(await toldTo(db.database, an)).toEqual(told);
});

test('NO-3: another version is not news; what moved to another institution is, there', async () => {
  const other = await aSchool(db.database);
  const [here, there] = [
    await aPortalAdmin(db.database, { of: school }),
    await aPortalAdmin(db.database, { of: other }),
  ];
  resetClock();
  for (const person of [here, there]) {
    await switchAlerts(db.database, person);
    await writingAs(db.database, person, (as) =>
      perform(chooseRhythm, as, { institutionId: null, themeId: 1, rhythm: 'at-once' }),
    );
  }
  const { id } = await aDocument(db.database, { institutionId: school.id });
  await tell();
  await asSystem(db.database, (tx) =>
    sql`update documents set version = 2, title = 'Verbeterd' where id = ${id}`.execute(tx),
  );
  await tell();
  await asSystem(db.database, (tx) =>
    sql`update documents set institution_id = ${other.id} where id = ${id}`.execute(tx),
  );
  await tell();
  expect(await waitingDigests(db.database, here)).toHaveLength(1);
  expect(await toldTo(db.database, there)).toEqual([id]);
});

test('DO-1: a reader of the administration is told of whole themes', async () => {
  const reader = await anAdministrationReader(db.database, { themes: ['verificatie-vertrouwelijk'] });
  await switchAlerts(db.database, reader);
  const told = [await aNew('2026-10-14T15:00:00Z', { theme: 5 })];
  await aNew('2026-10-14T15:00:00Z', { theme: 3 });
  at('2026-10-15T03:30:00Z');
  await tell();
  expect(await toldTo(db.database, reader)).toEqual(told);
});

test('NO-2, DO-7: what was shared is told to its receiver, with who shared it, however old the document; an ended share is not', async () => {
  const elsewhere = await aSchool(db.database);
  const head = await aPortalAdmin(db.database, { of: school, name: 'Karim Benali' });
  const receiver = await aPortalUser(db.database, { of: elsewhere, themes: [] });
  await switchAlerts(db.database, receiver);
  const shared = await aNew('2026-09-01T10:00:00Z', { title: 'Nieuwsbrief' });
  const ended = await aNew('2026-09-01T10:00:00Z');
  const share = (id: string) =>
    asSystem(db.database, (tx) =>
      sql`
        insert into document_shares (document_id, institution_id, level_id, theme_id, sharer_id, receiver_id, shared_at)
        values (${id}, ${school.id}, 1, 1, ${head.id}, ${receiver.id}, '2026-10-14T15:00:00Z')`.execute(tx),
    );
  await share(shared);
  await share(ended);
  at('2026-10-15T03:30:00Z');
  expect(await tell()).toMatchObject({ digests: 1 });
  await writingAs(db.database, receiver, ({ tx }) =>
    sql`update document_shares set ended_at = now(), ended_because = 'receiver' where document_id = ${ended}`.execute(
      tx,
    ),
  );
  expect(await toldTo(db.database, receiver)).toEqual([shared]);
  const [mail] = await waitingDigests(db.database, receiver);
  expect(JSON.stringify(mail && (await compose(db.database, mail)))).toContain('gedeeld door Karim Benali');
  at('2026-10-16T03:30:00Z');
  expect(await tell()).toMatchObject({ digests: 0 });
});

test('R10: who was blocked or left is told nothing', async () => {
  const [blocked, left] = [
    await aPortalUser(db.database, { of: school, themes: [1] }),
    await aPortalUser(db.database, { of: school, themes: [1] }),
  ];
  for (const person of [blocked, left]) await switchAlerts(db.database, person);
  await aNew('2026-10-14T15:00:00Z');
  await asSystem(db.database, (tx) => sql`update persons set blocked = true where id = ${blocked.id}`.execute(tx));
  await withdraw(db.database, left.grantId);
  at('2026-10-15T03:30:00Z');
  expect(await tell()).toEqual({ people: 1, digests: 0 });
});

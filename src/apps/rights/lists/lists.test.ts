import { beforeAll, describe, expect, test } from 'vitest';
import { asSystem, readAsSystem } from '#access/context.ts';
import { NotFound } from '#access/refusals.ts';
import { perform } from '#access/use-case.ts';
import { confirmList, makeList } from '#apps/rights/commands/apply-list.ts';
import { findList, listShownRows } from '#apps/rights/lists/list-store.ts';
import { readText, type TypedRow } from '#apps/rights/lists/read-list.ts';
import { workOnNext } from '#apps/rights/lists/worker.ts';
import { sealer as makeSealer } from '#platform/crypto.ts';
import { newId } from '#platform/ids.ts';
import { formatDate } from '#ui/format.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { actorOf, readingAs, writingAs } from '#tests/world/acting.ts';
import { aNationalNumber } from '#tests/world/national-numbers.ts';
import { aBoard, aSchool, type School } from '#tests/world/organisations.ts';
import { aHolder, aPerson, aWorkRelation, withdraw, type GivenRight, type Person } from '#tests/world/people.ts';
import { daysFromToday, fromDays } from '#tests/world/periods.ts';

const sealer = makeSealer({ nationalNumber: Buffer.alloc(32, 1), nationalNumberLookup: Buffer.alloc(32, 2) });
let db: TestDatabase;
let board: School;
let school: School;
let head: Person & GivenRight;
beforeAll(async () => {
  db = await testDatabase();
  board = await aBoard(db.database);
  school = await aSchool(db.database, { board });
  head = await aHolder(db.database, 'head-local-admin', { of: school, name: 'Karim Benali' });
});

const right = 'Mijn Onderwijs Gebruiker';
const passport = 'IRIS-Platform (Leerlingenpaspoort) Gebruiker';

async function colleague(at = school): Promise<Person> {
  const person = await aPerson(db.database);
  await aWorkRelation(db.database, person, at, fromDays(-100, 3000));
  return person;
}

let lines = 1;
const row = (who: string, more: Partial<TypedRow> = {}): TypedRow => ({
  line: (lines += 1),
  who,
  right,
  contexts: '',
  organisation: String(school.id),
  from: formatDate(daysFromToday(0)),
  until: formatDate(daysFromToday(100)),
  hasFormula: false,
  ...more,
});

async function make(by: Person, rows: readonly TypedRow[], allOrNothing = false): Promise<string> {
  const id = await writingAs(db.database, by, (as) =>
    perform(makeList, as, { rows, allOrNothing, key: newId(), sealer }),
  );
  await workOnNext(db.database);
  return id;
}
const confirm = (by: Person, listId: string) =>
  writingAs(db.database, by, (as) => perform(confirmList, as, { listId }));
async function give(by: Person, listId: string): Promise<void> {
  expect(await confirm(by, listId)).toBe('applying');
  await workOnNext(db.database);
}
const seen = (by: Person, listId: string) =>
  readingAs(db.database, by, async ({ db: reader }) => ({
    list: await findList(reader, listId),
    rows: await listShownRows(reader, listId, { onlyProblems: false, after: 0, limit: 10_000 }),
  }));
const problems = async (by: Person, listId: string) =>
  (await seen(by, listId)).rows.map(({ problem }) => problem?.kind);

describe('the dry run of a list', () => {
  test('says row by row what is wrong, and changes nothing (R26)', async () => {
    const an = await colleague();
    const has = await colleague();
    await give(head, await make(head, [row(has.email ?? '')]));
    const elsewhere = await aSchool(db.database);
    const twin = await aPerson(db.database, { email: an.email });
    await aWorkRelation(db.database, twin, elsewhere);
    const rows = [
      row(an.email?.toUpperCase() ?? ''),
      row(''),
      row('85.05.12-001.00'),
      row('niemand@school.example'),
      row(an.email ?? '', { organisation: 'school' }),
      row(an.email ?? '', { organisation: String(elsewhere.id) }),
      row(an.email ?? '', { right: 'Bestaat niet' }),
      row(an.email ?? '', { from: '31/02/2027' }),
      row(an.email ?? '', { until: 'ooit' }),
      row(an.email ?? '', { right: passport }),
      row(has.email ?? ''),
      row(an.email ?? '', { hasFormula: true }),
      row(an.email ?? '', { from: formatDate(daysFromToday(50)) }),
    ];
    const id = await make(head, rows);
    expect(await problems(head, id)).toEqual([
      undefined,
      'who-missing',
      'who-unreadable',
      'who-unknown',
      'organisation-unreadable',
      'organisation-not-yours',
      'right-unknown',
      'day-unreadable',
      'day-unreadable',
      'obstacle',
      'exists',
      'formula',
      'twice',
    ]);
    expect((await actorOf(db.database, an)).grants).toEqual([]);
  });

  test('finds people by number, which is kept as its keyed hash only', async () => {
    const number = aNationalNumber();
    const an = await colleague();
    await asSystem(db.database, (tx) =>
      tx
        .updateTable('persons')
        .set({ national_number_sealed: sealer.seal(number), national_number_lookup: sealer.lookup(number) })
        .where('id', '=', an.id)
        .execute(),
    );
    const id = await make(head, [row(number), row(aNationalNumber())]);
    expect(await problems(head, id)).toEqual([undefined, 'who-unknown']);
    const kept = await readAsSystem(db.database, (reader) =>
      reader.selectFrom('rights_lists').selectAll().where('id', '=', id).execute(),
    );
    const stored = await readingAs(db.database, head, ({ db: reader }) =>
      reader.selectFrom('rights_list_rows').selectAll().where('list_id', '=', id).execute(),
    );
    expect(JSON.stringify([kept, stored])).not.toContain(number);
  });

  test('somebody out of sight answers like nobody; two with one address at one institution are told apart by hand (R7)', async () => {
    const elsewhere = await aSchool(db.database);
    const stranger = await colleague(elsewhere);
    const [one, other] = [await colleague(), await aPerson(db.database, { email: 'gedeeld@school.example' })];
    await aWorkRelation(db.database, other, school);
    const third = await aPerson(db.database, { email: 'gedeeld@school.example' });
    await aWorkRelation(db.database, third, school);
    const id = await make(head, [row(stranger.email ?? ''), row('gedeeld@school.example'), row(one.email ?? '')]);
    expect(await problems(head, id)).toEqual(['who-unknown', 'who-several', undefined]);
  });
});

describe('applying a list', () => {
  test('gives what can be given, with the events of single rights, and leaves the rest with its problem (R25, R26)', async () => {
    const [an, bo] = [await colleague(), await colleague()];
    const id = await make(head, [
      row(an.email ?? ''),
      row('weg@school.example'),
      row(bo.email ?? '', { right: passport, contexts: 'gebruiker / Operator' }),
    ]);
    await give(head, id);
    const { list, rows } = await seen(head, id);
    expect(list).toMatchObject({ state: 'applied', total: 3, given: 2, problems: 1, done: 2 });
    expect(rows.map((one) => one.given)).toEqual([true, false, true]);
    expect((await actorOf(db.database, bo)).grants).toMatchObject([
      { entitlement: 'pupil-passport', contexts: ['Gebruiker', 'Operator'], until: daysFromToday(100) },
    ]);
    const events = await readAsSystem(db.database, (reader) =>
      reader
        .selectFrom('audit_events as a')
        .innerJoin('grants as g', (join) => join.onRef('a.subject_id', '=', (eb) => eb.cast('g.id', 'text')))
        .select(['a.action', 'a.rests_on_grant', 'a.actor_person_id'])
        .where('g.person_id', 'in', [an.id, bo.id])
        .execute(),
    );
    const event = { action: 'grant-right', rests_on_grant: head.grantId, actor_person_id: head.id };
    expect(events).toEqual([event, event]);
  });

  test('all or nothing gives nothing while a row has a problem, or when one appears meanwhile (R26)', async () => {
    const [an, bo] = [await colleague(), await colleague()];
    const bad = await make(head, [row(an.email ?? ''), row('weg@school.example')], true);
    expect(await confirm(head, bad)).toBe('problems');
    const good = await make(head, [row(an.email ?? ''), row(bo.email ?? '')], true);
    const meanwhile = await make(head, [row(bo.email ?? '')]);
    await give(head, meanwhile);
    await give(head, good);
    expect((await seen(head, good)).list).toMatchObject({ state: 'checked', given: 0, problems: 1 });
    expect((await actorOf(db.database, an)).grants).toEqual([]);
    const whole = await make(head, [row(an.email ?? ''), row((await colleague()).email ?? '')], true);
    await give(head, whole);
    expect((await seen(head, whole)).list).toMatchObject({ state: 'applied', given: 2 });
  });

  test('a right of the giver that was withdrawn meanwhile stops it (R1)', async () => {
    const second = await aHolder(db.database, 'head-local-admin', { of: school });
    const an = await colleague();
    const id = await make(second, [row(an.email ?? '')]);
    expect(await confirm(second, id)).toBe('applying');
    await withdraw(db.database, second.grantId);
    await workOnNext(db.database);
    expect((await actorOf(db.database, an)).grants).toEqual([]);
  });

  test('is for who brought it only, in every way (R7)', async () => {
    const second = await aHolder(db.database, 'head-local-admin', { of: school });
    const id = await make(head, [row((await colleague()).email ?? '')]);
    await expect(confirm(second, id)).rejects.toThrow(NotFound);
    expect(await seen(second, id)).toEqual({ list: undefined, rows: [] });
  });

  test('is applied once, however often it is confirmed', async () => {
    const id = await make(head, [row((await colleague()).email ?? '')]);
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => confirm(head, id)));
    expect(outcomes.toSorted()).toEqual(['applying', ...Array(4).fill('moved-on')]);
    await workOnNext(db.database);
    expect((await seen(head, id)).list).toMatchObject({ state: 'applied', given: 1 });
  });
});

test('a long list is given whole (RI-4)', async () => {
  const people: Person[] = [];
  for (let n = 0; n < 60; n += 1) people.push(await colleague());
  const rights = [right, 'KIOSK Aanvrager', 'Leerlingenvervoer Gebruiker', 'WebEdison Beheerder', 'Lokale Beheerder'];
  const rows = people.flatMap((person) => rights.map((one) => row(person.email ?? '', { right: one })));
  const id = await make(head, rows, true);
  expect((await seen(head, id)).list).toMatchObject({ total: 300, problems: 0 });
  await give(head, id);
  expect((await seen(head, id)).list).toMatchObject({ state: 'applied', given: 300, done: 300 });
});

test('a pasted list with or without a heading reads the same', () => {
  const cells = ['an@school.example', right, '', '034793', '01/09/2026', '30/06/2027'];
  const bare = readText(cells.join('\t'));
  const headed = readText(
    `Instelling;e-mail;Recht;Begindatum;Einddatum\n034793;an@school.example;${right};01/09/2026;30/06/2027`,
  );
  const read = {
    who: 'an@school.example',
    right,
    contexts: '',
    organisation: '034793',
    from: '01/09/2026',
    until: '30/06/2027',
  };
  expect(bare).toMatchObject({ ok: true, rows: [{ line: 1, ...read }] });
  expect(headed).toMatchObject({ ok: true, rows: [{ line: 2, ...read }] });
  expect(readText('')).toEqual({ ok: false, reason: 'empty' });
  expect(readText('een;twee')).toEqual({ ok: false, reason: 'columns' });
});

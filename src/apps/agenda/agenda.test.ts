import ICAL from 'ical.js';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { asSystem, readAsSystem } from '#access/context.ts';
import { Conflict, Forbidden, NotFound } from '#access/refusals.ts';
import { ask, perform } from '#access/use-case.ts';
import {
  addItem,
  agendaEntries,
  agendaItem,
  cancelItem,
  changeItem,
  makeFeed,
  revokeFeed,
} from '#apps/agenda/index.ts';
import type { EntriesInput, ItemInput } from '#apps/agenda/inputs.ts';
import { newId } from '#platform/ids.ts';
import { resetClock, setClock } from '#platform/clock.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aSite, type Site } from '#tests/wall/site.ts';
import { readingAs, writingAs } from '#tests/world/acting.ts';
import { aSchool, aSecondarySchool, anAdministration, type School } from '#tests/world/organisations.ts';
import {
  aHolder,
  aPortalAdmin,
  aPortalUser,
  setPeriod,
  withdraw,
  type GivenRight,
  type Person,
} from '#tests/world/people.ts';
import { daysFromToday, fromDays } from '#tests/world/periods.ts';

let db: TestDatabase;
let site: Site;
let service: School;
let editor: Person & GivenRight;
let school: School;
let reader: Person & GivenRight;

beforeAll(async () => {
  db = await testDatabase();
  site = await aSite(db);
  service = await anAdministration(db.database);
  editor = await aHolder(db.database, 'agenda-editor', { of: service, targetGroup: 'GID', name: 'Veerle Staes' });
  school = await aSchool(db.database);
  reader = await aPortalUser(db.database, { of: school, themes: [1] });
});
afterEach(resetClock);

const infoSession = (): ItemInput => ({
  organiserId: service.id,
  kind: 'event',
  title: 'Infosessie omkadering',
  description: 'Breng je vragen mee; we overlopen alles, stap voor stap.',
  begins: daysFromToday(10),
  ends: daysFromToday(10),
  beginsAt: '14:00',
  endsAt: '16:00',
  place: 'Brussel, zaal 3',
  link: 'https://onderwijs.example/infosessie',
  levels: [1],
  kinds: [],
});

const add = async (wishes: Partial<ItemInput> = {}, by: Person = editor): Promise<string> => {
  const input = { ...infoSession(), ...wishes, key: newId() };
  return (await writingAs(db.database, by, (as) => perform(addItem, as, input))).itemId;
};

const everything: EntriesInput = {
  levelId: null,
  levels: [],
  kinds: [],
  from: null,
  until: null,
  direction: 'later',
  skip: 0,
  limit: 500,
};

async function titlesFor(person: Person, question: Partial<EntriesInput> = {}): Promise<string[]> {
  const asked = { ...everything, kinds: ['milestone', 'event'] satisfies EntriesInput['kinds'], ...question };
  const { entries } = await readingAs(db.database, person, (as) => ask(agendaEntries, as, asked));
  return entries.map((entry) => (entry.kind === 'right' ? entry.entitlement : entry.title));
}

const canOpen = (person: Person, id: string): Promise<boolean> =>
  readingAs(db.database, person, (as) => ask(agendaItem, as, { itemId: id })).then(
    () => true,
    (error: unknown) => {
      expect(error).toBeInstanceOf(NotFound);
      return false;
    },
  );

describe('AG-1: an item reaches its audience and nobody else', () => {
  test('by education level', async () => {
    const neighbour = await aPortalUser(db.database, { of: await aSecondarySchool(db.database) });
    const id = await add({ title: 'Enkel basisonderwijs' });
    const both = await add({ title: 'Basis en secundair', levels: [1, 2] });
    expect(await titlesFor(reader)).toEqual(expect.arrayContaining(['Enkel basisonderwijs', 'Basis en secundair']));
    expect(await titlesFor(neighbour)).toContain('Basis en secundair');
    expect(await titlesFor(neighbour)).not.toContain('Enkel basisonderwijs');
    expect([await canOpen(reader, id), await canOpen(neighbour, id), await canOpen(neighbour, both)]).toEqual([
      true,
      false,
      true,
    ]);
  });

  test('by kind of institution', async () => {
    const special = await aSchool(db.database);
    await asSystem(db.database, (tx) =>
      tx.updateTable('organisations').set({ special: true }).where('id', '=', special.id).execute(),
    );
    const there = await aPortalAdmin(db.database, { of: special });
    const id = await add({ title: 'Studiedag leersteun', kinds: ['special-school'] });
    expect([await canOpen(there, id), await canOpen(reader, id)]).toEqual([true, false]);
    expect(await titlesFor(there)).toContain('Studiedag leersteun');
    expect(await titlesFor(reader)).not.toContain('Studiedag leersteun');
  });

  test('a level page shows that level only, and a filter never adds', async () => {
    const both = await aPortalAdmin(db.database, { of: school });
    await aPortalAdmin(db.database, { of: await aSecondarySchool(db.database), to: both });
    await add({ title: 'Voor secundair', levels: [2], kind: 'milestone' });
    expect(await titlesFor(both, { levelId: 1 })).not.toContain('Voor secundair');
    expect(await titlesFor(both, { levelId: 2 })).toContain('Voor secundair');
    expect(await titlesFor(both, { levels: [2] })).toContain('Voor secundair');
    expect(await titlesFor(reader, { levels: [2] })).toEqual([]);
    expect(await titlesFor(reader, { levelId: 2 })).toEqual([]);
  });

  test('P6 whoever lost the right sees nothing on the next request', async () => {
    const leaving = await aPortalUser(db.database, { of: school });
    const id = await add({ title: 'Tot morgen' });
    expect(await canOpen(leaving, id)).toBe(true);
    await withdraw(db.database, leaving.grantId);
    expect(await canOpen(leaving, id)).toBe(false);
    expect(await titlesFor(leaving)).toEqual([]);
  });
});

describe('AG-1: services keep their own items', () => {
  test('a reader enters nothing, and an editor nothing for another service', async () => {
    const other = await anAdministration(db.database, { id: 1_009_001 });
    await expect(add({}, reader)).rejects.toBeInstanceOf(Forbidden);
    await expect(add({ organiserId: other.id })).rejects.toBeInstanceOf(Forbidden);
    const colleague = await aHolder(db.database, 'agenda-editor', { of: other, targetGroup: 'GID' });
    const id = await add();
    await expect(
      writingAs(db.database, colleague, (as) => perform(cancelItem, as, { itemId: id, cancelled: true })),
    ).rejects.toBeInstanceOf(NotFound);
    await expect(
      writingAs(db.database, colleague, (as) =>
        perform(changeItem, as, { ...withoutOrganiser(), itemId: id, revision: 0 }),
      ),
    ).rejects.toBeInstanceOf(NotFound);
  });

  test('row-level security refuses what the policy refuses', async () => {
    await add();
    const insert = (by: Person) =>
      writingAs(db.database, by, ({ tx }) =>
        tx
          .insertInto('agenda_items')
          .values({
            organiser_id: service.id,
            kind: 'event',
            title: 'Vals',
            begins_on: daysFromToday(1),
            ends_on: daysFromToday(1),
            levels: [1],
            created_by: by.id,
          })
          .execute(),
      );
    await expect(insert(reader)).rejects.toThrow('row-level security');
    const [changed] = await writingAs(db.database, reader, ({ tx }) =>
      tx.updateTable('agenda_items').set({ title: 'Vals' }).execute(),
    );
    expect(changed?.numUpdatedRows).toBe(0n);
  });

  test('a form sent twice gives one item, and one audit entry', async () => {
    const input = { ...infoSession(), title: 'Tweemaal gestuurd', key: newId() };
    const once = await writingAs(db.database, editor, (as) => perform(addItem, as, input));
    const again = await writingAs(db.database, editor, (as) => perform(addItem, as, input));
    expect([once.kind, again.kind, again.itemId]).toEqual(['added', 'again', once.itemId]);
    expect((await titlesFor(reader)).filter((title) => title === 'Tweemaal gestuurd')).toHaveLength(1);
    const audit = await auditOf(once.itemId);
    expect(audit).toEqual([
      {
        action: 'add-agenda-item',
        actor_person_id: editor.id,
        rests_on_grant: editor.grantId,
        organisation_id: service.id,
      },
    ]);
  });

  test('what a colleague changed meanwhile is not overwritten', async () => {
    const id = await add();
    const change = (title: string) =>
      writingAs(db.database, editor, (as) =>
        perform(changeItem, as, { ...withoutOrganiser(), title, itemId: id, revision: 0 }),
      );
    await change('Eerste');
    await expect(change('Tweede')).rejects.toBeInstanceOf(Conflict);
    expect((await auditOf(id)).map((entry) => entry.action)).toEqual(['add-agenda-item', 'change-agenda-item']);
  });
});

describe('AG-1: rights that end stand in the agenda', () => {
  const rightsOf = (person: Person, question: Partial<EntriesInput> = {}) =>
    readingAs(db.database, person, async (as) => {
      const { entries } = await ask(agendaEntries, as, { ...everything, kinds: ['right'], ...question });
      return entries.map((entry) => [entry.begins, entry.kind === 'right' && entry.organisations.map((one) => one.id)]);
    });

  test('the same right at two schools is one entry, on its last day', async () => {
    const other = await aSchool(db.database);
    const person = await aPortalUser(db.database, { of: school, period: fromDays(-10, 30) });
    await aPortalUser(db.database, { of: other, to: person, period: fromDays(-10, 30) });
    const ids = [school.id, other.id].toSorted((one, another) => one - another);
    expect(await rightsOf(person)).toEqual([[daysFromToday(30), ids]]);
    expect(await rightsOf(person, { levelId: 2 })).toEqual([]);
    expect(await rightsOf(person, { until: daysFromToday(29) })).toEqual([]);
  });

  test('a right ends with its work relation, and an automatic one is not announced (R16)', async () => {
    const person = await aPortalUser(db.database, { of: school, relationPeriod: fromDays(-10, 5) });
    expect(await rightsOf(person)).toEqual([[daysFromToday(5), [school.id]]]);
    const head = await aPortalAdmin(db.database, { of: school, cause: 'automatic' });
    expect(await rightsOf(head)).toEqual([]);
  });
});

describe('AG-1: the agenda as iCalendar feed', () => {
  const feedOf = async (person: Person): Promise<string> =>
    `/agenda/feed/${(await writingAs(db.database, person, (as) => perform(makeFeed, as, {}))).token}`;

  async function fetchEvents(path: string): Promise<ICAL.Event[]> {
    const answer = await site.ask(path);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    const text = await answer.text();
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    const calendar = new ICAL.Component(
      ICAL.parse(text) as unknown[] as ConstructorParameters<typeof ICAL.Component>[0],
    );
    expect(calendar.getFirstPropertyValue('version')).toBe('2.0');
    return calendar.getAllSubcomponents('vevent').map((event) => new ICAL.Event(event));
  }

  test('a parser reads days, moments, texts and what was called off', async () => {
    const person = await aPortalUser(db.database, { of: await aSchool(db.database, { levels: [5] }) });
    const odd = 'Komma, puntkomma; schuine streep \\ en\neen tweede regel die langer is dan vijfenzeventig tekens: éèë';
    await add({ levels: [5], title: 'Zomer; winter', description: odd, begins: '2027-07-01', ends: '2027-07-01' });
    const id = await add({ levels: [5], title: 'Winter', begins: '2027-01-15', ends: '2027-01-15', endsAt: null });
    await add({
      levels: [5],
      title: 'Drie dagen',
      begins: '2027-03-01',
      ends: '2027-03-03',
      beginsAt: null,
      endsAt: null,
    });
    await writingAs(db.database, editor, (as) => perform(cancelItem, as, { itemId: id, cancelled: true }));
    const events = new Map((await fetchEvents(await feedOf(person))).map((event) => [event.summary, event]));
    const summer = events.get('Zomer; winter');
    expect(summer?.startDate.toJSDate().toISOString()).toBe('2027-07-01T12:00:00.000Z');
    expect(summer?.endDate.toJSDate().toISOString()).toBe('2027-07-01T14:00:00.000Z');
    expect(summer?.description).toContain(odd);
    const winter = events.get('Afgelast: Winter');
    expect(winter?.startDate.toJSDate().toISOString()).toBe('2027-01-15T13:00:00.000Z');
    expect(winter?.component.getFirstPropertyValue('status')).toBe('CANCELLED');
    expect(winter?.component.getFirstPropertyValue('sequence')).toBe(1);
    const days = events.get('Drie dagen');
    expect([days?.startDate.isDate, days?.startDate.toString(), days?.endDate.toString()]).toEqual([
      true,
      '2027-03-01',
      '2027-03-04',
    ]);
    expect([...events.keys()].some((summary) => summary.startsWith('Je recht Mijn Onderwijs Gebruiker'))).toBe(true);
    expect(new Set([...events.values()].map((event) => event.uid)).size).toBe(events.size);
  });

  test('P6 the feed follows the rights of its person at every fetch', async () => {
    const person = await aPortalUser(db.database, { of: school });
    await add({ title: 'Zolang het mag' });
    const path = await feedOf(person);
    expect((await fetchEvents(path)).map((event) => event.summary)).toContain('Zolang het mag');
    await setPeriod(db.database, person.grantId, fromDays(-10, -1));
    expect(await fetchEvents(path)).toEqual([]);
    await setPeriod(db.database, person.grantId, fromDays(-10, 20));
    expect(await fetchEvents(path)).not.toEqual([]);
    setClock(new Date(Date.now() + 22 * 86_400_000));
    expect(await fetchEvents(path)).toEqual([]);
  });

  test('an ended or renewed address, a blocked person and a made-up secret answer alike', async () => {
    const person = await aPortalUser(db.database, { of: school });
    const first = await feedOf(person);
    const second = await feedOf(person);
    const statuses = async (paths: string[]) => Promise.all(paths.map(async (path) => (await site.ask(path)).status));
    expect(await statuses([first, second, '/agenda/feed/verzonnen'])).toEqual([404, 200, 404]);
    await writingAs(db.database, person, (as) => perform(revokeFeed, as, {}));
    expect(await statuses([second])).toEqual([404]);
    const third = await feedOf(person);
    await asSystem(db.database, (tx) =>
      tx.updateTable('persons').set({ blocked: true }).where('id', '=', person.id).execute(),
    );
    expect(await statuses([third])).toEqual([404]);
  });

  test('the secret is nowhere stored, and two made at once leave one that works', async () => {
    const person = await aPortalUser(db.database, { of: school });
    const paths = await Promise.all([feedOf(person), feedOf(person), feedOf(person)]);
    const stored = await readAsSystem(db.database, (reader) =>
      reader.selectFrom('calendar_feeds').selectAll().where('person_id', '=', person.id).execute(),
    );
    expect(stored.filter((feed) => feed.revoked_at === null)).toHaveLength(1);
    for (const path of paths) expect(JSON.stringify(stored)).not.toContain(path.slice('/agenda/feed/'.length));
    const statuses = await Promise.all(paths.map(async (path) => (await site.ask(path)).status));
    expect(statuses.toSorted()).toEqual([200, 404, 404]);
  });

  test('nobody sees or ends the feed of another', async () => {
    const person = await aPortalUser(db.database, { of: school });
    const path = await feedOf(person);
    await writingAs(db.database, reader, (as) => perform(revokeFeed, as, {}));
    const seen = await readingAs(db.database, reader, ({ db: own }) =>
      own.selectFrom('calendar_feeds').select('person_id').execute(),
    );
    expect(seen.every((feed) => feed.person_id === reader.id)).toBe(true);
    expect((await site.ask(path)).status).toBe(200);
  });
});

function withoutOrganiser() {
  const { organiserId: _, ...rest } = infoSession();
  return rest;
}

function auditOf(id: string) {
  return readAsSystem(db.database, (own) =>
    own
      .selectFrom('audit_events')
      .select(['action', 'actor_person_id', 'rests_on_grant', 'organisation_id'])
      .where('subject_id', '=', id)
      .orderBy('at')
      .execute(),
  );
}

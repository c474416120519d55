import ICAL from 'ical.js';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { asSystem } from '#access/context.ts';
import { ask, perform } from '#access/use-case.ts';
import { agendaEntries, makeFeed } from '#apps/agenda/index.ts';
import type { EntriesInput } from '#apps/agenda/inputs.ts';
import { setFormParameters } from '#apps/submissions/index.ts';
import { sendingDesk } from '#apps/submissions/views.ts';
import { resetClock, setClock } from '#platform/clock.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aSite, signIn, type Site } from '#tests/wall/site.ts';
import { readingAs, writingAs } from '#tests/world/acting.ts';
import { aSchool, aSecondarySchool, anAdministration, type School } from '#tests/world/organisations.ts';
import { aHolder, aPortalAdmin, aPortalUser, type Person } from '#tests/world/people.ts';
import { daysFromToday } from '#tests/world/periods.ts';

let db: TestDatabase;
let site: Site;
let service: School;
let school: School;

beforeAll(async () => {
  db = await testDatabase();
  site = await aSite(db);
  service = await anAdministration(db.database);
  school = await aSchool(db.database);
});
afterEach(resetClock);

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

describe('AG-1, DV-2: the last day of a form stands in the agenda', () => {
  const closes = daysFromToday(21);
  const setForm = (slug: string, days: { from?: string | null; until?: string | null }) =>
    asSystem(db.database, (tx) => setFormParameters(tx, slug, days));
  const closing = async (person: Person, question: Partial<EntriesInput> = {}) => {
    const asked = { ...everything, kinds: ['form'] satisfies EntriesInput['kinds'], ...question };
    const { entries } = await readingAs(db.database, person, (as) => ask(agendaEntries, as, asked));
    return entries.map((entry) => (entry.kind === 'form' ? [entry.slug, entry.begins, entry.levels] : entry.kind));
  };

  test('for who may send it, at the level where they may, and for nobody else', async () => {
    await setForm('twlbuo', { from: daysFromToday(-5), until: closes });
    const pupils = await aPortalUser(db.database, { of: school, themes: [3] });
    const other = await aPortalUser(db.database, { of: school, themes: [1] });
    const head = await aPortalAdmin(db.database, { of: await aSecondarySchool(db.database) });
    const artSchool = await aPortalAdmin(db.database, { of: await aSchool(db.database, { levels: [3] }) });
    const civilServant = await aHolder(db.database, 'agenda-editor', { of: service, targetGroup: 'GID' });
    expect(await closing(pupils)).toEqual([['twlbuo', closes, [1]]]);
    expect(await closing(head)).toEqual([['twlbuo', closes, [2]]]);
    for (const nobody of [other, artSchool, civilServant]) expect(await closing(nobody)).toEqual([]);
    await setForm('twlbuo', { until: null });
    expect(await closing(pupils)).toEqual([]);
  });

  test('P8 it follows the theme: taken away it is gone on the next request, and it agrees with the forms that are offered', async () => {
    await setForm('sol', { until: closes });
    await setForm('toel', { until: closes });
    const person = await aPortalUser(db.database, { of: school, themes: [3, 7] });
    const offered = async () =>
      (
        await readingAs(db.database, person, (as) => ask(sendingDesk, as, { institutionId: school.id, levelId: 1 }))
      ).forms
        .filter((form) => form.activeUntil !== null)
        .map((form) => form.slug);
    expect((await closing(person)).map(([slug]) => slug).toSorted()).toEqual((await offered()).toSorted());
    expect(await offered()).toEqual(expect.arrayContaining(['sol', 'toel']));
    await asSystem(db.database, (tx) =>
      tx
        .updateTable('theme_ticks')
        .set({ unticked_at: new Date() })
        .where('person_id', '=', person.id)
        .where('theme_id', '=', 3)
        .execute(),
    );
    expect((await closing(person)).map(([slug]) => slug)).toEqual(['toel']);
    expect((await closing(person)).map(([slug]) => slug)).toEqual(await offered());
  });

  test('in the list, in the month and past, narrowed by level, kind and days', async () => {
    await setForm('sol', { until: closes });
    const both = await aPortalAdmin(db.database, { of: school });
    expect((await closing(both, { levelId: 1, from: closes, until: closes })).map(([slug]) => slug)).toContain('sol');
    expect(await closing(both, { levelId: 2 })).toEqual([]);
    expect(await closing(both, { from: daysFromToday(22) })).toEqual([]);
    expect(await closing(both, { until: daysFromToday(20) })).toEqual([]);
    const session = await signIn(db.database, both);
    const month = await (await site.ask(`/agenda?maand=${closes.slice(0, 7)}`, { session })).text();
    const list = await (await site.ask('/agenda?soort=formulier', { session })).text();
    for (const page of [month, list]) {
      expect(page).toContain('Laatste dag voor Speciale onderwijsmiddelen (SOL)');
      expect(page).toContain('href="/basisonderwijs/document-versturen?formulier=sol"');
    }
    setClock(new Date(Date.now() + 22 * 86_400_000));
    const later = await signIn(db.database, both);
    expect(await (await site.ask('/agenda?voorbij=1&soort=formulier', { session: later })).text()).toContain('(SOL)');
    expect(await (await site.ask('/agenda?soort=formulier', { session: later })).text()).not.toContain('(SOL)');
  });

  test('a parser reads it from the feed as a day of its own, with what it is and where to send it', async () => {
    await setForm('sol', { from: daysFromToday(-5), until: closes });
    const head = await aPortalAdmin(db.database, { of: school });
    const { token } = await writingAs(db.database, head, (as) => perform(makeFeed, as, {}));
    const text = await (await site.ask(`/agenda/feed/${token}`)).text();
    const calendar = new ICAL.Component(
      ICAL.parse(text) as unknown[] as ConstructorParameters<typeof ICAL.Component>[0],
    );
    const events = calendar.getAllSubcomponents('vevent').map((event) => new ICAL.Event(event));
    const event = events.find(({ summary }) => summary === 'Laatste dag voor Speciale onderwijsmiddelen (SOL)');
    expect([event?.startDate.isDate, event?.startDate.toString(), event?.endDate.toString()]).toEqual([
      true,
      closes,
      daysFromToday(22),
    ]);
    expect(event?.description).toContain('te versturen van');
    expect(event?.component.getFirstPropertyValue('url')).toBe(
      'http://schoolpoort.test/basisonderwijs/document-versturen?formulier=sol',
    );
    expect(new Set(events.map(({ uid }) => uid)).size).toBe(events.length);
  });
});

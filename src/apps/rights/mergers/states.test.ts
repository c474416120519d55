import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { asSystem } from '#access/context.ts';
import { withdrawSuccessor } from '#apps/rights/mergers/record.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aSite, signIn, type Site } from '#tests/wall/site.ts';
import { aMerger } from '#tests/world/mergers.ts';
import { aSchool, type School } from '#tests/world/organisations.ts';
import { aGrant, aHolder, aPortalUser, type Person } from '#tests/world/people.ts';
import { fromDays } from '#tests/world/periods.ts';

let db: TestDatabase;
let site: Site;
beforeAll(async () => {
  db = await testDatabase();
  site = await aSite(db);
});

/** Somebody who heads a new school, with or without its themes, and looks at a merger into it. */
async function aHead(wishes: { themes?: boolean } = {}) {
  const next = await aSchool(db.database);
  const head = await aHolder(db.database, 'head-local-admin', { of: next, period: fromDays(-100, 300) });
  if (wishes.themes ?? true) await aGrant(db.database, head, 'portal-admin', { of: next });
  return { next, ...(await looking(head)) };
}

async function looking(person: Person) {
  const session = await signIn(db.database, person);
  const pathOf = (old: School): string => `/mijn-taken/fusie/0${old.id}`;
  const answer = async (path: string, form?: Record<string, string | string[]>) => {
    const pairs = Object.entries(form ?? {}).flatMap(([name, value]) => [value].flat().map((one) => [name, one]));
    const body = new URLSearchParams(pairs);
    const response = await site.ask(path, { session, ...(form && { method: 'POST', body }) });
    return { status: response.status, to: response.headers.get('location'), text: await response.text() };
  };
  return {
    person,
    look: (old: School, query = '') => answer(`${pathOf(old)}${query}`),
    send: (old: School, form: Record<string, string | string[]>) => answer(pathOf(old), form),
    tasks: () => answer('/mijn-taken'),
  };
}

const hidden = (text: string, name: string): string[] =>
  [...text.matchAll(new RegExp(`<input type="hidden" name="${name}" value="([^"]*)"`, 'g'))].map(
    ([, value = '']) => value,
  );

const confirmed = (preview: string) => ({
  stap: 'bevestigen',
  mee: hidden(preview, 'mee'),
  gezien: hidden(preview, 'gezien')[0] ?? '',
  sleutel: hidden(preview, 'sleutel')[0] ?? '',
});

describe('RI-6, R21 what the page of a merger says', () => {
  test('of a school where nobody has anything: that nothing comes along, and one button closes the task', async () => {
    const { next, look, send, tasks } = await aHead();
    const old = await aSchool(db.database, { name: 'Lege School' });
    await aMerger(db.database, old, next);
    expect((await look(old)).text).toContain('Niemand heeft nog iets bij de oude instelling');
    const preview = await send(old, { stap: 'nakijken' });
    expect(preview.text).toContain('Er gaat niets over');
    expect(preview.text).not.toContain('0 banden');
    const done = await send(old, confirmed(preview.text));
    expect([done.status, done.to]).toEqual([303, `/mijn-taken/fusie/0${old.id}?gedaan=nu`]);
    expect((await look(old, '?gedaan=nu')).text).toContain('Er ging niets over');
    expect((await tasks()).text).not.toContain('Lege School');
  });

  test('of many people: each on one line, everybody or nobody at once, and nothing before it is confirmed', async () => {
    const { next, look, send } = await aHead();
    const old = await aSchool(db.database);
    for (let at = 0; at < 20; at += 1) await aPortalUser(db.database, { of: old, themes: [3] });
    await aMerger(db.database, old, next);
    const whole = (await look(old)).text;
    expect(whole.match(/<details/g)?.length).toBeGreaterThanOrEqual(20);
    expect(whole.match(/type="checkbox"[^>]*checked/g)).toHaveLength(60);
    const none = (await send(old, { stap: 'niets' })).text;
    expect(none).toContain('Niets staat aangevinkt');
    expect(none).not.toMatch(/type="checkbox"[^>]*checked/);
    const empty = await send(old, { stap: 'nakijken' });
    expect([empty.status, empty.text.includes('Kies minstens één recht')]).toEqual([422, true]);
    const all = (await send(old, { stap: 'alles' })).text;
    expect(all).toContain('60 banden, rechten of thema’s');
    expect(hidden(all, 'mee')).toHaveLength(60);
    const changed = (await send(old, { stap: 'wijzig', mee: hidden(all, 'mee').slice(0, 3) })).text;
    expect(changed).toContain('Wat je koos, staat aangevinkt');
    expect(changed.match(/type="checkbox"[^>]*checked/g)).toHaveLength(3);
    const { to } = await send(old, confirmed(all));
    expect(to).toContain('gedaan=nu');
    expect((await look(old)).text).toContain('60 banden, rechten of thema’s');
  });

  test('of themes that the decider cannot take along: the warning, before and after choosing; not where he can', async () => {
    const [without, within] = [await aHead({ themes: false }), await aHead()];
    for (const { next, look, send, warned } of [
      { ...without, warned: true },
      { ...within, warned: false },
    ]) {
      const old = await aSchool(db.database);
      await aPortalUser(db.database, { of: old, themes: [3] });
      await aMerger(db.database, old, next);
      for (const { text } of [await look(old), await send(old, { stap: 'alles' })])
        expect(text.includes('Jij kunt geen thema’s meenemen')).toBe(warned);
    }
  });

  test('that begins later: no button confirms it; further away nobody is named, whatever is sent', async () => {
    const { next, look, send, tasks } = await aHead();
    const [soon, far] = [await aSchool(db.database), await aSchool(db.database)];
    for (const of of [soon, far])
      await aPortalUser(db.database, { of, name: 'Joke Geheim', period: fromDays(-10, 300), themes: [3] });
    await aMerger(db.database, soon, next, 20);
    await aMerger(db.database, far, next, 100);
    const preview = (await send(soon, { stap: 'alles' })).text;
    expect(preview).toContain('Bevestigen kan vanaf');
    expect(preview).not.toContain('value="bevestigen"');
    expect((await look(far)).text).toContain('Nog niet te bekijken');
    for (const stap of ['alles', 'niets', 'nakijken', 'wijzig', 'bevestigen']) {
      const answer = await send(far, { stap, gezien: 'niets', sleutel: crypto.randomUUID() });
      expect([stap, answer.status, answer.text.includes('Geheim')]).toEqual([stap, 303, false]);
    }
    expect((await tasks()).text).toContain('te bekijken vanaf');
  });

  test('that was taken back, or into a school that closed: it is not there, as for whoever has nothing to do with it', async () => {
    const { next, look, send, tasks, person } = await aHead();
    const old = await aSchool(db.database, { name: 'Teruggenomen School' });
    await aMerger(db.database, old, next);
    const stranger = await looking(await aHolder(db.database, 'head-local-admin', { of: await aSchool(db.database) }));
    const gone = async ({ status, text }: { status: number; text: string }) => {
      expect(status).toBe(404);
      expect(text).not.toContain('Teruggenomen School');
    };
    for (const stap of ['alles', 'niets', 'nakijken']) await gone(await stranger.send(old, { stap }));
    await gone(await stranger.look(old));
    await asSystem(db.database, (tx) => withdrawSuccessor(tx, { organisationId: old.id, reason: 'vergissing' }));
    await gone(await look(old));
    await gone(await send(old, { stap: 'alles' }));
    expect((await tasks()).text).not.toContain('Teruggenomen School');

    await aGrant(db.database, person, 'head-local-admin', { of: await aSchool(db.database) });
    await aMerger(db.database, old, next);
    await asSystem(db.database, (tx) =>
      sql`update organisations set valid = daterange(null, app.today()) where id = ${next.id}`.execute(tx),
    );
    await gone(await look(old));
    await gone(await send(old, { stap: 'alles' }));
    expect((await tasks()).text).not.toContain('Teruggenomen School');
  });
});

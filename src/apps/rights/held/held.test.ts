import fc from 'fast-check';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '#access/actor.ts';
import { actAsPerson, readAsSystem } from '#access/context.ts';
import { perform } from '#access/use-case.ts';
import { rejectHeld, releaseHeld } from '#apps/rights/held/decide-held.ts';
import { decideHold } from '#apps/rights/held/held-store.ts';
import { isHeld } from '#apps/rights/held/limit.ts';
import { countForBell } from '#apps/rights/queries/requests.ts';
import type { Tx } from '#platform/db.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aSite, signIn, type Site } from '#tests/wall/site.ts';
import { readingAs, writingAs } from '#tests/world/acting.ts';
import { daysFromToday } from '#tests/world/periods.ts';
import { aSchool, type School } from '#tests/world/organisations.ts';
import { aGrant, aHolder, aPerson, aWorkRelation, type Person } from '#tests/world/people.ts';
import { aScimClient, core, extension, patchOp, heldSchema, type Answered, type Asked } from '#tests/world/scim.ts';

let db: TestDatabase;
let site: Site;
let school: School;
let head: Person;
let other: Person;
let people: Person[];
let ask: Asked & { clientId: string };

beforeAll(async () => {
  db = await testDatabase();
  site = await aSite(db);
});

/** A school of twenty people, of whom two administrate. */
beforeEach(async () => {
  school = await aSchool(db.database);
  head = await aHolder(db.database, 'head-local-admin', { of: school });
  other = await aHolder(db.database, 'head-local-admin', { of: school });
  people = [];
  for (let made = 0; made < 18; made += 1) {
    const person = await aPerson(db.database, { name: `Persoon ${made}` });
    await aWorkRelation(db.database, person, school);
    people.push(person);
  }
  ask = await aScimClient(db.database, site, { by: head, of: [school], holdPercent: 10 });
});

const remove = (person: Person | undefined, by = ask) => by('DELETE', `/Users/${person?.id}`);
const heldIn = (answer: Answered): string => answer.body[heldSchema].held[0] ?? '';
const stillRelated = (): Promise<number> =>
  readAsSystem(db.database, async (reader) => {
    const rows = await reader
      .selectFrom('work_relations')
      .select('period')
      .where('organisation_id', '=', school.id)
      .execute();
    return rows.filter(({ period }) => !String(period).endsWith(`,${tomorrow()})`)).length;
  });
const tomorrow = () => daysFromToday(1);
const decide = (by: Person, what: typeof releaseHeld, heldId: string, reason = 'Nagekeken met het secretariaat.') =>
  writingAs(db.database, by, (as) => perform(what, as, { heldId, reason }));

describe('more than a tenth of an institution within a day', () => {
  test('SCIM is held: nothing of it happens, the program is told, and its administrators get a task and a mail', async () => {
    expect([(await remove(people[0])).status, (await remove(people[1])).status]).toEqual([204, 204]);
    const third = await remove(people[2]);
    expect(third.status).toBe(202);
    expect(third.body).toMatchObject({ schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], status: '202' });
    const off = { schemas: [patchOp], Operations: [{ op: 'replace', path: 'active', value: false }] };
    const fourth = await ask('PATCH', `/Users/${people[3]?.id}`, off);
    expect([fourth.status, heldIn(fourth)]).toEqual([202, heldIn(third)]);
    const put = { schemas: [core], userName: 'weg', [extension]: { workRelations: [] } };
    expect((await ask('PUT', `/Users/${people[4]?.id}`, put)).status).toBe(202);
    expect((await ask('GET', `/Users/${people[4]?.id}`)).body.userName).not.toBe('weg');
    expect(await stillRelated()).toBe(18);
    for (const admin of [head, other])
      expect(await readingAs(db.database, admin, (as) => countForBell(as.db, as.actor))).toBe(1);
    const mails = await readAsSystem(db.database, (reader) =>
      reader
        .selectFrom('mails')
        .select('person_id')
        .where('key', 'like', `held-endings:${heldIn(third)}:%`)
        .execute(),
    );
    expect(mails.map(({ person_id }) => person_id).toSorted()).toEqual([head.id, other.id].toSorted());
  });

  test('SCIM who administrates lets it happen whole, or refuses it whole, once', async () => {
    for (const person of people.slice(0, 6)) await remove(person);
    const heldId = heldIn(await remove(people[6]));
    expect(await stillRelated()).toBe(18);
    expect(await decide(other, releaseHeld, heldId, ' ')).toEqual({ kind: 'reason-missing' });
    const outcomes = await Promise.all([decide(head, releaseHeld, heldId), decide(other, rejectHeld, heldId)]);
    expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(['decided', 'decided-now']);
    expect([13, 18]).toContain(await stillRelated());
    expect(await decide(head, releaseHeld, heldId)).toEqual({ kind: 'decided' });
  });

  test('SCIM what was refused is not asked again within a day: no new task, and the program is told why', async () => {
    for (const person of people.slice(0, 2)) await remove(person);
    const heldId = heldIn(await remove(people[2]));
    await decide(other, rejectHeld, heldId);
    expect((await remove(people[2])).status).toBe(403);
    expect(await readingAs(db.database, head, (as) => countForBell(as.db, as.actor))).toBe(0);
    expect((await remove(people[3])).status).toBe(202);
  });

  test('SCIM many at the same moment do not slip through together', async () => {
    const answers = await Promise.all(people.slice(0, 8).map((person) => remove(person)));
    // Whoever had to wait too long is told to try again: that ends nothing either.
    expect(answers.filter(({ status }) => status === 204).length).toBeLessThanOrEqual(2);
    expect(await stillRelated()).toBeGreaterThanOrEqual(18);
  });
});

describe('who decides', () => {
  test('SCIM nobody of elsewhere, no plain user and not the program itself, though it acts for an administrator', async () => {
    for (const person of people.slice(0, 2)) await remove(person);
    const heldId = heldIn(await remove(people[2]));
    const stranger = await aHolder(db.database, 'head-local-admin', { of: await aSchool(db.database) });
    const user = await aHolder(db.database, 'portal-user', { of: school });
    for (const person of [stranger, user])
      for (const what of [releaseHeld, rejectHeld])
        await expect(decide(person, what, heldId)).rejects.toThrow(expect.objectContaining({ name: 'NotFound' }));
    const through = ({ tx, actor }: { tx: Tx; actor: Actor }) => ({
      tx,
      actor: { ...actor, via: { clientId: ask.clientId, name: 'x' } },
    });
    const asProgram = writingAs(db.database, head, (as) => perform(releaseHeld, through(as), { heldId, reason: 'x' }));
    await expect(asProgram).rejects.toThrow(expect.objectContaining({ name: 'NotFound' }));
    const decision = { state: 'released', by: head.id, reason: null } as const;
    const decided = await writingAs(db.database, head, async (as) => {
      await actAsPerson(as.tx, through(as).actor);
      return decideHold(as.tx, heldId, decision);
    });
    expect(decided).toBe(false);
  });

  test('SCIM the page shows whom it is about, keeps what was typed, and leads back to the tasks', async () => {
    for (const person of people.slice(0, 2)) await remove(person);
    const heldId = heldIn(await remove(people[2]));
    const session = await signIn(db.database, other);
    const tasks = await (await site.ask('/mijn-taken', { session })).text();
    const address = `/mijn-taken/tegengehouden/${heldId}`;
    expect(tasks).toContain(address);
    expect(await (await site.ask(address, { session })).text()).toContain('Persoon 2');
    const send = (to: string, body: Record<string, string>) =>
      site.ask(`${address}/${to}`, { method: 'POST', session, body: new URLSearchParams(body) });
    const empty = await send('weigeren', { 'reden-weigeren': '' });
    expect([empty.status, await empty.text()]).toEqual([422, expect.stringContaining('Schrijf waarom.')]);
    const done = await send('vrijgeven', { 'reden-vrijgeven': 'Einde schooljaar' });
    expect(done.headers.get('location')).toBe('/mijn-taken?gedaan=vrijgegeven');
    expect((await send('vrijgeven', { 'reden-vrijgeven': 'Nog eens' })).status).toBe(409);
    expect(await (await site.ask(address, { session })).text()).toContain('Einde schooljaar');
    await aGrant(db.database, other, 'portal-admin', { of: school });
    const journal = await (await site.ask('/gebruikersbeheer/logboek', { session })).text();
    expect(journal).toContain('door het programma Personeelspakket');
    expect(journal).toContain('Liet tegengehouden uitschrijvingen gebeuren');
  });
});

test('SCIM never more than the part that may end, and one a day always may, in whatever portions it is asked', () => {
  fc.assert(
    fc.property(
      fc.nat(500),
      fc.integer({ min: 1, max: 100 }),
      fc.array(fc.integer({ min: 1, max: 30 })),
      (relations, percent, portions) => {
        let ended = 0;
        for (const asked of portions) if (!isHeld({ relations, endedBefore: ended, asked }, percent)) ended += asked;
        expect(ended).toBeLessThanOrEqual(Math.max(1, (relations * percent) / 100));
      },
    ),
  );
  expect(isHeld({ relations: 5, endedBefore: 0, asked: 1 }, 10)).toBe(false);
  expect(isHeld({ relations: 5, endedBefore: 0, asked: 1 }, 0)).toBe(true);
});

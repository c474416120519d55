import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { asSystem } from '#access/context.ts';
import { perform } from '#access/use-case.ts';
import { untickTheme } from '#apps/themes/index.ts';
import { brusselsToday, resetClock, setClock } from '#platform/clock.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aDocument, type MadeDocument } from '#tests/wall/documents.ts';
import { aServiceToken } from '#tests/wall/personas.ts';
import { aSite, signIn, type Site } from '#tests/wall/site.ts';
import { metadataFor } from '#tests/world/deliveries.ts';
import { writingAs } from '#tests/world/acting.ts';
import { aSchool, type School } from '#tests/world/organisations.ts';
import {
  aPortalAdmin,
  aPortalUser,
  setPeriod,
  setRelationPeriod,
  withdraw,
  type GivenRight,
  type Person,
} from '#tests/world/people.ts';
import { endedYesterday } from '#tests/world/periods.ts';

let db: TestDatabase;
/** Two servers with connections of their own on one database: what one changes, the other must know. */
let here: Site;
let there: Site;
let school: School;
let document: MadeDocument;
let user: Person & GivenRight;
let session: string;

beforeAll(async () => {
  db = await testDatabase();
  here = await aSite(db);
  there = await aSite(db, { ownPool: true, dataDir: here.services.config.dataDir });
  school = await aSchool(db.database);
  document = await aDocument(db.database, { institutionId: school.id, files: here.services.files });
});
beforeEach(async () => {
  user = await aPortalUser(db.database, { of: school, themes: [1] });
  session = await signIn(db.database, user);
});
afterEach(resetClock);

const addresses = (): string[] => [
  `/document/${document.id}`,
  `/document/${document.id}/bestand`,
  `/document/${document.id}/download`,
];

/** Whether the other server gives the document away, in any form. */
async function reads(site = there): Promise<boolean> {
  const statuses: number[] = [];
  for (const path of addresses()) {
    const answer = await site.ask(path, { session });
    await answer.body?.cancel();
    statuses.push(answer.status);
  }
  const list = await (await site.ask('/documenten', { session })).text();
  const all = [...statuses.map((status) => status === 200), list.includes(document.id)];
  expect(new Set(all).size, `page, file, download and list agree: ${all}`).toBe(1);
  return all[0] ?? false;
}

const change = (table: 'persons' | 'organisations', id: string | number, values: Record<string, unknown>) =>
  asSystem(db.database, (tx) =>
    tx
      .updateTable(table)
      .set(values)
      .where('id', '=', id as never)
      .execute(),
  );

describe('P6, R12: it holds on the very next request, at every server', () => {
  const endings: [string, () => Promise<unknown>][] = [
    ['the right is withdrawn', () => withdraw(db.database, user.grantId)],
    ['the right ended', () => setPeriod(db.database, user.grantId, endedYesterday())],
    ['the work relation ended', () => setRelationPeriod(db.database, user.relationId, endedYesterday())],
    ['the person is blocked', () => change('persons', user.id, { blocked: true })],
    ['the theme is unticked', () => untick()],
    ['the person signs out everywhere', () => here.ask('/afmelden/overal', { method: 'POST', session })],
  ];

  test.each(endings)('%s', async (_what, end) => {
    expect([await reads(there), await reads(here)]).toEqual([true, true]);
    await end();
    expect([await reads(there), await reads(here)]).toEqual([false, false]);
  });

  test('the institution closed, and opened again', async () => {
    expect(await reads()).toBe(true);
    await change('organisations', school.id, { valid: endedYesterday() });
    expect(await reads()).toBe(false);
    await change('organisations', school.id, { valid: '(,)' });
    expect(await reads()).toBe(true);
  });

  test('R6: losing the right of portal administrator removes theme administration at once', async () => {
    const admin = await aPortalAdmin(db.database, { of: school });
    const token = await signIn(db.database, admin);
    const grid = async (): Promise<number> =>
      (await there.ask('/basisonderwijs/themabeheer', { session: token })).status;
    expect(await grid()).toBe(200);
    await withdraw(db.database, admin.grantId);
    expect(await grid()).toBe(403);
  });

  test('a client of a delivering service is revoked: its tokens open nothing', async () => {
    const token = await aServiceToken(db.database, [1], 'client-that-is-revoked');
    const status = async (): Promise<number> =>
      (await there.ask('/api/v1/documents/abc', { headers: { authorization: `Bearer ${token}` } })).status;
    expect(await status()).toBe(404);
    await asSystem(db.database, (tx) =>
      tx
        .updateTable('service_clients')
        .set({ revoked_at: new Date() })
        .where('client_id', '=', 'client-that-is-revoked')
        .execute(),
    );
    expect(await status()).toBe(401);
  });

  test('a token of a service that lost a theme has lost it too', async () => {
    const token = await aServiceToken(db.database, [1, 3], 'client-with-less');
    await asSystem(db.database, (tx) =>
      tx
        .updateTable('service_clients')
        .set({ themes: [1] })
        .where('client_id', '=', 'client-with-less')
        .execute(),
    );
    const body = new FormData();
    body.set(
      'metadata',
      JSON.stringify(metadataFor(school, { theme: 'leerlingen-vertrouwelijk', confidentiality: 'confidential' })),
    );
    body.set('file', new File(['tekst'], 'brief.txt'));
    const answer = await there.ask('/api/v1/documents', {
      method: 'POST',
      body,
      headers: { authorization: `Bearer ${token}` },
    });
    expect(answer.status).toBe(422);
    const { reasons } = (await answer.json()) as { reasons: { code: string }[] };
    expect(reasons.map(({ code }) => code)).toEqual(['theme-not-allowed']);
  });
});

async function untick(): Promise<void> {
  const admin = await aPortalAdmin(db.database, { of: school });
  await writingAs(db.database, admin, (as) =>
    perform(untickTheme, as, { institutionId: school.id, levelId: 1, personId: user.id, themeId: 1, seen: 1 }),
  );
}

describe('R15: a right ends with its last day in Brussels', () => {
  const at = (moment: string): void => setClock(new Date(moment));

  /** The right runs up to and including the day; the session is of that moment, as for somebody who works late. */
  async function until(day: string, moment: string): Promise<void> {
    await setPeriod(db.database, user.grantId, `[2026-01-01,${day}]`);
    at(moment);
    session = await signIn(db.database, user);
  }

  // Winter time is UTC+1, summer time UTC+2; the clocks change at 01:00 UTC on 25 October 2026 and 28 March 2027.
  test.each([
    ['in summer', '2026-07-14', '2026-07-14T21:59:59Z', '2026-07-14T22:00:00Z'],
    ['in winter', '2026-12-31', '2026-12-31T22:59:59Z', '2026-12-31T23:00:00Z'],
    ['on the day before summer time ends', '2026-10-24', '2026-10-24T21:59:59Z', '2026-10-24T22:00:00Z'],
    ['on the day of twenty-five hours', '2026-10-25', '2026-10-25T22:59:59Z', '2026-10-25T23:00:00Z'],
    ['on the day before summer time begins', '2027-03-27', '2027-03-27T22:59:59Z', '2027-03-27T23:00:00Z'],
    ['on the day of twenty-three hours', '2027-03-28', '2027-03-28T21:59:59Z', '2027-03-28T22:00:00Z'],
  ])('%s', async (_when, day, last, after) => {
    await setRelationPeriod(db.database, user.relationId, '[2026-01-01,2028-01-01)');
    await until(day, last);
    expect([brusselsToday(), await reads()]).toEqual([day, true]);
    at(after);
    expect(await reads()).toBe(false);
  });

  test('and begins with its first', async () => {
    await setPeriod(db.database, user.grantId, '[2026-10-26,2027-06-30]');
    await setRelationPeriod(db.database, user.relationId, '[2026-01-01,2028-01-01)');
    at('2026-10-25T22:59:59Z');
    session = await signIn(db.database, user);
    expect(await reads()).toBe(false);
    at('2026-10-25T23:00:00Z');
    expect(await reads()).toBe(true);
  });

  test('the hour that comes twice does not change the day', async () => {
    await until('2026-10-25', '2026-10-25T00:30:00Z');
    for (const moment of ['2026-10-25T00:59:59Z', '2026-10-25T01:00:00Z', '2026-10-25T01:30:00Z']) {
      at(moment);
      session = await signIn(db.database, user);
      expect([moment, await reads()]).toEqual([moment, true]);
    }
  });
});

describe('P6: in a race with two hundred readers', () => {
  test('nothing is served to who asks after the revocation was acknowledged', async () => {
    let acknowledged = false;
    const late: number[] = [];
    const early: number[] = [];
    const read = async (site: Site): Promise<void> => {
      const after = acknowledged;
      const answer = await site.ask(`/document/${document.id}/bestand`, { session });
      await answer.body?.cancel();
      (after ? late : early).push(answer.status);
    };
    const readers = Array.from({ length: 200 }, async (_, at) => {
      for (let turn = 0; turn < 3; turn += 1) await read(at % 2 === 0 ? here : there);
    });
    await new Promise((resolve) => setTimeout(resolve, 30));
    await withdraw(db.database, user.grantId);
    acknowledged = true;
    await Promise.all(readers);
    expect(late.length).toBeGreaterThan(0);
    expect(early).toContain(200);
    expect([...new Set(late)].filter((status) => status < 400)).toEqual([]);
    expect([...early, ...late].filter((status) => status >= 500)).toEqual([]);
  });
});

import { afterEach, beforeAll, expect, test } from 'vitest';
import { resetClock, setClock } from '#platform/clock.ts';
import { newId } from '#platform/ids.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aDocument, type MadeDocument } from '#tests/wall/documents.ts';
import { aSite, signIn, type Site } from '#tests/wall/site.ts';
import { aSchool, type School } from '#tests/world/organisations.ts';
import { aPerson, aPortalUser } from '#tests/world/people.ts';

let db: TestDatabase;
let site: Site;
let school: School;
let letter: MadeDocument;

beforeAll(async () => {
  db = await testDatabase();
  site = await aSite(db);
  school = await aSchool(db.database);
  letter = await aDocument(db.database, { institutionId: school.id });
});

/** Somebody who shares, at a browser of his own. */
async function aSharer() {
  const session = await signIn(db.database, await aPortalUser(db.database, { of: school, themes: [1] }));
  return async (fields: Record<string, string>) => {
    const body = new URLSearchParams({
      sleutel: newId(),
      email: '',
      collega: '',
      boodschap: '',
      wat: 'verder',
      ...fields,
    });
    const answer = await site.ask(`/document/${letter.id}/delen`, { method: 'POST', session, body });
    return { status: answer.status, location: answer.headers.get('location'), html: await answer.text() };
  };
}

const typed = { boodschap: 'Kijk eens naar punt 2 <hier>', zoek: 'peeters' };

test('P3: an address of nobody and one of somebody without access answer to the letter alike', async () => {
  const send = await aSharer();
  const without = await aPerson(db.database);
  const pages = [];
  for (const email of ['niemand@nergens.example', without.email ?? '']) {
    const { status, html } = await send({ ...typed, email });
    expect(status).toBe(422);
    pages.push(html.replaceAll(email, 'ADDRESS').replaceAll(/(nonce|value)="[^"]{16,}"/g, ''));
  }
  expect(pages[1]).toBe(pages[0]);
});

test('nothing that was typed is lost, whatever is wrong', async () => {
  const send = await aSharer();
  for (const fields of [
    { email: 'geen adres' },
    { email: 'niemand@nergens.example' },
    { wat: 'zoek' },
    { wat: 'wijzig' },
  ]) {
    const { html } = await send({ ...typed, ...fields });
    expect(html).toContain('Kijk eens naar punt 2 &lt;hier&gt;');
    expect(html).toContain('value="peeters"');
    if (fields.email) expect(html).toContain(`value="${fields.email}"`);
  }
  const { status, html } = await send({ email: 'an@school.be', boodschap: 'x'.repeat(501) });
  expect([status, html.includes('x'.repeat(501))]).toEqual([422, true]);
});

afterEach(resetClock);

test('P3: who tries many addresses is asked to wait, with what was typed still there; others are not', async () => {
  // Within one count of five minutes, whenever the test runs.
  setClock(new Date());
  const send = await aSharer();
  const attempt = (n: number) => send({ ...typed, email: `poging${n}@school.example` });
  for (let n = 1; n <= 20; n += 1) expect((await attempt(n)).status).toBe(422);
  const { status, html } = await attempt(21);
  expect([status, html.includes('value="poging21@school.example"')]).toEqual([429, true]);
  const receiver = await aPortalUser(db.database, { of: await aSchool(db.database) });
  const late = await send({ email: receiver.email ?? '', wat: 'deel' });
  expect(late.status).toBe(429);
  const other = await (await aSharer())({ email: receiver.email ?? '' });
  expect(other.status).toBe(200);
});

test('DO-8: the warning stands before the button that shares, and sharing twice with one form shares once', async () => {
  const send = await aSharer();
  const receiver = await aPortalUser(db.database, { of: await aSchool(db.database), name: 'Lies Goossens' });
  const fields = { email: receiver.email ?? '', sleutel: newId() };
  const { status, html } = await send(fields);
  expect(status).toBe(200);
  const [warning, button] = [html.indexOf('Delen kun je niet ongedaan maken'), html.indexOf('Deel met Lies Goossens')];
  expect(warning).toBeGreaterThan(0);
  expect(button).toBeGreaterThan(warning);
  for (const _ of [1, 2])
    expect(await send({ ...fields, wat: 'deel' })).toMatchObject({
      status: 303,
      location: `/document/${letter.id}?gedaan=gedeeld`,
    });
  const again = await send({ ...fields, sleutel: newId(), wat: 'deel' });
  expect([again.status, again.html.includes('Lies Goossens heeft dit document al')]).toEqual([422, true]);
});

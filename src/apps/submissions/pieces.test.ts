import { createHash } from 'node:crypto';
import { readdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { readAsSystem } from '#access/context.ts';
import { formatInstitutionNumber } from '#directory/institution-number.ts';
import { newId } from '#platform/ids.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aSite, signIn, type Asking, type Site } from '#tests/wall/site.ts';
import { aSchool, type School } from '#tests/world/organisations.ts';
import { aPerson, aPortalUser, aWorkRelation } from '#tests/world/people.ts';

const success = 'Uw document(en) zijn succesvol verstuurd.';
const piece = 512 * 1024;

let db: TestDatabase;
let site: Site;
let school: School;
let session: string;

beforeAll(async () => {
  db = await testDatabase();
  site = await aSite(db);
  school = await aSchool(db.database);
  session = await signIn(db.database, await aPortalUser(db.database, { of: school, themes: [3] }));
});

const address = () => `/basisonderwijs/document-versturen?instelling=${formatInstitutionNumber(school.id)}`;
const hashOf = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');
/** A text of its own of so many bytes. */
const aText = (bytes: number): Uint8Array<ArrayBuffer> =>
  new Uint8Array(Buffer.from(`${newId()} ${'leerling '.repeat(bytes / 9 + 1)}`).subarray(0, bytes));

interface Sent {
  content: Uint8Array<ArrayBuffer>;
  from?: number;
  until?: number;
  asking?: Asking;
}

/** Without `from` it asks how much is there. */
async function sendPiece({ content, from, until, asking = { session } }: Sent): Promise<[number, number | undefined]> {
  const answer = await site.ask(address(), {
    ...asking,
    method: 'POST',
    headers: {
      'content-type': 'application/octet-stream',
      'x-sha256': hashOf(content),
      ...(from !== undefined && { 'x-offset': String(from) }),
    },
    ...(from !== undefined && { body: content.slice(from, until) }),
  });
  const isOurs = answer.headers.get('content-type')?.startsWith('application/json');
  return [answer.status, isOurs ? ((await answer.json()) as { received?: number }).received : undefined];
}

async function sendForm(parts: readonly string[], asking: Asking = { session }, key: string = newId()) {
  const body = new FormData();
  for (const [name, value] of [
    ['sleutel', key],
    ['formulier', 'lln'],
    ['schooljaar', '2026'],
    ['actie', 'door'],
  ] as const)
    body.set(name, value);
  for (const part of parts) body.append('bestanden-klaar', part);
  const answer = await site.ask(address(), { ...asking, method: 'POST', body });
  const location = answer.headers.get('location');
  return location ? (await site.ask(location, asking)).text() : answer.text();
}

const parts = (): string[] => readdirSync(join(site.services.config.dataDir, 'parts'));

test('DV-1, O16 a file that stopped halfway goes on where it stopped, and its bytes are what was sent', async () => {
  const content = aText(3 * piece - 1);
  expect(await sendPiece({ content })).toEqual([200, 0]);
  expect(await sendPiece({ content, from: 0, until: piece })).toEqual([200, piece]);
  // Another tab of the same person asks; nothing was remembered in the browser.
  expect(await sendPiece({ content })).toEqual([200, piece]);
  expect(await (await site.ask(address(), { session })).text()).toContain(
    'Een bestand is nog niet helemaal aangekomen',
  );
  expect(await sendPiece({ content, from: piece, until: 2 * piece })).toEqual([200, 2 * piece]);
  expect(await sendPiece({ content, from: 2 * piece })).toEqual([200, content.length]);
  expect(await sendForm([`${hashOf(content)}.klas 1A été.txt`])).toMatch(
    new RegExp(`${success.replaceAll(/[().]/g, '.')}`),
  );
  const { rows } = await readAsSystem(db.database, (tx) =>
    sql<{ name: string; bytes: number }>`
      select name, bytes from submission_files where sha256 = ${Buffer.from(hashOf(content), 'hex')}`.execute(tx),
  );
  expect(rows).toEqual([{ name: 'klas 1A été.txt', bytes: content.length }]);
  expect((await buffer(await site.services.files.open(hashOf(content)))).equals(content)).toBe(true);
  expect(parts()).toEqual([]);
});

test('DV-1 what is refused, and what is in a draft already, is not on its way any more', async () => {
  const program = new Uint8Array(Buffer.concat([Buffer.from('MZ\x90\0\x03\0', 'latin1'), aText(1000)]));
  const list = aText(1000);
  for (const content of [program, list]) {
    await sendPiece({ content });
    await sendPiece({ content, from: 0 });
  }
  const page = await sendForm([`${hashOf(program)}.a.exe`, `${hashOf(list)}.lijst.txt`]);
  expect(page).toContain('a.exe is een programma');
  expect(page).toContain('lijst.txt');
  expect(parts()).toEqual([]);
  for (const seen of [page, await (await site.ask(address(), { session })).text()])
    expect(seen).not.toContain('nog niet helemaal aangekomen');
});

test('DV-1 a piece that begins elsewhere changes nothing and is told where to go on', async () => {
  const content = aText(2 * piece);
  await sendPiece({ content });
  expect(await sendPiece({ content, from: piece })).toEqual([200, 0]);
  expect(await sendPiece({ content, from: 0, until: piece })).toEqual([200, piece]);
  expect(await sendPiece({ content, from: 0, until: piece })).toEqual([200, piece]);
  // Two tabs at once.
  await Promise.all([1, 2].map(() => sendPiece({ content, from: piece })));
  expect(await sendPiece({ content })).toEqual([200, content.length]);
  expect(await sendForm([`${hashOf(content)}.lijst.txt`])).toContain(success);
});

test('DV-1 a file that is not whole, or not what it promised, is not kept: the form says so and sends nothing', async () => {
  const content = aText(2 * piece);
  await sendPiece({ content });
  await sendPiece({ content, from: 0, until: piece });
  const page = await sendForm([`${hashOf(content)}.half.txt`]);
  expect(page).toContain('half.txt kon niet bewaard worden');
  expect(page).not.toContain(success);
  expect(parts()).toEqual([]);
  expect(await sendForm([`${'0'.repeat(64)}.nooit.txt`])).toContain('nooit.txt kon niet bewaard worden');
});

test('DV-1 10,485,760 bytes in pieces are refused, one byte less passes', async () => {
  const limit = 10 * 1024 * 1024;
  for (const [bytes, passes] of [
    [limit, false],
    [limit - 1, true],
  ] as const) {
    const content = aText(bytes);
    await sendPiece({ content });
    let last: [number, number | undefined] = [200, 0];
    for (let at = 0; at < bytes && last[0] === 200; at += 2 * piece)
      last = await sendPiece({ content, from: at, until: Math.min(bytes, at + 2 * piece) });
    expect(last[0]).toBe(passes ? 200 : 413);
    expect((await sendForm([`${hashOf(content)}.scan.txt`])).includes(success)).toBe(passes);
  }
});

test('DV-1 what comes in pieces is judged by its bytes like any file', async () => {
  const content = new Uint8Array(Buffer.from('MZ\u0090\u0000\u0003\u0000\u0000\u0000\u0004\u0000\u0000', 'latin1'));
  await sendPiece({ content });
  await sendPiece({ content, from: 0 });
  expect(await sendForm([`${hashOf(content)}.programma.pdf`])).toContain('programma.pdf is een programma');
});

test('P8 who may not send the form sends no pieces, and nobody reaches what somebody else sent', async () => {
  const content = aText(100);
  await sendPiece({ content });
  await sendPiece({ content, from: 0 });
  const colleague = await signIn(db.database, await aPortalUser(db.database, { of: school, themes: [3] }));
  const outsider = await aPerson(db.database);
  await aWorkRelation(db.database, outsider, school);
  const before = parts().length;
  const refused: [string, Asking, number][] = [
    ['somebody without a right', { session: await signIn(db.database, outsider) }, 403],
    ['nobody', {}, 303],
    ['another site', { session, withoutOrigin: true }, 403],
  ];
  for (const [who, asking, status] of refused)
    expect([who, ...(await sendPiece({ content, asking }))]).toEqual([who, status, undefined]);
  expect(parts()).toHaveLength(before);
  expect(await sendForm([`${hashOf(content)}.van een ander.txt`], { session: colleague })).toContain(
    'kon niet bewaard',
  );
  expect(await sendPiece({ content, asking: { session: colleague } })).toEqual([200, 0]);
  expect(await sendPiece({ content })).toEqual([200, 100]);
});

test('DV-1 a request that no page of ours makes is refused', async () => {
  const headers = { 'content-type': 'application/octet-stream', 'x-sha256': '../../keys', 'x-offset': '0' };
  const answer = await site.ask(address(), { session, method: 'POST', headers, body: aText(1) });
  expect(answer.status).toBe(400);
  const content = aText(2 * 1024 * 1024);
  await sendPiece({ content });
  expect((await sendPiece({ content, from: 0 }))[0]).toBe(413);
});

test('DV-1 files on their way that did not move for a day are cleared, and no more than sixty of one person wait', async () => {
  const folder = join(site.services.config.dataDir, 'parts');
  const old = new Date(Date.now() - 25 * 60 * 60 * 1000);
  for (const name of parts()) utimesSync(join(folder, name), old, old);
  for (let count = 0; count < 62; count += 1) await sendPiece({ content: aText(50) });
  expect(parts()).toHaveLength(60);
});

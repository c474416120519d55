import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { readAsSystem } from '#access/context.ts';
import { formatInstitutionNumber } from '#directory/institution-number.ts';
import { newId } from '#platform/ids.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aSite, signIn, type Asking, type Site } from '#tests/wall/site.ts';
import { aSchool, type School } from '#tests/world/organisations.ts';
import { aPortalUser, aTick, type Person } from '#tests/world/people.ts';

const limit = 10 * 1024 * 1024;
const success = 'Uw document(en) zijn succesvol verstuurd.';

let db: TestDatabase;
let site: Site;
let school: School;
let person: Person;
let session: string;

beforeAll(async () => {
  db = await testDatabase();
  site = await aSite(db);
  school = await aSchool(db.database);
  person = await aPortalUser(db.database, { of: school, themes: [3] });
  session = await signIn(db.database, person);
});

interface Upload {
  key?: string;
  form?: string;
  action?: string;
  files?: readonly (readonly [name: string, content: string | Uint8Array<ArrayBuffer>])[];
}

function bodyOf({ key = newId(), form = 'lln', action = 'door', files = [] }: Upload): FormData {
  const body = new FormData();
  body.set('sleutel', key);
  body.set('formulier', form);
  body.set('schooljaar', '2026');
  for (const [name, content] of files) body.append('bestanden', new Blob([content]), name);
  if (files.length === 0) body.append('bestanden', new Blob([]), '');
  body.set('actie', action);
  return body;
}

const address = () => `/basisonderwijs/document-versturen?instelling=${formatInstitutionNumber(school.id)}`;
const upload = (wishes: Upload, asking: Asking = { session }): Promise<Response> =>
  site.ask(address(), { ...asking, method: 'POST', body: bodyOf(wishes) });

const follow = async (answer: Response): Promise<string> => {
  expect(answer.status).toBe(303);
  return (await site.ask(answer.headers.get('location') ?? '', { session })).text();
};

async function storedBytes(key: string): Promise<number[]> {
  return readAsSystem(db.database, async (tx) => {
    const { rows } = await sql<{ bytes: number }>`
      select bytes from submission_files where submission_id = ${key} order by id`.execute(tx);
    return rows.map((row) => row.bytes);
  });
}

const text = (length: number): Uint8Array<ArrayBuffer> => new Uint8Array(length).fill(97);
const waiting = (): string[] => {
  const folder = join(site.services.config.dataDir, 'uploads');
  return existsSync(folder) ? readdirSync(folder) : [];
};

test('DV-1 a form with files is sent, and says exactly that', async () => {
  const answer = await upload({
    files: [
      ['leerlingen été.txt', 'An, Bart'],
      ['lijst.csv', 'naam;klas\nAn;1A\n'],
    ],
  });
  const page = await follow(answer);
  expect(page).toContain(success);
  expect(page).toContain('leerlingen été.txt');
  expect(page).toContain('DV-00000001');
  expect(waiting()).toEqual([]);
});

test('DV-1 a file of 10,485,760 bytes is refused by name, and the file beside it stays with the draft', async () => {
  const key = newId();
  const answer = await upload({
    key,
    files: [
      ['te groot.txt', text(limit)],
      ['klein.txt', 'klein'],
    ],
  });
  expect(answer.status).toBe(422);
  const page = await answer.text();
  expect(page).toContain('te groot.txt is 10 MB of groter');
  expect(page).toContain('klein.txt');
  expect(page).not.toContain(success);
  expect(await storedBytes(key)).toEqual([5]);
  expect(waiting()).toEqual([]);
});

test('DV-1 one byte less passes', async () => {
  const key = newId();
  expect(await follow(await upload({ key, files: [['net klein genoeg.txt', text(limit - 1)]] }))).toContain(success);
  expect(await storedBytes(key)).toEqual([limit - 1]);
});

test('O16 a form that arrives again, as after a refresh or a lost connection, sends nothing twice', async () => {
  const key = newId();
  const wishes: Upload = { key, files: [['lijst.txt', 'nog een lijst']] };
  const answers = await Promise.all([upload(wishes), upload(wishes), upload(wishes)]);
  answers.push(await upload(wishes));
  for (const answer of answers) expect(await follow(answer)).toContain(success);
  expect(await storedBytes(key)).toHaveLength(1);
});

test('DV-1 what is missing is said beside its field, and nothing that was typed or uploaded is lost', async () => {
  const key = newId();
  const without = await upload({ key, form: '', files: [['lijst.txt', 'lijst zonder formulier']] });
  expect(without.status).toBe(422);
  const page = await without.text();
  expect(page).toContain('Kies een formulier.');
  expect(page).toContain('lijst.txt');
  expect(await follow(await upload({ key }))).toContain(success);
  const empty = await upload({ form: '' });
  expect(empty.status).toBe(422);
  expect(await empty.text()).toContain('Voeg minstens één bestand toe.');
});

test.each([
  ['programma.pdf', 'MZ\u0090\u0000\u0003\u0000\u0000\u0000\u0004\u0000\u0000\u0000', 'is een programma'],
  ['pagina.html', '<!doctype html><script>alert(1)</script>', 'is een webpagina'],
  ['leeg.pdf', '', 'is leeg'],
])('DV-1 %s is refused for what it is', async (name, content, message) => {
  const bytes = Uint8Array.from(content, (sign) => sign.charCodeAt(0));
  const answer = await upload({ files: [[name, bytes]] });
  expect(answer.status).toBe(422);
  expect(await answer.text()).toContain(`${name} ${message}`);
});

test('P8 files of who may not send here are not kept at all', async () => {
  const outsider = await signIn(db.database, await aPortalUser(db.database, { of: await aSchool(db.database) }));
  const before = await Array.fromAsync(site.services.files.list());
  const elsewhere = await upload({ files: [['geheim.txt', 'van een vreemde']] }, { session: outsider });
  expect(elsewhere.status).toBe(403);
  const nobody = await upload({ files: [['geheim.txt', 'van niemand']] }, {});
  expect(nobody.status).toBe(401);
  const { status } = await upload({ files: [['geheim.txt', 'van een andere site']] }, { session, withoutOrigin: true });
  expect(status).toBe(403);
  const added = (await Array.fromAsync(site.services.files.list())).length - before.length;
  // The stranger has the right elsewhere at this level, so that only the form itself could tell; nothing points to that file.
  expect(added).toBeLessThanOrEqual(1);
  const { rows } = await readAsSystem(db.database, (tx) =>
    sql`select 1 from submission_files where name = 'geheim.txt'`.execute(tx),
  );
  expect(rows).toEqual([]);
});

test('DV-1 a session that ended while somebody was busy keeps what was typed', async () => {
  const page = await (await upload({ files: [['lijst.txt', 'x']] }, { session: 'afgelopen' })).text();
  expect(page).toContain('Je sessie is afgelopen');
  expect(page).toContain('value="lln"');
});

test('DV-1 a form with too many files or a broken end is refused whole', async () => {
  const many = Array.from({ length: 27 }, (_, n) => [`${n}.txt`, `bestand ${n}`] as const);
  expect((await upload({ files: many })).status).toBe(413);
  const headers = { 'content-type': 'multipart/form-data; boundary=x' };
  const broken = '--x\r\ncontent-disposition: form-data; name="bestanden"; filename="a.txt"\r\n\r\nhalf';
  const answer = await site.ask(address(), { session, method: 'POST', headers, body: broken });
  expect(answer.status).toBe(400);
  expect(waiting()).toEqual([]);
});

test('DV-3 a file and the receipt are for who holds the theme, and every download is noted', async () => {
  const key = newId();
  await upload({ key, files: [['namen.txt', 'Bilal Demir']] });
  const { rows } = await readAsSystem(db.database, (tx) =>
    sql<{ id: string }>`select id from submission_files where submission_id = ${key}`.execute(tx),
  );
  const paths = [`/verstuurd/${key}/bestand/${rows[0]?.id}`, `/verstuurd/${key}/ontvangstbewijs`];
  const colleague = await aPortalUser(db.database, { of: school });
  const asColleague = await signIn(db.database, colleague);
  for (const path of paths) {
    expect((await site.ask(path, { session })).status).toBe(200);
    expect((await site.ask(path, { session: asColleague })).status).toBe(404);
  }
  await aTick(db.database, colleague, { of: school, level: 1, theme: 5 });
  const form = await site.ask(`/verstuurd/${key}`, { session: asColleague });
  expect(form.status).toBe(404);
  await aTick(db.database, colleague, { of: school, level: 1, theme: 3 });
  const file = await site.ask(paths[0] ?? '', { session: asColleague });
  expect(await file.text()).toBe('Bilal Demir');
  expect(file.headers.get('content-disposition')).toContain('attachment');
  const noted = await readAsSystem(db.database, (tx) =>
    sql`select 1 from audit_events where action = 'download-submission-file' and subject_id = ${key}`.execute(tx),
  );
  expect(noted.rows).toHaveLength(2);
});

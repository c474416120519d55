import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { readAsSystem } from '#access/context.ts';
import { checkWaitingFiles } from '#access/check-waiting-files.ts';
import { submissionShelf } from '#apps/submissions/check-files.ts';
import { formatInstitutionNumber } from '#directory/institution-number.ts';
import { malwareScanner } from '#platform/files/malware.ts';
import { newId } from '#platform/ids.ts';
import { aClamd, eicar, type FakeClamd } from '#tests/support/clamd.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aSite, signIn, type Site } from '#tests/wall/site.ts';
import { aSchool } from '#tests/world/organisations.ts';
import { aPortalUser } from '#tests/world/people.ts';

let db: TestDatabase;
let clamd: FakeClamd;
let guarded: Site;
let unguarded: Site;
let session: string;
let address: string;

beforeAll(async () => {
  db = await testDatabase();
  clamd = await aClamd();
  const port = 'port' in clamd.address ? clamd.address.port : 0;
  guarded = await aSite(db, { clamd: `tcp://127.0.0.1:${port}` });
  unguarded = await aSite(db, { dataDir: guarded.services.config.dataDir });
  const school = await aSchool(db.database);
  session = await signIn(db.database, await aPortalUser(db.database, { of: school, themes: [3] }));
  address = `/basisonderwijs/document-versturen?instelling=${formatInstitutionNumber(school.id)}`;
});

async function send(site: Site, content: string): Promise<{ key: string; answer: Response }> {
  const key = newId<string>();
  const body = new FormData();
  body.set('sleutel', key);
  body.set('formulier', 'lln');
  body.set('schooljaar', '2026');
  body.set('actie', 'door');
  body.append('bestanden', new Blob([content]), 'lijst.txt');
  return { key, answer: await site.ask(address, { session, method: 'POST', body }) };
}

async function fileOf(key: string): Promise<{ id: string; checked: string } | undefined> {
  const { rows } = await readAsSystem(db.database, (tx) =>
    sql<{ id: string; checked: string }>`select id, checked from submission_files where submission_id = ${key}`.execute(
      tx,
    ),
  );
  return rows[0];
}

test('DV-1 a file with malware is refused by name and is not kept; another is checked', async () => {
  const bad = await send(guarded, eicar);
  expect(bad.answer.status).toBe(422);
  expect(await bad.answer.text()).toContain('lijst.txt bevat een virus');
  expect(await fileOf(bad.key)).toBeUndefined();
  const good = await send(guarded, 'Leerlingen van 1A');
  expect(good.answer.status).toBe(303);
  expect(await fileOf(good.key)).toMatchObject({ checked: 'clean' });
  const page = await (await guarded.ask(`/verstuurd/${good.key}`, { session })).text();
  expect(page).toContain('Gecontroleerd op virussen');
});

test('DV-1 what came without a scanner says so, is checked later, and cannot be downloaded when it is refused', async () => {
  const bad = await send(unguarded, `los ${eicar}`);
  const good = await send(unguarded, 'Leerlingen van 1B');
  expect(await fileOf(bad.key)).toMatchObject({ checked: 'unchecked' });
  const page = async () => (await unguarded.ask(`/verstuurd/${bad.key}`, { session })).text();
  expect(await page()).toContain('Niet gecontroleerd op virussen');
  expect(await checkWaitingFiles({ ...guarded.services, malware: malwareScanner(null) }, submissionShelf)).toBe(0);
  expect(await checkWaitingFiles(guarded.services, submissionShelf)).toBe(2);
  expect(await fileOf(good.key)).toMatchObject({ checked: 'clean' });
  expect(await fileOf(bad.key)).toMatchObject({ checked: 'refused' });
  expect(await page()).toContain('Geweigerd');
  const file = (await fileOf(bad.key))?.id;
  expect((await unguarded.ask(`/verstuurd/${bad.key}/bestand/${file}`, { session })).status).toBe(404);
  expect(await checkWaitingFiles(guarded.services, submissionShelf)).toBe(0);
  const noted = await readAsSystem(db.database, (tx) =>
    sql`select 1 from audit_events where action = 'refuse-submission-file' and subject_id = ${bad.key}`.execute(tx),
  );
  expect(noted.rows).toHaveLength(1);
});

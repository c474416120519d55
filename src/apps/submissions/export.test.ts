import { parse } from 'csv-parse/sync';
import { strFromU8, unzipSync } from 'fflate';
import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { readAsSystem } from '#access/context.ts';
import { formatInstitutionNumber } from '#directory/institution-number.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aSite, signIn, type Site } from '#tests/wall/site.ts';
import { aSchool, type School } from '#tests/world/organisations.ts';
import { aPortalAdmin, type Person } from '#tests/world/people.ts';
import { aHandler, aKeptFile, aSubmission, handle } from '#tests/world/submissions.ts';

let db: TestDatabase;
let site: Site;
let school: School;
let centre: School;
let head: Person;
let worker: Person;
let session: string;

beforeAll(async () => {
  db = await testDatabase();
  site = await aSite(db);
  school = await aSchool(db.database, { name: '=HYPERLINK("https://evil.example";"klik")' });
  centre = await aSchool(db.database, { levels: [6], name: 'Centrum Volwassenenonderwijs' });
  head = await aPortalAdmin(db.database, { of: school, name: 'Mia Hermans' });
  await aPortalAdmin(db.database, { of: centre, to: head });
  worker = await aHandler(db.database, { name: 'Ward Coppens' });
  session = await signIn(db.database, worker);
});

async function stored(content: string, name: string) {
  await site.services.files.put(Buffer.from(content), { maxBytes: 1e6 });
  return aKeptFile(content, name);
}

const rowsOf = (text: string): string[][] => parse(text, { bom: true, delimiter: ';', relax_column_count: true });
const list = async (query = '', as = session): Promise<string[][]> =>
  rowsOf(await (await site.ask(`/ontvangen-documenten/lijst.csv${query}`, { session: as })).text());
const notedFor = async (action: string, subject: string): Promise<number> =>
  readAsSystem(db.database, async (tx) => {
    const { rows } = await sql<{ count: number }>`
      select count(*) from audit_events where action = ${action} and subject_id = ${subject}`.execute(tx);
    return rows[0]?.count ?? 0;
  });

test('DV-4, O19 the work list is exported with its filters, for the own service only, as text and never as a formula', async () => {
  const pupils = await aSubmission(db.database, head, { of: school });
  await aSubmission(db.database, head, { of: school, form: 'toel' });
  await aSubmission(db.database, head, { of: centre, form: 'fin' });
  await handle(db.database, worker, pupils, { handling: 'take-up' });
  const [header, ...rows] = await list();
  expect(header?.slice(0, 4)).toEqual(['Nummer', 'Formulier', 'Instellingsnummer', 'Instelling']);
  expect(rows.map((row) => row[1]).toSorted()).toEqual(['Leerlingen (LLN)', 'Toelage (TOEL)']);
  for (const row of rows) {
    expect(row[2]).toBe(formatInstitutionNumber(school.id));
    expect(row[3]).toMatch(/^'=HYPERLINK/);
    expect(row[7]).toBe('Mia Hermans');
  }
  const taken = (await list('?toestand=in-progress')).slice(1);
  expect(taken.map((row) => [row[1], row[8], row[10], row[11]])).toEqual([
    ['Leerlingen (LLN)', 'In behandeling', 'Ward Coppens', '1'],
  ]);
  const other = await signIn(db.database, await aHandler(db.database, { services: ['ahovoks'] }));
  expect((await list('', other)).slice(1).map((row) => row[1])).toEqual(['Validatie financieringsgegevens (FIN)']);
  expect(await notedFor('export-submissions', 'received')).toBe(3);
  const sender = await signIn(db.database, head);
  expect((await site.ask('/ontvangen-documenten/lijst.csv', { session: sender })).status).toBe(403);
});

test('DV-4 a submission is exported whole: its facts, its receipt and every file as it was sent, each noted', async () => {
  const id = await aSubmission(db.database, head, {
    of: school,
    files: [await stored('klas 1A', 'leerlingen été.txt'), await stored('klas 1B', '=1+1.txt')],
  });
  await handle(db.database, worker, id, { handling: 'take-up' });
  await handle(db.database, worker, id, {
    handling: 'answer',
    message: '=2+2 is vier',
    files: [await stored('ons antwoord', 'leerlingen été.txt')],
  });
  const answer = await site.ask(`/ontvangen-documenten/${id}/alles.zip`, { session });
  expect(answer.headers.get('content-disposition')).toMatch(/attachment; filename="?DV-\d{8}\.zip/);
  const files = unzipSync(new Uint8Array(await answer.arrayBuffer()));
  const names = Object.keys(files);
  expect(names[0]).toBe('Gegevens.csv');
  expect(names[1]).toMatch(/^Ontvangstbewijs DV-\d{8}\.pdf$/);
  expect(strFromU8(files[names[1] ?? '']?.slice(0, 5) ?? new Uint8Array())).toBe('%PDF-');
  const contents = Object.fromEntries(names.slice(2).map((name) => [name, strFromU8(files[name] ?? new Uint8Array())]));
  expect(Object.keys(contents)).toHaveLength(3);
  expect(new Set(Object.values(contents))).toEqual(new Set(['klas 1A', 'klas 1B', 'ons antwoord']));
  expect(names.filter((name) => name.startsWith('Antwoord/'))).toHaveLength(1);
  expect(names.every((name) => !name.includes('..') && !name.startsWith('/'))).toBe(true);
  const facts = rowsOf(strFromU8(files['Gegevens.csv'] ?? new Uint8Array()));
  expect(facts.flat()).toContain("'=1+1.txt");
  expect(facts.flat()).toContain("'=2+2 is vier");
  expect(facts.flat()).toContain('Mia Hermans');
  expect(await notedFor('download-submission-file', id)).toBe(3);
  const other = await signIn(db.database, await aHandler(db.database, { services: ['ahovoks'] }));
  expect((await site.ask(`/ontvangen-documenten/${id}/alles.zip`, { session: other })).status).toBe(404);
});

test('DV-4 what was refused or is past its term is named in the export and is not in it', async () => {
  const id = await aSubmission(db.database, head, {
    of: school,
    files: [await stored('met virus', 'virus.txt'), await stored('oud', 'oud.txt')],
  });
  await handle(db.database, worker, id, { handling: 'take-up' });
  await db.database.write(async (tx) => {
    await sql`select set_config('app.actor_kind', 'system', true)`.execute(tx);
    await sql`update submission_files set checked = 'refused' where submission_id = ${id} and name = 'virus.txt'`.execute(
      tx,
    );
    await sql`update submission_files set removed_at = now() where submission_id = ${id} and name = 'oud.txt'`.execute(
      tx,
    );
  });
  const answer = await site.ask(`/ontvangen-documenten/${id}/alles.zip`, { session });
  const files = unzipSync(new Uint8Array(await answer.arrayBuffer()));
  expect(Object.keys(files)).toHaveLength(2);
  const facts = strFromU8(files['Gegevens.csv'] ?? new Uint8Array());
  expect(facts).toContain('Geweigerd: er zit een virus in.');
  expect(facts).toContain('de bewaartermijn is voorbij');
});

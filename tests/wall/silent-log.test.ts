import { afterAll, beforeAll, expect, test } from 'vitest';
import { asSystem } from '#access/context.ts';
import { configureLog } from '#platform/log.ts';
import { newId } from '#platform/ids.ts';
import { formatDate } from '#ui/format.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { buildSite } from '#tests/wall/build-site.ts';
import { aDocument } from '#tests/wall/documents.ts';
import { fakeIdentityProvider } from '#tests/wall/fake-identity-provider.ts';
import { aSite, cookieSet, signIn, type Asking, type Site } from '#tests/wall/site.ts';
import { aNationalNumber } from '#tests/world/national-numbers.ts';
import { aSchool, type School } from '#tests/world/organisations.ts';
import { aHolder, aPortalAdmin, aPortalUser, type GivenRight, type Person } from '#tests/world/people.ts';
import { daysFromToday } from '#tests/world/periods.ts';

const nationalNumber = '85.07.30-033.28';
const digits = nationalNumber.replaceAll(/\D/g, '');
const newcomer = aNationalNumber();
/** Words that stand nowhere else: what a log or an address may never say. */
const secrets = {
  name: 'Wilhelmina',
  family: 'Vandenbroucke',
  email: 'wilhelmina.vandenbroucke@school.example',
  title: 'Tuchtdossier',
  search: 'zelfdoding',
  content: 'kraamverzorging',
};

let db: TestDatabase;
let site: Site;
let school: School;
let user: Person & GivenRight;
let documentId: string;
const lines: string[] = [];
const pages: { path: string; html: string }[] = [];
const addresses: string[] = [];

beforeAll(async () => {
  db = await testDatabase();
  site = await aSite(db, { provider: fakeIdentityProvider({ her: { nationalNumber, email: secrets.email } }) });
  configureLog({ level: 'info', write: (line) => lines.push(line) });
  school = await aSchool(db.database);
  const { id } = await aDocument(db.database, {
    institutionId: school.id,
    theme: 3,
    title: `${secrets.title} van een leerling`,
    body: `Over ${secrets.search} en ${secrets.content}.`,
    files: site.services.files,
  });
  documentId = id;
  const name = `${secrets.name} ${secrets.family}`;
  user = await aPortalUser(db.database, { of: school, name, email: secrets.email, themes: [3] });
  await asSystem(db.database, (tx) =>
    tx
      .updateTable('persons')
      .set({
        national_number_sealed: site.services.sealer.seal(digits),
        national_number_lookup: site.services.sealer.lookup(digits),
      })
      .where('id', '=', user.id)
      .execute(),
  );
});
afterAll(() => configureLog({ write: (line) => process.stdout.write(line) }));

/** Follows one step of a journey and keeps everything that can be seen of it. */
async function step(path: string, asking: Asking = {}): Promise<Response> {
  const answer = await site.ask(path, asking);
  addresses.push(path, answer.headers.get('location') ?? '', ...answer.headers.getSetCookie());
  pages.push({ path, html: await answer.clone().text() });
  return answer;
}

/** Signs in, reads, manages, errs and signs out. */
async function journey(): Promise<void> {
  const begun = await step('/aanmelden', { method: 'POST', body: new URLSearchParams({ terug: '/documenten' }) });
  const state = new URL(begun.headers.get('location') ?? '').searchParams.get('state') ?? '';
  const cookie = `aanmelding=${cookieSet(begun, 'aanmelding') ?? ''}`;
  await step(`/aanmelden/terug?state=${state}&code=unknown`, { cookie });
  const again = await step('/aanmelden', { method: 'POST', body: new URLSearchParams({ terug: '/documenten' }) });
  const second = new URL(again.headers.get('location') ?? '').searchParams.get('state') ?? '';
  const back = await step(`/aanmelden/terug?state=${second}&code=her`, {
    cookie: `aanmelding=${cookieSet(again, 'aanmelding') ?? ''}`,
  });
  const session = cookieSet(back, 'sessie') ?? '';
  for (const path of [
    '/',
    '/documenten',
    `/documenten?q=${secrets.search}`,
    `/documenten?q=%22${secrets.content}%22&volgorde=passend`,
    `/document/${documentId}`,
    `/document/${documentId}/download`,
    '/mijn-profiel',
    '/waarom',
    '/basisonderwijs/themabeheer',
    '/gebruikersbeheer',
    `/bestaat-niet/${secrets.name}`,
  ])
    await step(path, { session });
  await step('/mijn-profiel', { method: 'POST', session, body: new URLSearchParams({ email: 'geen adres' }) });
  await manage();
  await step('/afmelden', { method: 'POST', session });
}

const registration = (institution: string): URLSearchParams =>
  new URLSearchParams({
    sleutel: newId(),
    nummer: newcomer,
    familienaam: secrets.family,
    voornaam: secrets.name,
    geslacht: 'female',
    geboren: '12/05/1985',
    instelling: institution,
    categorie: 'Medewerker',
    van: formatDate(daysFromToday(0)),
    rol: 'geen',
  });

/** The administrator of her school looks at her, and gives and ends a right. */
async function manage(): Promise<void> {
  const session = await signIn(db.database, await aHolder(db.database, 'head-local-admin', { of: school }));
  const admin = await signIn(db.database, await aPortalAdmin(db.database, { of: school }));
  const number = String(school.id).padStart(6, '0');
  for (const path of [
    `/gebruikersbeheer/instelling/${number}`,
    `/gebruikersbeheer/instelling/${number}?q=${secrets.family}`,
    `/gebruikersbeheer/recht-toekennen?instelling=${number}&persoon=${user.id}`,
    `/gebruikersbeheer/personen?q=${secrets.family}`,
    `/gebruikersbeheer/persoon/${user.id}`,
    `/gebruikersbeheer/rechten/beeindigen?recht=${user.grantId}`,
  ])
    await step(path, { session });
  await step(`/basisonderwijs/themabeheer?zoek=${secrets.name}`, { session: admin });
  for (const nummer of [digits, newcomer])
    await step('/gebruikersbeheer/persoon-registreren/zoeken', {
      method: 'POST',
      session,
      body: new URLSearchParams({ op: 'nummer', nummer }),
    });
  await step('/gebruikersbeheer/persoon-registreren', { method: 'POST', session, body: registration(number) });
  const end = new URLSearchParams({
    recht: user.grantId,
    sleutel: newId(),
    wanneer: 'vandaag',
    reden: `${secrets.name} gaat met pensioen`,
  });
  await step('/gebruikersbeheer/rechten/beeindigen', { method: 'POST', session, body: end });
}

test('SI-6: no line of the log of a whole journey says who, what about, or what was looked for', async () => {
  await journey();
  expect(lines.length, 'a failed sign-in is logged').toBeGreaterThan(0);
  for (const line of lines)
    for (const [what, word] of Object.entries({ ...secrets, digits, nationalNumber, newcomer }))
      expect([what, line.toLowerCase().includes(word.toLowerCase())]).toEqual([what, false]);
});

test('SI-6: the national number stands in no page, address or cookie of the journey', async () => {
  expect(pages.length).toBeGreaterThan(15);
  expect(pages.some(({ html }) => html.includes(secrets.family))).toBe(true);
  for (const number of [digits, nationalNumber]) {
    expect(pages.filter(({ html }) => html.includes(number)).map(({ path }) => path)).toEqual([]);
    expect(addresses.filter((address) => address.includes(number))).toEqual([]);
  }
  // What was typed comes back in the form that was sent, and nowhere else.
  const typed = pages.filter(({ html }) => html.includes(newcomer)).map(({ path }) => path);
  expect(typed).toEqual(['/gebruikersbeheer/persoon-registreren/zoeken']);
  expect(addresses.filter((address) => address.includes(newcomer))).toEqual([]);
});

test('SI-6: the national number is unreadable in the database', async () => {
  const found = await asSystem(db.database, (tx) =>
    tx.selectFrom('persons').selectAll().where('id', '=', user.id).executeTakeFirstOrThrow(),
  );
  const all = JSON.stringify(found) + found.national_number_sealed?.toString('latin1');
  expect(all).not.toContain(digits);
  expect(site.services.sealer.open(found.national_number_sealed ?? Buffer.of())).toBe(digits);
});

test('SI-6: the journal of changes names people by key only', async () => {
  const events = await asSystem(db.database, (tx) => tx.selectFrom('audit_events').selectAll().execute());
  expect(events.map((event) => event.action)).toEqual(
    expect.arrayContaining(['sign-in', 'open-document', 'register-person']),
  );
  for (const { reason: _, ...event } of events)
    for (const word of [secrets.name, secrets.family, secrets.email, digits, newcomer])
      expect([event.action, JSON.stringify(event).includes(word)]).toEqual([event.action, false]);
});

test('SI-6: a fault shows its number and nothing else, in the frame; the log says where, not who', async () => {
  const before = lines.length;
  const message = `duplicate key (${secrets.email}) of ${nationalNumber}`;
  const broken = await buildSite({
    database: { ...db.database, read: () => Promise.reject(new Error(message)) },
    appUrl: db.appUrl,
    provider: fakeIdentityProvider(),
  });
  const peer = { incoming: { socket: { remoteAddress: '192.0.2.1' } } };
  const answer = await broken.app.fetch(new Request('http://schoolpoort.test/documenten'), peer);
  const html = await answer.text();
  await broken.close();
  expect(answer.status).toBe(500);
  expect(html).toContain('1700');
  expect(html).toContain('</html>');
  expect(html).not.toContain('duplicate key');
  const line = lines.slice(before).join('');
  const fault = /"fault":"([^"]+)"/.exec(line)?.[1] ?? 'none';
  expect(html).toContain(fault);
  expect(line).not.toContain(secrets.email);
  expect(line).not.toContain(nationalNumber);
});

import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { configureLog } from '#platform/log.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aDocument, type MadeDocument } from '#tests/wall/documents.ts';
import { aSite, signIn, type Site } from '#tests/wall/site.ts';
import { aSchool, type School } from '#tests/world/organisations.ts';
import { anAdministrationReader, aPortalAdmin } from '#tests/world/people.ts';

let db: TestDatabase;
let site: Site;
let school: School;
let document: MadeDocument;
let head: string;
let reader: string;
const logged: string[] = [];

beforeAll(async () => {
  db = await testDatabase();
  site = await aSite(db);
  school = await aSchool(db.database);
  document = await aDocument(db.database, { institutionId: school.id, files: site.services.files });
  head = await signIn(db.database, await aPortalAdmin(db.database, { of: school }));
  reader = await signIn(db.database, await anAdministrationReader(db.database, { themes: ['algemeen-openbaar'] }));
  configureLog({ level: 'info', write: (line) => logged.push(line) });
});

/** A refusal, or an answer, but never a fault; and always a page in the frame. */
async function expectNoFault(path: string, session: string): Promise<Response> {
  const answer = await site.ask(path, { session });
  expect(answer.status, `${path}\n${logged.at(-1) ?? ''}`).toBeLessThan(500);
  return answer;
}

const odd = [
  '%00',
  'a%00b',
  '%ff%fe',
  '%E0%A4%A',
  '-1',
  '0',
  '32768',
  '9999999',
  '2147483648',
  '99999999999999999999',
  '1e3',
  "'",
  '"',
  '\\',
  '%25',
  '%27%20or%201%3D1--',
  '<script>alert(1)</script>',
  '..%2f..%2fetc%2fpasswd',
  '%F0%9F%98%80',
  '\u0000',
  '%EF%BF%BF',
  'undefined',
  '[]',
  '{}',
];

const lists = [
  '/documenten',
  '/basisonderwijs/documenten',
  '/hoger-onderwijs/documenten',
  '/agenda',
  '/basisonderwijs/agenda',
  '/contacten',
];
const listParameters = [
  'q',
  'niveau',
  'thema',
  'schooljaar',
  'instelling',
  'zoek-instelling',
  'volgorde',
  'na',
  'voor',
  'vanaf',
  'soort',
  'maand',
];

describe('SI-6: whatever stands in an address, no page turns white', () => {
  test.each(odd)('a list of documents with %s for every question in the address', async (value) => {
    for (const path of lists)
      await expectNoFault(`${path}?${listParameters.map((name) => `${name}=${value}`).join('&')}`, head);
    for (const name of listParameters) await expectNoFault(`/documenten?q=omkadering&${name}=${value}`, reader);
  });

  test('cursors that somebody made up', async () => {
    const id = document.id;
    const moments = ['0', 'zzzzzzzzzzzz', '2eyz1b3jk', '3k8o1kq8s0g', (8.64e15).toString(36), Date.now().toString(36)];
    const ids = [id, '-'.repeat(36), `${id.slice(0, 8)}${'-'.repeat(28)}`, '00000000-0000-0000-0000-000000000000'];
    for (const moment of moments)
      for (const of of ids)
        for (const direction of ['na', 'voor'])
          await expectNoFault(`/documenten?${direction}=${moment}.${encodeURIComponent(of)}`, head);
  });

  test('hundreds of ticked filters, all at once', async () => {
    const many = Array.from({ length: 3000 }, (_, at) => `instelling=${at}`).join('&');
    const startedAt = performance.now();
    await expectNoFault(`/documenten?${many}`, head);
    await expectNoFault(`/documenten?q=omkadering&${many}`, reader);
    expect(performance.now() - startedAt, 'one address may not keep a server busy').toBeLessThan(5000);
  });

  test('any text at all in the search box', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 60 }), async (text) => {
        const query = new URLSearchParams({ q: `abc ${text}`, volgorde: 'passend', 'zoek-instelling': text });
        await expectNoFault(`/documenten?${query}`, head);
      }),
      { numRuns: 60 },
    );
  });

  test.each(odd)('a document named %s does not exist, and says so in the frame', async (value) => {
    for (const path of [`/document/${value}`, `/document/${value}/bestand`, `/document/${value}/download`]) {
      const answer = await expectNoFault(path, head);
      expect(answer.status).toBe(404);
      expect(await answer.text()).toContain('</html>');
    }
  });

  test.each(odd)('an organisation, a right, a person or a day named %s', async (value) => {
    const { id } = document;
    for (const path of [
      `/gebruikersbeheer?q=${value}&na=${value}`,
      `/gebruikersbeheer/instelling/${value}`,
      `/gebruikersbeheer/instelling/${school.id}?q=${value}&sorteer=${value}`,
      `/gebruikersbeheer/instelling/${school.id}?na=${value}`,
      `/gebruikersbeheer/instelling/${school.id}?voor=${value}`,
      `/gebruikersbeheer/instellingen?q=${value}&na=${value}`,
      `/gebruikersbeheer/personen?q=${value}&na=${value}&heeft=${value}&sorteer=${value}`,
      `/gebruikersbeheer/personen?instelling=${value}`,
      `/gebruikersbeheer/persoon/${value}`,
      `/gebruikersbeheer/persoon/${id}?gedaan=${value}&aantal=${value}`,
      `/gebruikersbeheer/loopt-af?instelling=${value}&na=${value}`,
      `/gebruikersbeheer/rechten/beeindigen?recht=${value}`,
      `/gebruikersbeheer/rechten/verlengen?keuze=${value}&tot=${value}`,
      `/gebruikersbeheer/toekennen-meerdere-personen?instelling=${value}&keuze=${value}`,
      `/gebruikersbeheer/toekennen-meerdere-personen?instelling=${school.id}&keuze=${value}&recht=${value}&kies=${value}&stap=${value}`,
      `/mijn-taken/${value}`,
      `/mijn-aanvragen?gedaan=${value}`,
      `/toegang-vragen?instelling=${value}&recht=${value}&thema=${value}&niveau=${value}`,
      `/toegang-vragen?instelling=${school.id}&recht=${value}`,
      `/toegang-vragen?instelling=${school.id}&thema=${value}&niveau=1`,
      `/gebruikersbeheer/recht-toekennen?instelling=${value}`,
      `/gebruikersbeheer/recht-toekennen?instelling=${school.id}&q=${value}`,
      `/gebruikersbeheer/recht-toekennen?instelling=${school.id}&persoon=${value}&recht=${value}`,
      `/gebruikersbeheer/recht-toekennen?instelling=${school.id}&persoon=${id}&recht=portal-user&van=${value}&tot=${value}&stap=3`,
      `/basisonderwijs/themabeheer?instelling=${value}`,
      `/basisonderwijs/themabeheer?zoek=${value}&thema=${value}&gedaan=${value}`,
      `/themas?niveau=${value}`,
      `/waarom?instelling=${value}&niveau=${value}&thema=${value}&toepassing=${value}`,
      `/mijn-profiel?gedaan=${value}&instelling=${value}`,
      `/aanmelden?terug=${value}`,
      `/aanmelden/terug?state=${value}&code=${value}`,
      `/aanmelden/namens-wie?terug=${value}`,
      `/assets/${value}`,
      `/${value}`,
      `/${value}/documenten`,
    ])
      await expectNoFault(path, head);
  });

  test('very long addresses', async () => {
    const long = 'a'.repeat(60_000);
    for (const path of [`/documenten?q=${long}`, `/${long}`, `/document/${long}`, `/aanmelden?terug=/${long}`])
      await expectNoFault(path, head);
  });
});

describe('SI-6: whatever is sent, no page turns white', () => {
  const forms = (): string[] => [
    '/taal',
    '/aanmelden',
    '/aanmelden/namens-wie',
    '/mijn-profiel',
    '/basisonderwijs/themabeheer',
    '/gebruikersbeheer/recht-toekennen',
    '/gebruikersbeheer/keuze',
    '/gebruikersbeheer/rechten/beeindigen',
    '/gebruikersbeheer/rechten/verlengen',
    '/gebruikersbeheer/toekennen-meerdere-personen',
    '/gebruikersbeheer/toekennen-meerdere-personen/keuze',
    '/toegang-vragen',
    `/mijn-taken/${document.id}/goedkeuren`,
    '/afmelden',
  ];

  test('a body that is not what its type says', async () => {
    const urlencoded = 'application/x-www-form-urlencoded';
    for (const path of forms())
      for (const [type, body] of [
        ['multipart/form-data', 'nothing'],
        ['multipart/form-data; boundary=x', '--x\r\nnonsense'],
        ['application/json', '{"a":1}'],
        ['text/plain', 'a=1'],
        ['', 'a=1'],
        [urlencoded, 'a=%'],
        [urlencoded, 'terug=%00&namens=%00&email=%00&instelling=%00&persoon=%00&sleutel=%00&person=%00&shown=%00'],
        [urlencoded, 'terug=/%0d%0aset-cookie:%20a=b'],
        [urlencoded, 'terug=/%09/%5b'],
      ] as const) {
        const answer = await site.ask(path, {
          method: 'POST',
          session: path === '/afmelden' ? null : head,
          body,
          headers: { 'content-type': type },
        });
        expect(answer.status, `${path} ${type} ${body}\n${logged.at(-1) ?? ''}`).toBeLessThan(500);
        expect(answer.headers.get('set-cookie') ?? '').not.toContain('a=b');
      }
  });

  test('a type that no form of ours has is refused with a page', async () => {
    for (const type of ['application/json', 'text/plain', 'multipart/form-data'])
      for (const path of ['/taal', '/mijn-profiel']) {
        const answer = await site.ask(path, {
          method: 'POST',
          session: head,
          body: '{}',
          headers: { 'content-type': type },
        });
        expect([path, type, answer.status]).toEqual([path, type, 400]);
        expect(await answer.text()).toContain('</html>');
      }
  });

  test('more than a form can be is refused with a page', async () => {
    for (const path of forms()) {
      const body = new URLSearchParams({ terug: 'x'.repeat(1_000_001) });
      const answer = await site.ask(path, { method: 'POST', session: head, body });
      expect([path, answer.status]).toEqual([path, 413]);
      expect(await answer.text()).toContain('</html>');
    }
  });

  test('cookies that say nothing, or twice', async () => {
    for (const cookie of [
      'sessie=%E0%A4%A',
      'sessie=',
      'sessie=a; sessie=b',
      `sessie=${'x'.repeat(5000)}`,
      'taal=%FF',
      '=;=;;;',
      'sessie="quoted',
      'sessie=%00',
    ]) {
      const answer = await site.ask('/documenten', { headers: { cookie } });
      expect([cookie.slice(0, 30), answer.status]).toEqual([cookie.slice(0, 30), 303]);
    }
  });
});

import { beforeAll, describe, expect, test } from 'vitest';
import { askedPage } from '#apps/rights/pages/chosen/kept.tsx';
import { formatOrganisationCode } from '#directory/institution-number.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aSite, signIn, type Site } from '#tests/wall/site.ts';
import { aSchool, type School } from '#tests/world/organisations.ts';
import { aHolder, type Person } from '#tests/world/people.ts';
import { daysFromToday } from '#tests/world/periods.ts';

const most = 50;
let db: TestDatabase;
let site: Site;
let school: School;
let session: string;
let other: Person;

beforeAll(async () => {
  db = await testDatabase();
  site = await aSite(db);
  school = await aSchool(db.database);
  const head = await aHolder(db.database, 'head-local-admin', { of: school });
  const period = `[${daysFromToday(-5)},${daysFromToday(10)})`;
  for (let n = 0; n < most + 5; n += 1) await aHolder(db.database, 'portal-user', { of: school, period });
  other = await aHolder(db.database, 'head-local-admin', { of: school });
  session = await signIn(db.database, head);
});

const open = async (path: string, as = session): Promise<string> => (await site.ask(path, { session: as })).text();
const boxes = (html: string, name: string) =>
  [...html.matchAll(new RegExp(`<input type="checkbox" name="${name}" value="([^"]+)"( checked)?`, 'g'))].map(
    ([, id, checked]) => ({ id: id ?? '', checked: checked !== undefined }),
  );
const hidden = (html: string, name: string): string =>
  (new RegExp(`<input type="hidden" name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '').replaceAll('&amp;', '&');
const next = (html: string): string =>
  (/<button[^>]*name="naar" value="(\/[^"]+)"/.exec(html)?.[1] ?? '').replaceAll('&amp;', '&');

/** Ticks boxes as a browser without script does, and presses a button. */
async function send(address: string, html: string, ticked: [string, string][], button: [string, string]) {
  const fields = ['terug', 'keuze', 'getoond', 'instelling'].map((name): [string, string] => [
    name,
    hidden(html, name),
  ]);
  const body = new URLSearchParams([...fields, ...ticked, button]);
  const answer = await site.ask(address, { method: 'POST', session, body });
  expect(answer.status).toBe(303);
  return answer.headers.get('location') ?? '';
}

describe('RI-7 what is ticked on one page of a list', () => {
  test.each([
    {
      address: '/gebruikersbeheer/keuze',
      list: () => '/gebruikersbeheer/loopt-af',
      name: 'recht',
      goOn: ['wat', 'verlengen'] as [string, string],
      told: 'Deze 3 rechten verleng je',
    },
    {
      address: '/gebruikersbeheer/personen-verwijderen/keuze',
      list: () => `/gebruikersbeheer/personen-verwijderen?instelling=${formatOrganisationCode(school.id)}`,
      name: 'band',
      goOn: ['verder', 'ja'] as [string, string],
      told: 'Wat nu aan deze 3 banden hangt',
    },
  ])('stays ticked on the next, and goes along from there: $address', async ({ address, list, name, goOn, told }) => {
    const first = await open(list());
    const ticked = boxes(first, name).slice(3, 5);
    const pairs = ticked.map(({ id }): [string, string] => [name, id]);
    const second = await send(address, first, pairs, ['naar', next(first)]);
    const page = await open(second);
    expect(page).toContain('Je koos er 2 die niet op deze pagina staan.');
    const [more] = boxes(page, name);
    const confirm = await send(address, page, [[name, more?.id ?? '']], goOn);
    expect(await open(confirm)).toContain(told);
    // Back in the first list they are ticked, and one that is unticked there is chosen no more.
    const keuze = new URL(confirm, 'http://here').searchParams.get('keuze') ?? '';
    const again = await open(`${list()}${list().includes('?') ? '&' : '?'}keuze=${keuze}`);
    expect(boxes(again, name).filter(({ checked }) => checked)).toEqual(
      ticked.map(({ id }) => ({ id, checked: true })),
    );
    const left = await send(address, again, pairs.slice(1), ['naar', next(again)]);
    expect(await open(left)).toContain('Je koos er 1 die niet op deze pagina staat.');
    expect(await open(left, await signIn(db.database, other))).not.toContain('Je koos er');
  });

  test('stays ticked for who searches, also where the only institution was never chosen', async () => {
    const first = await open('/gebruikersbeheer/personen-verwijderen');
    const [one] = boxes(first, 'band');
    const found = await send(
      '/gebruikersbeheer/personen-verwijderen/keuze',
      first,
      [
        ['q', 'e'],
        ['band', one?.id ?? ''],
      ],
      ['naar', 'zoek'],
    );
    const page = await open(found);
    expect(boxes(page, 'band').length).toBeGreaterThan(0);
    expect(page).toMatch(/Je koos er 1 die|" checked/);
    const none = await send(
      '/gebruikersbeheer/personen-verwijderen/keuze',
      page,
      boxes(page, 'band')
        .flatMap(({ id, checked }): [string, string][] => (checked ? [['band', id]] : []))
        .concat([['q', 'niemand heet zo']]),
      ['naar', 'zoek'],
    );
    expect(await open(none)).toContain('Je koos er 1 die niet op deze pagina staat.');
  });

  test('nothing ticked anywhere says so, and only pages of Gebruikersbeheer are gone to', async () => {
    const html = await open('/gebruikersbeheer/loopt-af');
    expect(await send('/gebruikersbeheer/keuze', html, [], ['wat', 'verlengen'])).toContain('gedaan=niets-gekozen');
    for (const wrong of ['https://elsewhere.example/', '//elsewhere.example', '/mijn-profiel'])
      expect(askedPage(new URLSearchParams({ naar: wrong }))).toBeUndefined();
    const search = { naar: 'zoek', terug: '/gebruikersbeheer/instelling/000012?na=x&sorteer=einde', q: 'an' };
    expect(askedPage(new URLSearchParams(search))).toBe('/gebruikersbeheer/instelling/000012?sorteer=einde&q=an');
  });
});

import { sql } from 'kysely';
import { readAsSystem } from '#access/context.ts';
import { addDays } from '#apps/rights/period.ts';
import { brusselsToday } from '#platform/clock.ts';
import { newId } from '#platform/ids.ts';
import type { Database } from '#platform/db.ts';
import { formatDate } from '#ui/format.ts';
import { benchNumber } from '../generate/parts/rights.ts';
import { idsIn, page, read, sent, type Looker, type Request, type Scenario } from './request.ts';

/** The bars of national scale for rights, in milliseconds at p95. */
const bars = { change: 100, search: 100, whoCanOpen: 300, page: 80 } as const;
const base = '/gebruikersbeheer';
/** More forms than are sent in one measurement, so that none is sent twice. */
const forms = 3_000;

interface Targets {
  /** People of the administrator's institutions, each with one of them. */
  people: readonly { personId: string; institution: string }[];
  /** Rights that may be withdrawn. */
  grants: readonly string[];
  documents: readonly { id: string; institution: string }[];
}

/** Who administers sixty schools with two thousand people, among a million rights (RI). */
export async function rightsScenarios(
  looker: Looker,
  database: Database,
  others: readonly string[],
): Promise<Scenario[]> {
  const targets = await readTargets(database);
  return [
    ...searches(looker, targets),
    ...searchesToRegister(others),
    ...(await overviews(looker, targets)),
    ...changes(looker, targets),
  ];
}

const scenario = (name: string, bar: number, requests: readonly Request[]): Scenario => ({
  name,
  persona: 'administrator',
  bar,
  requests,
});

function searches(looker: Looker, { people }: Targets): Scenario[] {
  const list = (queries: readonly string[]) => queries.map((query) => page(looker, `${base}/personen${query}`));
  const institutions = [...new Set(people.map(({ institution }) => institution))].slice(0, 20);
  return [
    scenario('search a person by name', bars.search, list(['?q=peeters', '?q=an', '?q=jan+pee', '?q=van+den'])),
    scenario('people, all 2,000', bars.search, list([''])),
    scenario('people who hold a right', bars.search, list(['?heeft=pupil-passport', '?heeft=geen'])),
    scenario('people by what ends first', bars.search, list(['?sorteer=einde'])),
    scenario(
      'people of an institution',
      bars.search,
      institutions.map((number) => page(looker, `${base}/instelling/${number}`)),
    ),
  ];
}

/** Each of many administrators a few times: nobody may search often in five minutes. */
function searchesToRegister(others: readonly string[]): Scenario[] {
  const requests = (op: 'nummer' | 'naam') =>
    others.map((cookie, n) =>
      sent({ cookie }, `${base}/persoon-registreren/zoeken`, {
        op,
        nummer: benchNumber(n * 900),
        familienaam: 'Peeters',
        voornaam: ['An', 'Jan', 'Els', 'Tom'][n % 4] ?? '',
        geboren: '01/02/1975',
      }),
    );
  return [
    scenario('search by number, to register', bars.search, requests('nummer')),
    scenario('search by name and birth date, to register', bars.search, requests('naam')),
  ];
}

async function overviews(looker: Looker, { people, documents }: Targets): Promise<Scenario[]> {
  const some = people.slice(0, 30);
  const tasks = idsIn(await read(looker, '/mijn-taken'), 'mijn-taken').slice(0, 20);
  const pages = (name: string, bar: number, paths: readonly string[]) =>
    scenario(
      name,
      bar,
      paths.map((path) => page(looker, path)),
    );
  return [
    pages(
      'who can open this document',
      bars.whoCanOpen,
      documents.map(({ id, institution }) => `/wie-kan?instelling=${institution}&document=${id}`),
    ),
    pages(
      'who could open this document, a year ago',
      bars.whoCanOpen,
      documents.map(({ id, institution }) => `/wie-kan?instelling=${institution}&document=${id}&dag=22/11/2025`),
    ),
    pages(
      'what can this person open',
      bars.whoCanOpen,
      some.map(({ personId, institution }) => `/wie-kan/persoon/${personId}?instelling=${institution}`),
    ),
    pages('log of sixty institutions', bars.page, [`${base}/logboek`, `${base}/logboek?soort=rights`]),
    pages(
      'log of one person',
      bars.search,
      some.map(({ personId }) => `${base}/logboek?persoon=${personId}`),
    ),
    pages('log of a period', bars.page, [`${base}/logboek?van=01/09/2023&tot=30/09/2023`]),
    pages('rights: start page', bars.page, [base]),
    pages('institutions I manage', bars.page, [`${base}/instellingen`]),
    pages(
      'one person with his rights',
      bars.page,
      some.map(({ personId }) => `${base}/persoon/${personId}`),
    ),
    pages('rights that end soon', bars.page, [`${base}/loopt-af`]),
    pages('former people', bars.page, [`${base}/historische-personen`]),
    pages('my tasks', bars.page, ['/mijn-taken']),
    pages(
      'one task',
      bars.page,
      tasks.map((id) => `/mijn-taken/${id}`),
    ),
    pages(
      'give a right: which',
      bars.page,
      some.map(({ personId, institution }) => `${base}/recht-toekennen?instelling=${institution}&persoon=${personId}`),
    ),
  ];
}

function changes(looker: Looker, { people, grants }: Targets): Scenario[] {
  const [from, until] = [dayFrom(0), dayFrom(200)];
  const given = ['kiosk-applicant', 'dwse-organisation'].flatMap((recht) =>
    people.map(({ personId, institution }) =>
      sent(looker, `${base}/recht-toekennen`, {
        sleutel: newId(),
        instelling: institution,
        persoon: personId,
        recht,
        van: from,
        tot: until,
      }),
    ),
  );
  const withdrawn = grants.map((recht) =>
    sent(looker, `${base}/rechten/beeindigen`, {
      sleutel: newId(),
      recht,
      wanneer: 'meteen',
      reden: 'Andere opdracht',
    }),
  );
  return [
    { ...scenario('give a right', bars.change, given.slice(0, forms)), changes: true },
    { ...scenario('withdraw a right', bars.change, withdrawn.slice(0, forms)), changes: true },
  ];
}

/** As it is typed. */
export const dayFrom = (days: number): string => formatDate(addDays(brusselsToday(), days));

async function readTargets(database: Database): Promise<Targets> {
  return readAsSystem(database, async (db) => {
    const own = sql`(select h.organisation_id from grants h join persons p on p.id = h.person_id
      where p.email = 'administrator@dienst.example' and h.entitlement_id = 'head-local-admin')`;
    const people = await sql<Targets['people'][number]>`
      select distinct on (w.person_id) w.person_id as "personId", lpad(w.organisation_id::text, 6, '0') as institution
      from work_relations w where w.organisation_id in ${own} and upper_inf(w.period) order by w.person_id`.execute(db);
    const grants = await sql<{ id: string }>`
      select g.id from grants g where g.organisation_id in ${own} and g.entitlement_id in ('pupil-transport', 'edison-staff-admin')
        and g.withdrawn_at is null and g.cause = 'manual' and g.period @> app.today() + 1 order by g.id`.execute(db);
    const documents = await sql<Targets['documents'][number]>`
      select d.id, lpad(d.institution_id::text, 6, '0') as institution from documents d where d.institution_id in ${own} and d.theme_id in (3, 6, 11) limit 30`.execute(
      db,
    );
    return {
      people: people.rows,
      grants: grants.rows.map(({ id }) => id),
      documents: documents.rows,
    };
  });
}

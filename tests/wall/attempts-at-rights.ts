import { formatOrganisationCode } from '#directory/institution-number.ts';
import { newId } from '#platform/ids.ts';
import { once, type Attempt, type Samples } from '#tests/wall/attempt.ts';
import type { Town } from '#tests/wall/personas.ts';

/** A right to prolong or end: by its address, or sent in a form that lacks what it needs, so that nothing changes. */
const changes =
  (what: string, form?: Record<string, string>): Samples =>
  (town) =>
    Object.entries({ here: town.grants.here, elsewhere: town.grants.elsewhere, 'that does not exist': newId() }).map(
      ([about, recht]) =>
        form
          ? { about, path: `/gebruikersbeheer/rechten/${what}`, form: { ...form, recht, sleutel: newId() } }
          : { about, path: `/gebruikersbeheer/rechten/${what}?recht=${recht}` },
    );

const wishFor = (town: Town, at: Town['school']): Record<string, string> => ({
  instelling: formatOrganisationCode(at.id),
  persoon: town.personas['no right'].person?.id ?? '',
  recht: 'portal-user',
  // An end before the beginning: whoever may give the right is told so, and nothing changes.
  van: '01/09/2030',
  tot: '01/09/2029',
  stap: '3',
  sleutel: newId(),
});

const gives: Samples = (town) => [
  { about: 'here', path: '/gebruikersbeheer/recht-toekennen', form: wishFor(town, town.school) },
  { about: 'elsewhere', path: '/gebruikersbeheer/recht-toekennen', form: wishFor(town, town.elsewhere) },
];

const manyAt = (town: Town, more: string): Attempt[] =>
  Object.entries({ here: town.school, elsewhere: town.elsewhere, closed: town.closed }).map(([about, school]) => ({
    about,
    path: `/gebruikersbeheer/toekennen-meerdere-personen${more}?instelling=${formatOrganisationCode(school.id)}`,
  }));

/** An end before the beginning, as for one person: nothing changes. */
const manyForm = (town: Town, path: string): Record<string, string> => ({
  ...wishFor(town, town.school),
  instelling: new URLSearchParams(path.replace(/^.*\?/, '')).get('instelling') ?? '',
});

const askingFor = (school: Town['school'], what: Record<string, string>): string =>
  `/toegang-vragen?${new URLSearchParams({ instelling: formatOrganisationCode(school.id), ...what })}`;

/** A request for a right that a head local administrator gives, one for a theme, and none. */
const aboutTasks = (town: Town, base: string, suffix: string, form?: Record<string, string>): Attempt[] =>
  Object.entries({ ...town.requests, 'that does not exist': newId() }).map(([about, id]) => ({
    about,
    path: `${base}/${id}${suffix}`,
    ...(form && { form }),
  }));

/** What is tried at the addresses of Gebruikersbeheer and of asking for access. */
export const rightsSamples: Record<string, Samples> = {
  'GET /gebruikersbeheer/instelling/:nummer': (town) => [
    { about: 'here', path: `/gebruikersbeheer/instelling/${formatOrganisationCode(town.school.id)}` },
    { about: 'elsewhere', path: `/gebruikersbeheer/instelling/${formatOrganisationCode(town.elsewhere.id)}` },
    { about: 'closed', path: `/gebruikersbeheer/instelling/${formatOrganisationCode(town.closed.id)}` },
    { about: 'that does not exist', path: '/gebruikersbeheer/instelling/999999' },
  ],
  'GET /gebruikersbeheer/personen': (town) => [
    { about: 'of mine', path: '/gebruikersbeheer/personen' },
    { about: 'here', path: `/gebruikersbeheer/personen?instelling=${formatOrganisationCode(town.school.id)}` },
    { about: 'elsewhere', path: `/gebruikersbeheer/personen?instelling=${formatOrganisationCode(town.elsewhere.id)}` },
  ],
  'GET /gebruikersbeheer/loopt-af': (town) => [
    { about: 'of mine', path: '/gebruikersbeheer/loopt-af' },
    { about: 'here', path: `/gebruikersbeheer/loopt-af?instelling=${formatOrganisationCode(town.school.id)}` },
    { about: 'elsewhere', path: `/gebruikersbeheer/loopt-af?instelling=${formatOrganisationCode(town.elsewhere.id)}` },
  ],
  'GET /gebruikersbeheer/persoon/:id': (town) => [
    { about: 'here', path: `/gebruikersbeheer/persoon/${town.personas.user.person?.id ?? ''}` },
    { about: 'elsewhere', path: `/gebruikersbeheer/persoon/${town.personas['user elsewhere'].person?.id ?? ''}` },
    { about: 'that does not exist', path: `/gebruikersbeheer/persoon/${newId()}` },
  ],
  'GET /gebruikersbeheer/logboek': (town) => [
    { about: 'of mine', path: '/gebruikersbeheer/logboek' },
    { about: 'here', path: `/gebruikersbeheer/logboek?instelling=${formatOrganisationCode(town.school.id)}` },
    { about: 'elsewhere', path: `/gebruikersbeheer/logboek?instelling=${formatOrganisationCode(town.elsewhere.id)}` },
  ],
  'GET /gebruikersbeheer/logboek/bewaren': (town) => [
    { about: 'here', path: `/gebruikersbeheer/logboek/bewaren?instelling=${formatOrganisationCode(town.school.id)}` },
    {
      about: 'elsewhere',
      path: `/gebruikersbeheer/logboek/bewaren?instelling=${formatOrganisationCode(town.elsewhere.id)}`,
    },
  ],
  'GET /wie-kan': (town) => [
    { about: 'here', path: `/wie-kan?instelling=${formatOrganisationCode(town.school.id)}` },
    { about: 'elsewhere', path: `/wie-kan?instelling=${formatOrganisationCode(town.elsewhere.id)}` },
  ],
  'GET /wie-kan/persoon/:id': (town) => [
    { about: 'here', path: `/wie-kan/persoon/${town.personas.user.person?.id ?? ''}` },
    { about: 'elsewhere', path: `/wie-kan/persoon/${town.personas['user elsewhere'].person?.id ?? ''}` },
    { about: 'that does not exist', path: `/wie-kan/persoon/${newId()}` },
  ],
  'GET /gebruikersbeheer/recht-toekennen': (town) =>
    gives(town).map(({ about, path, form }) => ({ about, path: `${path}?${new URLSearchParams(form)}` })),
  'POST /gebruikersbeheer/recht-toekennen': gives,
  'GET /gebruikersbeheer/toekennen-meerdere-personen': (town) => [
    { about: 'of mine', path: '/gebruikersbeheer/toekennen-meerdere-personen' },
    ...manyAt(town, ''),
  ],
  'POST /gebruikersbeheer/toekennen-meerdere-personen': (town) =>
    manyAt(town, '').map((attempt) => ({ ...attempt, form: manyForm(town, attempt.path) })),
  'POST /gebruikersbeheer/toekennen-meerdere-personen/keuze': (town) =>
    manyAt(town, '/keuze').map((attempt) => ({ ...attempt, form: { ...manyForm(town, attempt.path), alle: 'ja' } })),
  'GET /toegang-vragen': (town) => [
    { about: 'anything', path: '/toegang-vragen' },
    { about: 'here', path: `/toegang-vragen?instelling=${formatOrganisationCode(town.school.id)}` },
    { about: 'a right here', path: askingFor(town.school, { recht: 'edison-admin' }) },
    { about: 'a right elsewhere', path: askingFor(town.elsewhere, { recht: 'edison-admin' }) },
    { about: 'a theme here', path: askingFor(town.school, { thema: '3', niveau: '1' }) },
    { about: 'a theme of another level', path: askingFor(town.school, { thema: '3', niveau: '2' }) },
    { about: 'a right that does not exist', path: askingFor(town.school, { recht: 'bestaat-niet' }) },
  ],
  // A day that cannot be read: whoever may ask is told so, and nothing is asked.
  'POST /toegang-vragen': (town) =>
    Object.entries({ here: town.school, elsewhere: town.elsewhere, closed: town.closed }).map(([about, school]) => ({
      about,
      path: '/toegang-vragen',
      form: { instelling: formatOrganisationCode(school.id), recht: 'edison-admin', tot: 'ooit', reden: 'x' },
    })),
  'POST /mijn-aanvragen/:id/intrekken': (town) => aboutTasks(town, '/mijn-aanvragen', '/intrekken', {}),
  'GET /mijn-taken/:id': (town) => aboutTasks(town, '/mijn-taken', ''),
  'POST /mijn-taken/:id/goedkeuren': (town) => aboutTasks(town, '/mijn-taken', '/goedkeuren', { tot: 'ooit' }),
  'POST /mijn-taken/:id/weigeren': (town) => aboutTasks(town, '/mijn-taken', '/weigeren', { reden: '' }),
  'POST /gebruikersbeheer/keuze': once({ wat: 'verlengen', recht: 'geen' }),
  'GET /gebruikersbeheer/rechten/verlengen': changes('verlengen'),
  'POST /gebruikersbeheer/rechten/verlengen': changes('verlengen', { tot: '01/01/2020' }),
  'GET /gebruikersbeheer/rechten/beeindigen': changes('beeindigen'),
  'POST /gebruikersbeheer/rechten/beeindigen': changes('beeindigen', { wanneer: 'meteen', reden: '' }),
};

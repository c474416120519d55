import type { Endpoint, Route } from '#access/route.ts';
import { formatOrganisationCode } from '#directory/institution-number.ts';
import { newId } from '#platform/ids.ts';
import type { Town } from '#tests/wall/personas.ts';

/** One request that is tried by everybody. */
export interface Attempt {
  /** What is asked for, in words; a row of the matrix. */
  about: string;
  path: string;
  form?: Record<string, string>;
}

type Samples = (town: Town) => Attempt[];

const once =
  (form?: Record<string, string>): Samples =>
  () => [{ about: '', path: '', ...(form && { form }) }];

const aboutDocuments =
  (suffix: string): Samples =>
  (town) => [
    { about: 'open', path: `/document/${town.documents.open.id}${suffix}` },
    { about: 'confidential', path: `/document/${town.documents.confidential.id}${suffix}` },
    { about: 'pay overview', path: `/document/${town.documents.pay.id}${suffix}` },
    { about: 'elsewhere', path: `/document/${town.documents.elsewhere.id}${suffix}` },
    { about: 'of a closed school', path: `/document/${town.documents.closed.id}${suffix}` },
    { about: 'that does not exist', path: `/document/${newId()}${suffix}` },
  ];

const grids =
  (formOf?: (town: Town) => Record<string, string>): Samples =>
  (town) => {
    const at = (about: string, level: string, school: Town['school']): Attempt => ({
      about,
      path: `/${level}/themabeheer?instelling=${formatOrganisationCode(school.id)}`,
      ...(formOf && { form: formOf(town) }),
    });
    return [
      at('here', 'basisonderwijs', town.school),
      at('elsewhere', 'secundair-onderwijs', town.elsewhere),
      at('elsewhere, at our level', 'basisonderwijs', town.elsewhere),
      at('of a closed school', 'basisonderwijs', town.closed),
      at('at no level', 'bestaat-niet', town.school),
    ];
  };

const stops =
  (form?: Record<string, string>): Samples =>
  () => [{ about: 'that nobody wrote', path: `/attendering/stop/${newId()}.${'x'.repeat(24)}`, ...(form && { form }) }];

/** A grid of one person and one theme, sent back as it was shown: whoever may save it changes nothing. */
const unchangedGrid = (town: Town): Record<string, string> => ({
  shown: town.personas['user without theme'].person?.id ?? '',
  seen: '1-0',
});

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

const keptItems =
  (form?: Record<string, string>): Samples =>
  (town) => [
    { about: 'of another service', path: `/agendabeheer/${town.agenda.here}`, ...(form && { form }) },
    { about: 'that does not exist', path: `/agendabeheer/${newId()}`, ...(form && { form }) },
  ];

const submitted =
  (base: string, suffix: string, form?: Record<string, string>): Samples =>
  ({ submissions }) => [
    { about: 'here', path: `${base}/${submissions.here}${suffix}`, ...(form && { form }) },
    { about: 'elsewhere', path: `${base}/${submissions.elsewhere}${suffix}`, ...(form && { form }) },
    { about: 'that was not sent', path: `${base}/${submissions.draft}${suffix}`, ...(form && { form }) },
    { about: 'that does not exist', path: `${base}/${newId()}${suffix}`, ...(form && { form }) },
  ];

const submittedFiles =
  (base: string): Samples =>
  ({ submissions, submittedFile }) => [
    { about: 'here', path: `${base}/${submissions.here}/bestand/${submittedFile}` },
    { about: 'of another submission', path: `${base}/${submissions.elsewhere}/bestand/${submittedFile}` },
    { about: 'that does not exist', path: `${base}/${submissions.here}/bestand/${newId()}` },
  ];

const sends =
  (form?: Record<string, string>): Samples =>
  (town) => {
    const at = (about: string, level: string, school: Town['school']): Attempt => ({
      about,
      path: `/${level}/document-versturen?instelling=${formatOrganisationCode(school.id)}`,
      ...(form && { form: { ...form, sleutel: newId() } }),
    });
    return [
      at('here', 'basisonderwijs', town.school),
      at('elsewhere', 'secundair-onderwijs', town.elsewhere),
      at('elsewhere, at our level', 'basisonderwijs', town.elsewhere),
      at('of a closed school', 'basisonderwijs', town.closed),
      at('at no level', 'bestaat-niet', town.school),
    ];
  };

const keptContacts =
  (form?: Record<string, string>): Samples =>
  (town) => [
    { about: 'that exists', path: `/contactbeheer/contact/${town.contact}`, ...(form && { form }) },
    { about: 'that does not exist', path: `/contactbeheer/contact/${newId()}`, ...(form && { form }) },
  ];

const servedInstitutions =
  (form?: Record<string, string>): Samples =>
  (town) => [
    {
      about: 'here',
      path: `/contactbeheer/instelling/${formatOrganisationCode(town.school.id)}`,
      ...(form && { form }),
    },
    { about: 'that does not exist', path: '/contactbeheer/instelling/999999', ...(form && { form }) },
  ];

const numbersAt =
  (step: string, form?: Record<string, string>): Samples =>
  (town) => {
    const at = (about: string, level: string, school: Town['school']): Attempt => ({
      about,
      path: `/${level}/noodnummers${step}?instelling=${formatOrganisationCode(school.id)}`,
      ...(form && { form }),
    });
    return [
      at('here', 'basisonderwijs', town.school),
      at('elsewhere', 'secundair-onderwijs', town.elsewhere),
      at('elsewhere, at our level', 'basisonderwijs', town.elsewhere),
      at('of a closed school', 'basisonderwijs', town.closed),
    ];
  };

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

const oneNumber =
  (form?: Record<string, string>): Samples =>
  () => [{ about: 'that does not exist', path: `/basisonderwijs/noodnummers/${newId()}`, ...(form && { form }) }];

const lookedUp =
  (form?: Record<string, string>): Samples =>
  (town) => [
    { about: 'here', path: `/noodnummers-opvragen/${formatOrganisationCode(town.school.id)}`, ...(form && { form }) },
    { about: 'that does not exist', path: '/noodnummers-opvragen/999999', ...(form && { form }) },
  ];

/** What to try at a route that cannot be tried as it is written, or that has a form to send. */
const samples: Record<string, Samples> = {
  'POST /aanmelden': once({ terug: '/' }),
  'GET /aanmelden/terug': once(),
  'POST /aanmelden/namens-wie': once({ namens: 'OV:00000000-0000-7000-8000-000000000000' }),
  'POST /afmelden': once({}),
  'POST /afmelden/overal': once({}),
  'POST /taal': once({ taal: 'nl', terug: '/hulp' }),
  'GET /:level/documenten': () => [
    { about: 'of our level', path: '/basisonderwijs/documenten' },
    { about: 'of another level', path: '/secundair-onderwijs/documenten' },
    { about: 'of no level', path: '/bestaat-niet/documenten' },
  ],
  'GET /document/:id': aboutDocuments(''),
  'GET /document/:id/bestand': aboutDocuments('/bestand'),
  'GET /document/:id/download': aboutDocuments('/download'),
  'GET /:level/themabeheer': grids(),
  'POST /:level/themabeheer': grids(unchangedGrid),
  'GET /:level/document-versturen': sends(),
  'POST /:level/document-versturen': sends({ actie: 'door' }),
  'GET /:level/document-versturen/concept/:id': ({ submissions }) => [
    { about: 'here', path: `/basisonderwijs/document-versturen/concept/${submissions.draft}` },
    { about: 'that was sent', path: `/basisonderwijs/document-versturen/concept/${submissions.here}` },
    { about: 'that does not exist', path: `/basisonderwijs/document-versturen/concept/${newId()}` },
  ],
  'POST /:level/document-versturen/concept/:id/weg': ({ submissions }) => [
    { about: '', path: `/basisonderwijs/document-versturen/concept/${submissions.discarded}/weg`, form: {} },
  ],
  'GET /:level/document-versturen/overzicht': () => [
    { about: 'of our level', path: '/basisonderwijs/document-versturen/overzicht' },
    { about: 'of another level', path: '/secundair-onderwijs/document-versturen/overzicht' },
  ],
  'GET /verstuurd/:id': submitted('/verstuurd', ''),
  'GET /verstuurd/:id/bestand/:bestand': submittedFiles('/verstuurd'),
  'GET /verstuurd/:id/ontvangstbewijs': submitted('/verstuurd', '/ontvangstbewijs'),
  'POST /verstuurd/:id/intrekken': ({ submissions }) => [
    { about: '', path: `/verstuurd/${submissions.withdrawn}/intrekken`, form: {} },
  ],
  'POST /verstuurd/:id/verbeteren': submitted('/verstuurd', '/verbeteren', { sleutel: newId(), actie: 'door' }),
  'GET /ontvangen-documenten/:id': submitted('/ontvangen-documenten', ''),
  'GET /ontvangen-documenten/:id/bestand/:bestand': submittedFiles('/ontvangen-documenten'),
  'POST /ontvangen-documenten/:id/behandelen': submitted('/ontvangen-documenten', '/behandelen', {
    sleutel: newId(),
    actie: 'antwoord',
  }),
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
  'GET /gebruikersbeheer/recht-toekennen': (town) =>
    gives(town).map(({ about, path, form }) => ({ about, path: `${path}?${new URLSearchParams(form)}` })),
  'POST /gebruikersbeheer/recht-toekennen': gives,
  'GET /:level/agenda': () => [
    { about: 'of our level', path: '/basisonderwijs/agenda' },
    { about: 'of another level', path: '/secundair-onderwijs/agenda' },
    { about: 'of no level', path: '/bestaat-niet/agenda' },
  ],
  'GET /agenda/:id': (town) => [
    { about: 'of our level', path: `/agenda/${town.agenda.here}` },
    { about: 'of another level', path: `/agenda/${town.agenda.elsewhere}` },
    { about: 'that does not exist', path: `/agenda/${newId()}` },
  ],
  'POST /agenda/abonnement': once({ wat: 'stop' }),
  'GET /agenda/feed/:token': (town) => [
    { about: 'with the secret', path: `/agenda/feed/${town.agenda.feed}` },
    { about: 'with another secret', path: `/agenda/feed/${'x'.repeat(43)}` },
  ],
  'POST /agendabeheer/nieuw': once({ titel: '' }),
  'GET /agendabeheer/:id': keptItems(),
  'POST /agendabeheer/:id': keptItems({ titel: '' }),
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
  'GET /:level/contactpersonen': () => [
    { about: 'of our level', path: '/basisonderwijs/contactpersonen' },
    { about: 'of another level', path: '/secundair-onderwijs/contactpersonen' },
    { about: 'of no level', path: '/bestaat-niet/contactpersonen' },
  ],
  'POST /contactbeheer/nieuw': once({ naam: '' }),
  'GET /contactbeheer/contact/:id': keptContacts(),
  'POST /contactbeheer/contact/:id': keptContacts({ naam: '' }),
  'GET /contactbeheer/instelling/:nummer': servedInstitutions(),
  'POST /contactbeheer/instelling/:nummer': servedInstitutions({}),
  'GET /:level/noodnummers': numbersAt(''),
  'GET /:level/noodnummers/nieuw': numbersAt('/nieuw'),
  'POST /:level/noodnummers/nieuw': numbersAt('/nieuw', { nummer: '' }),
  'GET /:level/noodnummers/:id': oneNumber(),
  'POST /:level/noodnummers/:id': oneNumber({ nummer: 'geen' }),
  'GET /noodnummers-opvragen/:nummer': lookedUp(),
  'POST /noodnummers-opvragen/:nummer': lookedUp({ dossier: '', reden: '' }),
  'GET /toepassing/:id': () => [
    { about: 'for holders of a theme', path: '/toepassing/toetsen-voor-scholen' },
    { about: 'that does not exist', path: '/toepassing/bestaat-niet' },
  ],
  'POST /mijn-profiel': once({ email: 'geen adres' }),
  'POST /mijn-profiel/e-mailadres': once({ bewijs: 'x'.repeat(43) }),
  'POST /mijn-profiel/attendering': once({ instelling: '', thema: '', ritme: '' }),
  'POST /mijn-profiel/attendering/verwijder': once({ keuze: '1:1' }),
  'GET /attendering/stop/:token': stops(),
  'POST /attendering/stop/:token': stops({}),
  'POST /attendering/stop': once({ bewijs: `${newId()}.x` }),
  'GET /waarom': (town) => [
    { about: 'anywhere', path: '/waarom' },
    { about: 'here', path: `/waarom?instelling=${formatOrganisationCode(town.school.id)}` },
    { about: 'elsewhere', path: `/waarom?instelling=${formatOrganisationCode(town.elsewhere.id)}` },
  ],
  'GET /assets/:file': () => [{ about: 'that does not exist', path: '/assets/bestaat-niet.css' }],
  'GET /demo/aanmelden/:uid': () => [{ about: '', path: '/demo/aanmelden/abc' }],
  'GET /demo/postvak/:id': (town) => [
    { about: 'to the user', path: `/demo/postvak/${town.mail}` },
    { about: 'that does not exist', path: `/demo/postvak/${newId()}` },
  ],
  'POST /api/v1/documents': once({ metadata: '{}' }),
  'GET /api/v1/documents/:reference': (town) => [
    { about: 'of another service', path: `/api/v1/documents/${town.documents.open.id}` },
  ],
  'POST /oauth2/token': once({ grant_type: 'client_credentials' }),
};

/** The attempts at a route, or null when it has parameters or a form and nobody said what to try. */
export function attemptsAt(route: Route | Endpoint, town: Town): Attempt[] | null {
  const known = samples[`${route.method} ${route.path}`];
  if (known) return known(town).map((attempt) => ({ ...attempt, path: attempt.path || route.path }));
  if (route.method !== 'GET' || /[:*]/.test(route.path)) return null;
  return [{ about: '', path: route.path }];
}

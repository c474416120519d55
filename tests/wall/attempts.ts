import { questionSamples } from '#tests/wall/attempts-at-questions.ts';
import type { Endpoint, Route } from '#access/route.ts';
import { formatOrganisationCode } from '#directory/institution-number.ts';
import { newId } from '#platform/ids.ts';
import type { Town } from '#tests/wall/personas.ts';
import { once, type Attempt, type Samples } from '#tests/wall/attempt.ts';
import { accessSamples } from '#tests/wall/attempts-at-access.ts';
import { automaticSamples } from '#tests/wall/attempts-at-automatic.ts';
import { deputySamples } from '#tests/wall/attempts-at-deputies.ts';
import { personSamples } from '#tests/wall/attempts-at-persons.ts';
import { mergerSamples } from '#tests/wall/attempts-at-mergers.ts';
import { rescueSamples } from '#tests/wall/attempts-at-rescue.ts';
import { secondPersonSamples } from '#tests/wall/attempts-at-second-person.ts';
import { timeSamples } from '#tests/wall/attempts-at-time.ts';
import { rightsSamples } from '#tests/wall/attempts-at-rights.ts';
import { scimSamples } from '#tests/wall/attempts-at-scim.ts';

const aboutDocuments =
  (suffix: string, form?: Record<string, string>): Samples =>
  ({ documents }) =>
    Object.entries({
      open: documents.open.id,
      confidential: documents.confidential.id,
      'pay overview': documents.pay.id,
      elsewhere: documents.elsewhere.id,
      'shared with the user elsewhere': documents.shared.id,
      'of a closed school': documents.closed.id,
      'that does not exist': newId(),
    }).map(([about, id]) => ({ about, path: `/document/${id}${suffix}`, ...(form && { form }) }));

const grids =
  (formOf?: (town: Town) => Record<string, string>, overview = ''): Samples =>
  (town) => {
    const at = (about: string, level: string, school: Town['school']): Attempt => ({
      about,
      path: `/${level}/themabeheer${overview}?instelling=${formatOrganisationCode(school.id)}`,
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
  ...accessSamples,
  ...automaticSamples,
  ...deputySamples,
  ...personSamples,
  ...mergerSamples,
  ...rescueSamples,
  ...secondPersonSamples,
  ...timeSamples,
  ...rightsSamples,
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
  'GET /document/:id/delen': aboutDocuments('/delen'),
  // An address of nobody: whoever may share is told so, and nothing is shared.
  'POST /document/:id/delen': aboutDocuments('/delen', {
    email: 'niemand@nergens.example',
    wat: 'deel',
    sleutel: newId(),
  }),
  'POST /document/:id/gedeeld/weg': ({ documents }) => [
    { about: 'that was not shared', path: `/document/${documents.open.id}/gedeeld/weg`, form: {} },
  ],
  'GET /:level/themabeheer/gedeeld': grids(undefined, '/gedeeld'),
  'GET /:level/themabeheer/lezingen': grids(undefined, '/lezingen'),
  'GET /:level/themabeheer': grids(),
  'POST /:level/themabeheer': grids(unchangedGrid),
  'POST /:level/themabeheer/proef': grids(unchangedGrid, '/proef'),
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
  'GET /ontvangen-documenten/:id/alles.zip': submitted('/ontvangen-documenten', '/alles.zip'),
  'GET /ontvangen-documenten/:id/bestand/:bestand': submittedFiles('/ontvangen-documenten'),
  'POST /ontvangen-documenten/:id/behandelen': submitted('/ontvangen-documenten', '/behandelen', {
    sleutel: newId(),
    actie: 'antwoord',
  }),
  ...questionSamples,
  ...scimSamples,
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

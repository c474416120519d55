import { newId } from '#platform/ids.ts';
import type { Samples } from '#tests/wall/attempt.ts';

const asked =
  (base: string, suffix: string, form?: Record<string, string>): Samples =>
  ({ questions }) => [
    { about: 'here', path: `${base}/${questions.here}${suffix}`, ...(form && { form }) },
    { about: 'elsewhere', path: `${base}/${questions.elsewhere}${suffix}`, ...(form && { form }) },
    { about: 'about a pay overview', path: `${base}/${questions.pay}${suffix}`, ...(form && { form }) },
    { about: 'that was not asked', path: `${base}/${questions.draft}${suffix}`, ...(form && { form }) },
    { about: 'that does not exist', path: `${base}/${newId()}${suffix}`, ...(form && { form }) },
  ];

const askedFiles =
  (base: string): Samples =>
  ({ questions, askedFile }) => [
    { about: 'here', path: `${base}/${questions.here}/bestand/${askedFile}` },
    { about: 'of another question', path: `${base}/${questions.elsewhere}/bestand/${askedFile}` },
    { about: 'that does not exist', path: `${base}/${questions.here}/bestand/${newId()}` },
  ];

const askedAbout =
  (form?: Record<string, string>): Samples =>
  ({ documents }) =>
    Object.entries(documents).map(([about, { id }]) => ({
      about,
      path: `/document/${id}/vraag`,
      ...(form && { form: { ...form, sleutel: newId() } }),
    }));

const templates =
  (suffix = '', form?: Record<string, string>): Samples =>
  ({ template }) => [
    { about: 'that exists', path: `/vragen/sjablonen/${template}${suffix}`, ...(form && { form }) },
    { about: 'that does not exist', path: `/vragen/sjablonen/${newId()}${suffix}`, ...(form && { form }) },
  ];

/** What to try at the routes of questions about documents. */
export const questionSamples: Record<string, Samples> = {
  'GET /document/:id/vraag': askedAbout(),
  // Without words: whoever may ask is told so, and nothing is asked.
  'POST /document/:id/vraag': askedAbout({ vraag: '', actie: 'versturen' }),
  'POST /document/:id/vraag/:vraag/weg': ({ documents, questions }) => [
    { about: '', path: `/document/${documents.open.id}/vraag/${questions.discarded}/weg`, form: {} },
  ],
  'GET /gestelde-vragen/:id': asked('/gestelde-vragen', ''),
  'GET /gestelde-vragen/:id/bestand/:bestand': askedFiles('/gestelde-vragen'),
  'POST /gestelde-vragen/:id/reageren': asked('/gestelde-vragen', '/reageren', { sleutel: newId(), actie: 'bericht' }),
  'GET /vragen/:id': asked('/vragen', ''),
  'GET /vragen/:id/bestand/:bestand': askedFiles('/vragen'),
  'POST /vragen/:id/behandelen': asked('/vragen', '/behandelen', { sleutel: newId(), actie: 'antwoord' }),
  'POST /vragen/sjablonen/nieuw': () => [
    { about: '', path: '/vragen/sjablonen/nieuw', form: { sleutel: newId(), naam: '' } },
  ],
  'GET /uitnodiging/:sleutel': () => [{ about: 'with any secret', path: `/uitnodiging/${'x'.repeat(43)}` }],
  'POST /uitnodiging/:sleutel': ({ invitation }) => [
    { about: 'with another secret', path: `/uitnodiging/${'x'.repeat(43)}`, form: {} },
    { about: 'with the secret', path: `/uitnodiging/${invitation}`, form: {} },
  ],
  'GET /beantwoorden/:id': asked('/beantwoorden', ''),
  'GET /beantwoorden/:id/bestand/:bestand': askedFiles('/beantwoorden'),
  'POST /beantwoorden/:id': asked('/beantwoorden', '', { sleutel: newId() }),
  'GET /vragen/sjablonen/:id': templates(),
  'POST /vragen/sjablonen/:id': templates('', { naam: '' }),
  'POST /vragen/sjablonen/:id/weg': templates('/weg', {}),
};

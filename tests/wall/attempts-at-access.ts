import { formatOrganisationCode } from '#directory/institution-number.ts';
import { newId } from '#platform/ids.ts';
import type { Samples } from '#tests/wall/attempt.ts';
import type { Town } from '#tests/wall/personas.ts';

/** A wish that ends before it begins: whoever may give it is told so, and nothing changes. */
const wishFor = (town: Town, at: Town['school'], personId: string): Record<string, string> => ({
  instelling: formatOrganisationCode(at.id),
  persoon: personId,
  wens: 'read-general',
  van: '01/09/2030',
  tot: '01/09/2029',
  sleutel: newId(),
});

const access =
  (path: string): Samples =>
  (town) => {
    const here = town.personas['no right'].person?.id ?? '';
    return [
      { about: 'here', path, form: wishFor(town, town.school, here) },
      { about: 'elsewhere', path, form: wishFor(town, town.elsewhere, here) },
      { about: 'for somebody out of sight', path, form: wishFor(town, town.school, newId()) },
    ];
  };

/** An invitation of nobody; a form that lacks what it needs changes nothing. */
const link = 'x'.repeat(43);

/** What is tried at the addresses of Geef toegang and of inviting by e-mail. */
export const accessSamples: Record<string, Samples> = {
  'GET /gebruikersbeheer/geef-toegang': (town) => [
    { about: 'of mine', path: '/gebruikersbeheer/geef-toegang' },
    ...Object.entries({ here: town.school, elsewhere: town.elsewhere }).flatMap(([about, school]) => {
      const path = `/gebruikersbeheer/geef-toegang?instelling=${formatOrganisationCode(school.id)}`;
      return [
        { about, path },
        { about: `${about}, to somebody`, path: `${path}&persoon=${town.personas['no right'].person?.id ?? ''}` },
      ];
    }),
  ],
  'POST /gebruikersbeheer/geef-toegang': access('/gebruikersbeheer/geef-toegang'),
  'POST /gebruikersbeheer/geef-toegang/voorbeeld': access('/gebruikersbeheer/geef-toegang/voorbeeld'),
  'POST /gebruikersbeheer/uitnodigen': (town) =>
    Object.entries({ here: town.school, elsewhere: town.elsewhere }).map(([about, school]) => ({
      about,
      path: '/gebruikersbeheer/uitnodigen',
      form: { instelling: formatOrganisationCode(school.id), voornaam: '', sleutel: newId() },
    })),
  'POST /gebruikersbeheer/uitnodigingen/:id': () => [
    {
      about: 'that does not exist',
      path: `/gebruikersbeheer/uitnodigingen/${newId()}`,
      form: { wat: 'intrekken' },
    },
  ],
  'GET /uitgenodigd/:token': () => [{ about: 'that nobody sent', path: `/uitgenodigd/${link}` }],
  'POST /uitgenodigd': () => [{ about: 'without a sign-in', path: '/uitgenodigd', form: {} }],
  'POST /uitgenodigd/volgen': () => [
    { about: 'that nobody sent', path: '/uitgenodigd/volgen', form: { bewijs: link } },
  ],
};

import { formatOrganisationCode } from '#directory/institution-number.ts';
import { newId } from '#platform/ids.ts';
import type { Samples } from '#tests/wall/attempt.ts';

const naming =
  (form?: Record<string, string>): Samples =>
  (town) =>
    Object.entries({
      here: town.personas.user.person?.id,
      elsewhere: town.personas['user elsewhere'].person?.id,
      'that does not exist': newId(),
    }).map(([about, id]) => {
      const place = {
        instelling: formatOrganisationCode(town.school.id),
        plaatsvervanger: town.personas['user without theme'].person?.id ?? '',
      };
      const path = `/gebruikersbeheer/persoon/${id}/plaatsvervanger`;
      return form
        ? { about, path, form: { ...form, ...place } }
        : { about, path: `${path}?${new URLSearchParams(place).toString()}` };
    });

/** What to try at the pages on deputies; a form without days names nobody. */
export const deputySamples: Record<string, Samples> = {
  'GET /gebruikersbeheer/persoon/:id/plaatsvervanger': naming(),
  'POST /gebruikersbeheer/persoon/:id/plaatsvervanger': naming({ van: 'ooit', tot: '' }),
  'GET /vervanger-vragen': (town) => [
    { about: 'anywhere', path: '/vervanger-vragen' },
    { about: 'here', path: `/vervanger-vragen?instelling=${formatOrganisationCode(town.school.id)}` },
    { about: 'elsewhere', path: `/vervanger-vragen?instelling=${formatOrganisationCode(town.elsewhere.id)}` },
  ],
  // A day that cannot be read: whoever may ask is told so, and nothing is asked.
  'POST /vervanger-vragen': (town) =>
    Object.entries({ here: town.school, elsewhere: town.elsewhere, 'of a closed school': town.closed }).map(
      ([about, school]) => ({
        about,
        path: '/vervanger-vragen',
        form: { instelling: formatOrganisationCode(school.id), naam: 'Jan Claes', van: 'ooit', tot: '' },
      }),
    ),
  'POST /vervangingen/:id/stoppen': () => [
    { about: 'that does not exist', path: `/vervangingen/${newId()}/stoppen`, form: { vanaf: 'profiel' } },
  ],
};

import { formatOrganisationCode } from '#directory/institution-number.ts';
import { newId } from '#platform/ids.ts';
import { once, type Samples } from '#tests/wall/attempt.ts';

const reviews =
  (suffix: string, form?: Record<string, string>): Samples =>
  (town) =>
    Object.entries({ 'of our school': town.review, 'that does not exist': newId() }).map(([about, id]) => ({
      about,
      path: `/gebruikersbeheer/nazicht/${id}${suffix}`,
      ...(form && { form: { ...form, sleutel: newId() } }),
    }));

/** A handover by somebody here or elsewhere to the user without theme; a form without a readable day changes nothing. */
const handovers =
  (form?: Record<string, string>): Samples =>
  (town) =>
    Object.entries({
      here: town.personas.user.person?.id,
      elsewhere: town.personas['user elsewhere'].person?.id,
      'that does not exist': newId(),
    }).map(([about, id]) => {
      const place = {
        instelling: formatOrganisationCode(town.school.id),
        opvolger: town.personas['user without theme'].person?.id ?? '',
      };
      const path = `/gebruikersbeheer/persoon/${id}/overdragen`;
      return form
        ? { about, path, form: { ...form, ...place } }
        : { about, path: `${path}?${new URLSearchParams(place).toString()}` };
    });

/** What to try at the pages on reviews and handovers; a form that lacks what it needs changes nothing. */
export const timeSamples: Record<string, Samples> = {
  'GET /gebruikersbeheer/persoon/:id/overdragen': handovers(),
  'POST /gebruikersbeheer/persoon/:id/overdragen': handovers({ laatste: 'ooit' }),
  'POST /gebruikersbeheer/nazicht/starten': once({ sleutel: newId(), tot: '' }),
  'GET /gebruikersbeheer/nazicht/:id': reviews(''),
  'POST /gebruikersbeheer/nazicht/:id': reviews('', { wat: 'bevestigen' }),
  'GET /gebruikersbeheer/nazicht/:id/bewaren': reviews('/bewaren'),
  'GET /gebruikersbeheer/nazicht/:id/stoppen': reviews('/stoppen'),
  'POST /gebruikersbeheer/nazicht/:id/stoppen': reviews('/stoppen', { reden: '' }),
};

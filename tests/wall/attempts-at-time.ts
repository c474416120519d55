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

/** What to try at the pages on reviews; a form that lacks what it needs changes nothing. */
export const timeSamples: Record<string, Samples> = {
  'POST /gebruikersbeheer/nazicht/starten': once({ sleutel: newId(), tot: '' }),
  'GET /gebruikersbeheer/nazicht/:id': reviews(''),
  'POST /gebruikersbeheer/nazicht/:id': reviews('', { wat: 'bevestigen' }),
  'GET /gebruikersbeheer/nazicht/:id/bewaren': reviews('/bewaren'),
  'GET /gebruikersbeheer/nazicht/:id/stoppen': reviews('/stoppen'),
  'POST /gebruikersbeheer/nazicht/:id/stoppen': reviews('/stoppen', { reden: '' }),
};

import { formatOrganisationCode } from '#directory/institution-number.ts';
import { newId } from '#platform/ids.ts';
import type { Samples } from '#tests/wall/attempt.ts';

/** The closed school continues as ours; the other one continues as nothing. */
const mergers =
  (form?: Record<string, string>): Samples =>
  (town) =>
    Object.entries({ 'of the closed school': town.closed, elsewhere: town.elsewhere }).map(([about, school]) => ({
      about: form ? `${about}, ${form['stap'] ?? ''}` : about,
      path: `/mijn-taken/fusie/${formatOrganisationCode(school.id)}`,
      ...(form && { form }),
    }));

/** What to try at institutions that continue as another. */
export const mergerSamples: Record<string, Samples> = {
  'GET /mijn-taken/fusie/:nummer': mergers(),
  'POST /mijn-taken/fusie/:nummer': (town) => [
    ...mergers({ stap: 'nakijken' })(town),
    // What is confirmed without having been seen is shown first.
    ...mergers({ stap: 'bevestigen', gezien: 'niets', sleutel: newId() })(town),
  ],
};

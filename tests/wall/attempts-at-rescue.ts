import { formatOrganisationCode } from '#directory/institution-number.ts';
import type { Samples } from '#tests/wall/attempt.ts';

/** What to try at institutions without head local administrator. */
export const rescueSamples: Record<string, Samples> = {
  'GET /mijn-taken/zonder-beheerder/:nummer': (town) =>
    Object.entries({ here: town.school, elsewhere: town.elsewhere }).map(([about, school]) => ({
      about,
      path: `/mijn-taken/zonder-beheerder/${formatOrganisationCode(school.id)}`,
    })),
};

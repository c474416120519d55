import { formatOrganisationCode } from '#directory/institution-number.ts';
import { newId } from '#platform/ids.ts';
import type { Samples } from '#tests/wall/attempt.ts';

const proposals =
  (answer: string, form?: Record<string, string>): Samples =>
  () => [{ about: 'that does not exist', path: `/mijn-taken/bevestigen/${newId()}${answer}`, ...(form && { form }) }];

/** Who may, switches the rule on; off again only with a second person, whom nobody here is. */
const rules =
  (change: string, form?: Record<string, string>): Samples =>
  (town) =>
    Object.entries({ here: town.school, elsewhere: town.elsewhere, 'of a closed school': town.closed }).map(
      ([about, school]) => ({
        about,
        path: `/tweepersoonsregel/${formatOrganisationCode(school.id)}${change}`,
        ...(form && { form }),
      }),
    );

/** What to try where two people tick a theme. */
export const secondPersonSamples: Record<string, Samples> = {
  'GET /mijn-taken/bevestigen/:id': proposals(''),
  'POST /mijn-taken/bevestigen/:id/ja': proposals('/ja', {}),
  'POST /mijn-taken/bevestigen/:id/nee': proposals('/nee', { reden: 'nee' }),
  'POST /mijn-taken/bevestigen/:id/intrekken': proposals('/intrekken', {}),
  'GET /tweepersoonsregel/:nummer': rules(''),
  'POST /tweepersoonsregel/:nummer/aan': rules('/aan', {}),
  'POST /tweepersoonsregel/:nummer/uit': rules('/uit', {}),
};

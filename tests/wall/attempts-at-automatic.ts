import { formatOrganisationCode } from '#directory/institution-number.ts';
import { newId } from '#platform/ids.ts';
import type { Samples } from '#tests/wall/attempt.ts';

const lists: Samples = (town) =>
  Object.entries({ here: town.school, elsewhere: town.elsewhere, 'of a closed school': town.closed }).map(
    ([about, school]) => ({
      about,
      path: `/gebruikersbeheer/instelling/${formatOrganisationCode(school.id)}/automatisch`,
    }),
  );

/** Without a reason nothing changes: whoever may is asked for one. */
const rights =
  (form?: () => Record<string, string>): Samples =>
  (town) =>
    Object.entries({
      'of the portal here': [town.school, 'portal-admin'],
      'of WebEdison here': [town.school, 'edison-admin'],
      'of the portal elsewhere': [town.elsewhere, 'portal-admin'],
      'that is not automatic': [town.school, 'portal-user'],
    } as const).map(([about, [school, right]]) => ({
      about,
      path: `/gebruikersbeheer/instelling/${formatOrganisationCode(school.id)}/automatisch/${right}`,
      ...(form && { form: form() }),
    }));

/** What to try at the automatic rights of heads. */
export const automaticSamples: Record<string, Samples> = {
  'GET /gebruikersbeheer/instelling/:nummer/automatisch': lists,
  'GET /gebruikersbeheer/instelling/:nummer/automatisch/:recht': rights(),
  'POST /gebruikersbeheer/instelling/:nummer/automatisch/:recht': rights(() => ({
    stand: 'uit',
    reden: ' ',
    sleutel: newId(),
  })),
};

import { z } from 'zod';
import type { Place } from '#access/actor.ts';
import { placesWhere } from '#access/rule.ts';
import { allowed, view } from '#access/use-case.ts';
import { listThemes, listThemesForLevel } from '#apps/themes/catalogue.ts';
import { levelInput, placeInput } from '#apps/themes/inputs.ts';
import { cellKey, type Grid, type Waiting } from '#apps/themes/model.ts';
import { administersThemes, mayAdminister } from '#apps/themes/policy.ts';
import { listHolders, listInstitutions, readVersions } from '#apps/themes/queries.ts';
import { listConfirmers, listProposalsOf } from '#apps/themes/second-person/queries.ts';
import { findOrganisation } from '#directory/organisations.ts';
import type { Db } from '#platform/db.ts';

/** The grid of one institution at one level: everybody with access, and what each may read (TH-3). */
export const themeGrid = view({
  permission: 'themes.grid',
  input: placeInput,
  load: async () => null,
  decide: (actor, _subject, input) => mayAdminister(actor, input),
  async read(db, _actor, _subject, input): Promise<Grid> {
    const institution = await findOrganisation(db, input.institutionId);
    const themes = await listThemesForLevel(db, input.levelId);
    const holders = await listHolders(db, input.institutionId);
    const users = holders.filter((holder) => !holder.administers);
    const waiting = await listWaiting(db, input);
    const versions = await readVersions(db, input, users);
    return {
      institution: { id: input.institutionId, name: institution?.name ?? '' },
      themes,
      waiting,
      users: users.map(({ id, givenName, familyName, email }) => ({
        id,
        givenName,
        familyName,
        email,
        versions: themes.map((theme) => versions.get(cellKey({ personId: id, themeId: theme.id })) ?? 0),
      })),
      administrators: holders
        .filter((holder) => holder.administers)
        .map(({ id, givenName, familyName, email }) => ({ id, givenName, familyName, email })),
    };
  },
});

/** What waits for a second person at one level. */
async function listWaiting(db: Db, { institutionId, levelId }: Place): Promise<Map<string, Waiting>> {
  const waiting = new Map<string, Waiting>();
  for (const proposal of await listProposalsOf(db, institutionId)) {
    const { personId, themeId, id: proposalId } = proposal;
    if (personId === null || themeId === null || proposal.levelId !== levelId) continue;
    const confirmers = await listConfirmers(db, proposal);
    waiting.set(cellKey({ personId, themeId }), { proposalId, proposal, confirmers });
  }
  return waiting;
}

/** The institutions of a level whose themes the actor administers; none is an empty list, never every institution. */
export const administeredInstitutions = view({
  permission: 'themes.institutions',
  input: levelInput,
  load: async () => null,
  decide: () => allowed(),
  read: async (db, actor, _subject, input) => {
    const here = actor.places.filter((place) => place.levelId === input.levelId);
    return listInstitutions(
      db,
      placesWhere(administersThemes, actor, here).map((place) => place.institutionId),
    );
  },
});

/** Which documents belong to which themes, for anybody who works here (TH-5). */
export const themeCatalogue = view({
  permission: 'themes.catalogue',
  input: z.object({}),
  load: async () => null,
  decide: () => allowed(),
  read: (db) => listThemes(db),
});

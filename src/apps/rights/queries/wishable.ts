import { z } from 'zod';
import { allowed, unknown, view } from '#access/use-case.ts';
import { portalUser, type Entitlement } from '#apps/rights/model.ts';
import { readCatalogue } from '#apps/rights/queries/catalogue.ts';
import { findRelatedPerson } from '#apps/rights/queries/relations.ts';
import { hasIt } from '#apps/rights/queries/requests.ts';
import { listThemesByLevel, type Theme } from '#apps/themes/index.ts';
import { findOrganisation, levelsOfOrganisations, type Organisation } from '#directory/organisations.ts';

export interface Wishable {
  organisation: Organisation;
  /** No running relation with the institution or its board. */
  unrelated: boolean;
  entitlements: readonly Entitlement[];
  themes: readonly { levelId: number; themes: readonly Theme[] }[];
}

/** Every right and theme of an institution that the actor could ask for and does not have (RE). */
export const wishable = view({
  permission: 'rights:list-wishable',
  input: z.object({ organisationId: z.number().int().positive() }),
  load: async (db, _actor, { organisationId }) => findOrganisation(db, organisationId),
  decide: (_actor, organisation) => (organisation?.isOpen ? allowed() : unknown),
  read: async (db, actor, organisation): Promise<Wishable> => {
    if (!organisation) throw new Error('an unknown organisation was refused before');
    const { id: organisationId } = organisation;
    const related = await findRelatedPerson(db, actor.personId, organisationId);
    const groups = related?.relations.map((relation) => relation.targetGroup) ?? [];
    const { entitlements } = await readCatalogue(db);
    const levels = (await levelsOfOrganisations(db, [organisationId])).get(organisationId) ?? [];
    const byLevel = await listThemesByLevel(db, levels);
    const lacks = (entitlementId: string, theme: { themeId: number; levelId: number } | null): boolean =>
      !hasIt(actor, { organisationId, entitlementId, theme });
    return {
      organisation,
      unrelated: related === undefined,
      entitlements: entitlements.filter(
        (one) => one.targetGroups.some((group) => groups.includes(group)) && lacks(one.id, null),
      ),
      themes: levels.map((levelId) => ({
        levelId,
        themes: (byLevel.get(levelId) ?? []).filter((theme) => lacks(portalUser, { themeId: theme.id, levelId })),
      })),
    };
  },
});

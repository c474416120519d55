import { z } from 'zod';
import { allowed, unknown, view } from '#access/use-case.ts';
import type { Holiday } from '#apps/rights/end-dates.ts';
import type { Entitlement, Limit } from '#apps/rights/model.ts';
import { coveringGrants, latestEnd } from '#apps/rights/policy.ts';
import { readCatalogue } from '#apps/rights/queries/catalogue.ts';
import { findSelection } from '#apps/rights/queries/chosen-grants.ts';
import { listRelatedPeople, type RelatedPerson } from '#apps/rights/queries/relations.ts';
import { findScoped } from '#apps/rights/queries/scope.ts';
import type { Organisation } from '#directory/organisations.ts';
import { listSchoolHolidays } from '#directory/school-holidays.ts';

/** What an actor may give to the people that were picked, and until when. */
export interface GivingToMany {
  organisation: Organisation;
  people: readonly RelatedPerson[];
  givable: readonly Entitlement[];
  entitlement: Entitlement | undefined;
  /** The last day that holds for all of them, whatever their own relations say. */
  limitFrom: (from: string) => { latest: string; because: Limit };
  holidays: readonly Holiday[];
}

const input = z.object({
  organisationId: z.number().int().positive(),
  selection: z.uuid().optional(),
  entitlementId: z.string().optional(),
});

/** The people picked for an organisation and the rights to choose from; whoever is not related is left out (R7). */
export const givingToMany = view({
  permission: 'rights:list-givable-to-many',
  input,
  load: async (db, actor, { organisationId }) => {
    const catalogue = await readCatalogue(db);
    return { catalogue, scoped: await findScoped(db, actor, organisationId, catalogue.delegations) };
  },
  decide: (_actor, { scoped }) => (scoped ? allowed() : unknown),
  read: async (db, actor, { catalogue, scoped }, asked): Promise<GivingToMany> => {
    if (!scoped) throw new Error('an unknown organisation was refused before');
    const { organisation, hasHeadAdmin } = scoped;
    const picked = asked.selection ? await findSelection(db, asked.selection, actor.personId) : [];
    const people = await listRelatedPeople(db, picked, organisation.id, 'today-or-later');
    const groups = new Set(people.flatMap((person) => person.relations.map((relation) => relation.targetGroup)));
    const coverOf = ({ id }: Entitlement) =>
      coveringGrants(
        actor,
        { entitlementId: id, organisationId: organisation.id, hasHeadAdmin },
        catalogue.delegations,
      );
    const givable = catalogue.entitlements.filter(
      (one) => coverOf(one).length > 0 && one.targetGroups.some((group) => groups.has(group)),
    );
    const entitlement = givable.find(({ id }) => id === asked.entitlementId);
    return {
      organisation,
      people,
      givable,
      entitlement,
      holidays: await listSchoolHolidays(db),
      limitFrom: (from) => {
        const giverUntil = (entitlement && coverOf(entitlement)[0]?.until) ?? from;
        return entitlement
          ? latestEnd(entitlement, from, { giverUntil, relationUntil: null })
          : { latest: from, because: 'giver' };
      },
    };
  },
});

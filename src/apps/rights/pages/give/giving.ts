import { z } from 'zod';
import type { Actor } from '#access/actor.ts';
import { allowed, unknown, view } from '#access/use-case.ts';
import type { Holiday } from '#apps/rights/end-dates.ts';
import type { Entitlement, Limit } from '#apps/rights/model.ts';
import { organisationLabel, personLabel } from '#apps/rights/pages/words.ts';
import { coveringGrants, givableEntitlements, latestEnd } from '#apps/rights/policy.ts';
import { readCatalogue, type Catalogue } from '#apps/rights/queries/catalogue.ts';
import { findRelatedPerson, relationFor, type RelatedPerson } from '#apps/rights/queries/relations.ts';
import { findScoped, type ScopedOrganisation } from '#apps/rights/queries/scope.ts';
import { listSchoolHolidays } from '#directory/school-holidays.ts';
import { isId } from '#platform/ids.ts';

/** What an actor may give to one person for one organisation, and until when. */
export interface Giving {
  words: { organisation: string; person: string };
  givable: readonly Entitlement[];
  entitlement: Entitlement | undefined;
  /** The first day that a right can have: today, or when the relation begins. */
  earliest: string;
  limitFrom: (from: string) => { latest: string; because: Limit };
  holidays: readonly Holiday[];
}

const input = z.object({
  organisationId: z.number().int().positive(),
  personId: z.string().refine((text): boolean => isId(text)),
  entitlementId: z.string().optional(),
});

interface Subject {
  scoped: ScopedOrganisation;
  person: RelatedPerson;
  catalogue: Catalogue;
}

/** Step 2: the choice of rights; somebody unrelated answers like nobody (R7). */
export const givingTo = view({
  permission: 'rights:list-givable',
  input,
  load: async (db, actor, asked): Promise<Subject | null> => {
    const catalogue = await readCatalogue(db);
    const scoped = await findScoped(db, actor, asked.organisationId, catalogue.delegations);
    const person = scoped && (await findRelatedPerson(db, asked.personId, asked.organisationId, 'today-or-later'));
    return scoped && person ? { scoped, person, catalogue } : null;
  },
  decide: (_actor, subject) => (subject ? allowed() : unknown),
  read: async (db, actor, subject, asked): Promise<Giving> => {
    if (!subject) throw new Error('an unknown person was refused before');
    return { ...givingOf(actor, subject, asked.entitlementId), holidays: await listSchoolHolidays(db) };
  },
});

function givingOf(
  actor: Actor,
  { scoped, person, catalogue }: Subject,
  entitlementId: string | undefined,
): Omit<Giving, 'holidays'> {
  const { organisation, hasHeadAdmin, askedBoardId } = scoped;
  const givable = catalogue.entitlements.filter((entitlement) => {
    const facts = { relation: relationFor(person, entitlement), hasHeadAdmin, askedBoardId };
    const only = { entitlements: [entitlement], delegations: catalogue.delegations };
    return givableEntitlements(actor, organisation.id, only, facts).length > 0;
  });
  const entitlement = givable.find((one) => one.id === entitlementId);
  return {
    words: { organisation: organisationLabel(organisation), person: personLabel(person) },
    givable,
    entitlement,
    earliest: beginOf(person, entitlement, actor.today),
    limitFrom: (from) => {
      if (!entitlement) return { latest: from, because: 'giver' };
      const what = { entitlementId: entitlement.id, organisationId: organisation.id, hasHeadAdmin, askedBoardId };
      const [restsOn] = coveringGrants(actor, what, catalogue.delegations);
      const relationUntil = relationFor(person, entitlement).until;
      return latestEnd(entitlement, from, { giverUntil: restsOn?.until ?? from, relationUntil });
    },
  };
}

function beginOf(person: RelatedPerson, entitlement: Entitlement | undefined, today: string): string {
  const from = (entitlement && relationFor(person, entitlement, today).from) ?? today;
  return from > today ? from : today;
}

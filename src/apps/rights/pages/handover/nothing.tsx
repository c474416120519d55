import type { ActorVisit, PageContent } from '#access/visit.ts';
import { givers } from '#apps/rights/handover/judge.ts';
import { personAddress } from '#apps/rights/pages/addresses.ts';
import { framedHandover } from '#apps/rights/pages/handover/items.tsx';
import { enumerate, personLabel, rightLabel } from '#apps/rights/pages/words.ts';
import { canManage } from '#apps/rights/policy.ts';
import { readCatalogue, type Catalogue } from '#apps/rights/queries/catalogue.ts';
import type { GrantWithStory } from '#apps/rights/queries/person.ts';
import type { PersonPage } from '#apps/rights/queries/person-page.ts';
import { ButtonLink } from '#ui/components/button.tsx';
import { EmptyState } from '#ui/components/empty-state.tsx';

const presentAt = ({ grants }: PersonPage, organisationId: number): GrantWithStory[] =>
  grants.filter((one) => one.organisationId === organisationId && one.state !== 'ended' && one.state !== 'withdrawn');

/** Whether somebody has a right at an institution that the actor could hand over. */
export const canHandOver = (visit: ActorVisit, found: PersonPage, organisationId: number): boolean =>
  presentAt(found, organisationId).some((grant) => canManage(visit.actor, grant, found.delegations));

/** Nothing goes over there: why, right by right. */
export async function nothingPage(visit: ActorVisit, found: PersonPage, organisationId: number): Promise<PageContent> {
  const t = visit.t.rights.handover;
  const catalogue = await readCatalogue(visit.db);
  const reasons = presentAt(found, organisationId).map(
    (grant) => `${rightLabel(grant)}: ${whyNot(visit, catalogue, grant)}`,
  );
  const name = personLabel(found.person);
  return framedHandover(
    visit,
    found.person,
    200,
    <EmptyState title={t.nothingTitle} suggestions={reasons.length > 0 ? reasons : [t.noRights(name)]}>
      <ButtonLink href={personAddress(found.person.id)}>{t.back(name)}</ButtonLink>
    </EmptyState>,
  );
}

function whyNot(visit: ActorVisit, catalogue: Catalogue, { cause, entitlementId }: GrantWithStory): string {
  const t = visit.t.rights.handover;
  if (cause === 'automatic') return t.automatic;
  if (cause === 'deputy') return t.deputy;
  return t.whoCan(enumerate([...new Set(givers({ catalogue }, entitlementId))], visit.t.rights.give.and));
}

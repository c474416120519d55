import type { ActorVisit } from '#access/visit.ts';
import type { Delegation } from '#apps/rights/model.ts';
import { switchingGrant } from '#apps/rights/automatic/policy.ts';
import { automaticAddress, endAddress, prolongAddress, withQuery } from '#apps/rights/pages/addresses.ts';
import { here } from '#apps/rights/pages/chosen/way-back.ts';
import { personLabel } from '#apps/rights/pages/words.ts';
import { canManage } from '#apps/rights/policy.ts';
import type { ListedGrant } from '#apps/rights/queries/grants.ts';

interface GrantActionsProps {
  readonly visit: ActorVisit;
  readonly grant: ListedGrant;
  readonly person: { givenName: string; familyName: string };
  readonly delegations: readonly Delegation[];
}

/** What can be done with one right: only what the actor may, and never what follows from something else. */
export const GrantActions = ({ visit, grant, person, delegations }: GrantActionsProps) => {
  const t = visit.t.rights.people;
  const about = <span class="hidden-text"> {t.endOf(grant.entitlementName, personLabel(person))}</span>;
  if (grant.cause === 'automatic' && switchingGrant(visit.actor, grant, delegations))
    return (
      <a href={automaticAddress(grant.organisationId, grant.entitlementId)}>
        {visit.t.rights.automatic.link}
        {about}
      </a>
    );
  if (!canManage(visit.actor, grant, delegations)) return null;
  return (
    <>
      <a href={withQuery(prolongAddress, { recht: grant.id, terug: here(visit) })}>
        {t.prolong}
        {about}
      </a>
      {' · '}
      <a href={withQuery(endAddress, { recht: grant.id, terug: here(visit) })}>
        {t.end}
        {about}
      </a>
    </>
  );
};

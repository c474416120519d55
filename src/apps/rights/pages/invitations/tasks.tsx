import type { Child } from 'hono/jsx';
import type { ActorVisit } from '#access/visit.ts';
import { listInvitations, type Invitation } from '#apps/rights/invitations/store.ts';
import { invitationsAddress } from '#apps/rights/pages/addresses.ts';
import { organisationLabel, personLabel } from '#apps/rights/pages/words.ts';
import { managedOrganisations } from '#apps/rights/queries/scope.ts';
import { DataTable } from '#ui/components/data-table.tsx';

/** Invitations that somebody with another name used, in Mijn taken; null when there are none. */
export async function heldInvitationTasks(visit: ActorVisit): Promise<Child> {
  const all = await listInvitations(visit.db, managedOrganisations(visit.actor));
  const held = all.filter(({ state }) => state === 'held');
  if (held.length === 0) return null;
  const t = visit.t.rights.invitations;
  return (
    <DataTable
      caption={t.heldTitle}
      rows={held}
      columns={[
        {
          label: visit.t.rights.people.person,
          rowHeader: true,
          cell: (one) => <a href={invitationsAddress}>{personLabel(one)}</a>,
        },
        {
          label: visit.t.rights.requests.institution,
          cell: (one) => organisationLabel({ id: one.organisationId, name: one.organisationName }),
        },
        { label: visit.t.rights.requests.state, cell: (one) => t.states.held(visitorOf(one)) },
      ]}
    />
  );
}

/** Who signed in with the link. */
export const visitorOf = (invitation: Invitation): string =>
  `${invitation.visitorGivenName ?? ''} ${invitation.visitorFamilyName ?? ''}`.trim();

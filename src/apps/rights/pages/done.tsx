import type { ActorVisit } from '#access/visit.ts';
import { deputyshipStopped } from '#apps/rights/pages/addresses.ts';
import { personLabel } from '#apps/rights/pages/words.ts';
import { findGrant } from '#apps/rights/queries/grants.ts';
import { managedOrganisations } from '#apps/rights/queries/scope.ts';
import { isId } from '#platform/ids.ts';
import { Notice } from '#ui/components/notice.tsx';
import { formatDate } from '#ui/format.ts';

/** What was just done, said on the page that follows it. */
export async function doneNotice(visit: ActorVisit) {
  if (visit.url.searchParams.get('gedaan') === 'niets-gekozen')
    return (
      <Notice t={visit.t.ui} kind="warning" live>
        {visit.t.rights.change.nothingChosen}
      </Notice>
    );
  const text = await doneText(visit);
  return text === undefined ? null : (
    <Notice t={visit.t.ui} kind="success" live>
      {text}
    </Notice>
  );
}

async function doneText(visit: ActorVisit): Promise<string | undefined> {
  const t = visit.t.rights.done;
  const query = visit.url.searchParams;
  const count = Number(/^\d{1,4}$/.exec(query.get('aantal') ?? '')?.[0] ?? 1);
  switch (query.get('gedaan')) {
    case 'toegekend':
      return count > 1 ? visit.t.rights.many.done(count) : grantedText(visit, query.get('recht') ?? '');
    case 'toegang':
      return visit.t.rights.access.done;
    case 'vandaag':
      return t.ended(count);
    case 'ingekort':
      return t.shortened(count);
    case 'ingetrokken':
      return t.withdrawn(count);
    case 'geregistreerd':
      return t.registered;
    case 'bestaat':
      return t.exists;
    case 'banden':
      return t.relationsEnded(count);
    case 'banden-meteen':
      return t.relationsEndedAtOnce(count);
    case 'band-verlengd':
      return t.relationProlonged;
    case 'overgedragen':
      return handedOverText(visit);
    case 'plaatsvervanger':
      return visit.t.rights.deputies.done;
    case deputyshipStopped:
      return visit.t.rights.deputies.doneEnded;
    case 'band':
      return t.linked;
    case 'verlengd':
      return t.prolonged(count);
    // The same form came twice, as after a double click: the first one did it.
    case 'al-gebeurd':
      return t.already;
    default:
      return undefined;
  }
}

function handedOverText(visit: ActorVisit): string {
  const numberOf = (name: string): number => Number(/^\d{1,3}$/.exec(visit.url.searchParams.get(name) ?? '')?.[0] ?? 0);
  return visit.t.rights.handover.done(numberOf('over'), numberOf('einde'), numberOf('themas'));
}

async function grantedText(visit: ActorVisit, grantId: string): Promise<string> {
  const t = visit.t.rights.done;
  const grant = isId(grantId) ? await findGrant(visit.db, grantId, managedOrganisations(visit.actor)) : undefined;
  if (!grant) return t.grantedQuietly;
  const name = personLabel(grant);
  const text =
    grant.from > visit.actor.today
      ? t.grantedLater(name, grant.entitlementName, formatDate(grant.from))
      : t.granted(name, grant.entitlementName);
  return grant.entitlementId === 'portal-user' ? `${text} ${t.themesNext}` : text;
}

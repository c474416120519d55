import type { ActorVisit } from '#access/visit.ts';
import { personLabel } from '#apps/rights/pages/words.ts';
import { findGrant } from '#apps/rights/queries/grants.ts';
import { isId } from '#platform/ids.ts';
import { Notice } from '#ui/components/notice.tsx';
import { formatDate } from '#ui/format.ts';

/** What was just done, said on the page that follows it. */
export async function doneNotice(visit: ActorVisit, organisationId: number) {
  const text = await doneText(visit, organisationId);
  return text === undefined ? null : (
    <Notice t={visit.t.ui} kind="success" live>
      {text}
    </Notice>
  );
}

async function doneText(visit: ActorVisit, organisationId: number): Promise<string | undefined> {
  const t = visit.t.rights.done;
  const query = visit.url.searchParams;
  switch (query.get('gedaan')) {
    case 'toegekend':
      return grantedText(visit, organisationId, query.get('recht') ?? '');
    case 'vandaag':
      return t.ended;
    case 'ingetrokken':
      return t.withdrawn;
    default:
      return undefined;
  }
}

async function grantedText(visit: ActorVisit, organisationId: number, grantId: string): Promise<string> {
  const t = visit.t.rights.done;
  const grant = isId(grantId) ? await findGrant(visit.db, grantId, [organisationId]) : undefined;
  if (!grant) return t.grantedQuietly;
  const name = personLabel(grant);
  const text =
    grant.from > visit.actor.today
      ? t.grantedLater(name, grant.entitlementName, formatDate(grant.from))
      : t.granted(name, grant.entitlementName);
  return grant.entitlementId === 'portal-user' ? `${text} ${t.themesNext}` : text;
}

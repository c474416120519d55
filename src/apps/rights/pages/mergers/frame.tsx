import type { PropsWithChildren } from 'hono/jsx';
import type { ActorVisit, PageContent } from '#access/visit.ts';
import type { Merger } from '#apps/rights/mergers/queries.ts';
import { base, tasksAddress } from '#apps/rights/pages/addresses.ts';
import { newLabel, oldLabel } from '#apps/rights/pages/mergers/tasks.tsx';
import { PageHeading } from '#ui/components/page.tsx';
import { BackLink } from '#ui/components/way-back.tsx';
import { formatDate } from '#ui/format.ts';

/** The frame of every step: which institution continues as which, and the way back to the tasks. */
export function mergerFrame(
  visit: ActorVisit,
  merger: Merger,
  children: PropsWithChildren['children'],
  status = 200,
): PageContent {
  const t = visit.t.rights.mergers;
  const title = t.title(merger.organisationName);
  return {
    title,
    tab: base,
    status,
    children: (
      <>
        <BackLink t={visit.t.ui} label={visit.t.rights.tasks.title} href={tasksAddress} />
        <PageHeading title={title} lead={t.lead(oldLabel(merger), newLabel(merger), formatDate(merger.from))} />
        {children}
      </>
    ),
  };
}

/** What becomes of the rights at the old number. */
export function whatStays({ t: { rights } }: ActorVisit, { organisationName, isOpen }: Merger): string {
  return isOpen ? rights.mergers.nothingEnds(organisationName) : rights.mergers.isClosed(organisationName);
}

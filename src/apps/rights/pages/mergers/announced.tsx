import type { ActorVisit, PageContent } from '#access/visit.ts';
import type { Merger } from '#apps/rights/mergers/queries.ts';
import { mergerFrame } from '#apps/rights/pages/mergers/frame.tsx';
import { oldLabel } from '#apps/rights/pages/mergers/tasks.tsx';
import { Notice } from '#ui/components/notice.tsx';
import { formatDate } from '#ui/format.ts';

/** A merger that is not in sight yet: from when it is, and of nobody what he holds. */
export function announcedPage(visit: ActorVisit, merger: Merger): PageContent {
  const t = visit.t.rights.mergers;
  return mergerFrame(
    visit,
    merger,
    <Notice t={visit.t.ui} kind="info" title={t.announcedTitle}>
      {t.announced(oldLabel(merger), formatDate(merger.sightFrom))}
    </Notice>,
  );
}

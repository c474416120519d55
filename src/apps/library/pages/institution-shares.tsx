import { ask } from '#access/use-case.ts';
import { seeOther, type ActorVisit, type PageContent } from '#access/visit.ts';
import { gridsAddress, overseenPlace, overviewPage } from '#apps/library/pages/overseen.tsx';
import { sharesOfInstitution, type InstitutionShare } from '#apps/library/sharing/shares.ts';
import { brusselsToday } from '#platform/clock.ts';
import { DataTable } from '#ui/components/data-table.tsx';
import { EmptyState } from '#ui/components/empty-state.tsx';
import { formatDate } from '#ui/format.ts';

/** Everything that was shared of an institution, for those who administer its themes (DO-7). */
export async function institutionSharesPage(visit: ActorVisit): Promise<PageContent | Response> {
  const place = overseenPlace(visit);
  if (!place) return seeOther(gridsAddress(visit));
  const t = visit.t.sharing.overview;
  const { shares, older } = await ask(sharesOfInstitution, visit, { ...place, levelId: place.level.id });
  return overviewPage(visit, {
    place,
    title: t.name,
    lead: t.lead,
    older,
    children:
      shares.length === 0 ? (
        <EmptyState title={t.none} suggestions={[t.noneHint]} />
      ) : (
        <ShareTable visit={visit} shares={shares} />
      ),
  });
}

const ShareTable = ({ visit, shares }: { visit: ActorVisit; shares: readonly InstitutionShare[] }) => {
  const t = visit.t.sharing.overview;
  return (
    <DataTable
      caption={t.name}
      captionHidden
      rows={shares}
      columns={[
        {
          label: t.document,
          rowHeader: true,
          cell: (row) => (row.title === null ? t.elsewhere : <a href={`/document/${row.documentId}`}>{row.title}</a>),
        },
        { label: t.by, cell: (row) => row.sharer },
        { label: t.with, cell: (row) => row.receiver },
        { label: t.at, cell: (row) => formatDate(brusselsToday(row.sharedAt)) },
        { label: t.state, cell: (row) => t.states[row.state] },
      ]}
    />
  );
};

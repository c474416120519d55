import { ask } from '#access/use-case.ts';
import { seeOther, type ActorVisit, type PageContent } from '#access/visit.ts';
import { gridsAddress, overseenPlace, overviewPage } from '#apps/library/pages/overseen.tsx';
import { readingsOfInstitution, type Reading } from '#apps/library/readings.ts';
import { DataTable } from '#ui/components/data-table.tsx';
import { EmptyState } from '#ui/components/empty-state.tsx';

/** Who read which pay overview when, for the administrators of the institution (DO-9). */
export async function readingsPage(visit: ActorVisit): Promise<PageContent | Response> {
  const place = overseenPlace(visit);
  if (!place) return seeOther(gridsAddress(visit));
  const t = visit.t.readings;
  const { readings, older } = await ask(readingsOfInstitution, visit, { ...place, levelId: place.level.id });
  return overviewPage(visit, {
    place,
    title: t.name,
    lead: t.lead,
    older,
    children:
      readings.length === 0 ? (
        <EmptyState title={t.none} suggestions={[t.noneHint]} />
      ) : (
        <ReadingTable visit={visit} readings={readings} />
      ),
  });
}

const ReadingTable = ({ visit, readings }: { visit: ActorVisit; readings: readonly Reading[] }) => {
  const t = visit.t.readings;
  const moment = new Intl.DateTimeFormat(visit.lang === 'nl' ? 'nl-BE' : 'en-GB', {
    dateStyle: 'short',
    timeStyle: 'short',
    timeZone: 'Europe/Brussels',
  });
  return (
    <DataTable
      caption={t.name}
      captionHidden
      rows={readings}
      columns={[
        { label: t.at, rowHeader: true, cell: (row) => moment.format(row.at) },
        { label: t.reader, cell: (row) => row.reader ?? t.unknownReader },
        { label: t.actingFor, cell: (row) => row.actingFor ?? t.all },
        { label: t.document, cell: (row) => <a href={`/document/${row.documentId}`}>{row.title}</a> },
        { label: t.action, cell: (row) => t.actions[row.action] },
      ]}
    />
  );
};

import type { AskedPlace } from '#access/asked-place.ts';
import type { ActorVisit, PageContent } from '#access/visit.ts';
import { Parts } from '#apps/submissions/pages/parts.tsx';
import { institutionLabel, sendAddress } from '#apps/submissions/pages/words.ts';
import { listOrganisations } from '#directory/organisations.ts';
import { DataTable } from '#ui/components/data-table.tsx';
import { PageHeading } from '#ui/components/page.tsx';

/** Whoever sends for several institutions says first for which one (DV-1). */
export async function chooseInstitution(visit: ActorVisit, place: AskedPlace): Promise<PageContent> {
  const t = visit.t.submissions;
  const rows = (await listOrganisations(visit.db, place.institutions)).filter((one) => one.isOpen);
  return {
    title: t.name,
    levelId: place.level.id,
    tab: sendAddress(place.level.id),
    children: (
      <>
        <PageHeading title={t.name} lead={t.choose.lead} />
        <Parts visit={visit} levelId={place.level.id} current="send" />
        <filter-search label={t.choose.find}>
          <DataTable
            caption={t.choose.caption}
            captionHidden
            rows={rows}
            columns={[
              {
                label: t.institution,
                rowHeader: true,
                cell: (row) => <a href={sendAddress(place.level.id, row.id)}>{institutionLabel(row.id, row.name)}</a>,
              },
            ]}
          />
        </filter-search>
      </>
    ),
  };
}

import type { ActorVisit, PageContent } from '#access/visit.ts';
import { ask } from '#access/use-case.ts';
import { gridAddress, type AdministeredPlace } from '#apps/themes/pages/place.ts';
import { administeredInstitutions } from '#apps/themes/views.ts';
import { formatInstitutionNumber } from '#directory/institution-number.ts';
import { DataTable } from '#ui/components/data-table.tsx';
import { PageHeading } from '#ui/components/page.tsx';
import { formatNumber } from '#ui/format.ts';

/** Whoever administers several institutions says first which one. */
export async function chooseInstitution(visit: ActorVisit, place: AdministeredPlace): Promise<PageContent> {
  const t = visit.t.themes.choose;
  const institutions = await ask(administeredInstitutions, visit, { levelId: place.level.id });
  return {
    title: visit.t.themes.name,
    levelId: place.level.id,
    tab: place.path,
    children: (
      <>
        <PageHeading title={visit.t.themes.name} lead={t.lead} />
        <filter-search label={t.find}>
          <DataTable
            caption={t.caption}
            captionHidden
            rows={institutions}
            columns={[
              {
                label: t.institution,
                rowHeader: true,
                cell: (row) => (
                  <a href={gridAddress(place.path, row.id)}>
                    {formatInstitutionNumber(row.id)} {row.name}
                  </a>
                ),
              },
              { label: t.users, numeric: true, cell: (row) => formatNumber(row.users, visit.lang) },
            ]}
          />
        </filter-search>
      </>
    ),
  };
}

import { ask } from '#access/use-case.ts';
import type { ActorVisit, PageContent } from '#access/visit.ts';
import type { CatalogueTheme } from '#apps/themes/catalogue.ts';
import { stateOf } from '#apps/themes/pages/labels.ts';
import { themeCatalogue } from '#apps/themes/views.ts';
import { levelById, type LevelId } from '#directory/levels.ts';
import { Badge } from '#ui/components/badge.tsx';
import { DataTable } from '#ui/components/data-table.tsx';
import { PageHeading } from '#ui/components/page.tsx';

/** Which documents belong to which themes (TH-5). */
export async function showCatalogue(visit: ActorVisit): Promise<PageContent> {
  const t = visit.t.themes.catalogue;
  const themes = await ask(themeCatalogue, visit, {});
  return {
    title: t.title,
    children: (
      <>
        <PageHeading title={t.title} lead={t.lead} />
        <filter-search label={t.find}>
          <DataTable
            caption={t.title}
            captionHidden
            rows={themes}
            columns={[
              {
                label: t.theme,
                rowHeader: true,
                cell: (theme) => theme.name,
              },
              { label: t.confidentiality, cell: (theme) => <Badge t={visit.t.ui} state={stateOf(theme)} /> },
              { label: t.documents, cell: (theme) => theme.documents },
              { label: t.levels, cell: (theme) => levelsOf(visit, theme) },
              { label: t.all, cell: (theme) => (theme.inAll ? t.inAll : t.notInAll) },
            ]}
          />
        </filter-search>
      </>
    ),
  };
}

const levelsOf = (visit: ActorVisit, theme: CatalogueTheme): string =>
  theme.levels.map((levelId) => levelById(levelId as LevelId).name[visit.lang]).join(', ');

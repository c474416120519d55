import { ask } from '#access/use-case.ts';
import type { ActorVisit, PageContent } from '#access/visit.ts';
import type { Form, FormLevel } from '#apps/submissions/model.ts';
import { activeWords } from '#apps/submissions/pages/words.ts';
import { formCatalogue } from '#apps/submissions/views.ts';
import { listThemes, themeLabel } from '#apps/themes/index.ts';
import { levelById, type LevelId } from '#directory/levels.ts';
import { DataTable } from '#ui/components/data-table.tsx';
import { PageHeading, Section } from '#ui/components/page.tsx';

/** Every form with the levels it exists for and the themes that open it: the table of source 000 (DV-2). */
export async function cataloguePage(visit: ActorVisit): Promise<PageContent> {
  const t = visit.t.submissions;
  const forms = await ask(formCatalogue, visit, {});
  const themes = new Map((await listThemes(visit.db)).map((theme) => [theme.id, themeLabel(theme, visit.t)]));
  return {
    title: t.catalogue.title,
    children: (
      <>
        <PageHeading title={t.catalogue.title} lead={t.catalogue.lead} />
        {forms.map((form) => (
          <Section title={form.title} id={form.slug}>
            <DataTable
              caption={form.title}
              captionHidden
              rows={groupsOf(form)}
              columns={[
                {
                  label: t.level,
                  rowHeader: true,
                  cell: (row) => row.map(({ levelId }) => levelName(visit, levelId)).join(', '),
                },
                {
                  label: t.catalogue.themes,
                  cell: (row) => (
                    <ul class="plain-list">
                      {row[0]?.themeIds.map((id) => (
                        <li>{themes.get(id) ?? id}</li>
                      ))}
                    </ul>
                  ),
                },
                { label: t.catalogue.receiver, cell: (row) => row[0]?.serviceName ?? '' },
                { label: t.catalogue.when, cell: () => activeWords(form, visit.t) },
                {
                  label: t.catalogue.info,
                  cell: () =>
                    form.infoUrl ? (
                      <a href={form.infoUrl} rel="noopener" target="_blank">
                        {t.catalogue.info}
                      </a>
                    ) : (
                      t.catalogue.noInfo
                    ),
                },
              ]}
            />
          </Section>
        ))}
      </>
    ),
  };
}

const levelName = (visit: ActorVisit, id: number): string => levelById(id as LevelId).name[visit.lang];

/** Levels with the same themes and receiver together, as the source writes them in one row. */
function groupsOf(form: Form): FormLevel[][] {
  const keyOf = (level: FormLevel): string => `${level.themeIds.join(',')} ${level.serviceName}`;
  return [...Map.groupBy(form.levels, keyOf).values()];
}

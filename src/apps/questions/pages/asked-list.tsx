import { ask } from '#access/use-case.ts';
import type { ActorVisit, PageContent } from '#access/visit.ts';
import { askedQuestions, countAsked } from '#apps/questions/list.ts';
import { FilteredList } from '#apps/questions/pages/filtered-list.tsx';
import { filterFrom } from '#apps/questions/pages/filters.ts';
import { Threads } from '#apps/questions/pages/threads.tsx';
import { askedAddress } from '#apps/questions/pages/words.ts';
import { listThemes } from '#apps/themes/index.ts';
import { ButtonLink } from '#ui/components/button.tsx';
import { EmptyState } from '#ui/components/empty-state.tsx';
import { PageHeading } from '#ui/components/page.tsx';

/** Gestelde vragen: one's own, and those of colleagues about documents that one reads too (P10). */
export async function askedPage(visit: ActorVisit): Promise<PageContent> {
  const t = visit.t.questions;
  const filter = filterFrom(visit.url.searchParams);
  const page = await ask(askedQuestions, visit, filter);
  const choices = await countAsked(visit.db, visit.actor);
  const themes = await listThemes(visit.db);
  return {
    title: t.askedName,
    tab: askedAddress,
    children: (
      <>
        <PageHeading title={t.askedName} lead={t.list.lead} />
        <FilteredList
          filtered={{ visit, filter, choices, themes, mine: t.list.mine }}
          path={askedAddress}
          page={page}
          rows={<Threads visit={visit} caption={t.list.caption} questions={page.questions} />}
          empty={(isFiltered) => (
            <EmptyState
              title={isFiltered ? t.list.noneFound : t.list.none}
              suggestions={isFiltered ? t.list.noneFoundHints : t.list.noneHints}
            >
              <ButtonLink href="/documenten">{t.list.documents}</ButtonLink>
            </EmptyState>
          )}
        />
      </>
    ),
  };
}

import { ask } from '#access/use-case.ts';
import type { ActorVisit, PageContent } from '#access/visit.ts';
import { countAsked } from '#apps/questions/choices.ts';
import { askedQuestions, ownDrafts } from '#apps/questions/list.ts';
import { FilteredList } from '#apps/questions/pages/filtered-list.tsx';
import { filterFrom, institutionSought } from '#apps/questions/pages/filters.ts';
import { Threads } from '#apps/questions/pages/threads.tsx';
import { askAddress, askedAddress } from '#apps/questions/pages/words.ts';
import { momentOf } from '#apps/submissions/index.ts';
import { listThemes } from '#apps/themes/index.ts';
import { ButtonLink } from '#ui/components/button.tsx';
import { EmptyState } from '#ui/components/empty-state.tsx';
import { PageHeading, Section } from '#ui/components/page.tsx';
import { formatDate } from '#ui/format.ts';

/** Gestelde vragen: one's own, and those of colleagues about documents that one reads too (P10). */
export async function askedPage(visit: ActorVisit): Promise<PageContent> {
  const t = visit.t.questions;
  const filter = filterFrom(visit.url.searchParams);
  const page = await ask(askedQuestions, visit, filter);
  const choices = await countAsked(visit.db, visit.actor, {
    ticked: filter.institutions,
    find: institutionSought(visit.url.searchParams),
  });
  const themes = await listThemes(visit.db);
  const drafts = await ask(ownDrafts, visit, {});
  return {
    title: t.askedName,
    tab: askedAddress,
    children: (
      <>
        <PageHeading title={t.askedName} lead={t.list.lead} />
        {drafts.length > 0 && (
          <Section title={t.list.drafts} id="concepten">
            <p class="hint">{t.list.draftsHint}</p>
            <ul class="plain-list">
              {drafts.map((draft) => (
                <li>
                  <a href={askAddress(draft.documentId)}>{draft.documentTitle}</a>{' '}
                  <span class="soft">{momentOf(draft.changedAt, visit.t)}</span>
                  <p class="hint">{t.list.draftEnds(formatDate(draft.endsOn))}</p>
                </li>
              ))}
            </ul>
          </Section>
        )}
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

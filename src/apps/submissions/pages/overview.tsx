import { askedPlace } from '#access/asked-place.ts';
import { ask } from '#access/use-case.ts';
import type { ActorVisit, PageContent } from '#access/visit.ts';
import { countSent, sentSubmissions } from '#apps/submissions/list.ts';
import { questionOf } from '#apps/submissions/pages/filters.ts';
import { Parts } from '#apps/submissions/pages/parts.tsx';
import { SubmissionList } from '#apps/submissions/pages/submission-list.tsx';
import { overviewAddress, sendAddress, submissionAddress } from '#apps/submissions/pages/words.ts';
import { opensSending } from '#apps/submissions/rule.ts';
import { ButtonLink } from '#ui/components/button.tsx';
import { EmptyState } from '#ui/components/empty-state.tsx';
import { PageHeading } from '#ui/components/page.tsx';

/** Overzicht verstuurde documenten: only those whose theme the person holds now (DV-3). */
export async function overviewPage(visit: ActorVisit): Promise<PageContent> {
  const t = visit.t.submissions;
  const { level } = askedPlace(visit, opensSending);
  const question = questionOf(visit);
  const path = overviewAddress(level.id);
  return {
    title: `${t.overview} – ${t.name}`,
    levelId: level.id,
    tab: sendAddress(level.id),
    children: (
      <>
        <PageHeading title={t.overview} lead={t.list.lead} />
        <Parts visit={visit} levelId={level.id} current="overview" />
        <SubmissionList
          visit={visit}
          path={path}
          caption={t.list.caption}
          page={await ask(sentSubmissions, visit, { ...question, levelId: level.id })}
          choices={await countSent(visit.db, visit.actor, level.id)}
          filter={question}
          hrefOf={submissionAddress}
          empty={(isFiltered) => (
            <EmptyState
              title={isFiltered ? t.list.noneFound : t.list.none}
              suggestions={isFiltered ? t.list.noneFoundHints : t.list.noneHints}
            >
              <ButtonLink href={isFiltered ? path : sendAddress(level.id)}>
                {isFiltered ? visit.t.ui.filters.clear : t.compose.title}
              </ButtonLink>
            </EmptyState>
          )}
        />
      </>
    ),
  };
}

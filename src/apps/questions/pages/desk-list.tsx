import { ask } from '#access/use-case.ts';
import type { ActorVisit, PageContent } from '#access/visit.ts';
import { countReceived } from '#apps/questions/choices.ts';
import { receivedQuestions } from '#apps/questions/list.ts';
import { FilteredList } from '#apps/questions/pages/filtered-list.tsx';
import { filterFrom, institutionSought } from '#apps/questions/pages/filters.ts';
import { Threads } from '#apps/questions/pages/threads.tsx';
import { deskAddress, deskQuestionAddress, templatesAddress } from '#apps/questions/pages/words.ts';
import type { AskedQuestion } from '#apps/questions/queries.ts';
import { dueDay } from '#apps/questions/views.ts';
import { listThemes } from '#apps/themes/index.ts';
import { ButtonLink } from '#ui/components/button.tsx';
import { EmptyState } from '#ui/components/empty-state.tsx';
import { PageHeading } from '#ui/components/page.tsx';
import { formatDate } from '#ui/format.ts';

/** Vragen: the work of a service, what is overdue longest first (DO-6). */
export async function deskPage(visit: ActorVisit): Promise<PageContent> {
  const t = visit.t.questions;
  const filter = filterFrom(visit.url.searchParams);
  const page = await ask(receivedQuestions, visit, filter);
  const choices = await countReceived(visit.db, visit.actor, {
    ticked: filter.institutions,
    find: institutionSought(visit.url.searchParams),
  });
  const themes = await listThemes(visit.db);
  const term = await dueDay(visit.db, visit.actor.today);
  return {
    title: t.deskName,
    tab: deskAddress,
    children: (
      <>
        <PageHeading
          title={t.deskName}
          lead={t.desk.lead}
          action={<ButtonLink href={templatesAddress}>{t.desk.templates}</ButtonLink>}
        />
        <p class="hint">
          {t.desk.term(term.workingDays, formatDate(term.dueOn))} {!term.verified && t.compose.termUnverified}
        </p>
        <FilteredList
          filtered={{ visit, filter, choices, themes, mine: t.desk.mine }}
          path={deskAddress}
          page={page}
          rows={
            <Threads
              visit={visit}
              caption={t.desk.caption}
              questions={page.questions}
              hrefOf={deskQuestionAddress}
              more={[{ label: t.handler, cell: (row) => handlerOf(visit, row) }]}
            />
          }
          empty={() => (
            <EmptyState title={t.desk.none} suggestions={t.desk.noneHints}>
              <ButtonLink href={deskAddress}>{visit.t.ui.filters.clear}</ButtonLink>
            </EmptyState>
          )}
        />
      </>
    ),
  };
}

export function handlerOf(visit: ActorVisit, question: AskedQuestion): string {
  const t = visit.t.questions;
  if (question.handlerId === null) return t.desk.nobody;
  return question.handlerId === visit.actor.personId ? t.you : (question.handlerName ?? '');
}

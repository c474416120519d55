import { ask } from '#access/use-case.ts';
import type { ActorVisit, PageContent } from '#access/visit.ts';
import { receivedSubmissions } from '#apps/submissions/list.ts';
import { filteredAddress, questionOf, searchOf } from '#apps/submissions/pages/filters.ts';
import { SubmissionList } from '#apps/submissions/pages/submission-list.tsx';
import { deskAddress } from '#apps/submissions/pages/words.ts';
import type { SentSubmission } from '#apps/submissions/queries.ts';
import { chooseWork } from '#apps/submissions/work.ts';
import { ButtonLink } from '#ui/components/button.tsx';
import { EmptyState } from '#ui/components/empty-state.tsx';
import { Notice } from '#ui/components/notice.tsx';
import { PageHeading } from '#ui/components/page.tsx';

/** The work of a receiving service: what institutions sent to it, by form and state (DV-4). */
export async function deskPage(visit: ActorVisit): Promise<PageContent> {
  const t = visit.t.submissions;
  const question = questionOf(visit);
  return {
    title: t.deskName,
    tab: deskAddress,
    children: (
      <>
        <PageHeading
          title={t.deskName}
          lead={t.desk.lead}
          action={
            <ButtonLink icon="download" href={filteredAddress(visit, `${deskAddress}/lijst.csv`)} download>
              {t.export.list}
            </ButtonLink>
          }
        />
        {visit.url.searchParams.has('te-veel') && (
          <Notice t={visit.t.ui} kind="warning" title={t.export.tooMany} live />
        )}
        <SubmissionList
          visit={visit}
          path={deskAddress}
          caption={t.desk.caption}
          page={await ask(receivedSubmissions, visit, { ...question, levelId: null })}
          choices={await chooseWork(visit.db, visit.actor, { ...question, search: searchOf(visit) })}
          searchesInstitutions
          filter={question}
          hrefOf={(id) => `${deskAddress}/${id}`}
          more={[{ label: t.desk.handler, cell: (row) => handlerOf(visit, row) }]}
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

export function handlerOf(visit: ActorVisit, submission: SentSubmission): string {
  const t = visit.t.submissions.desk;
  if (submission.handlerId === null) return t.nobody;
  return submission.handlerId === visit.actor.personId ? t.you : (submission.handlerName ?? '');
}

import { ask } from '#access/use-case.ts';
import type { ActorVisit, PageContent } from '#access/visit.ts';
import { countReceived, receivedSubmissions } from '#apps/submissions/list.ts';
import { formatNumber } from '#apps/submissions/model.ts';
import { chipsOf, filterGroups, pagesOf, questionOf } from '#apps/submissions/pages/filters.ts';
import { deskAddress, institutionLabel, momentOf, stateMark } from '#apps/submissions/pages/words.ts';
import type { SentSubmission } from '#apps/submissions/queries.ts';
import { formatSchoolYear } from '#directory/school-year.ts';
import { ButtonLink } from '#ui/components/button.tsx';
import { Chips } from '#ui/components/chips.tsx';
import { DataTable } from '#ui/components/data-table.tsx';
import { EmptyState } from '#ui/components/empty-state.tsx';
import { FilterPanel } from '#ui/components/filter-panel.tsx';
import { PageHeading, WithSide } from '#ui/components/page.tsx';
import { Pager } from '#ui/components/pager.tsx';
import { StateBadge } from '#ui/components/state-badge.tsx';

/** The work of a receiving service: what institutions sent to it, by form and state (DV-4). */
export async function deskPage(visit: ActorVisit): Promise<PageContent> {
  const t = visit.t.submissions;
  const question = questionOf(visit);
  const page = await ask(receivedSubmissions, visit, { ...question, levelId: null });
  const choices = await countReceived(visit.db, visit.actor);
  const groups = filterGroups(visit, choices, question);
  const list =
    page.submissions.length === 0 ? (
      <EmptyState title={t.desk.none} suggestions={t.desk.noneHints}>
        <ButtonLink href={deskAddress}>{visit.t.ui.filters.clear}</ButtonLink>
      </EmptyState>
    ) : (
      <>
        <DataTable
          caption={t.desk.caption}
          captionHidden
          rows={page.submissions}
          columns={[
            {
              label: t.list.submission,
              rowHeader: true,
              cell: (row) => (
                <>
                  <a href={`${deskAddress}/${row.id}`}>{row.formTitle}</a>
                  <br />
                  <span class="soft">{formatNumber(row.number)}</span>
                </>
              ),
            },
            { label: t.institution, cell: (row) => institutionLabel(row.institutionId, row.institutionName) },
            { label: t.schoolYear, cell: (row) => formatSchoolYear(row.schoolYear) },
            { label: t.sentOn, cell: (row) => momentOf(row.sentAt, visit.t) },
            { label: t.state, cell: (row) => <StateBadge {...stateMark(row.state, visit.t)} /> },
            { label: t.desk.handler, cell: (row) => handlerOf(visit, row) },
          ]}
        />
        <Pager t={visit.t.ui} {...pagesOf(visit, page)} />
      </>
    );
  return {
    title: t.deskName,
    tab: deskAddress,
    children: (
      <>
        <PageHeading title={t.deskName} lead={t.desk.lead} />
        {groups.length === 0 ? (
          list
        ) : (
          <WithSide side={<FilterPanel t={visit.t.ui} action={deskAddress} groups={groups} />}>
            <Chips t={visit.t.ui} chips={chipsOf(visit, choices, question)} clearHref={deskAddress} />
            {list}
          </WithSide>
        )}
      </>
    ),
  };
}

export function handlerOf(visit: ActorVisit, submission: SentSubmission): string {
  const t = visit.t.submissions.desk;
  if (submission.handlerId === null) return t.nobody;
  return submission.handlerId === visit.actor.personId ? t.you : (submission.handlerName ?? '');
}

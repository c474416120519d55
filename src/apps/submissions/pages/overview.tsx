import { askedPlace } from '#access/asked-place.ts';
import { ask } from '#access/use-case.ts';
import type { ActorVisit, PageContent } from '#access/visit.ts';
import { countSent, sentSubmissions } from '#apps/submissions/list.ts';
import { formatNumber } from '#apps/submissions/model.ts';
import { chipsOf, filterGroups, pagesOf, questionOf } from '#apps/submissions/pages/filters.ts';
import { Parts } from '#apps/submissions/pages/parts.tsx';
import {
  institutionLabel,
  momentOf,
  overviewAddress,
  sendAddress,
  stateMark,
  submissionAddress,
} from '#apps/submissions/pages/words.ts';
import { opensSending } from '#apps/submissions/rule.ts';
import { formatSchoolYear } from '#directory/school-year.ts';
import { ButtonLink } from '#ui/components/button.tsx';
import { Chips } from '#ui/components/chips.tsx';
import { DataTable } from '#ui/components/data-table.tsx';
import { EmptyState } from '#ui/components/empty-state.tsx';
import { FilterPanel } from '#ui/components/filter-panel.tsx';
import { PageHeading, WithSide } from '#ui/components/page.tsx';
import { Pager } from '#ui/components/pager.tsx';
import { StateBadge } from '#ui/components/state-badge.tsx';

/** Overzicht verstuurde documenten: only those whose theme the person holds now (DV-3). */
export async function overviewPage(visit: ActorVisit): Promise<PageContent> {
  const t = visit.t.submissions;
  const { level } = askedPlace(visit, opensSending);
  const question = questionOf(visit);
  const page = await ask(sentSubmissions, visit, { ...question, levelId: level.id });
  const choices = await countSent(visit.db, visit.actor, level.id);
  const groups = filterGroups(visit, choices, question);
  const isFiltered = groups.some((group) => group.options.some((option) => option.checked));
  const path = overviewAddress(level.id);
  const list =
    page.submissions.length === 0 ? (
      <EmptyState
        title={isFiltered ? t.list.noneFound : t.list.none}
        suggestions={isFiltered ? t.list.noneFoundHints : t.list.noneHints}
      >
        <ButtonLink href={isFiltered ? path : sendAddress(level.id)}>
          {isFiltered ? visit.t.ui.filters.clear : t.compose.title}
        </ButtonLink>
      </EmptyState>
    ) : (
      <>
        <DataTable
          caption={t.list.caption}
          captionHidden
          rows={page.submissions}
          columns={[
            {
              label: t.list.submission,
              rowHeader: true,
              cell: (row) => (
                <>
                  <a href={submissionAddress(row.id)}>{row.formTitle}</a>
                  <br />
                  <span class="soft">{formatNumber(row.number)}</span>
                </>
              ),
            },
            { label: t.institution, cell: (row) => institutionLabel(row.institutionId, row.institutionName) },
            { label: t.schoolYear, cell: (row) => formatSchoolYear(row.schoolYear) },
            { label: t.sentOn, cell: (row) => momentOf(row.sentAt, visit.t) },
            { label: t.state, cell: (row) => <StateBadge {...stateMark(row.state, visit.t)} /> },
          ]}
        />
        <Pager t={visit.t.ui} {...pagesOf(visit, page)} />
      </>
    );
  return {
    title: `${t.overview} – ${t.name}`,
    levelId: level.id,
    tab: sendAddress(level.id),
    children: (
      <>
        <PageHeading title={t.overview} lead={t.list.lead} />
        <Parts visit={visit} levelId={level.id} current="overview" />
        {groups.length === 0 ? (
          list
        ) : (
          <WithSide side={<FilterPanel t={visit.t.ui} action={path} groups={groups} />}>
            <Chips t={visit.t.ui} chips={chipsOf(visit, choices, question)} clearHref={path} />
            {list}
          </WithSide>
        )}
      </>
    ),
  };
}

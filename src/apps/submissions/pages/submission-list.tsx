import type { Child } from 'hono/jsx';
import type { ActorVisit } from '#access/visit.ts';
import type { Choices, SubmissionPage } from '#apps/submissions/list.ts';
import { formatNumber } from '#apps/submissions/model.ts';
import { chipsOf, filterGroups, pagesOf, type Filter } from '#apps/submissions/pages/filters.ts';
import { institutionLabel, momentOf, stateMark } from '#apps/submissions/pages/words.ts';
import type { SentSubmission } from '#apps/submissions/queries.ts';
import { formatSchoolYear } from '#directory/school-year.ts';
import { Chips } from '#ui/components/chips.tsx';
import { DataTable, type Column } from '#ui/components/data-table.tsx';
import { FilterPanel } from '#ui/components/filter-panel.tsx';
import { WithSide } from '#ui/components/page.tsx';
import { Pager } from '#ui/components/pager.tsx';
import { StateBadge } from '#ui/components/state-badge.tsx';

interface SubmissionListProps {
  visit: ActorVisit;
  /** Where the list is without filters. */
  path: string;
  caption: string;
  page: SubmissionPage;
  choices: Choices;
  filter: Filter;
  /** Where a submission is shown. */
  hrefOf: (id: string) => string;
  /** Institutions are searched for, since there are too many to list. */
  searchesInstitutions?: boolean;
  /** Columns of this side only, behind the others. */
  more?: readonly Column<SentSubmission>[];
  /** What stands in place of an empty list. */
  empty: (isFiltered: boolean) => Child;
}

/** Submissions with their filters, as the sender and the receiving service see them (DV-3, DV-4). */
export const SubmissionList = (props: SubmissionListProps) => {
  const { visit, path, page, choices, filter, empty } = props;
  const groups = filterGroups(visit, choices, filter, { searches: props.searchesInstitutions });
  const isFiltered = groups.some((group) => group.options.some((option) => option.checked));
  const list = page.submissions.length === 0 ? empty(isFiltered) : <Rows {...props} />;
  if (groups.length === 0) return <>{list}</>;
  return (
    <WithSide side={<FilterPanel t={visit.t.ui} action={path} groups={groups} />}>
      <Chips t={visit.t.ui} chips={chipsOf(visit, choices, filter)} clearHref={path} />
      {list}
    </WithSide>
  );
};

const Rows = ({ visit, caption, page, hrefOf, more = [] }: SubmissionListProps) => {
  const t = visit.t.submissions;
  return (
    <>
      <DataTable
        caption={caption}
        captionHidden
        rows={page.submissions}
        columns={[
          {
            label: t.list.submission,
            rowHeader: true,
            cell: (row) => (
              <>
                <a href={hrefOf(row.id)}>{row.formTitle}</a>
                <br />
                <span class="soft">{formatNumber(row.number)}</span>
              </>
            ),
          },
          { label: t.institution, cell: (row) => institutionLabel(row.institutionId, row.institutionName) },
          { label: t.schoolYear, cell: (row) => formatSchoolYear(row.schoolYear) },
          { label: t.sentOn, cell: (row) => momentOf(row.sentAt, visit.t) },
          { label: t.state, cell: (row) => <StateBadge {...stateMark(row.state, visit.t)} /> },
          ...more,
        ]}
      />
      <Pager t={visit.t.ui} {...pagesOf(visit, page)} />
    </>
  );
};

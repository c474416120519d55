import type { Child } from 'hono/jsx';
import type { QuestionPage } from '#apps/questions/list.ts';
import { chipsOf, filterGroups, pagesOf, type Filtered } from '#apps/questions/pages/filters.ts';
import { Chips } from '#ui/components/chips.tsx';
import { FilterPanel } from '#ui/components/filter-panel.tsx';
import { Notice } from '#ui/components/notice.tsx';
import { WithSide } from '#ui/components/page.tsx';
import { Pager } from '#ui/components/pager.tsx';

interface FilteredListProps {
  filtered: Filtered;
  /** Where the list is without filters. */
  path: string;
  page: QuestionPage;
  /** The rows, when there are any. */
  rows: Child;
  /** What stands in place of an empty list. */
  empty: (isFiltered: boolean) => Child;
}

/** Questions with their filters, as both sides see them. */
export const FilteredList = ({ filtered, path, page, rows, empty }: FilteredListProps) => {
  const { visit } = filtered;
  const groups = filterGroups(filtered);
  const isFiltered = groups.some((group) => group.options.some((option) => option.checked));
  const list =
    page.questions.length === 0 ? (
      empty(isFiltered)
    ) : (
      <>
        {rows}
        <Pager t={visit.t.ui} {...pagesOf(visit, page)} />
      </>
    );
  if (groups.length === 0) return <>{list}</>;
  return (
    <WithSide side={<FilterPanel t={visit.t.ui} action={path} groups={groups} />}>
      {filtered.choices.nothingFound && (
        <Notice t={visit.t.ui} kind="info" title={visit.t.library.institutionSearchNone} live />
      )}
      <Chips t={visit.t.ui} chips={chipsOf(filtered)} clearHref={path} />
      {list}
    </WithSide>
  );
};

import { NotFound } from '#access/refusals.ts';
import { ask } from '#access/use-case.ts';
import type { ActorVisit, PageContent } from '#access/visit.ts';
import type { Dimension } from '#apps/library/facets.ts';
import { readFacetLabels, searchVisibleInstitutions, type FacetLabels } from '#apps/library/labels.ts';
import { decodeCursor, noFilter, type DocumentFilter, type Facets } from '#apps/library/model.ts';
import { filterNames, listAddress, without, type ListState } from '#apps/library/pages/address.ts';
import { EmptyList } from '#apps/library/pages/empty-list.tsx';
import { FoundList, ListHeading } from '#apps/library/pages/found-list.tsx';
import { filterFrom, searchDocuments } from '#apps/library/queries.ts';
import { levelById, levelBySlug, levels, type LevelId } from '#directory/levels.ts';
import { formatSchoolYear } from '#directory/school-year.ts';
import { Chips, type Chip } from '#ui/components/chips.tsx';
import { FilterPanel, type FilterGroup } from '#ui/components/filter-panel.tsx';
import { SearchBox } from '#ui/components/inputs.tsx';
import { Notice } from '#ui/components/notice.tsx';
import { PageHeading, WithSide } from '#ui/components/page.tsx';
import { Pager } from '#ui/components/pager.tsx';
import { formatNumber } from '#ui/format.ts';

/** Alle documenten (PO-4). */
export const allDocumentsPage = (visit: ActorVisit): Promise<PageContent> => documentsPage(visit, null);

/** Documenten of one level (PO-3). */
export function levelDocumentsPage(visit: ActorVisit): Promise<PageContent> {
  const level = levelBySlug(visit.params['level'] ?? '');
  if (!level) throw new NotFound();
  return documentsPage(visit, level.id);
}

async function documentsPage(visit: ActorVisit, levelId: LevelId | null): Promise<PageContent> {
  const { t, url, db, actor } = visit;
  const state = readState(visit, levelId);
  const institutionSearch = (url.searchParams.get('zoek-instelling') ?? '').trim().slice(0, 100);
  const searched = institutionSearch === '' ? [] : await searchVisibleInstitutions(db, actor, institutionSearch);
  const result = await ask(searchDocuments, visit, {
    levelId,
    search: state.search,
    filter: state.filter,
    institutionsToo: searched,
    order: state.order,
    from: decodeCursor(url.searchParams.get('voor') ?? url.searchParams.get('na')),
    direction: url.searchParams.has('voor') ? 'newer' : 'older',
    skip: Math.min(Number(/^\d{1,4}$/.exec(url.searchParams.get('vanaf') ?? '')?.[0] ?? 0), 1000),
  });
  const labels = await readFacetLabels(db, result.facets, [...state.filter.institutions, ...searched], t);
  const view: ListView = { visit, state, facets: result.facets, labels, levelId, institutionSearch };
  const title = levelId === null ? t.library.allName : `${t.library.name} – ${levelById(levelId).name[visit.lang]}`;
  return {
    title: state.search === '' ? title : `${state.search} – ${title}`,
    ...(levelId !== null && { levelId }),
    tab: state.path,
    search: state.search,
    children: (
      <>
        {url.searchParams.get('gedaan') === 'weggehaald' && (
          <Notice t={t.ui} kind="success" live>
            {t.sharing.letGo.done}
          </Notice>
        )}
        <PageHeading title={levelId === null ? t.library.allName : t.library.name} />
        <SearchBox
          t={t.ui}
          action={state.path}
          label={t.library.search}
          value={state.search}
          id="zoek"
          keep={kept(state, ['filter', 'order'])}
        />
        <p class="hint">{t.library.searchHint}</p>
        <WithSide
          side={
            <FilterPanel
              t={t.ui}
              action={state.path}
              groups={filterGroups(view)}
              keep={kept(state, ['search', 'order'])}
            />
          }
        >
          {institutionSearch !== '' && searched.length === 0 && (
            <Notice t={t.ui} kind="info" title={t.library.institutionSearchNone} live />
          )}
          {result.query === 'too-short' && (
            <Notice t={t.ui} kind="info" title={t.library.tooShortTitle} live>
              {t.library.tooShort}
            </Notice>
          )}
          <ListHeading visit={visit} state={state} result={result} keep={kept(state, ['search', 'filter'])} />
          <Chips t={t.ui} chips={chips(view)} clearHref={listAddress({ ...state, filter: noFilter })} />
          {result.documents.length === 0 ? (
            <EmptyList visit={visit} state={state} result={result} levelId={levelId} />
          ) : (
            <FoundList visit={visit} documents={result.documents} />
          )}
          <Pager
            t={t.ui}
            previousHref={result.newer ? listAddress(state, { newer: result.newer }) : undefined}
            nextHref={
              result.older
                ? listAddress(state, { older: result.older })
                : result.nextSkip
                  ? listAddress(state, { skip: result.nextSkip })
                  : undefined
            }
          />
        </WithSide>
      </>
    ),
  };
}

interface ListView {
  visit: ActorVisit;
  state: ListState;
  facets: Facets;
  labels: FacetLabels;
  levelId: LevelId | null;
  institutionSearch: string;
}

function readState(visit: ActorVisit, levelId: LevelId | null): ListState {
  const { searchParams } = visit.url;
  const search = (searchParams.get('q') ?? '').trim().slice(0, 1000);
  return {
    path: levelId === null ? '/documenten' : `/${levelById(levelId).slug}/documenten`,
    search,
    filter: { ...filterFrom(searchParams), ...(levelId !== null && { levels: [] }) },
    order: searchParams.get('volgorde') === 'passend' ? 'relevance' : 'newest',
  };
}

/** What a form keeps of the address while it changes another part of it. */
function kept(state: ListState, parts: readonly ('search' | 'filter' | 'order')[]): { name: string; value: string }[] {
  const only: ListState = {
    path: state.path,
    search: parts.includes('search') ? state.search : '',
    filter: parts.includes('filter') ? state.filter : noFilter,
    order: parts.includes('order') ? state.order : 'newest',
  };
  const [, query = ''] = listAddress(only).split('?');
  return [...new URLSearchParams(query)].map(([name, value]) => ({ name, value }));
}

function filterGroups(view: ListView): FilterGroup[] {
  const { visit, facets, state, levelId } = view;
  const t = visit.t.library;
  const group = (part: Dimension, label: string, sort: (a: number, b: number) => number): FilterGroup => {
    const counted = new Map(facets[part].map((facet) => [facet.key, facet.count]));
    const keys = [...new Set([...counted.keys(), ...state.filter[part]])].sort(sort);
    return {
      name: filterNames[part],
      label,
      options: keys.map((key) => ({
        value: String(key),
        label: labelOf(view, part, key),
        count: countText(view, counted.get(key) ?? 0),
        checked: state.filter[part].includes(key),
      })),
    };
  };
  const byName = (part: Dimension) => (a: number, b: number) =>
    labelOf(view, part, a).localeCompare(labelOf(view, part, b), 'nl');
  const institutions = group('institutions', t.institution, byName('institutions'));
  return [
    ...(levelId === null ? [group('levels', t.level, (a, b) => a - b)] : []),
    group('themes', t.theme, byName('themes')),
    group('schoolYears', t.schoolYear, (a, b) => b - a),
    {
      ...institutions,
      ...((institutions.options.length >= 9 || view.institutionSearch !== '') && {
        search: { name: 'zoek-instelling', value: view.institutionSearch },
      }),
    },
    ...(facets.sharers.length > 0 ? [sharersGroup(view)] : []),
  ];
}

/** What others shared with the reader, by who did (DO-7). */
function sharersGroup({ visit, facets, state }: ListView): FilterGroup {
  return {
    name: filterNames.sharers,
    label: visit.t.library.sharedBy,
    options: facets.sharers
      .toSorted((one, other) => one.name.localeCompare(other.name, 'nl'))
      .map(({ id, name, count }) => ({
        value: id,
        label: name,
        count: formatNumber(count, visit.lang),
        checked: state.filter.sharers.includes(id),
      })),
  };
}

/** A lower bound is marked as one; of what was not counted nothing is said. */
function countText({ visit, facets }: ListView, count: number): string | undefined {
  const number = formatNumber(count, visit.lang);
  if (!facets.atLeast) return number;
  return count === 0 ? undefined : visit.t.library.atLeast(number);
}

function chips({ visit, state, facets, labels, levelId, institutionSearch }: ListView): Chip[] {
  const view = { visit, state, facets, labels, levelId, institutionSearch };
  return (Object.keys(filterNames) as (keyof DocumentFilter)[]).flatMap((part) =>
    state.filter[part].map((key) => ({
      label: labelOf(view, part, key),
      href: listAddress(without(state, part, key)),
    })),
  );
}

function labelOf({ visit, labels, facets }: ListView, part: keyof DocumentFilter, value: number | string): string {
  const key = Number(value);
  switch (part) {
    case 'sharers':
      return visit.t.library.sharedByChip(facets.sharers.find(({ id }) => id === value)?.name ?? '');
    case 'levels':
      return levels.find((level) => level.id === key)?.name[visit.lang] ?? String(key);
    case 'themes':
      return labels.themes.get(key) ?? String(key);
    case 'schoolYears':
      return formatSchoolYear(key);
    case 'institutions':
      return labels.institutions.get(key) ?? String(key);
  }
}

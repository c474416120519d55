import type { ActorVisit } from '#access/visit.ts';
import { institutionLabel } from '#apps/library/labels.ts';
import type { Confidentiality, FileKind } from '#apps/library/model.ts';
import type { ListState } from '#apps/library/pages/address.ts';
import type { FoundDocument, SearchResult } from '#apps/library/queries.ts';
import { formatSchoolYear } from '#directory/school-year.ts';
import { brusselsToday } from '#platform/clock.ts';
import type { Confidentiality as State } from '#ui/components/badge.tsx';
import { DocumentList, DocumentRow, type DocumentRowProps } from '#ui/components/document-row.tsx';
import { ListOrder } from '#ui/components/list-order.tsx';
import { formatBytes, formatDate, formatNumber } from '#ui/format.ts';

interface ListHeadingProps {
  visit: ActorVisit;
  state: ListState;
  result: SearchResult;
  /** What a new order keeps of the address. */
  keep: readonly { name: string; value: string }[];
}

/** How many were found, and the choice of order. */
export const ListHeading = ({ visit, state, result, keep }: ListHeadingProps) => {
  const t = visit.t.library;
  const { total, totalAtLeast, atLeast } = result.facets;
  const count = totalAtLeast
    ? t.countAtLeast(formatNumber(roundedDown(total), visit.lang))
    : t.count(formatNumber(total, visit.lang), total === 1);
  const isSearch = result.query === 'terms';
  return (
    <>
      <div class="page-heading">
        <h2>{isSearch ? t.countFor(count, state.search) : count}</h2>
        {isSearch && total > 0 && (
          <ListOrder
            t={visit.t.ui}
            action={state.path}
            label={t.order}
            name="volgorde"
            value={result.order === 'relevance' ? 'passend' : 'nieuwste'}
            options={[
              { value: 'nieuwste', label: t.newest },
              { value: 'passend', label: t.relevance },
            ]}
            keep={keep}
          />
        )}
      </div>
      {atLeast && <p class="hint">{t.countsAtLeast}</p>}
    </>
  );
};

/** A lower bound that looks like one: 634 is said as 600. */
const roundedDown = (n: number): number => (n < 100 ? n : n - (n % 100));

/** The documents of one page of the list. */
export const FoundList = ({ visit, documents }: { visit: ActorVisit; documents: readonly FoundDocument[] }) => (
  <DocumentList>
    {documents.map((document) => (
      <DocumentRow {...rowOf(visit, document)} />
    ))}
  </DocumentList>
);

function rowOf(visit: ActorVisit, document: FoundDocument): DocumentRowProps {
  const { t, lang } = visit;
  return {
    t: t.ui,
    href: `/document/${document.id}`,
    title: document.titlePieces,
    fragment: document.fragment,
    institution: institutionLabel(document.institutionId, document.institutionName),
    theme: document.themeName,
    schoolYear: formatSchoolYear(document.schoolYear),
    date: formatDate(brusselsToday(document.publishedAt)),
    kind: iconOf(document.fileKind),
    size: formatBytes(document.fileBytes, lang),
    state: stateOf(document, document.sharedBy !== null),
    ...(document.sharedBy !== null && { sharedBy: t.library.sharedByName(document.sharedBy) }),
    ...(document.unsearchable && { note: t.library.notSearchable }),
  };
}

/** The one state that a reader sees of a document (DO-7): that it was shared says already that it is open. */
export function stateOf({ confidentiality }: { confidentiality: Confidentiality }, isReceived: boolean): State {
  if (isReceived) return 'shared';
  return confidentiality === 'very-confidential' ? 'veryConfidential' : confidentiality;
}

export function iconOf(kind: FileKind): DocumentRowProps['kind'] {
  return kind === 'png' || kind === 'jpg' ? 'img' : kind;
}

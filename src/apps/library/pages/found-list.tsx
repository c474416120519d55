import type { ActorVisit } from '#access/visit.ts';
import { institutionLabel } from '#apps/library/labels.ts';
import { countLimit, type FileKind } from '#apps/library/model.ts';
import { listAddress, type ListState } from '#apps/library/pages/address.ts';
import type { FoundDocument, SearchResult } from '#apps/library/queries.ts';
import { formatSchoolYear } from '#directory/school-year.ts';
import { brusselsToday } from '#platform/clock.ts';
import { DocumentList, DocumentRow, type DocumentRowProps } from '#ui/components/document-row.tsx';
import { formatBytes, formatDate, formatNumber } from '#ui/format.ts';

/** How many were found, and the choice of order. */
export const ListHeading = ({
  visit,
  state,
  result,
}: {
  visit: ActorVisit;
  state: ListState;
  result: SearchResult;
}) => {
  const t = visit.t.library;
  const { total, capped } = result.facets;
  const number = formatNumber(capped ? countLimit : total, visit.lang);
  const count = capped ? t.countAbout(number) : t.count(number, total === 1);
  const isSearch = result.query === 'terms';
  return (
    <>
      <div class="list-heading">
        <h2>{isSearch ? t.countFor(count, state.search) : count}</h2>
        {isSearch && (
          <ul class="dotted" aria-label={t.order}>
            {(['newest', 'relevance'] as const).map((order) => (
              <li>
                <a href={listAddress({ ...state, order })} aria-current={result.order === order ? 'true' : undefined}>
                  {t[order]}
                </a>
              </li>
            ))}
          </ul>
        )}
      </div>
      {capped && <p class="hint">{t.cappedCounts(number)}</p>}
    </>
  );
};

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
    state: document.confidentiality === 'very-confidential' ? 'veryConfidential' : document.confidentiality,
    ...(document.unsearchable && { note: t.library.notSearchable }),
  };
}

export function iconOf(kind: FileKind): DocumentRowProps['kind'] {
  return kind === 'png' || kind === 'jpg' ? 'img' : kind;
}

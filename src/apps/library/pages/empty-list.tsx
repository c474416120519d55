import type { ActorVisit } from '#access/visit.ts';
import { noFilter } from '#apps/library/model.ts';
import { listAddress, type ListState } from '#apps/library/pages/address.ts';
import type { SearchResult } from '#apps/library/queries.ts';
import type { LevelId } from '#directory/levels.ts';
import { ButtonLink } from '#ui/components/button.tsx';
import { EmptyState } from '#ui/components/empty-state.tsx';

interface EmptyListProps {
  visit: ActorVisit;
  state: ListState;
  result: SearchResult;
  levelId: LevelId | null;
}

/** Nothing found says what to try; nothing to see says why and whom to ask (PO-6). */
export const EmptyList = ({ visit, state, result, levelId }: EmptyListProps) => {
  const t = visit.t.library;
  const filtered = Object.values(state.filter).some((part) => part.length > 0);
  const isSearch = result.query === 'terms';
  if (!isSearch && !filtered) {
    return (
      <EmptyState title={t.emptyNothingTitle} suggestions={[t.emptyNothing]}>
        <ButtonLink href={levelId === null ? '/waarom' : `/waarom?niveau=${levelId}`}>{t.why}</ButtonLink>
      </EmptyState>
    );
  }
  const suggestions = [
    ...(isSearch ? [t.emptyTry.spelling] : []),
    ...(isSearch && /["“”„]/.test(state.search) ? [t.emptyTry.quotes] : []),
    ...(isSearch && /\s/.test(state.search) ? [t.emptyTry.words] : []),
    ...(filtered ? [t.emptyTry.filters] : []),
    ...(levelId !== null ? [t.emptyTry.everywhere] : []),
  ];
  return (
    <EmptyState title={t.emptyTitle} suggestions={suggestions}>
      {filtered && (
        <ButtonLink href={listAddress({ ...state, filter: noFilter })}>{visit.t.ui.filters.clear}</ButtonLink>
      )}
      {levelId !== null && <ButtonLink href={listAddress({ ...state, path: '/documenten' })}>{t.allName}</ButtonLink>}
      <ButtonLink href="/waarom">{t.why}</ButtonLink>
    </EmptyState>
  );
};

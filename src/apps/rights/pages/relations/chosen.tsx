import { NotFound } from '#access/refusals.ts';
import type { ActorVisit, FormVisit, PageContent } from '#access/visit.ts';
import { base, peopleAddress, personAddress, removeAddress } from '#apps/rights/pages/addresses.ts';
import { cameFrom } from '#apps/rights/pages/chosen/way-back.ts';
import { textsOf } from '#apps/rights/pages/give/wish.ts';
import { personLabel } from '#apps/rights/pages/words.ts';
import { findSelection } from '#apps/rights/queries/chosen-grants.ts';
import type { ChosenRelation } from '#apps/rights/queries/chosen-relations.ts';
import { isId } from '#platform/ids.ts';
import { PageHeading } from '#ui/components/page.tsx';
import { BackLink, type Crumb } from '#ui/components/way-back.tsx';

/** The relations that an address speaks of: one by its id, several by the selection that was kept. */
export async function chosenRelations(visit: ActorVisit): Promise<string[]> {
  const query = visit.url.searchParams;
  const one = query.get('band') ?? '';
  const selection = query.get('keuze') ?? '';
  if (isId(one)) return [one];
  const ids = isId(selection) ? await findSelection(visit.db, selection, visit.actor.personId) : [];
  if (ids.length === 0) throw new NotFound();
  return ids;
}

/** The relations that a form names; a form of ours names at least one. */
export function sentRelations(visit: FormVisit): string[] {
  const ids = textsOf(visit.form).getAll('band');
  if (ids.length === 0 || !ids.every((id) => isId(id))) throw new NotFound();
  return ids;
}

/** What was chosen, for the next address: the selection, or the one relation. */
export function keptRelations(visit: ActorVisit, relationIds: readonly string[]): [string, string][] {
  const query = visit.url.searchParams;
  const selection = query.get('keuze');
  if (selection)
    return [
      ['keuze', selection],
      ['terug', query.get('terug') ?? ''],
    ];
  const [only] = relationIds;
  return only ? [['band', only]] : [];
}

/** Back to the list in which they were ticked, to the one person they are of, or to everybody. */
export function wayBackOf(visit: ActorVisit, relations: readonly ChosenRelation[]): Crumb {
  const t = visit.t.rights;
  const from = cameFrom(visit.url.searchParams.get('terug'));
  if (from?.split('?')[0] === removeAddress) return { label: t.relations.remove.title, href: from };
  const [first] = relations;
  return first && relations.every(({ personId }) => personId === first.personId)
    ? { label: personLabel(first), href: personAddress(first.personId) }
    : { label: t.persons.title, href: peopleAddress };
}

interface Framed {
  title: string;
  status: number;
  relations: readonly ChosenRelation[];
}

export function framedRelations(
  visit: ActorVisit,
  { title, status, relations }: Framed,
  children: PageContent['children'],
): PageContent {
  return {
    title,
    tab: base,
    status,
    children: (
      <>
        <BackLink t={visit.t.ui} {...wayBackOf(visit, relations)} />
        <PageHeading title={title} />
        {children}
      </>
    ),
  };
}

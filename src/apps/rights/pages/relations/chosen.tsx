import { NotFound } from '#access/refusals.ts';
import type { ActorVisit, FormVisit, PageContent } from '#access/visit.ts';
import { base, peopleAddress } from '#apps/rights/pages/addresses.ts';
import { textsOf } from '#apps/rights/pages/give/wish.ts';
import { findSelection } from '#apps/rights/queries/chosen-grants.ts';
import { isId } from '#platform/ids.ts';
import { PageHeading } from '#ui/components/page.tsx';
import { BackLink } from '#ui/components/way-back.tsx';

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
  const selection = visit.url.searchParams.get('keuze');
  if (selection) return [['keuze', selection]];
  const [only] = relationIds;
  return only ? [['band', only]] : [];
}

export function framedRelations(
  visit: ActorVisit,
  { title, status }: { title: string; status: number },
  children: PageContent['children'],
): PageContent {
  return {
    title,
    tab: base,
    status,
    children: (
      <>
        <BackLink t={visit.t.ui} label={visit.t.rights.persons.title} href={peopleAddress} />
        <PageHeading title={title} />
        {children}
      </>
    ),
  };
}

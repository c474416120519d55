import type { ActorVisit } from '#access/visit.ts';
import { Pager, type Pages } from '#ui/components/pager.tsx';

/** What every list of people reads from its address. */
export function peopleKeys(visit: ActorVisit) {
  const query = visit.url.searchParams;
  const after = query.get('na');
  const before = query.get('voor');
  return {
    text: (query.get('q') ?? '').slice(0, 200),
    order: query.get('sorteer') === 'einde' ? ('ending' as const) : ('name' as const),
    ...(after && { after }),
    ...(before && !after && { before }),
  };
}

interface Listed {
  people: readonly { personId: string }[];
  hasPrevious: boolean;
  hasNext: boolean;
}

/** Neighbouring pages by the person they start from, so that no name stands in an address. */
export function peoplePages(visit: ActorVisit, found: Listed): Pages {
  const hrefOf = (key: 'na' | 'voor', personId: string | undefined): string => {
    const query = new URLSearchParams(visit.url.searchParams);
    for (const name of ['na', 'voor', 'gedaan', 'recht', 'aantal']) query.delete(name);
    query.set(key, personId ?? '');
    return `${visit.url.pathname}?${query.toString()}`;
  };
  return {
    previousHref: found.hasPrevious ? hrefOf('voor', found.people[0]?.personId) : undefined,
    nextHref: found.hasNext ? hrefOf('na', found.people.at(-1)?.personId) : undefined,
  };
}

export const PeoplePager = ({ visit, found }: { visit: ActorVisit; found: Listed }) => (
  <Pager t={visit.t.ui} {...peoplePages(visit, found)} />
);

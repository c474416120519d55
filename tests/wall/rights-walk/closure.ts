import { expect } from 'vitest';
import type { Facts, Grant } from '#tests/wall/rights-walk/facts.ts';
import { givesNothing, named, reachOf, type What } from '#tests/wall/rights-walk/who-may.ts';

/** R9: whatever anybody holds at the end, somebody could give at the start; for the own institution, and not longer. */
export function nothingFromNowhere(first: Facts, last: Facts): void {
  const atStart = [...first.grants.values()];
  const institutions = new Set(
    atStart.filter(({ entitlement }) => entitlement !== 'helpdesk').map(({ organisation }) => organisation),
  );
  for (const grant of last.grants.values()) {
    if (first.grants.has(grant.id) || grant.cause === 'automatic') continue;
    expect(institutions.has(grant.organisation), 'R9: only where somebody administered').toBe(true);
    const above = first.boards.get(grant.organisation);
    const roots = atStart.filter(
      (one) => [grant.organisation, above].includes(one.organisation) || one.entitlement === 'helpdesk',
    );
    expect(
      roots.some((one) => one.until >= grant.until),
      'R9: not longer than any right at the start',
    ).toBe(true);
  }
}

/** A right of an institution that a coalition is after. */
export type Wanted = What | 'anything';

/** Whoever cannot come to give what is wanted by what he holds: all of them together cannot either, for a right rests on one. */
export function coalitionAgainst(
  facts: Facts,
  people: readonly { id: string }[],
  wanted: Wanted,
  day: string,
): Set<string> {
  const held = (person: string): Grant[] => [...facts.grants.values()].filter((one) => one.person === person);
  return new Set(
    people
      .map(({ id }) => id)
      .filter((id) => {
        const reach = reachOf(facts, held(id), day);
        return wanted === 'anything' ? held(id).every(givesNothing) : !reach.has(named(wanted));
      }),
  );
}

/** R9: whatever was given while only a coalition acted, its own rights reach; what was wanted was given to nobody. */
export function nothingBeyondReach(
  { first, last, day }: { first: Facts; last: Facts; day: string },
  coalition: ReadonlySet<string>,
  wanted: Wanted,
): void {
  const own = [...first.grants.values()].filter(({ person }) => coalition.has(person));
  const reach = reachOf(first, own, day);
  const grown = [...last.grants.values()].filter((one) => (first.grants.get(one.id)?.until ?? '') < one.until);
  expect(
    grown.map(named).filter((one) => !reach.has(one)),
    'R9: nothing is given that nobody of them could come to give',
  ).toEqual([]);
  const isWanted = (one: Grant): boolean => wanted === 'anything' || named(one) === named(wanted);
  expect(grown.filter(isWanted), 'R9: nobody comes to hold it').toEqual([]);
  const ticked = [...last.ticks].filter(([key, grant]) => first.ticks.get(key) !== grant);
  const places = ticked.map(([key]) => named({ entitlement: 'portal-admin', organisation: Number(key.split(' ')[1]) }));
  expect(
    places.filter((one) => !reach.has(one)),
    'R9: nor a theme',
  ).toEqual([]);
}

import { expect } from 'vitest';
import type { Facts, Merger } from '#tests/wall/rights-walk/facts.ts';
import type { Passage } from '#tests/wall/rights-walk/laws.ts';
import { activeGrants, headRight } from '#tests/wall/rights-walk/who-may.ts';

/**
 * R21, R25: recorded and taken back by the system, decided once by who heads the school as which another continues; everything of the old
 * school stands in the decision once, nothing changes there, and nobody has at the new one what neither gave him.
 */
export function mergersCarryOverOnce({ before, after, actor, day }: Passage): void {
  for (const [id, merger] of before.mergers) {
    const now = after.mergers.get(id);
    if (merger.decidedBy !== null) expect(now, 'R21: what was decided stays').toEqual(merger);
    else if (!now) expect(actor, 'R21: the system takes back what nobody decided').toBeNull();
  }
  for (const [id, merger] of after.mergers) {
    const earlier = before.mergers.get(id);
    if (!earlier) expect([actor, merger.decidedBy], 'R21: the system records').toEqual([null, null]);
    else if (merger.decidedBy !== earlier.decidedBy) decided({ before, after, actor, day }, merger);
  }
}

function decided({ before, after, actor, day }: Omit<Passage, 'catalogue'>, merger: Merger): void {
  const { organisation, old, outcome } = merger;
  expect([merger.decidedBy, merger.from <= day], 'R28: decided by who did it, once it began').toEqual([actor, true]);
  const heads = activeGrants(before, day).filter(
    (one) => one.person === actor && one.entitlement === headRight && one.organisation === organisation,
  );
  expect(heads, 'R1: decided by who heads the new school').not.toEqual([]);
  expect(at(after, old, day), 'R21: nothing changes at the old school').toEqual(at(before, old, day));
  expect(
    outcome
      .map(({ kind, id }) => `${kind}:${id}`)
      .filter((key) => !key.startsWith('theme:'))
      .toSorted(),
  ).toEqual(running(before, old, day).toSorted());
  const had = new Set([...at(before, old, day), ...at(before, organisation, day)]);
  expect(
    [...at(after, organisation, day)].filter((key) => !had.has(key)),
    'R21: nobody holds at the new school what neither gave him',
  ).toEqual([]);
}

/** Who holds or will hold which right and theme of a school. */
function at({ grants, ticks }: Facts, school: number, day: string): Set<string> {
  return new Set([
    ...[...grants.values()]
      .filter(({ organisation, withdrawn, until }) => organisation === school && !withdrawn && until >= day)
      .map(({ person, entitlement }) => `${person} ${entitlement}`),
    ...[...ticks.keys()].flatMap((key) => {
      const [person = '', institution, level = '', theme = ''] = key.split(' ');
      return Number(institution) === school ? [`${person} theme ${level} ${theme}`] : [];
    }),
  ]);
}

/** Relations and rights that run or will. */
const running = ({ relations, grants, blocked }: Facts, school: number, day: string): string[] => [
  ...[...relations]
    .filter(([, one]) => one.organisation === school && (one.until ?? '9999') >= day && !blocked.has(one.person))
    .map(([id]) => `relation:${id}`),
  ...[...grants]
    .filter(
      ([, one]) =>
        one.organisation === school &&
        !one.withdrawn &&
        one.until >= day &&
        (relations.get(one.relation)?.until ?? '9999') >= day &&
        !blocked.has(one.person),
    )
    .map(([id]) => `grant:${id}`),
];

import { expect } from 'vitest';
import type { Facts, Grant, SwitchedOff } from '#tests/wall/rights-walk/facts.ts';
import type { Passage } from '#tests/wall/rights-walk/laws.ts';
import { five, rightsToManage, type What } from '#tests/wall/rights-walk/who-may.ts';

const isOff = (facts: Facts, { entitlement, organisation }: What): boolean =>
  [...facts.switches.values()].some(
    (one) => one.endedBy === null && one.entitlement === entitlement && one.organisation === organisation,
  );

/** What was switched in a step, off or on again. */
function turned({ before, after }: Passage): SwitchedOff[] {
  return [...after.switches]
    .filter(([id, one]) => before.switches.get(id)?.endedBy !== one.endedBy)
    .map(([, one]) => one);
}

const isOf =
  (one: What) =>
  (other: What): boolean =>
    one.entitlement === other.entitlement && one.organisation === other.organisation;

/** Whether a right came or went because somebody switched in this step. */
export const followsSwitch = (passage: Passage, grant: Grant): boolean =>
  grant.cause === 'automatic' && turned(passage).some(isOf(grant));

/** R16: an automatic right counts only while its assignment runs and it is not switched off; R1, R3: who switches, and what it gives him. */
export function automaticFollows(passage: Passage): void {
  const { before, after, actor, day, catalogue } = passage;
  const switches = turned(passage);
  for (const one of switches) {
    expect(one.endedBy ?? one.by, 'told with who switched').toBe(actor);
    expect(catalogue.rights.get(one.entitlement)?.automaticForHead).toBe(true);
    expect(
      rightsToManage(before, actor ?? '', one, day),
      'R1, R2: switched by who manages the right there',
    ).not.toEqual([]);
  }
  for (const [id, earlier] of before.switches)
    if (earlier.endedBy !== null) expect(after.switches.get(id), 'R28: ended once').toEqual(earlier);
  for (const grant of after.grants.values()) {
    const earlier = before.grants.get(grant.id);
    const isSame = JSON.stringify(earlier) === JSON.stringify(grant);
    if (switches.length > 0 && !isSame) {
      expect(followsSwitch(passage, grant), 'R16: a switch leaves everything else as it is').toBe(true);
      const isOwn = grant.person === actor && catalogue.rights.get(grant.entitlement)?.isAdmin === true;
      expect(!earlier && isOwn, 'R3: nobody gives himself an administrator right').toBe(false);
    }
    if (grant.cause !== 'automatic' || grant.withdrawn || grant.until < day) continue;
    expect(heads(after, grant, day), 'R16: an automatic right has an assignment').toContain(grant.person);
    expect(isOff(after, grant), 'R16: what is switched off is nobody’s').toBe(false);
  }
}

/** Those whose assignment runs. */
const heads = (facts: Facts, { organisation }: Pick<What, 'organisation'>, day: string): string[] =>
  [...facts.assignments.values()]
    .filter((one) => one.organisation === organisation && one.from <= day && (one.until ?? '9999') >= day)
    .map(({ person }) => person);

/** R16, the other way round: what is not switched off, every head who works there has, from the assignment or by hand. */
export function headsHaveTheirs(facts: Facts, day: string, switched?: What): void {
  const all = [...facts.assignments.values()].flatMap(({ organisation }) =>
    five.map((entitlement) => ({ entitlement, organisation })),
  );
  for (const right of switched ? [switched] : all) {
    const holders = [...facts.grants.values()].filter(
      (one) => isOf(right)(one) && !one.withdrawn && one.from <= day && one.until >= day,
    );
    const due = heads(facts, right, day).filter((person) => worksThere(facts, { person, at: right.organisation, day }));
    if (!isOff(facts, right))
      expect(
        holders.map(({ person }) => person),
        `R16: heads have ${right.entitlement}`,
      ).toEqual(expect.arrayContaining(due));
  }
}

const worksThere = (facts: Facts, { person, at, day }: { person: string; at: number; day: string }): boolean =>
  [...facts.relations.values()].some(
    (one) =>
      one.person === person &&
      one.targetGroup === 'OV' &&
      [at, facts.boards.get(at)].includes(one.organisation) &&
      (one.from ?? '') <= day &&
      (one.until ?? '9999') >= day,
  );

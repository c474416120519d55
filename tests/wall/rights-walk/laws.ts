import { expect } from 'vitest';
import { addDays } from '#platform/clock.ts';
import type { Catalogue, Facts, Grant } from '#tests/wall/rights-walk/facts.ts';
import { mergersCarryOverOnce } from '#tests/wall/rights-walk/laws-of-mergers.ts';
import { automaticFollows, followsSwitch } from '#tests/wall/rights-walk/laws-of-switches.ts';
import { tasksAreDecidedOnce } from '#tests/wall/rights-walk/laws-of-tasks.ts';
import { ticksHang } from '#tests/wall/rights-walk/laws-of-themes.ts';
import {
  activeGrants,
  hasHead,
  headRight,
  isActive,
  longestUntil,
  rightsToGive,
  rightsToManage,
} from '#tests/wall/rights-walk/who-may.ts';

/** One step of a walk, seen from outside. */
export interface Passage {
  before: Facts;
  after: Facts;
  /** Who acted; null: the system. */
  actor: string | null;
  day: string;
  catalogue: Catalogue;
  /** A program acts for him: the only organisations that were registered for it. */
  only?: ReadonlySet<number> | undefined;
}

/** What holds after every step that went through, whatever it was (rights 11). */
export function checkLaws(passage: Passage): void {
  for (const grant of passage.after.grants.values()) {
    const earlier = passage.before.grants.get(grant.id);
    if (!earlier) given(passage, grant);
    else if (earlier.until < grant.until) prolonged(passage, earlier, grant);
    else if (earlier.until > grant.until || earlier.withdrawn !== grant.withdrawn) ended(passage, earlier, grant);
    if (earlier) keepsWhatItIs(earlier, grant);
  }
  expect(
    [...passage.before.grants.keys()].filter((id) => !passage.after.grants.has(id)),
    'nothing is deleted',
  ).toEqual([]);
  automaticFollows(passage);
  headsRemain(passage);
  relationsKeepTheirRights(passage);
  headlessIsNoticed(passage);
  ticksHang(passage);
  tasksAreDecidedOnce(passage);
  mergersCarryOverOnce(passage);
  staysInside(passage);
  everythingIsTold(passage);
}

/** R1, R2, R3, R4, R5, R10, R11, RI-11. */
function given(passage: Passage, grant: Grant): void {
  const { before, after, actor, day, catalogue } = passage;
  if (actor === null || followsSwitch(passage, grant)) {
    expect([grant.cause, grant.by], 'the system gives what follows from an assignment').toEqual(['automatic', null]);
    return;
  }
  expect([grant.cause, grant.by]).toEqual(['manual', actor]);
  const rests = rightsToGive(before, actor, grant, day);
  expect(
    rests.map(({ id }) => id),
    `R1: ${grant.entitlement} was given on a right that lets him`,
  ).toContain(grant.restsOn);
  const restsOn = before.grants.get(grant.restsOn ?? '');
  expect(grant.until <= (restsOn?.until ?? ''), 'R2: not longer than the right of the giver').toBe(true);
  expect(grant.from >= day && grant.until >= grant.from, 'R11').toBe(true);
  notTooLong(grant, catalogue);
  notOwnAdminRight(grant, actor, catalogue);
  const relation = after.relations.get(grant.relation);
  expect(relation?.person).toBe(grant.person);
  expect((relation?.from ?? '') <= grant.from, 'R10: within the relation').toBe(true);
  expect(grant.until <= (relation?.until ?? '9999-12-31'), 'R10: within the relation').toBe(true);
}

function prolonged({ before, actor, day, catalogue }: Passage, earlier: Grant, grant: Grant): void {
  if (actor === null) {
    expect(grant.cause).toBe('automatic');
    return;
  }
  expect(
    isActive(before, earlier, day) || (!earlier.withdrawn && earlier.until >= day),
    'R13: nothing is revived',
  ).toBe(true);
  const rests = rightsToManage(before, actor, grant, day);
  expect(
    rests.some((one) => grant.until <= one.until),
    'R1, R2: prolonged by who may, within his own right',
  ).toBe(true);
  notTooLong(grant, catalogue);
  notOwnAdminRight(grant, actor, catalogue);
}

function ended(passage: Passage, earlier: Grant, grant: Grant): void {
  const { before, after, actor, day } = passage;
  expect(earlier.withdrawn && !grant.withdrawn, 'R13: what was withdrawn stays so').toBe(false);
  if (actor === null) {
    const lapsed = [...after.verdicts].filter(([key]) => before.verdicts.get(key)?.verdict === 'open');
    const review = lapsed.find(([, one]) => one.grant === grant.id && one.verdict === 'lapsed')?.[1].review ?? '';
    const isDue = (before.reviews.get(review)?.endsOn ?? '9999') <= day;
    expect(
      grant.cause === 'automatic' || isDue,
      'R16: the system leaves what was given by hand, but for what a review lets lapse',
    ).toBe(true);
    return;
  }
  const relationEnded = before.relations.get(grant.relation)?.until !== after.relations.get(grant.relation)?.until;
  const manages = rightsToManage(before, actor, grant, day).length > 0;
  expect(manages || relationEnded, 'R1: ended by who may').toBe(true);
  if (!relationEnded && !followsSwitch(passage, grant))
    expect(earlier.cause, 'R16: what is automatic follows its cause').not.toBe('automatic');
}

/** R14: what a right is, and when it began, never changes. */
function keepsWhatItIs(earlier: Grant, grant: Grant): void {
  const { until: _until, withdrawn: _withdrawn, ...kept } = grant;
  expect(earlier).toMatchObject(kept);
}

function notTooLong(grant: Grant, { rights }: Catalogue): void {
  const limit = rights.get(grant.entitlement);
  if (!limit) throw new Error(`the catalogue has no ${grant.entitlement}`);
  expect(grant.until <= longestUntil(grant.from, limit), 'R11: not longer than the catalogue allows').toBe(true);
}

function notOwnAdminRight(grant: Grant, actor: string, { rights }: Catalogue): void {
  const isOwn = grant.person === actor && rights.get(grant.entitlement)?.isAdmin === true;
  expect(isOwn, 'R3: nobody gives or prolongs his own administrator right').toBe(false);
}

/** R8: whoever ends a head local administrator leaves another one for the first day without; what follows its cause (R16) may not. */
function headsRemain({ before, after, actor, day }: Passage): void {
  const heads = activeGrants(before, day).filter(
    ({ entitlement, cause }) => entitlement === headRight && (actor !== null || cause !== 'automatic'),
  );
  for (const head of heads) {
    const now = after.grants.get(head.id);
    if (!now || (now.until >= head.until && !now.withdrawn)) continue;
    const firstDayWithout = now.withdrawn ? day : addDays(now.until, 1);
    const left = activeGrants(after, day).filter(
      (one) => one.entitlement === headRight && one.organisation === head.organisation && one.id !== head.id,
    );
    expect(
      left.some(({ until }) => until >= firstDayWithout),
      'R8: a head local administrator remains',
    ).toBe(true);
  }
}

/** R13: no right outlives its relation, and a new relation brings nothing back. */
function relationsKeepTheirRights({ before, after, actor, only }: Passage): void {
  if (actor === null) return;
  for (const relation of after.relations.values()) {
    const earlier = before.relations.get(relation.id);
    if (earlier) {
      const { until: _until, ended: _ended, ...kept } = relation;
      expect(earlier).toMatchObject(kept);
      const isShorter = (relation.until ?? '9999') < (earlier.until ?? '9999');
      const outlives = [...after.grants.values()].filter(
        (one) => one.relation === relation.id && !one.withdrawn && one.until > (relation.until ?? '9999'),
      );
      if (isShorter) expect(outlives, 'R13: rights end with their relation').toEqual([]);
      const isLonger = (relation.until ?? '9999') > (earlier.until ?? '9999');
      // A program may give and prolong in the same breath; each is judged by itself.
      if (isLonger && !only)
        expect(grantsOn(after, relation.id), 'R13: no right becomes longer by it').toEqual(
          grantsOn(before, relation.id),
        );
    }
  }
}

const grantsOn = (facts: Facts, relation: string): Grant[] =>
  [...facts.grants.values()].filter((one) => one.relation === relation);

/** R8: where nobody heads any more, somebody is asked to name one at once. */
function headlessIsNoticed({ before, after, day }: Passage): void {
  const led = [...before.grants.values()].filter(({ entitlement }) => entitlement === headRight);
  for (const organisation of new Set(led.map((one) => one.organisation)))
    expect(
      hasHead(after, organisation, day) || ['board', 'helpdesk'].includes(after.rescues.get(organisation)?.state ?? ''),
      'R8: an institution without head local administrator raises the alarm',
    ).toBe(true);
}

/** R2: a program gives and links nothing outside the organisations that it was registered for. */
function staysInside({ before, after, only }: Passage): void {
  if (!only) return;
  const isNew = (kind: 'grants' | 'relations') => [...after[kind].values()].filter(({ id }) => !before[kind].has(id));
  for (const { organisation } of [...isNew('grants'), ...isNew('relations')]) expect(only).toContain(organisation);
}

const things = [
  'grants',
  'relations',
  'requests',
  'invitations',
  'reviews',
  'proposals',
  'rules',
  'held',
  'switches',
] as const;
/** A program that asks again for what waits already is told of, and changes nothing. */
const mayTellMore = 'hold-endings';

/** R25: exactly one entry for everything that changed, by who did it; and none for what did not. */
function everythingIsTold({ before, after, actor, only }: Passage): void {
  const changed = new Set<string>();
  for (const kind of things)
    for (const id of new Set([...before[kind].keys(), ...after[kind].keys()]))
      if (JSON.stringify(before[kind].get(id)) !== JSON.stringify(after[kind].get(id))) changed.add(id);
  for (const [key, one] of after.verdicts)
    if (before.verdicts.has(key) && before.verdicts.get(key)?.verdict !== one.verdict) changed.add(one.grant);
  for (const [subject, events] of after.events) {
    const came = events.slice(before.events.get(subject)?.length ?? 0);
    if (came.length === 0) continue;
    expect(
      came.map((event) => event.actor),
      'R25: told with who did it',
    ).toEqual(came.map(() => actor));
    const isThing = things.some((kind) => before[kind].has(subject) || after[kind].has(subject));
    // A request of a program is several changes, which may follow each other on one thing.
    const once = only ? came.length > 0 : came.length === 1;
    if (isThing && !(came.length === 1 && came[0]?.action === mayTellMore))
      expect([subject, once, changed.has(subject)], 'R25: one entry per change').toEqual([subject, true, true]);
    changed.delete(subject);
  }
  expect([...changed], 'R25: nothing changes untold').toEqual([]);
}

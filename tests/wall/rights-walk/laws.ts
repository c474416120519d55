import { expect } from 'vitest';
import { addDays } from '#platform/clock.ts';
import {
  activeGrants,
  headRight,
  isActive,
  longestUntil,
  rightsToGive,
  rightsToManage,
  type Facts,
  type Grant,
  type Longest,
  type Request,
} from '#tests/wall/rights-walk/facts.ts';

/** One step of a walk, seen from outside. */
export interface Passage {
  before: Facts;
  after: Facts;
  /** Who acted; null: the system. */
  actor: string | null;
  day: string;
  longest: ReadonlyMap<string, Longest>;
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
  headsRemain(passage);
  relationsKeepTheirRights(passage);
  ticksHang(passage);
  requestsAreDecidedOnce(passage);
  everythingIsTold(passage);
}

/** R1, R2, R3, R4, R5, R10, R11, RI-11. */
function given({ before, after, actor, day, longest }: Passage, grant: Grant): void {
  if (actor === null) {
    expect(grant.cause, 'the system gives what follows from an assignment').toBe('automatic');
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
  notTooLong(grant, longest);
  notOwnAdminRight(grant, actor, longest);
  const relation = after.relations.get(grant.relation);
  expect(relation?.person).toBe(grant.person);
  expect((relation?.from ?? '') <= grant.from, 'R10: within the relation').toBe(true);
  expect(grant.until <= (relation?.until ?? '9999-12-31'), 'R10: within the relation').toBe(true);
}

function prolonged({ before, actor, day, longest }: Passage, earlier: Grant, grant: Grant): void {
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
  notTooLong(grant, longest);
  notOwnAdminRight(grant, actor, longest);
}

function ended({ before, after, actor, day }: Passage, earlier: Grant, grant: Grant): void {
  expect(earlier.withdrawn && !grant.withdrawn, 'R13: what was withdrawn stays so').toBe(false);
  if (actor === null) {
    expect(grant.cause, 'R16: the system leaves what was given by hand').toBe('automatic');
    return;
  }
  const relationEnded = before.relations.get(grant.relation)?.until !== after.relations.get(grant.relation)?.until;
  const manages = rightsToManage(before, actor, grant, day).length > 0;
  expect(manages || relationEnded, 'R1: ended by who may').toBe(true);
  if (!relationEnded) expect(earlier.cause, 'R16: what is automatic follows its cause').not.toBe('automatic');
}

/** R14: what a right is, and when it began, never changes. */
function keepsWhatItIs(earlier: Grant, grant: Grant): void {
  const { until: _until, withdrawn: _withdrawn, ...kept } = grant;
  expect(earlier).toMatchObject(kept);
}

function notTooLong(grant: Grant, longest: Passage['longest']): void {
  const limit = longest.get(grant.entitlement);
  if (!limit) throw new Error(`the catalogue has no ${grant.entitlement}`);
  expect(grant.until <= longestUntil(grant.from, limit), 'R11: not longer than the catalogue allows').toBe(true);
}

function notOwnAdminRight(grant: Grant, actor: string, longest: Passage['longest']): void {
  const isOwn = grant.person === actor && longest.get(grant.entitlement)?.isAdmin === true;
  expect(isOwn, 'R3: nobody gives or prolongs his own administrator right').toBe(false);
}

/** R8: whoever ends a head local administrator leaves another one for the first day without. */
function headsRemain({ before, after, actor, day }: Passage): void {
  if (actor === null) return;
  const heads = activeGrants(before, day).filter(({ entitlement }) => entitlement === headRight);
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
function relationsKeepTheirRights({ before, after, actor }: Passage): void {
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
      if (isLonger)
        expect(grantsOn(after, relation.id), 'R13: no right becomes longer by it').toEqual(
          grantsOn(before, relation.id),
        );
    }
  }
}

const grantsOn = (facts: Facts, relation: string): Grant[] =>
  [...facts.grants.values()].filter((one) => one.relation === relation);

/** R6, R13: a theme is ticked by a portal administrator of that institution, under a right that runs. */
function ticksHang({ before, after, actor, day }: Passage): void {
  for (const [key, grant] of after.ticks) {
    if (before.ticks.get(key) === grant) continue;
    const institution = Number(key.split(' ')[1]);
    const hangsOn = after.grants.get(grant);
    expect(hangsOn && isActive(after, hangsOn, day), 'R13: ticked under a right that runs').toBe(true);
    expect(administersThemes(before, actor, institution, day), 'R6: ticked by a portal administrator').toBe(true);
  }
  for (const [key, grant] of before.ticks) {
    if (after.ticks.has(key)) continue;
    const hung = after.grants.get(grant);
    const stopped = hung !== undefined && !isActive(after, hung, day);
    const institution = Number(key.split(' ')[1]);
    expect(stopped || administersThemes(before, actor, institution, day), 'R6: unticked by who may').toBe(true);
  }
}

const administersThemes = (facts: Facts, person: string | null, organisation: number, day: string): boolean =>
  activeGrants(facts, day).some(
    (one) => one.person === person && one.entitlement === 'portal-admin' && one.organisation === organisation,
  );

/** R28: once, by somebody else who may give it, and never more than was asked. */
function requestsAreDecidedOnce({ before, after, actor, day }: Passage): void {
  for (const request of after.requests.values()) {
    const earlier = before.requests.get(request.id);
    if (!earlier) {
      expect([request.person, request.state], 'asked by oneself').toEqual([actor, 'open']);
      continue;
    }
    if (earlier.state === request.state) continue;
    expect(earlier.state, 'R28: decided once').toBe('open');
    if (request.state === 'withdrawn') expect(request.person).toBe(actor);
    else if (request.state === 'closed')
      expect(carries(after, request, day), 'RE: closed because whoever asked left').toBe(false);
    else {
      expect(request.decidedBy).toBe(actor);
      expect(request.person === actor, 'R28: nobody decides about his own').toBe(false);
      const may = rightsToGive(before, actor ?? '', request, day).length > 0;
      const ticks = administersThemes(before, actor, request.organisation, day);
      expect(request.theme === null ? may : ticks, 'R28: by somebody who may give it').toBe(true);
    }
    const came = [...after.grants.values()].filter((grant) => !before.grants.has(grant.id));
    if (request.state !== 'granted') expect(came).toEqual([]);
    const asked = [request.entitlement, request.organisation, request.person, true];
    for (const grant of came)
      expect([grant.entitlement, grant.organisation, grant.person, grant.until <= request.until]).toEqual(asked);
  }
}

/** R25: exactly one entry for everything that changed, by who did it; and none for what did not. */
function everythingIsTold({ before, after, actor }: Passage): void {
  const changed = new Set<string>();
  for (const kind of ['grants', 'relations', 'requests'] as const)
    for (const [id, thing] of after[kind])
      if (JSON.stringify(before[kind].get(id)) !== JSON.stringify(thing)) changed.add(id);
  for (const [subject, events] of after.events) {
    const came = events.slice(before.events.get(subject)?.length ?? 0);
    if (came.length === 0) continue;
    expect(
      came.map((event) => event.actor),
      'R25: told with who did it',
    ).toEqual(came.map(() => actor));
    const isThing = after.grants.has(subject) || after.relations.has(subject) || after.requests.has(subject);
    if (isThing)
      expect([subject, came.length, changed.has(subject)], 'R25: one entry per change').toEqual([subject, 1, true]);
    changed.delete(subject);
  }
  expect([...changed], 'R25: nothing changes untold').toEqual([]);
}

/** Whether a relation runs from tomorrow on through which what was asked for could be given. */
const carries = (facts: Facts, request: Request, day: string): boolean =>
  [...facts.relations.values()].some(
    (one) => one.person === request.person && one.organisation === request.organisation && (one.until ?? '9999') > day,
  );

import { expect } from 'vitest';
import type { Facts, Request } from '#tests/wall/rights-walk/facts.ts';
import type { Passage } from '#tests/wall/rights-walk/laws.ts';
import {
  administers,
  administersThemes,
  oversees,
  rightsToGive,
  rightsToManage,
} from '#tests/wall/rights-walk/who-may.ts';

/** R28, and the same for everything else that one asks and another answers: once, by who may, and what was decided stays. */
export function tasksAreDecidedOnce(passage: Passage): void {
  requestsAreDecidedOnce(passage);
  invitationsAreAnsweredOnce(passage);
  reviewsAreAnsweredOnce(passage);
  proposalsAreAnsweredOnce(passage);
  heldIsDecidedOnce(passage);
}

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
    // In a night automatic rights come beside requests that close.
    if (actor === null) continue;
    if (request.state !== 'granted') expect(came).toEqual([]);
    const asked = [request.entitlement, request.organisation, request.person, true];
    for (const grant of came)
      expect([grant.entitlement, grant.organisation, grant.person, grant.until <= request.until]).toEqual(asked);
  }
}

/** Whether a relation runs from tomorrow on through which what was asked for could be given. */
const carries = (facts: Facts, request: Request, day: string): boolean =>
  [...facts.relations.values()].some(
    (one) => one.person === request.person && one.organisation === request.organisation && (one.until ?? '9999') > day,
  );

/** Made and answered by who administers the institution; what it gives is judged as every right is (R1). */
function invitationsAreAnsweredOnce({ before, after, actor, day }: Passage): void {
  for (const invitation of after.invitations.values()) {
    const earlier = before.invitations.get(invitation.id);
    if (!earlier) {
      expect([invitation.state, invitation.invitedBy]).toEqual(['open', actor]);
      expect(administersAt(before, actor, invitation.organisation, day), 'R1: invited by who administers there').toBe(
        true,
      );
      continue;
    }
    if (earlier.state === invitation.state) continue;
    expect(['open', 'held'], 'RI-1: answered once').toContain(earlier.state);
    if (invitation.state === 'held' || invitation.state === 'lapsed') expect(actor, 'at the door').toBeNull();
    else
      expect(administersAt(before, actor, invitation.organisation, day), 'R1: under who administers there').toBe(true);
    if (earlier.state === 'open' && invitation.state === 'accepted') expect(actor).toBe(invitation.invitedBy);
  }
}

/** R3, R8: every right gets one answer, from who manages it; what nobody answered lapses on its day, the last head stays. */
function reviewsAreAnsweredOnce({ before, after, actor, day, catalogue }: Passage): void {
  for (const [key, item] of after.verdicts) {
    const earlier = before.verdicts.get(key);
    if (!earlier || earlier.verdict === item.verdict) continue;
    expect(['open', 'kept'], 'R28: judged once').toContain(earlier.verdict);
    const grant = after.grants.get(item.grant);
    const review = before.reviews.get(item.review);
    if (!grant || !review) throw new Error('a verdict is about a right, in a review');
    if (actor === null) {
      expect(['lapsed', 'kept']).toContain(item.verdict);
      expect(review.endsOn <= day, 'nothing lapses before its day').toBe(true);
      continue;
    }
    expect([item.decidedBy, ['confirmed', 'ended'].includes(item.verdict)]).toEqual([actor, true]);
    expect(rightsToManage(before, actor, grant, day), 'R1: judged by who manages it').not.toEqual([]);
    const isOwn = grant.person === actor && catalogue.rights.get(grant.entitlement)?.isAdmin === true;
    expect(isOwn, 'R3: nobody confirms his own administrator right').toBe(false);
  }
  for (const review of after.reviews.values()) {
    const earlier = before.reviews.get(review.id);
    if (earlier && earlier.state !== review.state) expect(earlier.state, 'R28: closed once').toBe('running');
  }
}

function proposalsAreAnsweredOnce({ before, after, actor, day }: Passage): void {
  for (const proposal of after.proposals.values()) {
    const earlier = before.proposals.get(proposal.id);
    if (!earlier) {
      expect([proposal.state, proposal.proposedBy]).toEqual(['open', actor]);
      continue;
    }
    if (earlier.state === proposal.state) continue;
    expect(earlier.state, 'R28: decided once').toBe('open');
    if (proposal.state === 'expired') expect(proposal.expiresOn < day).toBe(true);
    if (proposal.state !== 'confirmed' && proposal.state !== 'refused') continue;
    expect(proposal.decidedBy).toBe(actor);
    expect([proposal.proposedBy, proposal.person], 'by a second person').not.toContain(actor);
    expect(oversees(before, actor, proposal.organisation, day)).toBe(true);
  }
  for (const organisation of before.rules.keys()) {
    if (after.rules.has(organisation)) continue;
    const confirmed = [...after.proposals.values()].filter(
      ({ id, kind, state }) =>
        kind === 'switch-off' && state === 'confirmed' && before.proposals.get(id)?.state === 'open',
    );
    expect(
      confirmed.map((one) => String(one.organisation)),
      'two switch the rule off',
    ).toContain(organisation);
  }
}

function heldIsDecidedOnce({ before, after, actor, day }: Passage): void {
  for (const held of after.held.values()) {
    const earlier = before.held.get(held.id);
    if (!earlier || earlier.state === held.state) continue;
    expect([earlier.state, held.decidedBy], 'R28: decided once').toEqual(['open', actor]);
    expect(administersAt(before, actor, held.organisation, day), 'R1: by who administers there').toBe(true);
  }
}

/** For the own institution, or for one without head that asks for one. */
const administersAt = (facts: Facts, person: string | null, organisation: number, day: string): boolean =>
  person !== null && (administers(facts, person, day, organisation) || facts.rescues.has(organisation));

import { z } from 'zod';
import type { Actor } from '#access/actor.ts';
import { actAsDoor, actAsPerson } from '#access/context.ts';
import { loadActor } from '#access/load-actor.ts';
import { Forbidden, NotFound } from '#access/refusals.ts';
import { allowed, perform, unknown, useCase } from '#access/use-case.ts';
import { grantRight } from '#apps/rights/commands/grant-right.ts';
import { linkObstacles, loadLink, storeLink } from '#apps/rights/commands/link-person.ts';
import { entry, loadOwn, present } from '#apps/rights/invitations/invite.ts';
import { tellBoth } from '#apps/rights/invitations/mails.ts';
import { isSameName } from '#apps/rights/invitations/model.ts';
import {
  closeInvitation,
  findByVisit,
  holdInvitation,
  readVisitorNumber,
  type Invitation,
} from '#apps/rights/invitations/store.ts';
import { categories, type LinkWish } from '#apps/rights/registering.ts';
import { readNationalNumber, genderOf } from '#directory/national-number.ts';
import { recordAudit, type AuditEntry } from '#platform/audit.ts';
import type { Sealer } from '#platform/crypto.ts';
import type { Tx } from '#platform/db.ts';
import { isId, newId } from '#platform/ids.ts';

const sealer = z.custom<Sealer>((value) => typeof value === 'object' && value !== null);

/** `impossible`: the right or relation can no longer be given by this actor, or the person is blocked; nothing was stored. */
export type TakeInOutcome = { kind: 'accepted'; personId: string } | { kind: 'impossible' | 'moved-on' };

/**
 * Takes in who signed in with the link: one number is one person (R18), so somebody who is known gets relation and right. All of it
 * in the name of the actor, and judged at this instant by the rules of registering and of a single right (R1, R2).
 */
export const takeIn = useCase({
  permission: 'rights:take-in-invited',
  input: z.object({ invitationId: z.string().refine((text): boolean => isId(text)), sealer }),
  load: async (tx, actor, input) => {
    const invitation = await loadOwn(tx, actor, input);
    const link = invitation && (await loadLink(tx, actor, wishOf(invitation)));
    return invitation && link ? { invitation, link } : null;
  },
  decide: (_actor, subject) => (subject ? allowed() : unknown),
  run: async (tx, actor, subject, { sealer: keys }): Promise<{ result: TakeInOutcome; audit: AuditEntry[] }> => {
    if (!subject) throw new Error('an unknown invitation was refused before');
    const { invitation, link } = subject;
    const number = await readVisitorNumber(tx, invitation.id);
    const waits = invitation.state === 'open' || invitation.state === 'held';
    if (!number || !waits) return { result: { kind: 'moved-on' }, audit: [] };
    const known = await findByLookup(tx, actor, number.lookup);
    if (known?.blocked) return { result: { kind: 'impossible' }, audit: [] };
    const wish = wishOf(invitation);
    const obstacles = await linkObstacles(tx, actor, link, { ...wish, personId: known?.id ?? null });
    const isRelated = obstacles.some(({ kind }) => kind === 'already-related');
    if (obstacles.length > 0 && !isRelated) return { result: { kind: 'impossible' }, audit: [] };
    if (isRelated && known) {
      if (!(await giveRight(tx, actor, invitation, known.id))) return { result: { kind: 'impossible' }, audit: [] };
      await closeInvitation(tx, invitation.id, 'accepted', known.id);
      return { result: { kind: 'accepted', personId: known.id }, audit: [accepted(invitation, known.id)] };
    }
    const personId = known?.id ?? (await insertPerson(tx, invitation, number, keys));
    const linked = await storeLink(tx, actor, link, { ...wish, personId });
    await closeInvitation(tx, invitation.id, 'accepted', personId);
    const { organisationId } = invitation;
    const registered: AuditEntry[] = known
      ? []
      : [{ action: 'register-person', subjectKind: 'person', subjectId: personId, organisationId }];
    return {
      result: { kind: 'accepted', personId },
      audit: [...registered, ...linked, accepted(invitation, personId)],
    };
  },
});

/** What came of accepting. `held`: another name than was invited; `lapsed`: it cannot be given any more. */
export type AcceptOutcome = { kind: 'accepted' | 'held' | 'lapsed'; invitation: Invitation } | { kind: 'gone' };

/** The invited accepts, with the sign-in that this browser made a moment ago. Begins and ends at the door. */
export async function acceptInvitation(tx: Tx, secret: string, keys: Sealer): Promise<AcceptOutcome> {
  await actAsDoor(tx);
  const invitation = await findByVisit(tx, secret);
  if (!invitation) return { kind: 'gone' };
  const signedIn = { givenName: invitation.visitorGivenName ?? '', familyName: invitation.visitorFamilyName ?? '' };
  if (!isSameName(invitation, signedIn)) {
    await holdInvitation(tx, invitation.id);
    return settle(tx, invitation, 'held');
  }
  const inviter = await loadActor(tx, { ...invitation, personId: invitation.invitedBy });
  const outcome = inviter?.actingFor ? await takeInAs(tx, inviter, invitation, keys) : 'impossible';
  await actAsDoor(tx);
  if (outcome === 'accepted') {
    await tellBoth(tx, invitation, 'accepted');
    return { kind: 'accepted', invitation };
  }
  await closeInvitation(tx, invitation.id, 'lapsed');
  return settle(tx, invitation, 'lapsed');
}

async function takeInAs(
  tx: Tx,
  inviter: Actor,
  { id: invitationId }: Invitation,
  keys: Sealer,
): Promise<TakeInOutcome['kind']> {
  await actAsPerson(tx, inviter);
  try {
    return (await perform(takeIn, { tx, actor: inviter }, { invitationId, sealer: keys })).kind;
  } catch (error) {
    // Whoever invited manages the institution no more: he may not even know of it (R7).
    if (error instanceof NotFound) return 'impossible';
    throw error;
  }
}

async function settle(tx: Tx, invitation: Invitation, kind: 'held' | 'lapsed'): Promise<AcceptOutcome> {
  await recordAudit(tx, {
    ...entry(kind === 'held' ? 'hold-invitation' : 'lapse-invitation', invitation, { state: kind }),
    actorKind: 'door',
    actorLabel: 'invitation',
  });
  await tellBoth(tx, invitation, kind);
  return { kind, invitation };
}

/** Whoever manages the institution decides about a name that is not the one that was invited. */
export const decideHeld = useCase({
  permission: 'rights:decide-held-invitation',
  input: z.object({ invitationId: z.string().refine((text): boolean => isId(text)), confirm: z.boolean(), sealer }),
  load: loadOwn,
  decide: (_actor, found) => (found ? allowed() : unknown),
  run: async (
    tx,
    actor,
    found,
    input,
  ): Promise<{ result: TakeInOutcome | { kind: 'refused' }; audit: AuditEntry[] }> => {
    const invitation = present(found);
    if (invitation.state !== 'held') return { result: { kind: 'moved-on' }, audit: [] };
    if (!input.confirm) {
      await closeInvitation(tx, invitation.id, 'refused');
      await tellBoth(tx, invitation, 'refused');
      return { result: { kind: 'refused' }, audit: [entry('refuse-invited', invitation, { state: 'refused' })] };
    }
    const result = await perform(takeIn, { tx, actor }, input);
    if (result.kind === 'accepted') await tellBoth(tx, invitation, 'accepted');
    return { result, audit: [] };
  },
});

/** For somebody who works here already: the right alone; true when there is nothing (more) to give. */
async function giveRight(tx: Tx, actor: Actor, invitation: Invitation, personId: string): Promise<boolean> {
  const { organisationId, entitlementId, rightUntil, from } = invitation;
  if (entitlementId === null || rightUntil === null) return true;
  const begins = from < actor.today ? actor.today : from;
  const right = { organisationId, personId, entitlementId, contexts: [], from: begins, until: rightUntil };
  try {
    return (await perform(grantRight, { tx, actor }, { ...right, key: newId() })).kind !== 'obstacles';
  } catch (error) {
    // Whoever takes in manages the institution still, but gives this right no more (R1).
    if (error instanceof Forbidden) return false;
    throw error;
  }
}

function wishOf(invitation: Invitation): LinkWish {
  const { organisationId, from, until, entitlementId, rightUntil } = invitation;
  const category = categories.find((one) => one === invitation.category) ?? categories[0];
  const right = entitlementId !== null && rightUntil !== null ? { entitlementId, until: rightUntil } : null;
  return { organisationId, category, from, until, right };
}

/** Who has this number, wherever he works: only the door may know. */
async function findByLookup(tx: Tx, actor: Actor, lookup: Buffer) {
  await actAsDoor(tx);
  const found = await tx
    .selectFrom('persons')
    .select(['id', 'blocked'])
    .where('national_number_lookup', '=', lookup)
    .executeTakeFirst();
  await actAsPerson(tx, actor);
  return found;
}

async function insertPerson(
  tx: Tx,
  invitation: Invitation,
  number: { sealed: Buffer; lookup: Buffer },
  keys: Sealer,
): Promise<string> {
  const read = readNationalNumber(keys.open(number.sealed));
  const id = newId();
  await tx
    .insertInto('persons')
    .values({
      id,
      given_name: invitation.visitorGivenName ?? invitation.givenName,
      family_name: invitation.visitorFamilyName ?? invitation.familyName,
      gender: (read.valid && genderOf(read.number)) || 'unknown',
      birth_date: (read.valid && read.number.birthDate) || null,
      email: invitation.email,
      national_number_sealed: number.sealed,
      national_number_lookup: number.lookup,
    })
    .execute();
  return id;
}

const accepted = (invitation: Invitation, person: string): AuditEntry =>
  entry('accept-invitation', invitation, { state: 'accepted', invited: person });

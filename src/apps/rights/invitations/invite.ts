import { z } from 'zod';
import type { Actor } from '#access/actor.ts';
import { fullName } from '#access/actor.ts';
import { allowed, unknown, useCase, view } from '#access/use-case.ts';
import { linkObstacles, loadLink, type LinkObstacle } from '#apps/rights/commands/link-person.ts';
import { linkInput } from '#apps/rights/inputs.ts';
import { mailInvited } from '#apps/rights/invitations/mails.ts';
import { mostSent } from '#apps/rights/invitations/model.ts';
import {
  closeInvitation,
  findInvitation,
  insertInvitation,
  listInvitations,
  renewLink,
  type Invitation,
} from '#apps/rights/invitations/store.ts';
import { managedOrganisations } from '#apps/rights/queries/scope.ts';
import { findFormOutcome, rememberFormOutcome } from '#apps/rights/store.ts';
import type { AuditEntry } from '#platform/audit.ts';
import type { Db } from '#platform/db.ts';
import { isId } from '#platform/ids.ts';

const name = z.string().trim().min(1).max(100);
const days = z.number().int().positive();
const invitationId = z.string().refine((text): boolean => isId(text));

/** `pending`: this address was invited to the institution already and did not answer yet. */
export type InviteOutcome =
  { kind: 'invited' | 'again' | 'pending' } | { kind: 'faults'; link: readonly LinkObstacle[] };

/** Invites somebody by e-mail to an institution, as what and with which right; nothing is given until it is accepted (RI-1). */
export const invitePerson = useCase({
  permission: 'rights:invite-person',
  input: z.object({
    givenName: name,
    familyName: name,
    email: z.email().max(254),
    link: linkInput,
    days,
    key: z.uuid(),
  }),
  load: (tx, actor, { link }) => loadLink(tx, actor, link),
  // Whoever only names a head local administrator registers him: an invitation could wait for weeks (R8).
  decide: (_actor, subject) => (subject && !subject.isRescue ? allowed() : unknown),
  run: async (tx, actor, subject, wish): Promise<{ result: InviteOutcome; audit: AuditEntry[] }> => {
    if (!subject) throw new Error('an unknown institution was refused before');
    if (await findFormOutcome(tx, wish.key, actor.personId)) return { result: { kind: 'again' }, audit: [] };
    const link = await linkObstacles(tx, actor, subject, { ...wish.link, personId: null });
    if (link.length > 0) return { result: { kind: 'faults', link }, audit: [] };
    const { organisation } = subject.scoped;
    const email = wish.email.trim().toLowerCase();
    const waiting = (await listInvitations(tx, [organisation.id])).some(
      (one) => one.email === email && (one.state === 'held' || (one.state === 'open' && !one.isExpired)),
    );
    if (waiting) return { result: { kind: 'pending' }, audit: [] };
    const { givenName, familyName } = wish;
    const { id, token } = await insertInvitation(
      tx,
      { ...wish.link, givenName, familyName, email, invitedBy: actor.personId, ...behalfOf(actor) },
      wish.days,
    );
    const kept = await findInvitation(tx, id, [organisation.id]);
    const inviter = fullName(actor);
    const told = { id, sent: 1, email, inviter, organisation: organisation.name, expiresOn: kept?.expiresOn ?? '' };
    await mailInvited(tx, told, token);
    await rememberFormOutcome(tx, wish.key, actor.personId, id);
    const { category, from, until, right } = wish.link;
    return {
      result: { kind: 'invited' },
      audit: [
        entry(
          'invite-person',
          { id, organisationId: organisation.id },
          { state: 'open', category, from, until, right },
        ),
      ],
    };
  },
});

const behalfOf = ({ actingFor }: Actor) => ({
  targetGroup: actingFor?.targetGroup ?? '',
  workRelationId: actingFor?.workRelationId ?? null,
});

/** The invitations of the institutions that the actor manages (R7). */
export const invitations = view({
  permission: 'rights:list-invitations',
  input: z.object({}),
  load: async () => null,
  decide: () => allowed(),
  read: (db, actor) => listInvitations(db, managedOrganisations(actor)),
});

type ChangeOutcome = 'done' | 'moved-on' | 'too-often';

/** Mails a new link; the one before works no more. */
export const resendInvitation = useCase({
  permission: 'rights:resend-invitation',
  input: z.object({ invitationId, days }),
  load: loadOwn,
  decide: (_actor, found) => (found ? allowed() : unknown),
  run: async (tx, actor, found, input): Promise<{ result: ChangeOutcome; audit: AuditEntry[] }> => {
    const invitation = present(found);
    if (invitation.state !== 'open') return { result: 'moved-on', audit: [] };
    if (invitation.sent >= mostSent) return { result: 'too-often', audit: [] };
    const token = await renewLink(tx, invitation.id, input.days);
    const renewed = (await findInvitation(tx, invitation.id, [invitation.organisationId])) ?? invitation;
    const inviter = invitation.inviter ?? fullName(actor);
    await mailInvited(tx, { ...renewed, inviter, organisation: renewed.organisationName }, token);
    return { result: 'done', audit: [entry('resend-invitation', invitation, { sent: renewed.sent })] };
  },
});

/** Takes an invitation back: the link works no more. */
export const withdrawInvitation = useCase({
  permission: 'rights:withdraw-invitation',
  input: z.object({ invitationId }),
  load: loadOwn,
  decide: (_actor, found) => (found ? allowed() : unknown),
  run: async (tx, _actor, found): Promise<{ result: ChangeOutcome; audit: AuditEntry[] }> => {
    const invitation = present(found);
    if (invitation.state !== 'open' && invitation.state !== 'held') return { result: 'moved-on', audit: [] };
    await closeInvitation(tx, invitation.id, 'withdrawn');
    return { result: 'done', audit: [entry('withdraw-invitation', invitation, { state: 'withdrawn' })] };
  },
});

export async function loadOwn(db: Db, actor: Actor, input: { invitationId: string }): Promise<Invitation | undefined> {
  return findInvitation(db, input.invitationId, managedOrganisations(actor));
}

export function present(found: Invitation | undefined): Invitation {
  if (!found) throw new Error('an unknown invitation was refused before');
  return found;
}

// Name and address stand with the invitation and nowhere else.
export function entry(
  action: string,
  invitation: Pick<Invitation, 'id' | 'organisationId'>,
  after: unknown,
): AuditEntry {
  return {
    action,
    subjectKind: 'invitation',
    subjectId: invitation.id,
    organisationId: invitation.organisationId,
    after,
  };
}

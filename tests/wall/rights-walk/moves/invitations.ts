import { atTheDoor } from '#access/context.ts';
import { perform } from '#access/use-case.ts';
import { acceptInvitation, decideHeld } from '#apps/rights/invitations/accept.ts';
import { invitePerson, resendInvitation, withdrawInvitation } from '#apps/rights/invitations/invite.ts';
import { followInvitation, noteSignIn } from '#apps/rights/invitations/visit.ts';
import { newId } from '#platform/ids.ts';
import {
  administersOne,
  done,
  pick,
  pickIn,
  word,
  writing,
  type Move,
  type Scene,
} from '#tests/wall/rights-walk/move.ts';
import { linkOf } from '#tests/wall/rights-walk/moves/relations.ts';
import { walkAlong, whoIs } from '#tests/wall/rights-walk/world.ts';

let made = 0;

const invite: Move = {
  kind: 'invite',
  weight: 4,
  shows: ['invited', 'faults'],
  aboutOthers: true,
  about: 'anybody',
  take: (scene) => {
    made += 1;
    const { givenName, familyName } = scene.to;
    const wish = { givenName, familyName, email: `genodigd${made}@school.example`, link: linkOf(scene), days: 14 };
    const key = newId();
    return done(scene, (as) => perform(invitePerson, as, { ...wish, key }));
  },
};

/** An invitation that waits, or any where none does. */
const waiting = ({ near, facts, drawn }: Scene, state: string): string | undefined =>
  (drawn.likely && ![...facts.invitations.values()].some((one) => one.state === state)) || facts.invitations.size === 0
    ? undefined
    : pick(
        near(facts.invitations, (one) => one.state === state),
        drawn.which,
      );

const change: Move = {
  kind: 'change-invitation',
  first: 'invite',
  weight: 2,
  shows: ['done'],
  aboutOthers: true,
  likely: (facts, drawn, walkers) =>
    administersOne(
      ({ invitations }) => invitations,
      ({ state }) => state === 'open',
      walkers,
    )(facts, drawn),
  take: async (scene) => {
    const invitationId = waiting(scene, 'open');
    if (!invitationId) return null;
    const outcome = scene.drawn.yes
      ? await writing(scene, (as) => perform(resendInvitation, as, { invitationId, days: 14 }))
      : await writing(scene, (as) => perform(withdrawInvitation, as, { invitationId }));
    return { outcome: word(outcome) };
  },
};

/** Whoever opens the mail signs in, mostly under the name that was invited: somebody new, or somebody who is known. */
const accept: Move = {
  kind: 'accept',
  first: 'invite',
  weight: 5,
  shows: ['accepted', 'held'],
  take: async ({ walkers, facts, drawn, to }) => {
    const invitation = pickIn(
      [...facts.invitations.values()].filter(({ state }) => state === 'open'),
      drawn.which,
    );
    if (!invitation) return null;
    const { database, keys, owner } = walkers;
    const invited = await owner.query<{ content: string; givenName: string; familyName: string }>(
      `select m.content::text as content, i.given_name as "givenName", i.family_name as "familyName"
       from invitations i join mails m on m.address = i.email and m.key like 'invitation:%'
       where i.id = $1 order by m.key desc limit 1`,
      [invitation.id],
    );
    const [mail] = invited.rows;
    const token = /uitgenodigd\/([\w-]+)/.exec(mail?.content ?? '')?.[1] ?? '';
    const secret = await database.write((tx) => followInvitation(tx, token));
    if (!mail || !secret) throw new Error('the link of the last mail can be followed');
    const { givenName, familyName } = mail;
    const visitor = whoIs(walkers, to, drawn.more[0] ?? 0);
    const name = drawn.yes ? { givenName, familyName } : visitor;
    const who = { ...name, nationalNumber: visitor.number };
    await atTheDoor(database, (tx) => noteSignIn(tx, secret, who, keys));
    const work = () => database.write((tx) => acceptInvitation(tx, secret, keys));
    const { kind } = await work();
    walkers.visitors.set(invitation.id, { ...name, number: visitor.number });
    if (kind === 'accepted') await letWalk({ walkers }, invitation.id);
    return { outcome: kind, inNameOf: kind === 'accepted' ? invitation.invitedBy : null, again: work };
  },
};

async function letWalk({ walkers }: Pick<Scene, 'walkers'>, invitationId: string): Promise<void> {
  const visitor = walkers.visitors.get(invitationId);
  const { rows } = await walkers.owner.query<{ id: string }>('select person_id as id from invitations where id = $1', [
    invitationId,
  ]);
  if (visitor && rows[0]) walkAlong(walkers, rows[0].id, visitor);
}

/** Another name than was invited: somebody who administers decides. */
const decide: Move = {
  kind: 'decide-invited',
  first: 'accept',
  weight: 4,
  shows: ['accepted', 'refused'],
  aboutOthers: true,
  likely: (facts, drawn, walkers) =>
    administersOne(
      ({ invitations }) => invitations,
      ({ state }) => state === 'held',
      walkers,
    )(facts, drawn),
  take: async (scene) => {
    const invitationId = waiting(scene, 'held');
    if (!invitationId) return null;
    const confirm = scene.drawn.yes;
    const wish = { invitationId, confirm, sealer: scene.walkers.keys };
    const { kind } = await writing(scene, (as) => perform(decideHeld, as, wish));
    if (kind === 'accepted') await letWalk(scene, invitationId);
    return { outcome: kind };
  },
};

export const invitationMoves = [invite, change, accept, decide];

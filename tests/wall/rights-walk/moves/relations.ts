import { ask, perform } from '#access/use-case.ts';
import { addRelation } from '#apps/rights/commands/add-relation.ts';
import { endRelations, previewEndRelations } from '#apps/rights/commands/end-relations.ts';
import { prolongRelation } from '#apps/rights/commands/prolong-relation.ts';
import { registerPerson } from '#apps/rights/commands/register-person.ts';
import { newId } from '#platform/ids.ts';
import {
  administersOne,
  done,
  pick,
  rehearsed,
  writing,
  word,
  type Move,
  type Scene,
} from '#tests/wall/rights-walk/move.ts';
import { walkAlong, whoIs } from '#tests/wall/rights-walk/world.ts';
import { daysFromToday } from '#tests/world/periods.ts';

/** How somebody is linked to the place of a scene. */
export function linkOf({ at, drawn }: Scene) {
  const until = daysFromToday(drawn.days);
  return {
    organisationId: at.id,
    category: 'Medewerker' as const,
    from: daysFromToday(0),
    until: drawn.yes ? null : until,
    right: drawn.also ? { entitlementId: drawn.right, until } : null,
  };
}

const link: Move = {
  kind: 'link',
  weight: 3,
  shows: ['linked', 'faults'],
  aboutOthers: true,
  about: 'anybody',
  take: (scene) => {
    const wish = { personId: scene.to.id, link: linkOf(scene), key: newId() };
    return done(scene, (as) => perform(addRelation, as, wish));
  },
};

/** Somebody new by his number, or somebody who is known elsewhere. */
const register: Move = {
  kind: 'register',
  weight: 2,
  shows: ['registered'],
  aboutOthers: true,
  about: 'anybody',
  take: async (scene) => {
    const who = whoIs(scene.walkers, scene.to, scene.drawn.more[0] ?? 0);
    const wish = {
      identity: { ...who, gender: 'female' as const, birthDate: '1985-05-12' },
      email: null,
      link: linkOf(scene),
      key: newId(),
      sealer: scene.walkers.keys,
    };
    const work = () => writing(scene, (as) => perform(registerPerson, as, wish));
    const outcome = await work();
    if (outcome.kind === 'registered') walkAlong(scene.walkers, outcome.personId, who);
    return { outcome: word(outcome), again: work };
  },
};

const endRelation: Move = {
  kind: 'end-relation',
  weight: 2,
  shows: ['ended', 'obstacles'],
  aboutOthers: true,
  take: (scene) => {
    const { drawn, near, facts } = scene;
    const atOnce = drawn.also;
    const ids = near(facts.relations);
    const relationIds = [
      ...new Set([drawn.which, ...(drawn.yes ? drawn.more.slice(1) : [])].map((one) => pick(ids, one))),
    ];
    const wish = { relationIds, end: { day: atOnce ? daysFromToday(0) : daysFromToday(drawn.days), atOnce } };
    const key = newId();
    return rehearsed(
      scene,
      async (as) =>
        (await ask(previewEndRelations, as, wish)).rows.some(({ obstacle }) => obstacle) ? 'obstacles' : 'ended',
      (as) => perform(endRelations, as, { ...wish, reason: 'wandeling', key }),
    );
  },
};

const prolong: Move = {
  kind: 'prolong-relation',
  weight: 2,
  shows: ['prolonged'],
  aboutOthers: true,
  likely: (facts, drawn, walkers) =>
    administersOne(
      ({ relations }) => relations,
      ({ until }) => until !== null && until >= daysFromToday(0),
      walkers,
    )(facts, drawn),
  take: async (scene) => {
    const { drawn, near, facts, day } = scene;
    const ids = near(facts.relations, ({ until }) => until !== null && until >= day);
    const wish = { relationId: pick(ids, drawn.which), until: drawn.yes ? null : daysFromToday(drawn.days + 100) };
    return { outcome: word(await writing(scene, (as) => perform(prolongRelation, as, wish))) };
  },
};

export const relationMoves = [link, register, endRelation, prolong];

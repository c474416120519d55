import { enterThrough } from '#access/machine.ts';
import { perform } from '#access/use-case.ts';
import { rejectHeld, releaseHeld } from '#apps/rights/held/decide-held.ts';
import { ScimRefused } from '#apps/scim/errors.ts';
import { extensionSchema } from '#apps/scim/names.ts';
import { findUser } from '#apps/scim/queries.ts';
import { createUser, removeUser, replaceUser, type Saving } from '#apps/scim/save-user.ts';
import type { StoredUser, UserInput } from '#apps/scim/user.ts';
import { NotFound } from '#access/refusals.ts';
import {
  pick,
  pickIn,
  word,
  writing,
  type Drawn,
  type Move,
  type Program,
  type Scene,
  type Trace,
  type Walkers,
} from '#tests/wall/rights-walk/move.ts';
import { walkAlong, whoIs } from '#tests/wall/rights-walk/world.ts';
import { daysFromToday } from '#tests/world/periods.ts';

/** A program that acts for one of those who walk. */
const programOf = ({ programs, actors }: Walkers, { by }: Drawn): Program | undefined =>
  pickIn(
    programs.filter(({ responsible }) => actors?.has(responsible) ?? true),
    by,
  );

const likely: Move['likely'] = (_facts, drawn, walkers) => {
  const program = programOf(walkers, drawn);
  return program && { person: program.responsible, organisation: [...program.organisations][0] ?? 0 };
};

/** Through a program, as a request of it comes in: in the name of its administrator, or of nobody any more. */
async function through(scene: Scene, work: (as: Saving, at: string) => Promise<string>): Promise<Trace | null> {
  const { walkers, drawn } = scene;
  const program = programOf(walkers, drawn);
  if (!program) return null;
  const caller = { ...program, name: 'Personeelspakket', purpose: 'scim' as const, applicationId: null };
  const send = () =>
    walkers.database.write(async (tx) => {
      const actor = await enterThrough(tx, caller);
      if (!actor) throw new ScimRefused(403, 'nobody');
      return work({ tx, actor, caller, sealer: walkers.keys }, String([...program.organisations][0]).padStart(6, '0'));
    });
  const outcome = await send();
  const trace = { outcome, inNameOf: program.responsible, only: program.organisations };
  return outcome === 'saved' ? { ...trace, again: send } : trace;
}

const put: Move = {
  kind: 'scim-put',
  weight: 6,
  shows: ['saved'],
  likely,
  take: (scene) => {
    let wish: UserInput | undefined;
    return through(scene, async (as, at) => {
      const user = await findUser(as.tx, as.actor, scene.to.id);
      if (!user) throw new NotFound();
      wish ??= wishOf(scene, user, at);
      return (await replaceUser(as, user, wish)).kind;
    });
  },
};

/** What a program says of somebody: mostly what is, with something else. */
function wishOf({ drawn }: Scene, user: StoredUser, at: string): UserInput {
  const end = daysFromToday(drawn.days);
  const [first = 0, second = 0, third = 0] = drawn.more;
  const relations = user.relations.map(({ organisation, end: until }) => ({ organisation, end: until }));
  const rights = user.rights
    .filter(({ cause }) => cause !== 'automatic')
    .map(({ right, organisation, contexts, begin, end: until }) => ({
      right,
      organisation,
      contexts: [...contexts],
      begin,
      end: until,
    }));
  return {
    schemas: [],
    userName: user.userName,
    ...(third % 8 === 0 && { active: false }),
    [extensionSchema]: {
      workRelations: pick(
        [relations, relations, relations.map((one) => ({ ...one, end })), [{ organisation: at }]],
        first,
      ),
      rights: pick(
        [
          rights,
          rights.slice(1),
          [...rights, { right: drawn.right, organisation: at, contexts: [], end }],
          rights.map((one) => ({ ...one, end })),
        ],
        second,
      ),
    },
  };
}

const post: Move = {
  kind: 'scim-post',
  weight: 2,
  shows: ['made'],
  likely,
  take: async (scene) => {
    const { drawn, walkers, to } = scene;
    const { number, ...name } = whoIs(walkers, to, drawn.more[0] ?? 0);
    let made = '';
    const trace = await through(scene, async (as, at) => {
      const user = await createUser(as, {
        schemas: [],
        userName: `gebruiker${number}`,
        name,
        [extensionSchema]: {
          workRelations: [{ organisation: at }],
          rights: drawn.yes
            ? [{ right: drawn.right, organisation: at, contexts: [], end: daysFromToday(drawn.days) }]
            : [],
          nationalNumber: number,
          gender: 'female',
          birthDate: '1985-05-12',
        },
      });
      made = user.id;
      return 'made';
    });
    if (trace) walkAlong(walkers, made, { number, ...name });
    return trace;
  },
};

const remove: Move = {
  kind: 'scim-delete',
  weight: 2,
  shows: ['removed', 'held'],
  likely,
  take: (scene) =>
    through(scene, async (as) => {
      const user = await findUser(as.tx, as.actor, scene.to.id);
      if (!user) throw new NotFound();
      return (await removeUser(as, user))?.kind ?? 'removed';
    }),
};

const decide: Move = {
  kind: 'decide-held',
  first: 'scim-delete',
  weight: 3,
  shows: ['decided-now'],
  aboutOthers: true,
  likely: (facts, { which, by }) => {
    const held = pickIn(
      [...facts.held.values()].filter(({ state }) => state === 'open'),
      which,
    );
    const heads = [...facts.grants.values()].filter(
      (one) => one.organisation === held?.organisation && one.entitlement === 'head-local-admin' && !one.withdrawn,
    );
    return pickIn(heads, by);
  },
  take: async (scene) => {
    const { drawn, facts, near } = scene;
    if (facts.held.size === 0 || (drawn.likely && ![...facts.held.values()].some(({ state }) => state === 'open')))
      return null;
    const heldId = pick(
      near(facts.held, ({ state }) => state === 'open'),
      drawn.which,
    );
    const wish = { heldId, reason: 'wandeling' };
    const what = drawn.yes ? releaseHeld : rejectHeld;
    const work = () => writing(scene, (as) => perform(what, as, wish));
    return { outcome: word(await work()), again: work };
  },
};

export const programMoves = [put, post, remove, decide];

import { perform } from '#access/use-case.ts';
import { askAccess } from '#apps/rights/commands/ask-access.ts';
import { approveRequest, refuseRequest, withdrawRequest } from '#apps/rights/commands/decide-request.ts';
import { administersOne, pick, pickIn, word, writing, type Move } from '#tests/wall/rights-walk/move.ts';
import { daysFromToday } from '#tests/world/periods.ts';

/** Vraag toegang. */
const ask: Move = {
  kind: 'ask',
  weight: 4,
  shows: ['asked', 'obstacles'],
  likely: (facts, { by }) => pickIn(facts.relations.values(), by),
  take: async (scene) => {
    const { drawn, at } = scene;
    const themeId = pick([null, 1, 3], drawn.more[0] ?? 0);
    const theme = themeId === null ? null : { themeId, levelId: at.levels[0] ?? 1 };
    const entitlementId = theme ? 'portal-user' : drawn.right;
    const until = daysFromToday(drawn.days);
    const wish = { organisationId: at.id, entitlementId, contexts: [], theme, until, reason: 'wandeling' };
    return { outcome: word(await writing(scene, (as) => perform(askAccess, as, wish))) };
  },
};

const decide: Move = {
  kind: 'decide',
  first: 'ask',
  weight: 5,
  shows: ['approved', 'refused', 'decided'],
  aboutOthers: true,
  likely: (facts, drawn, walkers) =>
    administersOne(
      ({ requests }) => requests,
      ({ state }) => state === 'open',
      walkers,
    )(facts, drawn),
  take: async (scene) => {
    const { drawn, facts, near } = scene;
    const again = (drawn.more[1] ?? 0) % 4 === 0;
    const waits = open(facts.requests.values()).length > 0 || (again && facts.requests.size > 0);
    if (!waits) return null;
    const requestId = pick(
      near(facts.requests, ({ state }) => again || state === 'open'),
      drawn.which,
    );
    const until = again ? daysFromToday(drawn.days) : (facts.requests.get(requestId)?.until ?? '');
    const outcome = drawn.yes
      ? await writing(scene, (as) => perform(approveRequest, as, { requestId, until, contexts: [] }))
      : await writing(scene, (as) => perform(refuseRequest, as, { requestId, reason: 'wandeling' }));
    return { outcome: word(outcome) };
  },
};

const takeBack: Move = {
  kind: 'take-back',
  first: 'ask',
  weight: 3,
  shows: ['withdrawn'],
  likely: (facts, { which }) => pickIn(open(facts.requests.values()), which),
  take: async (scene) => {
    const { drawn, facts, by } = scene;
    const own = open(facts.requests.values()).filter(({ person }) => person === by.id);
    const request = pickIn(drawn.likely ? own : facts.requests.values(), drawn.which);
    if (!request) return null;
    return { outcome: await writing(scene, (as) => perform(withdrawRequest, as, { requestId: request.id })) };
  },
};

const open = <T extends { state: string }>(all: Iterable<T>): T[] => [...all].filter(({ state }) => state === 'open');

export const requestMoves = [ask, decide, takeBack];

import { perform } from '#access/use-case.ts';
import { decideReview } from '#apps/rights/reviews/decide-review.ts';
import { startReview } from '#apps/rights/reviews/start-review.ts';
import { withdrawReview } from '#apps/rights/reviews/withdraw-review.ts';
import { newId } from '#platform/ids.ts';
import {
  administersOne,
  aHolderOf,
  done,
  pick,
  pickIn,
  word,
  writing,
  type Move,
} from '#tests/wall/rights-walk/move.ts';
import { daysFromToday } from '#tests/world/periods.ts';

/** Jaarlijks nazicht. */
const start: Move = {
  kind: 'start-review',
  weight: 3,
  shows: ['started'],
  likely: (facts, drawn, walkers) => aHolderOf(['head-local-admin'], walkers)(facts, drawn),
  take: (scene) => {
    const endsOn = daysFromToday(20 + ((scene.drawn.more[0] ?? 0) % 12));
    const wish = { organisationIds: [scene.at.id], endsOn, key: newId() };
    return done(scene, (as) => perform(startReview, as, wish));
  },
};

const judge: Move = {
  kind: 'judge',
  first: 'start-review',
  weight: 6,
  shows: ['judged'],
  aboutOthers: true,
  likely: (facts, drawn, walkers) =>
    administersOne(
      ({ reviews }) => reviews,
      ({ state }) => state === 'running',
      walkers,
    )(facts, drawn),
  take: async (scene) => {
    const { facts, drawn, near } = scene;
    if (facts.reviews.size === 0) return null;
    const reviewId = pick(
      near(facts.reviews, ({ state }) => state === 'running'),
      drawn.which,
    );
    const items = [...facts.verdicts.values()].filter(
      (one) => one.review === reviewId && (!drawn.likely || one.verdict === 'open'),
    );
    const first = pickIn(items, drawn.to);
    if (!first) return null;
    const more = drawn.also ? drawn.more.map((one) => pick(items, one).grant) : [];
    const grantIds = [...new Set([first.grant, ...more])];
    const verdict = drawn.yes ? ('confirmed' as const) : ('ended' as const);
    const wish = { reviewId, grantIds, verdict, reason: 'wandeling', key: newId() };
    const work = () => writing(scene, (as) => perform(decideReview, as, wish));
    return { outcome: word(await work(), { decided: 'judged' }), again: work };
  },
};

const stop: Move = {
  kind: 'stop-review',
  first: 'start-review',
  weight: 1,
  shows: ['withdrawn'],
  aboutOthers: true,
  likely: (facts, drawn, walkers) => aHolderOf(['head-local-admin'], walkers)(facts, drawn),
  take: async (scene) => {
    const { facts, drawn, near } = scene;
    if (facts.reviews.size === 0) return null;
    const reviewId = pick(
      near(facts.reviews, ({ state }) => state === 'running'),
      drawn.which,
    );
    const work = () => writing(scene, (as) => perform(withdrawReview, as, { reviewId, reason: 'wandeling' }));
    return { outcome: word(await work()), again: work };
  },
};

export const reviewMoves = [start, judge, stop];

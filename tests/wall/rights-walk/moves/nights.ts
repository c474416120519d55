import { asSystem } from '#access/context.ts';
import {
  followMergers,
  followRequests,
  followRescues,
  followReviews,
  synchroniseHeadGrants,
} from '#apps/rights/index.ts';
import { followProposals } from '#apps/themes/index.ts';
import { now, setClock } from '#platform/clock.ts';
import type { Database } from '#platform/db.ts';
import { headsHaveTheirs } from '#tests/wall/rights-walk/laws-of-switches.ts';
import { pick, type Move } from '#tests/wall/rights-walk/move.ts';
import { daysFromToday } from '#tests/world/periods.ts';

/** What the jobs of a night do. */
const jobs = (database: Database) =>
  asSystem(database, async (tx) => {
    await followRequests(tx);
    await followMergers(tx);
    const { lapsed } = await followReviews(tx);
    // A review withdraws what had not begun: only then it is known how long an automatic right may be.
    await synchroniseHeadGrants(tx);
    await followProposals(tx);
    await followRescues(tx);
    return lapsed;
  });

/** Days pass, and the jobs do what follows from the calendar: automatic rights, reviews, proposals, rescues (R16, R8). */
const night: Move = {
  kind: 'nights',
  weight: 3,
  shows: ['passed', 'lapsed'],
  take: async ({ walkers, drawn }) => {
    const later = new Date(now().getTime() + pick([1, 1, 2, 10, 30], drawn.which) * 86_400_000);
    setClock(() => later);
    const lapsed = await jobs(walkers.database);
    return {
      outcome: lapsed > 0 ? 'lapsed' : 'passed',
      inNameOf: null,
      again: () => jobs(walkers.database),
      holds: (after) => headsHaveTheirs(after, daysFromToday(0)),
    };
  },
};

export const nightMoves = [night];

import type { ActorVisit } from '#access/visit.ts';
import type { Judged } from '#apps/rights/handover/subject.ts';
import type { EndObstacle } from '#apps/rights/model.ts';
import { enumerate, faultOf } from '#apps/rights/pages/words.ts';

/** What stands in the way of one right, a sentence each; none where nothing does. */
export function hindrancesOf(visit: ActorVisit, { whoCan, giving, ending }: Judged): string[] {
  if (whoCan.length > 0)
    return [visit.t.rights.handover.whoCan(enumerate([...new Set(whoCan)], visit.t.rights.give.and))];
  return [
    ...giving.map((obstacle) => faultOf(obstacle, visit.t).message),
    ...(ending ? [endingText(visit, ending)] : []),
  ];
}

const endingText = (visit: ActorVisit, { kind }: EndObstacle): string =>
  kind === 'follows-assignment' ? visit.t.rights.handover.automatic : visit.t.rights.end.obstacles[kind];

import { asSystem } from '#access/context.ts';
import { ask, perform } from '#access/use-case.ts';
import { migrateRights, mergerOf, previewMigration } from '#apps/rights/mergers/migrate.ts';
import { keyOf } from '#apps/rights/mergers/model.ts';
import { recordSuccessor, withdrawSuccessor } from '#apps/rights/mergers/record.ts';
import { newId } from '#platform/ids.ts';
import { pick, pickIn, rehearsed, type Move } from '#tests/wall/rights-walk/move.ts';
import { activeGrants, headRight } from '#tests/wall/rights-walk/who-may.ts';
import { daysFromToday } from '#tests/world/periods.ts';

/** The operator says that a school continues as another: since yesterday, soon, or so far away that it is not in sight. */
const record: Move = {
  kind: 'record-merger',
  weight: 3,
  shows: ['recorded'],
  take: async ({ walkers, drawn }) => {
    const [one, other] = walkers.places;
    const [organisationId, successorId] = drawn.yes ? [one?.id, other?.id] : [other?.id, one?.id];
    if (organisationId === undefined || successorId === undefined) return null;
    const from = daysFromToday(pick([-1, 0, 0, 3, 120], drawn.which));
    const wanted = { organisationId, successorId, from, reason: 'wandeling' };
    const work = () => asSystem(walkers.database, (tx) => recordSuccessor(tx, wanted));
    const outcome = await work();
    if (outcome !== 'recorded') return { outcome: 'impossible', inNameOf: null };
    return { outcome, inNameOf: null, again: work };
  },
};

/** He takes back what was recorded by mistake, which nobody decided about yet. */
const takeBack: Move = {
  kind: 'take-back-merger',
  weight: 1,
  first: 'record-merger',
  shows: ['withdrawn'],
  take: async ({ walkers, drawn, facts }) => {
    const merger = pickIn(facts.mergers.values(), drawn.which);
    if (!merger) return null;
    const wanted = { organisationId: merger.old, reason: 'wandeling' };
    const work = () => asSystem(walkers.database, (tx) => withdrawSuccessor(tx, wanted));
    const outcome = await work();
    if (outcome !== 'withdrawn') return { outcome: 'impossible', inNameOf: null };
    return { outcome, inNameOf: null, again: work };
  },
};

/** Who heads the new school, or somebody else, decides about all of it or a part. */
const decide: Move = {
  kind: 'decide-merger',
  weight: 4,
  first: 'record-merger',
  shows: ['migrated', 'NotFound', 'not-begun'],
  likely: (facts, { which, by }, { actors }) => {
    const merger = pickIn(
      [...facts.mergers.values()].filter(({ decidedBy }) => decidedBy === null),
      which,
    );
    const heads = activeGrants(facts, daysFromToday(0)).filter(
      (one) =>
        one.entitlement === headRight && one.organisation === merger?.organisation && (actors?.has(one.person) ?? true),
    );
    return pickIn(heads, by);
  },
  take: async (scene) => {
    const { facts, drawn, at } = scene;
    const mergers = [...facts.mergers.values()];
    const near = mergers.filter(({ organisation, decidedBy }) => organisation === at.id && decidedBy === null);
    const merger = pickIn(near.length > 0 ? near : mergers, drawn.which);
    if (!merger) return null;
    const which = { organisationId: merger.old };
    let asked = { ...which, chosen: [] as string[], seen: 'niets', key: newId() };
    return rehearsed(
      scene,
      async (as) => {
        const whole = await ask(mergerOf, as, which);
        // Who heads the old school reads what was decided, and decides nothing.
        const isOfNew = ({ entitlement, organisationId }: { entitlement: string; organisationId: number }): boolean =>
          entitlement === headRight && organisationId === merger.organisation;
        if (whole.kind === 'decided' && !as.actor.grants.some(isOfNew)) return 'NotFound';
        if (whole.kind !== 'open') return whole.kind === 'announced' ? 'not-begun' : whole.kind;
        const going = whole.proposal.rows.filter(({ fate }) => fate.fate === 'moves');
        // Without the relation what rests on it stays too.
        const chosen = going
          .filter((_row, turn) => drawn.also || drawn.more[turn % 3]! % 2 === 0)
          .map(({ row }) => keyOf(row));
        const state = await ask(previewMigration, as, { ...which, chosen });
        if (state.kind !== 'open') return state.kind;
        const { rows, fingerprint, begun, possible } = state.proposal;
        asked = { ...asked, chosen, seen: fingerprint };
        if (!begun) return 'not-begun';
        return possible && rows.every(({ fate }) => fate.fate !== 'moves') ? 'nothing-chosen' : 'migrated';
      },
      (as) => perform(migrateRights, as, asked),
    );
  },
};

export const mergerMoves = [record, takeBack, decide];

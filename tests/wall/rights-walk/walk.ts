import fc from 'fast-check';
import { expect } from 'vitest';
import { actAsDoor } from '#access/context.ts';
import { loadActor } from '#access/load-actor.ts';
import { brusselsToday } from '#platform/clock.ts';
import { readFacts, type Catalogue, type Facts } from '#tests/wall/rights-walk/facts.ts';
import { checkLaws } from '#tests/wall/rights-walk/laws.ts';
import { sceneOf, type Drawn, type Move, type Trace, type Walkers } from '#tests/wall/rights-walk/move.ts';
import { invitationMoves } from '#tests/wall/rights-walk/moves/invitations.ts';
import { listMoves } from '#tests/wall/rights-walk/moves/lists.ts';
import { mergerMoves } from '#tests/wall/rights-walk/moves/mergers.ts';
import { nightMoves } from '#tests/wall/rights-walk/moves/nights.ts';
import { programMoves } from '#tests/wall/rights-walk/moves/programs.ts';
import { relationMoves } from '#tests/wall/rights-walk/moves/relations.ts';
import { requestMoves } from '#tests/wall/rights-walk/moves/requests.ts';
import { reviewMoves } from '#tests/wall/rights-walk/moves/reviews.ts';
import { rightsMoves } from '#tests/wall/rights-walk/moves/rights.ts';
import { switchMoves } from '#tests/wall/rights-walk/moves/switches.ts';
import { themeMoves } from '#tests/wall/rights-walk/moves/themes.ts';
import { activeGrants, administers } from '#tests/wall/rights-walk/who-may.ts';

/** Everything that people do about rights; whoever adds a command that changes them adds it here. */
const subjects: readonly (readonly Move[])[] = [
  rightsMoves,
  relationMoves,
  requestMoves,
  themeMoves,
  invitationMoves,
  listMoves,
  reviewMoves,
  programMoves,
  nightMoves,
  mergerMoves,
  switchMoves,
];
const moves = subjects.flat();
const byKind = new Map(moves.map((move) => [move.kind, move]));

/** What has been seen on the way, by move and outcome. */
export type Tally = Map<string, number>;
const seenOf = (tally: Tally, { kind }: Move, outcome: string): number => tally.get(`${kind} ${outcome}`) ?? 0;

/** The outcomes that walks worth their name have seen, and these have not. */
export const unseen = (tally: Tally): string[] =>
  moves.flatMap((move) =>
    move.shows.filter((one) => seenOf(tally, move, one) === 0).map((one) => `${move.kind} ${one}`),
  );

const number = fc.noBias(fc.nat(1000));
const rights =
  `head-local-admin portal-admin portal-admin portal-user portal-user edison-admin edison-staff-admin local-admin`.split(
    ' ',
  );
const days = fc.oneof(
  { weight: 1, arbitrary: fc.integer({ min: -1, max: 3 }) },
  { weight: 4, arbitrary: fc.noBias(fc.integer({ min: 0, max: 300 })) },
);

const isUnseen = (tally: Tally, move: Move): boolean => move.shows.some((one) => seenOf(tally, move, one) === 0);

/** A path of steps; what was not seen yet comes more often, with what leads to it. */
export function paths(steps: number, tally: Tally): fc.Arbitrary<Drawn[]> {
  const kinds = subjects.flatMap((subject) => {
    const lacks = subject.some((move) => isUnseen(tally, move));
    return subject.map((move) => ({
      weight: move.weight * (lacks ? 2 : 1) * (isUnseen(tally, move) ? 3 : 1),
      arbitrary: fc.constant(move.kind),
    }));
  });
  const step = fc.record({
    kind: fc.oneof(...kinds),
    likely: fc.constantFrom(true, true, true, true, false),
    by: number,
    to: number,
    at: number,
    which: number,
    right: fc.constantFrom(...rights),
    days,
    more: fc.tuple(number, number, number),
    yes: fc.boolean(),
    also: fc.boolean(),
  });
  return fc.array(step, { minLength: steps, maxLength: steps });
}

/** The same without a day passing, on which everything is tried at least twice. */
export function pathsOfOneDay(steps: number): fc.Arbitrary<Drawn[]> {
  const kinds = moves.map(({ kind }) => kind).filter((kind) => kind !== 'nights');
  return paths(steps, new Map()).map((path) =>
    path.map((drawn, at) => ({
      ...drawn,
      kind: at < 2 * kinds.length || drawn.kind === 'nights' ? (kinds[at % kinds.length] ?? '') : drawn.kind,
    })),
  );
}

/** What changes nothing, whatever was tried. */
const refusals = ['NotFound', 'Forbidden', 'Conflict', 'ScimRefused'];
const without =
  `obstacles obstacle hindered exists faults problems again pending gone moved-on already changed decided closed impossible differs
  reason-missing own-admin-right nothing-chosen too-early same nobody-else more-than-asked too-often nobody nothing
  not-begun`.split(/\s+/);

/** Takes a path and holds the laws against every step of it; answers what the tables hold at its end. */
export async function walk(
  walkers: Walkers,
  path: readonly Drawn[],
  { tally, catalogue }: { tally: Tally; catalogue: Catalogue },
): Promise<Facts> {
  let facts = await readFacts(walkers.owner);
  for (const [at, drawn] of path.entries()) {
    let move = byKind.get(drawn.kind);
    if (!move) throw new Error(`no move is called ${drawn.kind}`);
    try {
      let gone = await goOn(walkers, { facts, drawn, move, catalogue });
      const first = byKind.get(move.first ?? '');
      if (gone.outcome === 'nothing' && first) {
        move = first;
        gone = await goOn(walkers, { facts, drawn, move, catalogue });
      }
      ({ facts } = gone);
      for (const key of new Set([gone.outcome, gone.outcome.split(' ')[0] ?? '']))
        tally.set(`${move.kind} ${key}`, seenOf(tally, move, key) + 1);
    } catch (error) {
      throw new Error(`step ${at}: ${JSON.stringify(drawn)}`, { cause: error });
    }
  }
  return facts;
}

/** Takes a step and holds the laws against what it did; a refusal has done nothing. */
async function goOn(
  walkers: Walkers,
  { facts: before, drawn, move, catalogue }: { facts: Facts; drawn: Drawn; move: Move; catalogue: Catalogue },
): Promise<{ outcome: string; facts: Facts }> {
  const scene = sceneOf(walkers, before, move, drawn);
  const trace = await tried(() => move.take(scene));
  const { outcome } = trace;
  if (trace.foretold !== undefined) expect(outcome, 'R26: it does what its rehearsal foretold').toBe(trace.foretold);
  const after = await readFacts(walkers.owner);
  if (refusals.includes(outcome) || without.includes(outcome))
    expect(after, `${outcome} changes nothing`).toEqual(before);
  const day = brusselsToday();
  const actor = trace.inNameOf === undefined ? scene.by.id : trace.inNameOf;
  checkLaws({ before, after, actor, day, catalogue, only: trace.only });
  trace.holds?.(after);
  // R7: whoever administers nothing is told nothing about anybody else.
  if (move.aboutOthers && !['nothing', ...refusals].includes(outcome))
    expect(administers(before, scene.by.id, day), `R7: ${outcome} by somebody without any administrator right`).toBe(
      true,
    );
  if (trace.again) {
    await tried(async () => ({ outcome: String(await trace.again?.()) }));
    expect(await readFacts(walkers.owner), 'R16, R24: the same once more changes nothing').toEqual(after);
  }
  await doorAgrees(walkers, after, day);
  return { outcome, facts: after };
}

async function tried(take: () => Promise<Trace | null>): Promise<Trace> {
  try {
    return (await take()) ?? { outcome: 'nothing' };
  } catch (refusal) {
    if (refusal instanceof Error && refusals.includes(refusal.name)) return { outcome: refusal.name };
    throw refusal;
  }
}

/** R10, R12: the next request of everybody finds exactly what the tables say counts today. */
async function doorAgrees({ database, people }: Walkers, facts: Facts, day: string): Promise<void> {
  const active = activeGrants(facts, day);
  await database.read(async (reader) => {
    await actAsDoor(reader);
    for (const { id, givenName, onBehalfOf } of people) {
      const found = await loadActor(reader, onBehalfOf);
      const told = active
        .filter((one) => one.person === id && facts.relations.get(one.relation)?.targetGroup === onBehalfOf.targetGroup)
        .map((one) => one.id);
      expect(found?.grants.map((one) => String(one.id)).toSorted() ?? [], `R10, R12: ${givenName}`).toEqual(
        told.toSorted(),
      );
    }
  });
}

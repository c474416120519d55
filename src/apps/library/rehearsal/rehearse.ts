import { sql } from 'kysely';
import type { Actor } from '#access/actor.ts';
import { actAsPerson, actAsSystem, judgeOn } from '#access/context.ts';
import { loadHoldings, type Held } from '#access/load-reaches.ts';
import { gainedBy, type Side } from '#apps/library/rehearsal/effects.ts';
import type { Tx } from '#platform/db.ts';

/** People who gain and lose exactly the same. */
export interface Effect {
  people: readonly { id: string; name: string }[];
  gained: Side;
  lost: Side;
}

export interface Rehearsal {
  day: string;
  effects: readonly Effect[];
  /** How many of the people gain and lose nothing. */
  unchanged: number;
}

export interface Rehearsed<T> {
  outcome: T;
  rehearsal: Rehearsal;
}

interface About {
  personIds: readonly string[];
  /** What is told of: never anything of institutions that the actor does not manage (R7). */
  institutionIds: readonly number[];
  /** From today on: what was, is no rehearsal. */
  day: string;
}

const nobody: Held = { grants: [], ticks: [], reach: { institutions: [], scopes: [], themes: [], shared: [] } };

/**
 * Makes a change, asks the rule that decides what everybody holds and reaches then, and undoes the change: it cannot say
 * anything else than what is true after saving. Whoever may not make the change is refused as always; nothing is left of it.
 */
export async function rehearse<T>(
  { tx, actor }: { tx: Tx; actor: Actor },
  about: About,
  change: () => Promise<T>,
): Promise<Rehearsed<T>> {
  const before = await heldOn(tx, actor, about);
  await sql`savepoint rehearsal`.execute(tx);
  const outcome = await change();
  const after = await heldOn(tx, actor, about);
  // A change may bring people in sight; whoever was in sight before may be out of it now.
  const names = await namesOf(tx, about.personIds);
  await sql`rollback to savepoint rehearsal`.execute(tx);
  await sql`release savepoint rehearsal`.execute(tx);
  for (const [id, name] of await namesOf(tx, about.personIds)) names.set(id, name);
  return { outcome, rehearsal: await compare({ tx, actor }, about, { before, after, names }) };
}

type Holders = ReadonlyMap<string, Held>;

/** What the door would find on that day. The system reads it, for nobody sees what others hold elsewhere. */
async function heldOn(tx: Tx, actor: Actor, { personIds, day }: About): Promise<Holders> {
  await actAsSystem(tx);
  await judgeOn(tx, day);
  const held = await loadHoldings(tx, personIds);
  await actAsPerson(tx, actor);
  return held;
}

async function compare(
  as: { tx: Tx; actor: Actor },
  about: About,
  { before, after, names }: { before: Holders; after: Holders; names: ReadonlyMap<string, string> },
): Promise<Rehearsal> {
  const pairs = about.personIds.map((id) => ({ id, was: before.get(id) ?? nobody, is: after.get(id) ?? nobody }));
  const alike = Map.groupBy(pairs, ({ was, is }) => JSON.stringify([essence(was), essence(is)]));
  const effects: Effect[] = [];
  let unchanged = 0;
  for (const group of alike.values()) {
    const [first] = group;
    if (!first) continue;
    const gained = await gainedBy(as, about, { before: first.was, after: first.is });
    const lost = await gainedBy(as, about, { before: first.is, after: first.was });
    if (isNothing(gained) && isNothing(lost)) unchanged += group.length;
    else effects.push({ people: group.map(({ id }) => ({ id, name: names.get(id) ?? '' })), gained, lost });
  }
  return {
    day: about.day,
    effects: effects.toSorted((one, other) => other.people.length - one.people.length),
    unchanged,
  };
}

/** What decides, in one order and without the keys of single rights: who has the same gains and loses the same. */
const essence = ({ grants, reach }: Held): unknown => [
  grants.map(({ entitlement, organisationId }) => `${entitlement}:${organisationId}`).toSorted(),
  reach.institutions.toSorted((one, other) => one - other),
  reach.scopes.toSorted((one, other) => one - other),
  reach.themes.toSorted((one, other) => one - other),
  reach.shared.map(({ documentId }) => documentId).toSorted(),
];

const isNothing = (side: Side): boolean => side.documents + side.rights.length + side.scopes.length === 0;

async function namesOf(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, given_name || ' ' || family_name as name from persons where id = any (${[...ids]}::uuid[])
    order by app.plain(family_name || ' ' || given_name), id`.execute(tx);
  return new Map(rows.map(({ id, name }) => [id, name]));
}

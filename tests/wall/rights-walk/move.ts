import type pg from 'pg';
import type { Sealer } from '#platform/crypto.ts';
import type { Database } from '#platform/db.ts';
import type { Facts } from '#tests/wall/rights-walk/facts.ts';
import { activeGrants } from '#tests/wall/rights-walk/who-may.ts';
import { readingAs, writingAs } from '#tests/world/acting.ts';
import type { School } from '#tests/world/organisations.ts';
import type { Person } from '#tests/world/people.ts';
import { daysFromToday } from '#tests/world/periods.ts';

/** Who walks and where: every person may try everything. Whoever is registered on the way walks along. */
export interface Walkers {
  database: Database;
  owner: pg.Client;
  people: Person[];
  /** Two schools and their board. */
  places: readonly School[];
  programs: readonly Program[];
  keys: Sealer;
  /** National numbers by person. */
  numbers: Map<string, string>;
  /** What two people tick where the rule is on. */
  payOverviews: readonly number[];
  /** Who followed the link of an invitation. */
  visitors: Map<string, Identity>;
  /** Only they act; without it everybody does. */
  actors?: Set<string>;
}

export interface Identity {
  number: string;
  givenName: string;
  familyName: string;
}

/** A program that keeps persons and relations in the name of an administrator. */
export interface Program {
  clientId: string;
  responsible: string;
  organisations: ReadonlySet<number>;
  mayGrant: boolean;
}

/** What was drawn for a step; numbers choose among what there is at that moment. */
export interface Drawn {
  kind: string;
  /** Mostly by somebody who may, about what is near him: most of what people try is allowed. */
  likely: boolean;
  by: number;
  to: number;
  at: number;
  which: number;
  right: string;
  days: number;
  more: readonly number[];
  yes: boolean;
  also: boolean;
}

/** What came of a step: a word of the use case, and what a law needs to know beside the tables. */
export interface Trace {
  outcome: string;
  /** What its rehearsal said it would come to (R26). */
  foretold?: string;
  /** In whose name it happened where that is not who tried it; null: the system or the door. */
  inNameOf?: string | null;
  /** A program acted: its organisations. */
  only?: ReadonlySet<number>;
  /** The same once more, which changes nothing: a form that is sent twice, a PUT that is repeated (R24). */
  again?: () => Promise<unknown>;
  /** What holds after this step beside the laws. */
  holds?: (after: Facts) => void;
}

export interface Scene {
  walkers: Walkers;
  facts: Facts;
  day: string;
  drawn: Drawn;
  by: Person;
  to: Person;
  at: School;
  /** Who is likely to be tried it on there. */
  there: readonly Person[];
  /** Those of these things that are near, or all where none is. */
  near: <T extends { organisation: number }>(things: ReadonlyMap<string, T>, wanted?: (one: T) => boolean) => string[];
}

export interface Move {
  kind: string;
  weight: number;
  /** What somebody does first where there is nothing to do this to. */
  first?: string;
  /** Outcomes that every round of walks must have seen. */
  shows: readonly string[];
  /** R7: refused for whoever administers nothing. */
  aboutOthers?: boolean;
  /** Who probably may, and where; without it the holder of some administrator right. */
  likely?: (facts: Facts, drawn: Drawn, walkers: Walkers) => { person: string; organisation?: number } | undefined;
  /** Whom it is likely about. */
  about?: 'users' | 'related' | 'anybody';
  /** Tries it as its actor. Throws what the use case refuses with; null where there is nothing to try it on. */
  take: (scene: Scene) => Promise<Trace | null>;
}

export const pick = <T>(from: readonly T[], at: number): T => {
  const chosen = from[at % from.length];
  if (chosen === undefined) throw new Error('nothing to choose from');
  return chosen;
};

/** One of some things, or none where there are none. */
export const pickIn = <T>(from: Iterable<T>, at: number): T | undefined => {
  const all = [...from];
  return all[at % Math.max(all.length, 1)];
};

const givers = ['head-local-admin', 'portal-admin', 'edison-admin', 'helpdesk'];

/** The holder of one of some rights, by number. */
export function aHolderOf(rights: readonly string[], { actors }: Walkers) {
  return (facts: Facts, { by }: Drawn): { person: string; organisation: number } | undefined =>
    pickIn(
      activeGrants(facts, daysFromToday(0)).filter(
        (one) => rights.includes(one.entitlement) && (actors?.has(one.person) ?? true),
      ),
      by,
    );
}

/** Somebody who administers where something waits: first the thing, then the person. */
export function administersOne<T extends { organisation: number }>(
  things: (facts: Facts) => ReadonlyMap<string, T>,
  waits: (one: T) => boolean,
  { actors }: Walkers,
) {
  return (facts: Facts, { which, by }: Drawn): { person: string; organisation: number } | undefined => {
    const thing = pickIn([...things(facts).values()].filter(waits), which);
    return pickIn(
      activeGrants(facts, daysFromToday(0)).filter(
        (one) =>
          one.organisation === thing?.organisation &&
          givers.includes(one.entitlement) &&
          (actors?.has(one.person) ?? true),
      ),
      by,
    );
  };
}

/** Who acts in a step, where and on whom. */
export function sceneOf(walkers: Walkers, facts: Facts, move: Move, drawn: Drawn): Scene {
  const day = daysFromToday(0);
  const { people, places, actors } = walkers;
  const all = actors ? people.filter(({ id }) => actors.has(id)) : people;
  const likely = move.likely ?? aHolderOf(givers, walkers);
  const found = drawn.likely ? likely(facts, drawn, walkers) : undefined;
  const near = found && (actors?.has(found.person) ?? true) ? found : undefined;
  const at = places.find(({ id }) => id === near?.organisation) ?? pick(places, drawn.at);
  const there = people.filter(({ id }) => isThere(facts, move, { person: id, organisation: at.id, day }));
  return {
    walkers,
    facts,
    day,
    drawn,
    by: all.find(({ id }) => id === near?.person) ?? pick(all, drawn.by),
    to: near && there.length > 0 ? pick(there, drawn.to) : pick(people, drawn.to),
    at,
    there: near && there.length > 0 ? there : people,
    near: (things, wanted = () => true) => {
      const fitting = [...things].filter(([, thing]) => wanted(thing));
      const nearby = fitting.filter(([, thing]) => !near || thing.organisation === at.id);
      return (nearby.length > 0 ? nearby : fitting.length > 0 ? fitting : [...things]).map(([id]) => id);
    },
  };
}

function isThere(
  facts: Facts,
  { about = 'related' }: Move,
  { person, organisation, day }: { person: string; organisation: number; day: string },
): boolean {
  if (about === 'anybody') return true;
  if (about === 'related')
    return [...facts.relations.values()].some((one) => one.person === person && one.organisation === organisation);
  return activeGrants(facts, day).some(
    (one) => one.person === person && one.organisation === organisation && one.entitlement === 'portal-user',
  );
}

type Writing = Parameters<Parameters<typeof writingAs>[2]>[0];
type Reading = Parameters<Parameters<typeof readingAs>[2]>[0];

export const writing = <T>({ walkers, by }: Scene, work: (as: Writing) => Promise<T>): Promise<T> =>
  writingAs(walkers.database, by, work);

export const reading = <T>({ walkers, by }: Scene, work: (as: Reading) => Promise<T>): Promise<T> =>
  readingAs(walkers.database, by, work);

/** Does it; the same form once more must change nothing. */
export async function done(scene: Scene, work: (as: Writing) => Promise<unknown>): Promise<Trace> {
  return { outcome: word(await writing(scene, work)), again: () => writing(scene, work) };
}

/** First what it would do, then the deed: the first must foretell the second exactly, refusals included. */
export async function rehearsed(
  scene: Scene,
  rehearse: (as: Reading) => Promise<string>,
  work: (as: Writing) => Promise<unknown>,
): Promise<Trace> {
  const foretold = await reading(scene, rehearse).catch((refusal: Error) => refusal.name);
  try {
    return { ...(await done(scene, work)), foretold };
  } catch (refusal) {
    if (refusal instanceof Error && refusal.name === foretold) throw refusal;
    throw new Error(`foretold ${foretold}, but it was refused`, { cause: refusal });
  }
}

export function word(result: unknown, same: Readonly<Record<string, string>> = {}): string {
  const said = typeof result === 'object' && result !== null && 'kind' in result ? result.kind : result;
  const text = typeof said === 'string' ? said : JSON.stringify(said);
  return same[text] ?? text;
}

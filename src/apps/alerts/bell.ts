import { sql } from 'kysely';
import { z } from 'zod';
import type { Actor } from '#access/actor.ts';
import { allowed, view } from '#access/use-case.ts';
import { countNews, listNews, type NewDocument } from '#apps/library/index.ts';
import { now } from '#platform/clock.ts';
import type { Db, Tx } from '#platform/db.ts';

/** The bell looks back as far as a weekly digest. */
const days = 7;
/** The bell counts no further. */
export const mostInBell = 99;

const weekAgo = (): Date => new Date(now().getTime() - days * 86_400_000);

async function findLook(db: Db, personId: string): Promise<Date | null> {
  const { rows } = await sql<{ lookedUntil: Date | null }>`
    select looked_until as "lookedUntil" from alerts where person_id = ${personId}`.execute(db);
  return rows[0]?.lookedUntil ?? null;
}

/** How many documents became available since the actor last looked, at most a week ago; no more than `mostInBell` and one. */
export async function countNewForBell(db: Db, actor: Actor): Promise<number> {
  const { institutions, scopes, themes, shared } = actor.reach;
  if (institutions.length + scopes.length + themes.length + shared.length === 0) return 0;
  const looked = await findLook(db, actor.personId);
  const from = looked && looked > weekAgo() ? looked : weekAgo();
  return countNews(db, actor, from, mostInBell + 1);
}

/** So many are listed; whoever reads whole themes of all schools finds the others in the list of documents. */
const mostListed = 200;

export interface News {
  /** The newest, in the order in which digests tell them. */
  documents: readonly NewDocument[];
  /** How many more there were. */
  unlisted: number;
  /** What became available after this is new to the actor; null: he never looked. */
  lookedUntil: Date | null;
}

/** What became available to the actor in the last week: what digests tell, with titles (NO-2). */
export const ownNews = view({
  permission: 'alerts:read-news',
  input: z.object({}),
  load: async () => null,
  decide: () => allowed(),
  read: async (db, actor): Promise<News> => {
    const all = await listNews(db, [actor.reach], { from: weekAgo(), until: new Date(now().getTime() + 60_000) });
    const newestFirst = all.toSorted((one, other) => other.availableAt.getTime() - one.availableAt.getTime());
    const listed = new Set(newestFirst.slice(0, mostListed));
    return {
      documents: all.filter((document) => listed.has(document)),
      unlisted: all.length - listed.size,
      lookedUntil: await findLook(db, actor.personId),
    };
  },
});

/** Notes that the actor looked: the bell counts from here on. */
export async function noteLook(tx: Tx, actor: Actor, at: Date): Promise<void> {
  await sql`
    insert into alerts (person_id, looked_until) values (${actor.personId}, ${at})
    on conflict (person_id) do update set looked_until = excluded.looked_until`.execute(tx);
}

import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Actor, Reach } from '#access/actor.ts';
import { narrowKeys, reachesNothing, type Keys } from '#apps/library/keys.ts';
import { noFilter, type Confidentiality } from '#apps/library/model.ts';
import { visibleTo } from '#apps/library/visible.ts';
import type { Db } from '#platform/db.ts';

/** A document that became available, as alerts tell of it. */
export interface NewDocument {
  id: string;
  title: string;
  institutionId: number;
  institutionName: string;
  scope: number;
  themeId: number;
  themeName: string;
  confidentiality: Confidentiality;
  availableAt: Date;
}

/** From its begin up to, not including, its end. */
export interface Period {
  from: Date;
  until: Date;
}

// What must always be ticked by itself is in no overview: reading it is logged, being told of it would not be (DO-9, TH-3).
const toldOf = sql<SqlBool>`t.in_all`;

/** What became available in a period and any of these people reaches, in the order in which it is told (NO-2). */
export async function listNews(db: Db, reaches: Iterable<Reach>, { from, until }: Period): Promise<NewDocument[]> {
  const keys = together([...reaches].map((reach) => narrowKeys(reach, noFilter)));
  if (reachesNothing(keys)) return [];
  const { rows } = await sql<NewDocument>`
    select d.id, d.title, d.institution_id as "institutionId", o.name as "institutionName", d.scope,
      d.theme_id as "themeId", t.name as "themeName", d.confidentiality, d.available_at as "availableAt"
    from documents d join themes t on t.id = d.theme_id join organisations o on o.id = d.institution_id
    where ${inPeriod(from, until)} and ${toldOf} and ${visibleTo(keys)}
    order by d.institution_id, d.theme_id, d.available_at, d.id`.execute(db);
  return rows;
}

/** How many became available since a moment that the actor may see, counted no further than `most`. */
export async function countNews(db: Db, actor: Actor, from: Date, most: number): Promise<number> {
  const keys = narrowKeys(actor.reach, noFilter);
  if (reachesNothing(keys)) return 0;
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from (
      select from documents d join themes t on t.id = d.theme_id
      where d.available_at >= ${from} and ${toldOf} and ${visibleTo(keys)} limit ${most}) as counted`.execute(db);
  return rows[0]?.n ?? 0;
}

const inPeriod = (from: Date, until: Date): RawBuilder<SqlBool> =>
  sql<SqlBool>`d.available_at >= ${from} and d.available_at < ${until}`;

function together(many: readonly Keys[]): Keys {
  const all = <T>(of: (keys: Keys) => readonly T[]): T[] => [...new Set(many.flatMap((keys) => of(keys)))];
  return {
    institutions: all((keys) => keys.institutions),
    scopes: all((keys) => keys.scopes),
    themes: all((keys) => keys.themes),
  };
}

/** The rule of `visibleTo`, for documents that were read for several people at once. */
export function reaching(
  reach: Reach,
): (document: Pick<NewDocument, 'institutionId' | 'scope' | 'themeId'>) => boolean {
  const institutions = new Set(reach.institutions);
  const scopes = new Set(reach.scopes);
  const themes = new Set(reach.themes);
  return ({ institutionId, scope, themeId }) =>
    institutions.has(institutionId) || scopes.has(scope) || themes.has(themeId);
}

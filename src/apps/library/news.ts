import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Actor, Reach } from '#access/actor.ts';
import { narrowKeys, type Keys } from '#apps/library/keys.ts';
import { noFilter, type Confidentiality } from '#apps/library/model.ts';
import { visibleTo } from '#apps/library/visible.ts';
import type { Db } from '#platform/db.ts';

/** A document that became available, as alerts tell of it. One that was shared is a line of its own for its receiver. */
export interface NewDocument {
  id: string;
  title: string;
  institutionId: number;
  institutionName: string;
  scope: number;
  themeId: number;
  themeName: string;
  confidentiality: Confidentiality;
  /** Since when it is where it is; of a share, since it was shared. */
  availableAt: Date;
  /** The share through which it came, and who shared it; null where it is held by a right. */
  shareId: string | null;
  sharedBy: string | null;
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
  const many = [...reaches];
  const shares = many.flatMap(({ shared }) => shared.map(({ id }) => id));
  const within = (at: RawBuilder<unknown>) => sql<SqlBool>`${at} >= ${from} and ${at} < ${until}`;
  const { rows } = await sql<NewDocument>`
    select d.id, d.title, d.institution_id as "institutionId", o.name as "institutionName", d.scope,
      d.theme_id as "themeId", t.name as "themeName", d.confidentiality, n.at as "availableAt", n.share_id as "shareId", n.sharer as "sharedBy"
    from (
      select d.id, d.available_at as at, null::uuid as share_id, null as sharer
      from documents d
      where ${within(sql`d.available_at`)} and ${visibleTo(heldBy(many))}
      union all
      select d.id, ${sharedAt}, s.id, ${nameOfSharer}
      from document_shares s join documents d on d.id = s.document_id
      where s.id = any (${shares}::uuid[]) and ${within(sharedAt)}
    ) n
    join documents d on d.id = n.id join themes t on t.id = d.theme_id join organisations o on o.id = d.institution_id
    where ${toldOf}
    order by d.institution_id, d.theme_id, n.at, d.id`.execute(db);
  return rows;
}

/** How many became available since a moment that the actor may see, counted no further than `most`. */
export async function countNews(db: Db, actor: Actor, from: Date, most: number): Promise<number> {
  const shares = actor.reach.shared.map(({ id }) => id);
  const { rows } = await sql<{ n: number }>`
    select (
      select count(*) from (
        select from documents d join themes t on t.id = d.theme_id
        where d.available_at >= ${from} and ${toldOf} and ${visibleTo(heldBy([actor.reach]))} limit ${most}) as counted
    ) + (
      select count(*) from document_shares s join documents d on d.id = s.document_id
      where s.id = any (${shares}::uuid[]) and ${sharedAt} >= ${from}
    ) as n`.execute(db);
  return Math.min(rows[0]?.n ?? 0, most);
}

const sharedAt = sql<Date>`greatest(d.available_at, s.shared_at)`;

// Whoever asks as the receiver may see the name through its function, the system sees the person.
const nameOfSharer = sql<string>`coalesce(
  (select p.given_name || ' ' || p.family_name from persons p where p.id = s.sharer_id),
  (select sharer from app.people_of_shares(array[s.id])))`;

/** What these people hold by a right, together. */
function heldBy(reaches: readonly Reach[]): Keys {
  const many = reaches.map((reach) => narrowKeys(reach, noFilter));
  const all = <T>(of: (keys: Keys) => readonly T[]): T[] => [...new Set(many.flatMap((keys) => of(keys)))];
  return {
    institutions: all((keys) => keys.institutions),
    scopes: all((keys) => keys.scopes),
    themes: all((keys) => keys.themes),
    shared: [],
  };
}

type Reached = Pick<NewDocument, 'institutionId' | 'scope' | 'themeId' | 'shareId'>;

/** The rule of `visibleTo`, for documents that were read for several people at once. */
export function reaching(reach: Reach): (document: Reached) => boolean {
  const institutions = new Set(reach.institutions);
  const scopes = new Set(reach.scopes);
  const themes = new Set(reach.themes);
  const shares = new Set(reach.shared.map(({ id }) => id));
  return ({ institutionId, scope, themeId, shareId }) =>
    shareId === null
      ? institutions.has(institutionId) || scopes.has(scope) || themes.has(themeId)
      : shares.has(shareId);
}

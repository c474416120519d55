import { sql } from 'kysely';
import { byName, cellKey, type Cell, type GridAdministrator, type Version } from '#apps/themes/model.ts';
import type { Db } from '#platform/db.ts';

interface HolderRow extends GridAdministrator {
  /** The right of portal user, when that is what the person has. */
  grantId: string | null;
  administers: boolean;
}

/** Everybody with access to the institution today, by family name: portal users and portal administrators. */
export async function listHolders(db: Db, institutionId: number): Promise<HolderRow[]> {
  const { rows } = await sql<HolderRow>`
    select h.person_id as id, h.given_name as "givenName", h.family_name as "familyName", h.email,
      h.user_grant_id as "grantId", h.administers
    from app.portal_holders(${institutionId}) h`.execute(db);
  return rows.sort(byName);
}

/** The versions of every cell that was ever ticked for these rights, by cell. A tick of an earlier right counts as unticked (R13). */
export async function readVersions(
  db: Db,
  place: { institutionId: number; levelId: number },
  holders: readonly { id: string; grantId: string | null }[],
): Promise<Map<string, Version>> {
  const users = holders.filter((holder) => holder.grantId !== null);
  const { rows } = await sql<Cell & { version: Version }>`
    select t.person_id as "personId", t.theme_id as "themeId",
      2 * count(*) - count(*) filter (where t.unticked_at is null and t.grant_id = u.grant_id) as version
    from unnest(${users.map((user) => user.id)}::uuid[], ${users.map((user) => user.grantId)}::uuid[]) as u (person_id, grant_id)
    join theme_ticks t on t.person_id = u.person_id
    where t.institution_id = ${place.institutionId} and t.level_id = ${place.levelId}
    group by t.person_id, t.theme_id`.execute(db);
  return new Map(rows.map((row) => [cellKey(row), row.version]));
}

/** Who changed a cell last, by name. */
export async function lastChangedBy(
  db: Db,
  place: { institutionId: number; levelId: number },
  cells: readonly Cell[],
): Promise<Map<string, string>> {
  const { rows } = await sql<Cell & { name: string }>`
    select distinct on (t.person_id, t.theme_id) t.person_id as "personId", t.theme_id as "themeId",
      p.given_name || ' ' || p.family_name as name
    from unnest(${cells.map((cell) => cell.personId)}::uuid[], ${cells.map((cell) => cell.themeId)}::smallint[]) as c (person_id, theme_id)
    join theme_ticks t on t.person_id = c.person_id and t.theme_id = c.theme_id
    join persons p on p.id = case when t.unticked_at is null then t.ticked_by else t.unticked_by end
    where t.institution_id = ${place.institutionId} and t.level_id = ${place.levelId}
    order by t.person_id, t.theme_id, coalesce(t.unticked_at, t.ticked_at) desc`.execute(db);
  return new Map(rows.map((row) => [cellKey(row), row.name]));
}

export interface AdministeredInstitution {
  id: number;
  name: string;
  users: number;
}

/** Institutions to choose from, by name, with how many portal users each has. */
export async function listInstitutions(db: Db, ids: readonly number[]): Promise<AdministeredInstitution[]> {
  const { rows } = await sql<AdministeredInstitution>`
    select o.id, o.name, (
        select count(*) from active_grants g where g.organisation_id = o.id and g.entitlement_id = 'portal-user' and g.deputises is null
      ) as users
    from organisations o
    where o.id = any(${[...ids]}::integer[])
    order by app.plain(o.name), o.id`.execute(db);
  return rows;
}

import { sql } from 'kysely';
import type { Actor, HeldGrant, HeldTheme } from '#access/actor.ts';
import type { Db } from '#platform/db.ts';
import type { Id } from '#platform/ids.ts';

/** A right that counted on the day, with where it came from. */
export interface HeldOn extends HeldGrant {
  from: string;
  cause: 'automatic' | 'manual' | 'imported' | 'deputy';
  givenOn: string;
  givenBy: string | null;
  /** The right of the absent person that a deputy's stands for, and by name who that is. */
  deputises: string | null;
  deputyForName: string | null;
}

/** A theme that was ticked on the day, under a right that counted. */
export interface TickedOn extends HeldTheme {
  tickedOn: string;
  tickedBy: string | null;
  /** Who is replaced, where the theme is his and not one's own. */
  deputyForName?: string | null;
}

/** What one person held on a day at some institutions: enough for the rule that decides, and to tell by which path. */
export interface AccessOn extends Pick<Actor, 'grants' | 'ticks'> {
  personId: string;
  givenName: string;
  familyName: string;
  grants: readonly HeldOn[];
  ticks: readonly TickedOn[];
}

interface GrantRow extends Omit<HeldOn, 'id'> {
  id: string;
  themes: number[] | null;
  personId: string;
  givenName: string;
  familyName: string;
}

interface TickRow extends TickedOn {
  grantId: string;
}

/**
 * Everybody who held a right at these institutions on a day, by name, with every right and tick that counted. For their
 * portal administrators; others get nobody. A tick counts with the right it was made under, as at the door (R13).
 */
export async function listAccessOn(
  db: Db,
  where: { institutionIds: readonly number[]; day: string; personId?: string },
): Promise<AccessOn[]> {
  const { institutionIds, day, personId = null } = where;
  const { rows } = await sql<GrantRow>`
    select person_id as "personId", given_name as "givenName", family_name as "familyName", grant_id as id,
      entitlement_id as entitlement, organisation_id as "organisationId", contexts, first_day as "from", last_day as until,
      cause, given_on as "givenOn", given_by as "givenBy", deputises, themes, deputy_for as "deputyForName"
    from app.access_on(${[...institutionIds]}::integer[], ${day}, ${personId}::uuid)
    order by family_name, given_name, person_id, entitlement_id`.execute(db);
  const originals = rows.flatMap(({ deputises }) => deputises ?? []);
  const ticks = Map.groupBy(await listTicksOn(db, where, originals), (tick) => tick.grantId);
  return [...Map.groupBy(rows, (row) => row.personId).values()].flatMap((held) => accessOf(held, ticks) ?? []);
}

function accessOf(rows: readonly GrantRow[], ticks: ReadonlyMap<string, readonly TickRow[]>): AccessOn | undefined {
  const [first] = rows;
  if (!first) return undefined;
  const { personId, givenName, familyName } = first;
  const users = rows.filter((row) => row.entitlement === 'portal-user');
  return {
    personId,
    givenName,
    familyName,
    grants: rows.map((row) => ({ ...row, id: row.id as Id<'grant'> })),
    ticks: users.flatMap((user) => ticksUnder(user, ticks)),
  };
}

/** A deputy reads what is ticked for who is absent, of the themes that were named. */
function ticksUnder(user: GrantRow, ticks: ReadonlyMap<string, readonly TickRow[]>): TickedOn[] {
  const here = (ticks.get(user.deputises ?? user.id) ?? []).filter(
    (tick) => tick.institutionId === user.organisationId,
  );
  if (user.deputises === null) return here;
  return here
    .filter((tick) => user.themes?.includes(tick.themeId))
    .map((tick) => ({ ...tick, deputyForName: user.deputyForName }));
}

async function listTicksOn(
  db: Db,
  {
    institutionIds,
    day,
    personId = undefined,
  }: { institutionIds: readonly number[]; day: string; personId?: string | undefined },
  originals: readonly string[],
): Promise<TickRow[]> {
  const { rows } = await sql<TickRow>`
    select t.grant_id as "grantId", t.institution_id as "institutionId", t.level_id as "levelId", t.theme_id as "themeId",
      (t.ticked_at at time zone 'Europe/Brussels')::date as "tickedOn",
      p.given_name || ' ' || p.family_name as "tickedBy"
    from theme_ticks t left join persons p on p.id = t.ticked_by
    where t.institution_id = any (${[...institutionIds]}::integer[])
      and ${personId === undefined ? sql`true` : sql`(t.person_id = ${personId} or t.grant_id = any (${[...originals]}::uuid[]))`}
      and (t.ticked_at at time zone 'Europe/Brussels')::date <= ${day}::date
      and (t.unticked_at is null
        or (${day}::date < app.today() and (t.unticked_at at time zone 'Europe/Brussels')::date >= ${day}::date))`.execute(
    db,
  );
  return rows;
}

/** How many people of each body of the administration read a theme of all institutions on a day. */
export async function listThemeReadersOn(
  db: Db,
  theme: string,
  day: string,
): Promise<{ name: string; people: number }[]> {
  const { rows } = await sql<{ name: string; people: number }>`
    select o.name, r.people from app.theme_readers_on(${theme}, ${day}) r join organisations o on o.id = r.organisation_id
    order by o.name`.execute(db);
  return rows;
}

/** Somebody with whom a document was shared. */
export interface ReceiverOn {
  receiver: string;
  sharer: string;
  sharedOn: string;
}

/** With whom a document was shared on a day. Today only those who have access to Mijn Onderwijs: the others cannot open it now. */
export async function listReceiversOn(db: Db, documentId: string, day: string): Promise<ReceiverOn[]> {
  const { rows } = await sql<ReceiverOn>`
    with living as materialized (
      select s.id, (s.shared_at at time zone 'Europe/Brussels')::date as shared_on
      from document_shares s
      where s.document_id = ${documentId} and (s.shared_at at time zone 'Europe/Brussels')::date <= ${day}::date
        and (s.ended_at is null
          or (${day}::date < app.today() and (s.ended_at at time zone 'Europe/Brussels')::date >= ${day}::date))
    )
    select p.receiver, p.sharer, living.shared_on as "sharedOn"
    from living join app.people_of_shares(array(select id from living)) p on p.share_id = living.id
    where ${day}::date < app.today() or p.receiver_has_access
    order by p.receiver`.execute(db);
  return rows;
}

import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '#access/actor.ts';
import { managedOrganisations } from '#apps/rights/index.ts';
import type { StoredUser } from '#apps/scim/user.ts';
import type { Db, Tx } from '#platform/db.ts';

const code = (id: RawBuilder<unknown>): RawBuilder<string> =>
  sql`case when ${id} < 1000000 then lpad(${id}::text, 6, '0') else 'OVO' || lpad((${id} - 1000000)::text, 6, '0') end`;

/**
 * The people with a running relation, or one that begins, with the institutions at which this actor manages rights, as the program
 * that acts for him sees them; whom it let go is gone until he is related anew. One row each, as `u`.
 */
function usersOf(actor: Actor): RawBuilder<unknown> {
  const mine = sql`any (${managedOrganisations(actor)}::integer[])`;
  const client = actor.via?.clientId ?? '';
  return sql`(
    select p.id, p.given_name, p.family_name, p.given_name || ' ' || p.family_name as formatted, p.email, p.created_at,
      coalesce(s.user_name, p.id::text) as user_name, s.external_id, w.relations, coalesce(g.rights, '[]') as rights,
      coalesce(g.active, false) as active,
      greatest(p.changed_at, s.changed_at, w.changed_at, g.changed_at,
        greatest(w.turned_on, g.turned_on)::timestamp at time zone 'Europe/Brussels') as changed_at
    from (select distinct person_id from work_relations where organisation_id = ${mine} and period && daterange(app.today(), null)) c
    join persons p on p.id = c.person_id
    cross join lateral (
      select
        coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'organisationId', r.organisation_id, 'organisation', ${code(sql`r.organisation_id`)},
          'category', r.category, 'begin', lower(r.period), 'end', upper(r.period) - 1) order by r.organisation_id, lower(r.period), r.id)
          filter (where r.period && daterange(app.today(), null)), '[]') as relations,
        max(r.changed_at) as changed_at,
        max(r.changed_at) filter (where r.period && daterange(app.today(), null)) as running_since,
        greatest(max(lower(r.period)) filter (where lower(r.period) <= app.today()),
          max(upper(r.period)) filter (where upper(r.period) <= app.today())) as turned_on
      from work_relations r
      where r.person_id = p.id and r.organisation_id = ${mine}
    ) w
    cross join lateral (
      select
        jsonb_agg(jsonb_build_object('id', h.id, 'right', h.entitlement_id, 'name', e.name, 'organisationId', h.organisation_id,
          'organisation', ${code(sql`h.organisation_id`)}, 'category', coalesce(r.category, 'Medewerker'), 'contexts', h.contexts,
          'begin', greatest(lower(h.period), lower(r.period)), 'end', least(upper(h.period), upper(r.period)) - 1, 'cause', h.cause)
          order by h.organisation_id, h.entitlement_id, lower(h.period))
          filter (where not p.blocked and h.withdrawn_at is null and o.valid @> app.today()
            and h.period && daterange(app.today(), null) and coalesce(r.period && daterange(app.today(), null), true)) as rights,
        bool_or(not p.blocked and h.withdrawn_at is null and h.period @> app.today() and o.valid @> app.today()
          and coalesce(r.period @> app.today(), true)) as active,
        max(h.changed_at) as changed_at,
        greatest(max(lower(h.period)) filter (where lower(h.period) <= app.today()),
          max(upper(h.period)) filter (where upper(h.period) <= app.today())) as turned_on
      from grants h
      join entitlements e on e.id = h.entitlement_id
      join organisations o on o.id = h.organisation_id
      left join work_relations r on r.id = h.work_relation_id
      where h.person_id = p.id and h.organisation_id = ${mine}
        and (h.deputises is null or app.original_counts(h.deputises, h.contexts, app.today()))
    ) g
    left join scim_users s on s.client_id = ${client} and s.person_id = p.id
    where s.deleted_at is null or w.running_since > s.deleted_at
  ) as u`;
}

const columns = sql`u.id, u.user_name as "userName", u.external_id as "externalId", u.given_name as "givenName",
  u.family_name as "familyName", u.email, u.active, u.relations, u.rights, u.created_at as "createdAt", u.changed_at as "changedAt"`;

export async function findUser(db: Db, actor: Actor, id: string): Promise<StoredUser | undefined> {
  const { rows } = await sql<StoredUser>`select ${columns} from ${usersOf(actor)} where u.id = ${id}`.execute(db);
  return rows[0];
}

export interface UserPage {
  condition: RawBuilder<boolean>;
  order: RawBuilder<unknown>;
  descending: boolean;
  offset: number;
  limit: number;
}

/** A page of the users that fit, and how many fit. */
export async function listUsers(db: Db, actor: Actor, page: UserPage): Promise<{ users: StoredUser[]; total: number }> {
  const direction = sql.raw(page.descending ? 'desc nulls last' : 'asc nulls last');
  const { rows } = await sql<StoredUser>`
    select ${columns} from ${usersOf(actor)}
    where ${page.condition}
    order by ${page.order} ${direction}, u.id
    limit ${page.limit} offset ${page.offset}`.execute(db);
  const { rows: counted } = await sql<{ total: number }>`
    select count(*) as total from ${usersOf(actor)} where ${page.condition}`.execute(db);
  return { users: rows, total: counted[0]?.total ?? 0 };
}

interface ClientNames {
  userName: string;
  externalId: string | null;
}

/** Somebody else whom this program calls by one of these names. */
export async function isNamed(db: Db, actor: Actor, names: ClientNames, except: string | null): Promise<boolean> {
  const { rows } = await sql`
    select 1 from scim_users s
    where s.client_id = ${actor.via?.clientId ?? ''} and s.deleted_at is null and s.person_id is distinct from ${except}
      and (lower(s.user_name) = lower(${names.userName}) or s.external_id = ${names.externalId})
    limit 1`.execute(db);
  return rows.length > 0;
}

/** Keeps what the program calls somebody; the same once more changes nothing. */
export async function nameUser(tx: Tx, actor: Actor, personId: string, names: ClientNames): Promise<void> {
  await sql`
    insert into scim_users as s (client_id, person_id, user_name, external_id)
    values (${actor.via?.clientId ?? ''}, ${personId}, ${names.userName}, ${names.externalId})
    on conflict (client_id, person_id) do update
      set user_name = excluded.user_name, external_id = excluded.external_id, deleted_at = null, changed_at = now()
      where (s.user_name, s.external_id, s.deleted_at) is distinct from (excluded.user_name, excluded.external_id, null)`.execute(
    tx,
  );
}

/** The program lets go of somebody; its names for him are free again. */
export async function letGo(tx: Tx, actor: Actor, personId: string): Promise<void> {
  await sql`
    insert into scim_users (client_id, person_id, user_name, deleted_at)
    values (${actor.via?.clientId ?? ''}, ${personId}, ${personId}, now())
    on conflict (client_id, person_id) do update set deleted_at = now(), changed_at = now()`.execute(tx);
}

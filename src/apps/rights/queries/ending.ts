import { sql, type RawBuilder } from 'kysely';
import { z } from 'zod';
import { allowed, unknown, view } from '#access/use-case.ts';
import type { Delegation } from '#apps/rights/model.ts';
import { addDays } from '#apps/rights/period.ts';
import { canManage } from '#apps/rights/policy.ts';
import { listDelegations } from '#apps/rights/queries/catalogue.ts';
import { activeGrantColumns, type ListedGrant } from '#apps/rights/queries/grants.ts';
import { managedOrganisations } from '#apps/rights/queries/scope.ts';
import { listOrganisations, type Organisation } from '#directory/organisations.ts';
import { isId } from '#platform/ids.ts';
import type { Db } from '#platform/db.ts';

/** Rights that end within so many days are about to end (rights 10-5). */
export const warningDays = 60;

export interface EndingGrant extends ListedGrant {
  givenName: string;
  familyName: string;
  organisationName: string;
}

export interface EndingGrants {
  grants: readonly EndingGrant[];
  total: number;
  /** The right after which the next page starts. */
  next: string | undefined;
  organisations: readonly Organisation[];
  delegations: readonly Delegation[];
}

const input = z.object({
  /** One of my institutions; all of them without it. */
  organisationId: z.number().int().positive().optional(),
  after: z
    .string()
    .refine((text): boolean => isId(text))
    .optional(),
});

const pageSize = 50;

/** Loopt af: the rights of my institutions that end within sixty days, what ends first on top (rights 6, RI-7). */
export const endingGrants = view({
  permission: 'rights:list-ending',
  input,
  load: async (_db, actor) => managedOrganisations(actor),
  decide: (_actor, managed, { organisationId }) =>
    organisationId === undefined || managed.includes(organisationId) ? allowed() : unknown,
  read: async (db, actor, managed, { organisationId, after }): Promise<EndingGrants> => {
    const among = organisationId === undefined ? managed : [organisationId];
    const until = addDays(actor.today, warningDays);
    const { rows, total } = await listEnding(db, among, until, { after, limit: pageSize + 1 });
    const grants = rows.slice(0, pageSize);
    return {
      grants,
      total,
      next: rows.length > pageSize ? grants.at(-1)?.id : undefined,
      organisations: await listOrganisations(db, managed),
      delegations: await listDelegations(db),
    };
  },
});

const mostAtOnce = 5000;

/** Everything of that list that the actor may prolong, to pick it all at once. */
export const endingIds = view({
  permission: 'rights:list-ending-ids',
  input: input.pick({ organisationId: true }),
  load: async (_db, actor) => managedOrganisations(actor),
  decide: (_actor, managed, { organisationId }) =>
    organisationId === undefined || managed.includes(organisationId) ? allowed() : unknown,
  read: async (db, actor, managed, { organisationId }): Promise<string[]> => {
    const among = organisationId === undefined ? managed : [organisationId];
    const { rows } = await listEnding(db, among, addDays(actor.today, warningDays), { limit: mostAtOnce });
    const delegations = await listDelegations(db);
    return rows.filter((grant) => canManage(actor, grant, delegations)).map((grant) => grant.id);
  },
});

// The few that end first, then whether they count: the other way round every organisation of the country would be read.
const ending = (organisationIds: readonly number[], until: string): RawBuilder<unknown> => sql`
  active_grants a where a.deputises is null and a.id = any (array(
    select g.id from grants g
    where g.organisation_id = any (${[...organisationIds]}::integer[]) and g.withdrawn_at is null
      and g.last_day between (select app.today()) and ${until}))`;

async function listEnding(
  db: Db,
  organisationIds: readonly number[],
  until: string,
  page: { after?: string | undefined; limit: number },
): Promise<{ rows: EndingGrant[]; total: number }> {
  const { rows } = await sql<EndingGrant & { total: number }>`
    with ending as materialized (
      select a.id from ${ending(organisationIds, until)}
    ), listed as materialized (
      select ${activeGrantColumns}, p.given_name as "givenName", p.family_name as "familyName", o.name as "organisationName",
        (upper(g.period) - 1)::text || ' ' || app.plain(p.family_name || ' ' || p.given_name) as key
      from ending a
      join grants g on g.id = a.id
      join entitlements e on e.id = g.entitlement_id
      join persons p on p.id = g.person_id
      join organisations o on o.id = g.organisation_id
    )
    select l.*, (select count(*) from ending) as total from listed l
    where ${page.after ? sql`(l.key, l.id) > (select k.key, k.id from listed k where k.id = ${page.after})` : sql`true`}
    order by l.key, l.id
    limit ${page.limit}`.execute(db);
  return { rows, total: rows[0]?.total ?? 0 };
}

/** How many rights of these organisations end within the warning time. */
export async function countEnding(db: Db, organisationIds: readonly number[], until: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from ${ending(organisationIds, until)}`.execute(db);
  return rows[0]?.n ?? 0;
}

import { sql, type RawBuilder } from 'kysely';
import { ownRightsOnly, type Actor } from '#access/actor.ts';
import { mergersAwaiting } from '#apps/rights/mergers/queries.ts';
import { portalAdmin, portalUser, type RequestState } from '#apps/rights/model.ts';
import { awaiting } from '#apps/rights/rescue/queries.ts';
import { managedOrganisations } from '#apps/rights/queries/scope.ts';
import { listWaitingReviews } from '#apps/rights/reviews/queries.ts';
import { proposalsAwaiting } from '#apps/themes/index.ts';
import type { Db } from '#platform/db.ts';

/** A request with everything that is told of it. */
export interface AccessRequest {
  id: string;
  personId: string;
  givenName: string;
  familyName: string;
  organisationId: number;
  organisationName: string;
  /** Empty where a deputy is asked for. */
  entitlementId: string;
  entitlementName: string;
  /** That somebody replaces who asks; null where a right or a theme is asked for. */
  deputy: AskedDeputy | null;
  themeId: number | null;
  themeName: string | null;
  themeConfidentiality: string | null;
  levelId: number | null;
  contexts: readonly string[];
  until: string;
  /** Null where a deputy is asked for. */
  reason: string | null;
  askedOn: string;
  state: RequestState;
  decidedOn: string | null;
  /** Who decided; null while open, or out of sight. */
  decidedBy: string | null;
  decisionReason: string | null;
  givenUntil: string | null;
  givenContexts: readonly string[] | null;
}

/** Who would replace somebody, as that person wrote it; from which day, and in which rights. */
export interface AskedDeputy {
  name: string;
  from: string;
  entitlementIds: readonly string[];
  rights: readonly string[];
}

const columns = sql`
  q.id, q.person_id as "personId", p.given_name as "givenName", p.family_name as "familyName",
  q.organisation_id as "organisationId", o.name as "organisationName", coalesce(q.entitlement_id, '') as "entitlementId",
  coalesce(e.name, '') as "entitlementName", case when q.deputy is not null then jsonb_build_object(
    'name', q.deputy, 'from', q.from_day, 'entitlementIds', q.entitlement_ids, 'rights', array(
      select x.name from entitlements x where x.id = any (q.entitlement_ids) order by x.name)) end as deputy, q.theme_id as "themeId", t.name as "themeName", t.confidentiality as "themeConfidentiality",
  q.level_id as "levelId", q.contexts, q.until, q.reason, (q.asked_at at time zone 'Europe/Brussels')::date as "askedOn",
  q.state, (q.decided_at at time zone 'Europe/Brussels')::date as "decidedOn",
  d.given_name || ' ' || d.family_name as "decidedBy", q.decision_reason as "decisionReason",
  q.given_until as "givenUntil", q.given_contexts as "givenContexts"
  from access_requests q
  join persons p on p.id = q.person_id
  join organisations o on o.id = q.organisation_id
  left join entitlements e on e.id = q.entitlement_id
  left join themes t on t.id = q.theme_id
  left join persons d on d.id = q.decided_by`;

/** The latest requests of a person, open ones first. */
export async function listRequestsOf(db: Db, personId: string): Promise<AccessRequest[]> {
  const { rows } = await sql<AccessRequest>`
    select ${columns} where q.person_id = ${personId} order by q.state = 'open' desc, q.asked_at desc limit 100`.execute(
    db,
  );
  return rows;
}

/** One request that the actor sees, decided or not. */
export async function findRequest(db: Db, requestId: string): Promise<AccessRequest | undefined> {
  const { rows } = await sql<AccessRequest>`select ${columns} where q.id = ${requestId}`.execute(db);
  return rows[0];
}

/** Everybody but the helpdesk decides for his own institutions only: the index finds those. */
const nearby = (actor: Actor): RawBuilder<boolean> =>
  isHelpdesk(actor)
    ? sql<boolean>`true`
    : sql<boolean>`q.organisation_id = any (${managedOrganisations(actor)}::integer[])`;

const isHelpdesk = (actor: Actor): boolean => actor.grants.some(({ entitlement }) => entitlement === 'helpdesk');

/**
 * The open requests that the actor can decide (R28), by the same rule as `decidingGrant`: what he may give where he may give
 * it, a theme only as portal administrator there, a deputy who gives each of those rights himself, nothing of his own.
 */
const decidable = (actor: Actor): RawBuilder<boolean> => sql<boolean>`
  q.state = 'open' and q.person_id <> ${actor.personId} and ${nearby(actor)} and case when q.deputy is not null then ${namesDeputy(actor)} else exists (
    select 1
    from unnest(${actor.grants.map((grant) => grant.entitlement)}::text[], ${actor.grants.map((grant) => grant.organisationId)}::integer[],
      ${actor.grants.map((grant) => grant.deputyFor !== undefined)}::boolean[]) as held (entitlement_id, organisation_id, for_absent)
    left join delegations x on x.giver = held.entitlement_id and x.given = q.entitlement_id
    where not (held.for_absent and q.theme_id is null and exists (select 1 from delegations own where own.giver = q.entitlement_id))
      and case
      when q.theme_id is not null then held.entitlement_id = ${portalAdmin} and held.organisation_id = q.organisation_id
      when x.only_without_head_admin then not app.has_head_admin(q.organisation_id)
      else x.giver is not null and held.organisation_id = q.organisation_id
    end) end`;

const namesDeputy = (actor: Actor): RawBuilder<boolean> => {
  const { grants } = ownRightsOnly(actor);
  return sql<boolean>`not exists (
    select 1 from unnest(q.entitlement_ids) as asked (id)
    where not exists (
      select 1
      from unnest(${grants.map((grant) => grant.entitlement)}::text[], ${grants.map((grant) => grant.organisationId)}::integer[])
        as held (entitlement_id, organisation_id)
      join delegations x on x.giver = held.entitlement_id and x.given = asked.id and not x.only_without_head_admin
      where held.organisation_id = q.organisation_id))`;
};

/** Mijn taken: the requests that wait for this actor, the oldest first (RI-6). */
export async function listTasks(db: Db, actor: Actor): Promise<AccessRequest[]> {
  const { rows } = await sql<AccessRequest>`
    select ${columns} where ${decidable(actor)} order by q.asked_at limit 200`.execute(db);
  return rows;
}

/**
 * The number beside the bell of every page. Nobody without institutions of his own is told: the helpdesk, whose tasks may be
 * anywhere, sees them where it works.
 */
export async function countForBell(db: Db, actor: Actor): Promise<number> {
  return isTold(actor) ? countTasks(db, actor) : 0;
}

/** The bell of this actor counts his tasks. */
export const isTold = (actor: Actor): boolean => managedOrganisations(actor).length > 0 && !isHelpdesk(actor);

/** How many requests, endings and invitations that are held, institutions without administrator, mergers, proposals and reviews wait for this actor. */
export async function countTasks(db: Db, actor: Actor): Promise<number> {
  return (await countRequests(db, actor)) + (await listWaitingReviews(db, actor)).length;
}

async function countRequests(db: Db, actor: Actor): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select (select count(*) from access_requests q where ${decidable(actor)})
      + (select count(*) from held_endings h
          where h.state = 'open' and h.organisation_id = any (${managedOrganisations(actor)}::integer[]))
      + (select count(*) from invitations i
          where i.state = 'held' and i.organisation_id = any (${managedOrganisations(actor)}::integer[]))
      + (select count(*) from rescues r where ${awaiting(actor)})
      + ${mergersAwaiting(actor)} + ${proposalsAwaiting(actor)} as n`.execute(db);
  return rows[0]?.n ?? 0;
}

interface Thing {
  organisationId: number;
  entitlementId: string;
  theme: { themeId: number; levelId: number } | null;
}

/** What the asker did before about the same thing, and how many of his requests are open. */
export async function readEarlier(
  db: Db,
  personId: string,
  thing: Thing,
): Promise<{ askedAlready: boolean; refusedOn: string | null; open: number }> {
  const same = sql`q.organisation_id = ${thing.organisationId} and q.entitlement_id = ${thing.entitlementId}
    and coalesce(q.theme_id, 0) = ${thing.theme?.themeId ?? 0} and coalesce(q.level_id, 0) = ${thing.theme?.levelId ?? 0}`;
  const { rows } = await sql<{ askedAlready: boolean; refusedOn: string | null; open: number }>`
    select coalesce(bool_or(q.state = 'open' and ${same}), false) as "askedAlready",
      max((q.decided_at at time zone 'Europe/Brussels')::date) filter (where q.state = 'refused' and ${same}) as "refusedOn",
      count(*) filter (where q.state = 'open') as open
    from access_requests q where q.person_id = ${personId}`.execute(db);
  return rows[0] ?? { askedAlready: false, refusedOn: null, open: 0 };
}

/** How many people could decide; a number, never a name. */
export async function countDeciders(db: Db, thing: Thing): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select app.deciders(${thing.organisationId}, ${thing.entitlementId}, ${thing.theme !== null}) as n`.execute(db);
  return rows[0]?.n ?? 0;
}

/** Whether the actor has it today: the right itself, or the theme, which a portal administrator always has. */
export function hasIt(actor: Actor, thing: Thing): boolean {
  const holds = (entitlement: string): boolean =>
    actor.grants.some((grant) => grant.entitlement === entitlement && grant.organisationId === thing.organisationId);
  const { theme } = thing;
  if (!theme) return holds(thing.entitlementId);
  const ticked = actor.ticks.some(
    (tick) =>
      tick.institutionId === thing.organisationId && tick.levelId === theme.levelId && tick.themeId === theme.themeId,
  );
  return holds(portalAdmin) || (ticked && holds(portalUser));
}

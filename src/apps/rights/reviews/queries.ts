import { sql } from 'kysely';
import { z } from 'zod';
import type { Actor } from '#access/actor.ts';
import { allowed, unknown, view } from '#access/use-case.ts';
import { headAdmin, type Delegation } from '#apps/rights/model.ts';
import { addDays } from '#apps/rights/period.ts';
import { listDelegations } from '#apps/rights/queries/catalogue.ts';
import { grantColumns, type ListedGrant } from '#apps/rights/queries/grants.ts';
import { managedOrganisations } from '#apps/rights/queries/scope.ts';
import { suggestAfterDays, type Progress, type ReviewState, type ReviewVerdict } from '#apps/rights/reviews/rules.ts';
import type { Organisation } from '#directory/organisations.ts';
import { isId } from '#platform/ids.ts';
import type { Db } from '#platform/db.ts';

/** A review of one institution, with how far it is. */
export interface Review extends Progress {
  id: string;
  organisationId: number;
  organisationName: string;
  startedOn: string;
  /** Who started or stopped it; null when out of sight. */
  startedBy: string | null;
  endsOn: string;
  state: ReviewState;
  closedOn: string | null;
  closedBy: string | null;
  closedReason: string | null;
  /** Whether the actor may stop it. */
  leads: boolean;
}

const reviewColumns = sql`
  c.id, c.organisation_id as "organisationId", o.name as "organisationName", c.ends_on as "endsOn", c.state,
  (c.started_at at time zone 'Europe/Brussels')::date as "startedOn", s.given_name || ' ' || s.family_name as "startedBy",
  (c.closed_at at time zone 'Europe/Brussels')::date as "closedOn", b.given_name || ' ' || b.family_name as "closedBy",
  c.closed_reason as "closedReason", app.leads_review(c.organisation_id) as leads,
  x.total, x.reviewed, x.confirmed, x.ended, x.kept
  from review_campaigns c
  join organisations o on o.id = c.organisation_id
  left join persons s on s.id = c.started_by
  left join persons b on b.id = c.closed_by
  cross join lateral app.review_progress(c.id) x`;

/** The reviews that the actor sees, running ones first: of his institutions, and of those of his board. */
export async function listReviews(db: Db): Promise<Review[]> {
  const { rows } = await sql<Review>`
    select ${reviewColumns} order by c.state = 'running' desc, c.started_at desc limit 200`.execute(db);
  return rows;
}

export async function findReview(db: Db, id: string): Promise<Review | undefined> {
  const { rows } = await sql<Review>`select ${reviewColumns} where c.id = ${id}`.execute(db);
  return rows[0];
}

/** One right under review, with what helps to judge it. */
export interface ReviewItem extends ListedGrant {
  givenName: string;
  familyName: string;
  isAdmin: boolean;
  /** Themes that hang on it. */
  themes: number;
  givenBy: string | null;
  lastSignIn: string | null;
  verdict: ReviewVerdict;
  decidedOn: string | null;
  decidedBy: string | null;
  /** Ended otherwise: there is nothing to judge any more. */
  gone: boolean;
}

/** The rights of a review by name of their holders; none for who does not manage the institution. */
async function listItems(db: Db, reviewId: string): Promise<ReviewItem[]> {
  const { rows } = await sql<ReviewItem>`
    select ${grantColumns}, p.given_name as "givenName", p.family_name as "familyName", e.is_admin as "isAdmin", i.verdict,
      (select count(*) from theme_ticks t where t.grant_id = g.id and t.unticked_at is null) as themes,
      b.given_name || ' ' || b.family_name as "givenBy", l.on_day as "lastSignIn",
      (i.decided_at at time zone 'Europe/Brussels')::date as "decidedOn", d.given_name || ' ' || d.family_name as "decidedBy",
      g.withdrawn_at is not null or upper(g.period) <= app.today() as gone
    from review_items i
    join grants g on g.id = i.grant_id
    join entitlements e on e.id = g.entitlement_id
    join persons p on p.id = g.person_id
    left join persons b on b.id = g.given_by
    left join persons d on d.id = i.decided_by
    left join app.last_sign_ins(${reviewId}) l on l.person_id = g.person_id
    where i.campaign_id = ${reviewId} and app.manages() @> i.organisation_id
    order by app.plain(p.family_name || ' ' || p.given_name), p.id, e.name, g.id`.execute(db);
  return rows;
}

export interface ReviewSeen {
  review: Review;
  items: readonly ReviewItem[];
  delegations: readonly Delegation[];
}

/** A review with its rights; who does not see it gets the answer of one that does not exist. */
export const reviewPage = view({
  permission: 'rights:read-review',
  input: z.object({ reviewId: z.string().refine((text): boolean => isId(text)) }),
  load: (db, _actor, { reviewId }) => findReview(db, reviewId),
  decide: (_actor, review) => (review ? allowed() : unknown),
  read: async (db, _actor, review): Promise<ReviewSeen> => {
    if (!review) throw new Error('an unknown review was refused before');
    return { review, items: await listItems(db, review.id), delegations: await listDelegations(db) };
  },
});

/** The open institutions of which the actor leads reviews, with the day of the last one that was not withdrawn. */
export interface Reviewable extends Pick<Organisation, 'id' | 'name'> {
  lastOn: string | null;
  isRunning: boolean;
}

export async function listReviewable(db: Db, actor: Actor): Promise<Reviewable[]> {
  const heads = actor.grants
    .filter(({ entitlement }) => entitlement === headAdmin)
    .map((grant) => grant.organisationId);
  const { rows } = await sql<Reviewable>`
    select o.id, o.name, (max(c.started_at) at time zone 'Europe/Brussels')::date as "lastOn",
      coalesce(bool_or(c.state = 'running'), false) as "isRunning"
    from organisations o left join review_campaigns c on c.organisation_id = o.id and c.state <> 'withdrawn'
    where o.valid @> app.today() and (o.id = any (${heads}::integer[]) or o.id in (
      select b.organisation_id from organisation_relations b
      where b.related_id = any (${heads}::integer[]) and b.kind = 'board' and b.period @> app.today()))
    group by o.id
    order by o.name, o.id`.execute(db);
  return rows;
}

/** Institutions of the actor's own whose last review is a year ago, or that never had one. */
export async function listDueForReview(db: Db, actor: Actor): Promise<Reviewable[]> {
  const own = new Set(managedOrganisations(actor));
  const before = addDays(actor.today, -suggestAfterDays);
  const reviewable = await listReviewable(db, actor);
  return reviewable.filter(
    ({ id, lastOn, isRunning }) => own.has(id) && !isRunning && (lastOn === null || lastOn <= before),
  );
}

/** The running reviews that wait for this actor: with a right that he manages and that nobody has judged. */
export async function listWaitingReviews(db: Db, actor: Actor): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select c.id from review_campaigns c
    where c.state = 'running' and c.organisation_id = any (${managedOrganisations(actor)}::integer[]) and exists (
      select 1
      from review_items i
      join grants g on g.id = i.grant_id
      join entitlements e on e.id = g.entitlement_id
      join delegations d on d.given = g.entitlement_id and not d.only_without_head_admin
      join unnest(${actor.grants.map((grant) => grant.entitlement)}::text[], ${actor.grants.map((grant) => grant.organisationId)}::integer[])
        as held (entitlement_id, organisation_id) on held.entitlement_id = d.giver and held.organisation_id = g.organisation_id
      where i.campaign_id = c.id and i.verdict = 'open' and g.withdrawn_at is null and upper(g.period) > app.today()
        and not (e.is_admin and g.person_id = ${actor.personId}))`.execute(db);
  return rows.map(({ id }) => id);
}

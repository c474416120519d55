import { sql } from 'kysely';
import type { Actor } from '#access/actor.ts';
import { perform } from '#access/use-case.ts';
import { grantRight } from '#apps/rights/commands/grant-right.ts';
import type { GrantObstacle } from '#apps/rights/model.ts';
import { addDays } from '#apps/rights/period.ts';
import { mayGrant } from '#apps/rights/policy.ts';
import { entitlementOf, readCatalogue, type Catalogue } from '#apps/rights/queries/catalogue.ts';
import { findOverlapping } from '#apps/rights/queries/grants.ts';
import { findScoped, managedOrganisations, type ScopedOrganisation } from '#apps/rights/queries/scope.ts';
import { findOwnRescue } from '#apps/rights/rescue/queries.ts';
import { farthestDays, type LinkWish } from '#apps/rights/registering.ts';
import { insertRelation } from '#apps/rights/relation-store.ts';
import type { AuditEntry } from '#platform/audit.ts';
import type { Db, Tx } from '#platform/db.ts';
import { newId } from '#platform/ids.ts';

/** What stands in the way of a new relation and the right that comes with it; each can be mended in the form. */
export type LinkObstacle =
  | { kind: 'ends-before-begin' | 'too-far-away' | 'right-not-yours' }
  | { kind: 'already-related' | 'has-right-already' }
  /** Whoever only names a head local administrator registers nobody without an administrator right. */
  | { kind: 'right-missing' }
  | { kind: 'right'; obstacle: GrantObstacle };

export interface LinkSubject {
  scoped: ScopedOrganisation;
  catalogue: Catalogue;
  /** The actor manages nothing here: he is asked to name a head local administrator. */
  isRescue: boolean;
}

/**
 * The institution that somebody is linked to, when the actor manages rights of it or is asked to name its head local
 * administrator; null for any other (R7).
 */
export async function loadLink(db: Db, actor: Actor, { organisationId }: LinkWish): Promise<LinkSubject | null> {
  const isRescue = !managedOrganisations(actor).includes(organisationId);
  if (isRescue && !(await findOwnRescue(db, actor, organisationId))) return null;
  const catalogue = await readCatalogue(db);
  const scoped = await findScoped(db, actor, organisationId, catalogue.delegations);
  return scoped ? { scoped, catalogue, isRescue } : null;
}

/** Everything that stands in the way, before anything is stored. Without a person: somebody who is new. */
export async function linkObstacles(
  db: Db,
  actor: Actor,
  { scoped, catalogue, isRescue }: LinkSubject,
  wish: LinkWish & { personId: string | null },
): Promise<LinkObstacle[]> {
  if (wish.until !== null && wish.until < wish.from) return [{ kind: 'ends-before-begin' }];
  const [first, last] = [addDays(actor.today, -farthestDays), addDays(actor.today, farthestDays)];
  if (wish.from < first || wish.from > last) return [{ kind: 'too-far-away' }];
  if (wish.until !== null && wish.until < actor.today) return [{ kind: 'ends-before-begin' }];
  if (wish.personId !== null && (await isRelated(db, wish, wish.personId))) return [{ kind: 'already-related' }];
  if (!wish.right) return isRescue ? [{ kind: 'right-missing' }] : [];
  const entitlement = entitlementOf(catalogue, wish.right.entitlementId);
  if (!entitlement) return [{ kind: 'right-not-yours' }];
  const decision = mayGrant(actor, { ...rightOf(actor, wish, wish.right), entitlement }, catalogue.delegations, {
    relation: { ...wish, id: '', personId: wish.personId ?? '', targetGroup: targetGroupOf(scoped) },
    hasHeadAdmin: scoped.hasHeadAdmin,
    askedBoardId: scoped.askedBoardId,
  });
  if (decision.decision === 'not-yours') return [{ kind: 'right-not-yours' }];
  if (decision.decision === 'obstacle') return decision.obstacles.map((obstacle) => ({ kind: 'right', obstacle }));
  const existing =
    wish.personId && (await findOverlapping(db, { ...rightOf(actor, wish, wish.right), personId: wish.personId }));
  return existing ? [{ kind: 'has-right-already' }] : [];
}

/** Stores the relation and gives the right, by the use case and rules of a single right (RI-1, R26). */
export async function storeLink(
  tx: Tx,
  actor: Actor,
  { scoped }: LinkSubject,
  wish: LinkWish & { personId: string },
): Promise<AuditEntry[]> {
  const targetGroup = targetGroupOf(scoped);
  const id = await insertRelation(tx, { ...wish, targetGroup });
  if (wish.right) {
    const right = { ...rightOf(actor, wish, wish.right), personId: wish.personId, key: newId() };
    const outcome = await perform(grantRight, { tx, actor }, right);
    if (outcome.kind !== 'granted') throw new Error(`a right that was judged possible came back as ${outcome.kind}`);
  }
  const { personId: person, organisationId, category, from, until } = wish;
  const after = { person, targetGroup, category, from, until };
  return [{ action: 'make-work-relation', subjectKind: 'work-relation', subjectId: id, organisationId, after }];
}

// A right begins with the relation, and never in the past.
const rightOf = (actor: Actor, { organisationId, from }: LinkWish, right: NonNullable<LinkWish['right']>) => ({
  ...right,
  organisationId,
  contexts: [],
  from: from < actor.today ? actor.today : from,
});

const targetGroupOf = ({ organisation }: ScopedOrganisation): string =>
  organisation.kind === 'administration' ? 'GID' : 'OV';

async function isRelated(db: Db, wish: LinkWish, personId: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from work_relations w
    where w.person_id = ${personId} and w.organisation_id = ${wish.organisationId}
      and w.period && daterange(${wish.from}, ${wish.until}, '[]')
    limit 1`.execute(db);
  return rows.length > 0;
}

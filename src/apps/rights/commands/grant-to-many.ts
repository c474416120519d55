import type { Actor } from '#access/actor.ts';
import { allowed, unknown, useCase, view, type Verdict } from '#access/use-case.ts';
import { granted, verdictOnGrant } from '#apps/rights/commands/grant-right.ts';
import { keyedManyInput, manyInput, type ManyInput } from '#apps/rights/inputs.ts';
import type { Delegation, Entitlement, GrantObstacle } from '#apps/rights/model.ts';
import { mayGrant, type GrantDecision } from '#apps/rights/policy.ts';
import { entitlementOf, readCatalogue } from '#apps/rights/queries/catalogue.ts';
import { listOverlapping, type ListedGrant } from '#apps/rights/queries/grants.ts';
import {
  listRelatedPeople,
  relationFor,
  type RelatedPerson,
  type RelatedRelation,
} from '#apps/rights/queries/relations.ts';
import { findScoped } from '#apps/rights/queries/scope.ts';
import { findFormOutcome, insertGrants, rememberFormOutcome } from '#apps/rights/store.ts';
import type { Organisation } from '#directory/organisations.ts';
import type { AuditEntry } from '#platform/audit.ts';
import type { Db, Tx } from '#platform/db.ts';

/** One of the people, with what is decided about the right for him. */
export interface Receiver {
  person: RelatedPerson;
  relation: RelatedRelation;
  decision: GrantDecision;
}

export interface ManySubject {
  organisation: Organisation;
  entitlement: Entitlement;
  delegations: readonly Delegation[];
  receivers: readonly Receiver[];
  /** People who were picked and have no running relation with the organisation any more. */
  gone: number;
}

/** Somebody for whom it cannot be: what stands in the way, or the same right that is there already. */
export interface Hindered {
  person: RelatedPerson;
  obstacles: readonly GrantObstacle[];
  existing: ListedGrant | undefined;
}

export type ManyPreview =
  { kind: 'ready'; subject: ManySubject } | { kind: 'hindered'; subject: ManySubject; hindered: readonly Hindered[] };

/** All or nothing: what cannot be for one is given to none (R26). `again`: the same form was sent before. */
export type ManyOutcome =
  { kind: 'granted'; count: number } | { kind: 'again' } | Exclude<ManyPreview, { kind: 'ready' }>;

/** Predicts exactly what giving would do, and changes nothing (R26). */
export const previewMany = view({
  permission: 'rights:preview-grant-to-many',
  input: manyInput,
  load: loadSubject,
  decide: (_actor, subject) => verdictOf(subject),
  read: async (db, _actor, subject, input) => previewOf(db, subject, input),
});

/** Gives one right to several people at once, by the rules and with the events of single ones (RI-4, R26). */
export const grantToMany = useCase({
  permission: 'rights:grant-to-many',
  input: keyedManyInput,
  load: async (tx, actor, input) => ({
    doneBefore: await findFormOutcome(tx, input.key, actor.personId),
    subject: await loadSubject(tx, actor, input),
  }),
  decide: (_actor, { doneBefore, subject }) => (doneBefore ? allowed() : verdictOf(subject)),
  run: async (tx, actor, { doneBefore, subject }, input): Promise<{ result: ManyOutcome; audit: AuditEntry[] }> => {
    if (doneBefore) return { result: { kind: 'again' }, audit: [] };
    const preview = await previewOf(tx, subject, input);
    if (preview.kind === 'hindered') return { result: preview, audit: [] };
    const audit = await storeAll(tx, actor, preview.subject.receivers, input);
    await rememberFormOutcome(tx, input.key, actor.personId, 'granted');
    return { result: { kind: 'granted', count: audit.length }, audit };
  },
});

async function loadSubject(db: Db, actor: Actor, input: ManyInput): Promise<ManySubject | null> {
  const { entitlements, delegations } = await readCatalogue(db);
  const entitlement = entitlementOf({ entitlements, delegations }, input.entitlementId);
  const scoped = await findScoped(db, actor, input.organisationId, delegations);
  if (!entitlement || !scoped) return null;
  const people = await listRelatedPeople(db, input.personIds, input.organisationId, 'today-or-later');
  const receivers = people.map((person) => {
    const relation = relationFor(person, entitlement, input.from);
    const facts = { relation, hasHeadAdmin: scoped.hasHeadAdmin };
    return { person, relation, decision: mayGrant(actor, { ...input, entitlement }, delegations, facts) };
  });
  const gone = new Set(input.personIds).size - people.length;
  return { organisation: scoped.organisation, entitlement, delegations, receivers, gone };
}

// What lets an actor give a right does not depend on who gets it: one of them speaks for all.
function verdictOf(subject: ManySubject | null): Verdict {
  const [first] = subject?.receivers ?? [];
  return subject && first ? verdictOnGrant({ ...subject, decision: first.decision }) : unknown;
}

async function previewOf(db: Db, subject: ManySubject | null, input: ManyInput): Promise<ManyPreview> {
  if (!subject) throw new Error('an unknown subject was refused before');
  const existing = await listOverlapping(db, input, input.personIds);
  const hindered = subject.receivers.flatMap(({ person, decision }): Hindered[] => {
    const obstacles = decision.decision === 'obstacle' ? decision.obstacles : [];
    const same = existing.get(person.personId);
    return obstacles.length > 0 || same ? [{ person, obstacles, existing: same }] : [];
  });
  return hindered.length > 0 || subject.gone > 0 ? { kind: 'hindered', subject, hindered } : { kind: 'ready', subject };
}

async function storeAll(
  tx: Tx,
  actor: Actor,
  receivers: readonly Receiver[],
  { personIds: _, ...right }: ManyInput,
): Promise<AuditEntry[]> {
  const given = receivers.map(({ person, relation, decision }) => ({
    ...right,
    personId: person.personId,
    workRelationId: relation.id,
    cause: 'manual' as const,
    givenBy: actor.personId,
    givenOnGrant: decision.decision === 'granted' ? decision.restsOn.id : null,
    reason: null,
  }));
  const ids = await insertGrants(tx, given);
  return given.map((grant, at) => ({ ...granted(ids[at] ?? '', grant), restsOnGrant: grant.givenOnGrant }));
}

import type { Actor, EntitlementId } from '#access/actor.ts';
import { anyOf, holds } from '#access/rule.ts';
import { allowed, forbidden, unknown, useCase, view, type Verdict } from '#access/use-case.ts';
import { grantInput, keyedGrantInput, type GrantInput, type KeyedGrantInput } from '#apps/rights/inputs.ts';
import type { Delegation, Entitlement, GrantObstacle, RunningRelation } from '#apps/rights/model.ts';
import { mayGrant, type GrantDecision } from '#apps/rights/policy.ts';
import { entitlementOf, readCatalogue } from '#apps/rights/queries/catalogue.ts';
import { findOverlapping, type ListedGrant } from '#apps/rights/queries/grants.ts';
import { findRelatedPerson, relationFor, type RelatedPerson } from '#apps/rights/queries/relations.ts';
import { findScoped } from '#apps/rights/queries/scope.ts';
import { findFormOutcome, grantFacts, insertGrant, rememberFormOutcome } from '#apps/rights/store.ts';
import type { Organisation } from '#directory/organisations.ts';
import type { Db } from '#platform/db.ts';

/** Everything that decides about one grant, read in the snapshot or transaction of the request. */
export interface GrantSubject {
  organisation: Organisation;
  person: RelatedPerson;
  relation: RunningRelation;
  entitlement: Entitlement;
  delegations: readonly Delegation[];
  decision: GrantDecision;
}

/** What step 3 can say before anything is done. */
export type GrantPreview =
  | { kind: 'ready'; subject: GrantSubject }
  | { kind: 'exists'; subject: GrantSubject; grant: ListedGrant }
  | { kind: 'obstacles'; subject: GrantSubject; obstacles: readonly GrantObstacle[] };

/** What came of it: closed, so that the page answers each. `again`: the same form was sent before. */
export type GrantOutcome = { kind: 'granted' | 'again'; grantId: string } | Exclude<GrantPreview, { kind: 'ready' }>;

/** Predicts exactly what granting would do, and changes nothing (R26). */
export const previewGrant = view({
  permission: 'rights:preview-grant',
  input: grantInput,
  load: loadSubject,
  decide: (_actor, subject) => verdictOf(subject),
  read: async (db, _actor, subject, input) => previewOf(db, subject, input),
});

/** Gives one right to one person on behalf of one organisation (RI-3). */
export const grantRight = useCase({
  permission: 'rights:grant-right',
  input: keyedGrantInput,
  load: async (tx, actor, input: KeyedGrantInput) => ({
    doneBefore: await findFormOutcome(tx, input.key, actor.personId),
    subject: await loadSubject(tx, actor, input),
  }),
  decide: (_actor, { doneBefore, subject }) => (doneBefore ? allowed() : verdictOf(subject)),
  run: async (tx, actor, { doneBefore, subject }, input): Promise<GrantRun> => {
    if (doneBefore) return { result: { kind: 'again', grantId: doneBefore }, audit: [] };
    const preview = await previewOf(tx, subject, input);
    if (preview.kind !== 'ready') return { result: preview, audit: [] };
    const { relation, decision } = preview.subject;
    const grantId = await insertGrant(tx, {
      ...input,
      workRelationId: relation.id,
      cause: 'manual',
      givenBy: actor.personId,
      givenOnGrant: decision.decision === 'granted' ? decision.restsOn.id : null,
      reason: null,
    });
    await rememberFormOutcome(tx, input.key, actor.personId, grantId);
    return {
      result: { kind: 'granted', grantId },
      audit: [granted(grantId, { ...input, workRelationId: relation.id })],
    };
  },
});

interface GrantRun {
  result: GrantOutcome;
  audit: ReturnType<typeof granted>[];
}

async function loadSubject(db: Db, actor: Actor, input: GrantInput): Promise<GrantSubject | null> {
  const catalogue = await readCatalogue(db);
  const entitlement = entitlementOf(catalogue, input.entitlementId);
  const scoped = await findScoped(db, actor, input.organisationId, catalogue.delegations);
  const person = scoped && (await findRelatedPerson(db, input.personId, input.organisationId, 'today-or-later'));
  if (!entitlement || !person) return null;
  const relation = relationFor(person, entitlement, input.from);
  const { delegations } = catalogue;
  const facts = { ...scoped, relation };
  const decision = mayGrant(actor, { ...input, entitlement }, delegations, facts);
  return { organisation: scoped.organisation, person, relation, entitlement, delegations, decision };
}

// A person or organisation outside the actor's scope answers like one that does not exist (R7).
function verdictOf(subject: GrantSubject | null): Verdict {
  return subject ? verdictOnGrant(subject) : unknown;
}

/** Who could give it, when the actor cannot. */
export function verdictOnGrant(
  subject: Pick<GrantSubject, 'decision' | 'delegations' | 'entitlement' | 'organisation'>,
): Verdict {
  const { decision, delegations, entitlement, organisation } = subject;
  if (decision.decision === 'granted') return allowed(decision.restsOn.id);
  if (decision.decision === 'obstacle') return allowed();
  const givers = delegations.filter(
    ({ given, onlyWithoutHeadAdmin }) => given === entitlement.id && !onlyWithoutHeadAdmin,
  );
  return forbidden(anyOf(...givers.map(({ giver }) => holds(giver as EntitlementId))), organisation.id);
}

async function previewOf(db: Db, subject: GrantSubject | null, input: GrantInput): Promise<GrantPreview> {
  if (!subject) throw new Error('an unknown subject was refused before');
  if (subject.decision.decision === 'obstacle')
    return { kind: 'obstacles', subject, obstacles: subject.decision.obstacles };
  const grant = await findOverlapping(db, input);
  return grant ? { kind: 'exists', subject, grant } : { kind: 'ready', subject };
}

/** What is told of a right that was given, alone or with others. */
export function granted(grantId: string, grant: GrantInput & { workRelationId: string }) {
  return {
    action: 'grant-right',
    subjectKind: 'grant',
    subjectId: grantId,
    organisationId: grant.organisationId,
    after: grantFacts(grant),
  };
}

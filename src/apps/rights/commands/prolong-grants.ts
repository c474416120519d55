import type { Actor } from '#access/actor.ts';
import { useCase, view } from '#access/use-case.ts';
import { prolongInput, prolongPreviewInput } from '#apps/rights/inputs.ts';
import type { Limit, ProlongObstacle } from '#apps/rights/model.ts';
import { mayProlong, type ProlongDecision } from '#apps/rights/policy.ts';
import { entitlementOf, readCatalogue, type Catalogue } from '#apps/rights/queries/catalogue.ts';
import {
  loadChosen,
  verdictOnChosen,
  type ChosenGrant,
  type ChosenGrants,
} from '#apps/rights/queries/chosen-grants.ts';
import { changeLastDay, findFormOutcome, rememberFormOutcome } from '#apps/rights/store.ts';
import type { AuditEntry } from '#platform/audit.ts';
import type { Db } from '#platform/db.ts';

interface ProlongSubject extends ChosenGrants {
  catalogue: Catalogue;
}

/** A right, and either how late it may end or what stands in the way. */
export interface ProlongableGrant {
  grant: ChosenGrant;
  limit: { latest: string; because: Limit } | undefined;
  obstacle: ProlongObstacle | undefined;
}

/** All or nothing: what one of them cannot, none does (R26). `again`: the same form was sent before. */
export type ProlongOutcome =
  | { kind: 'prolonged'; grants: readonly ChosenGrant[] }
  | { kind: 'again' }
  | { kind: 'obstacles'; rows: readonly ProlongableGrant[] };

/** What would last longer, until when it may, and what stands in the way. Changes nothing. */
export const previewProlong = view({
  permission: 'rights:preview-prolong',
  input: prolongPreviewInput,
  load: (db, actor, input) => loadSubject(db, actor, input.grantIds),
  decide: verdictOnChosen,
  read: async (_db, actor, subject, input): Promise<ProlongableGrant[]> => {
    const known = present(subject);
    return known.grants.map((grant) => rowOf(grant, judge(actor, known, grant, input.until)));
  },
});

/** Lets rights end later; when they began does not change (RI-7, R3, R11, R14). */
export const prolongGrants = useCase({
  permission: 'rights:prolong-grants',
  input: prolongInput,
  load: (tx, actor, input) => loadSubject(tx, actor, input.grantIds),
  decide: verdictOnChosen,
  run: async (tx, actor, loaded, input): Promise<{ result: ProlongOutcome; audit: AuditEntry[] }> => {
    const subject = present(loaded);
    if (await findFormOutcome(tx, input.key, actor.personId)) return { result: { kind: 'again' }, audit: [] };
    const judged = subject.grants.map((grant) => ({ grant, decision: judge(actor, subject, grant, input.until) }));
    const rows = judged.map(({ grant, decision }) => rowOf(grant, decision));
    if (rows.some((row) => row.obstacle)) return { result: { kind: 'obstacles', rows }, audit: [] };
    await changeLastDay(
      tx,
      judged.map(({ grant }) => grant.id),
      input.until,
    );
    await rememberFormOutcome(tx, input.key, actor.personId, 'prolonged');
    const audit = judged.map(({ grant, decision }) => prolonged(grant, decision, input.until));
    return { result: { kind: 'prolonged', grants: subject.grants }, audit };
  },
});

async function loadSubject(db: Db, actor: Actor, grantIds: readonly string[]): Promise<ProlongSubject | null> {
  const chosen = await loadChosen(db, actor, grantIds);
  return chosen && { ...chosen, catalogue: await readCatalogue(db) };
}

function judge(actor: Actor, subject: ProlongSubject, grant: ChosenGrant, until: string | undefined): ProlongDecision {
  const facts = { ...grant, entitlement: entitlementOf(subject.catalogue, grant.entitlementId) };
  return mayProlong(actor, { grant, until }, subject.delegations, facts);
}

function rowOf(grant: ChosenGrant, decision: ProlongDecision): ProlongableGrant {
  return {
    grant,
    limit: decision.decision === 'prolonged' ? decision.limit : undefined,
    obstacle: decision.decision === 'obstacle' ? decision.obstacle : undefined,
  };
}

function present(subject: ProlongSubject | null): ProlongSubject {
  if (!subject) throw new Error('an unknown subject was refused before');
  return subject;
}

function prolonged(grant: ChosenGrant, decision: ProlongDecision, until: string): AuditEntry {
  return {
    action: 'prolong-grant',
    subjectKind: 'grant',
    subjectId: grant.id,
    organisationId: grant.organisationId,
    restsOnGrant: decision.decision === 'prolonged' ? decision.restsOn.id : null,
    before: { person: grant.personId, entitlement: grant.entitlementId, from: grant.from, until: grant.until },
    after: { until },
  };
}

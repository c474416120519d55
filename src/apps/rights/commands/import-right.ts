import { sql } from 'kysely';
import type { Entitlement } from '#apps/rights/model.ts';
import { latestEnd } from '#apps/rights/policy.ts';
import { entitlementOf, readCatalogue } from '#apps/rights/queries/catalogue.ts';
import { findOverlapping } from '#apps/rights/queries/grants.ts';
import { findRelatedPerson, relationFor } from '#apps/rights/queries/relations.ts';
import { grantFacts, insertGrant } from '#apps/rights/store.ts';
import { findOrganisation } from '#directory/organisations.ts';
import { recordAudit } from '#platform/audit.ts';
import type { Tx } from '#platform/db.ts';

/** A right that an operator brings in: the first administrator of an installation, or what another system held. */
export interface ImportedRight {
  personId: string;
  entitlementId: string;
  organisationId: number;
  contexts: readonly string[];
  from: string;
  until: string;
  /** Compulsory: nobody stands behind this right but the operator. */
  reason: string;
}

export type ImportOutcome =
  | { kind: 'imported'; grantId: string; relationMade: boolean }
  | { kind: 'exists'; from: string; until: string }
  | { kind: 'refused'; because: ImportProblem };

export type ImportProblem =
  | 'reason-missing'
  | 'unknown-entitlement'
  | 'unknown-organisation'
  | 'ends-before-begin'
  | 'longer-than-allowed'
  | 'context-missing'
  | 'context-unknown';

/** Stores a right as the system. The delegation rules do not apply to the operator; the rules of the right itself do. */
export async function importRight(tx: Tx, right: ImportedRight): Promise<ImportOutcome> {
  const entitlement = entitlementOf(await readCatalogue(tx), right.entitlementId);
  const problem = entitlement ? await problemOf(tx, right, entitlement) : 'unknown-entitlement';
  if (!entitlement || problem) return { kind: 'refused', because: problem ?? 'unknown-entitlement' };
  const existing = await findOverlapping(tx, right);
  if (existing) return { kind: 'exists', from: existing.from, until: existing.until };
  const relation = await relationOf(tx, right, entitlement);
  const grantId = await insertGrant(tx, {
    ...right,
    workRelationId: relation.id,
    cause: 'imported',
    givenBy: null,
    givenOnGrant: null,
  });
  await recordAudit(tx, {
    actorLabel: 'grant',
    action: 'import-right',
    subjectKind: 'grant',
    subjectId: grantId,
    organisationId: right.organisationId,
    after: grantFacts({ ...right, workRelationId: relation.id }),
    reason: right.reason,
  });
  return { kind: 'imported', grantId, relationMade: relation.made };
}

async function problemOf(tx: Tx, right: ImportedRight, entitlement: Entitlement): Promise<ImportProblem | undefined> {
  if (right.reason.trim() === '') return 'reason-missing';
  if (!(await findOrganisation(tx, right.organisationId))) return 'unknown-organisation';
  if (right.until < right.from) return 'ends-before-begin';
  const { latest } = latestEnd(entitlement, right.from, { giverUntil: '9999-12-31', relationUntil: null });
  if (right.until > latest) return 'longer-than-allowed';
  if (right.contexts.some((context) => !entitlement.contexts.includes(context))) return 'context-unknown';
  return entitlement.contextsRequired && right.contexts.length === 0 ? 'context-missing' : undefined;
}

async function relationOf(
  tx: Tx,
  right: ImportedRight,
  entitlement: Entitlement,
): Promise<{ id: string; made: boolean }> {
  const person = await findRelatedPerson(tx, right.personId, right.organisationId);
  const relation = person && relationFor(person, entitlement);
  if (relation && entitlement.targetGroups.includes(relation.targetGroup)) return { id: relation.id, made: false };
  return { id: await makeRelation(tx, right, entitlement.targetGroups[0] ?? 'OV'), made: true };
}

/** Links a person to an organisation from a day on, because the operator says so. */
export async function makeRelation(
  tx: Tx,
  link: Pick<ImportedRight, 'personId' | 'organisationId' | 'from' | 'reason'>,
  targetGroup: string,
): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into work_relations (person_id, organisation_id, target_group, category, period)
    values (${link.personId}, ${link.organisationId}, ${targetGroup}, 'Medewerker', daterange(${link.from}, null))
    returning id`.execute(tx);
  const id = rows[0]?.id ?? '';
  await recordAudit(tx, {
    actorLabel: 'grant',
    action: 'make-work-relation',
    subjectKind: 'work-relation',
    subjectId: id,
    organisationId: link.organisationId,
    after: { person: link.personId, targetGroup, from: link.from },
    reason: link.reason,
  });
  return id;
}

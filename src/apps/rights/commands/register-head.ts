import { sql } from 'kysely';
import { makeRelation } from '#apps/rights/commands/import-right.ts';
import { synchroniseHeadGrants, type HeadGrantsReport } from '#apps/rights/commands/synchronise-head-grants.ts';
import { findRelatedPerson } from '#apps/rights/queries/relations.ts';
import { findOrganisation } from '#directory/organisations.ts';
import { recordAudit } from '#platform/audit.ts';
import type { Tx } from '#platform/db.ts';

export interface HeadAssignment {
  personId: string;
  institutionId: number;
  from: string;
  /** Last day; null while the end is not known. */
  until: string | null;
  reason: string;
}

/** The register allows up to two heads per institution. */
const mostHeads = 2;

export type HeadOutcome =
  { kind: 'registered'; report: HeadGrantsReport } | { kind: 'exists' | 'too-many-heads' | 'unknown-institution' };

/** Stores the assignment of a head; the automatic rights follow from it (rights 5, R16). */
export async function registerHead(tx: Tx, assignment: HeadAssignment): Promise<HeadOutcome> {
  const { personId, institutionId, from, until, reason } = assignment;
  if (!(await findOrganisation(tx, institutionId))) return { kind: 'unknown-institution' };
  const others = await tx
    .selectFrom('head_assignments')
    .select('person_id')
    .where('institution_id', '=', institutionId)
    .where(sql<boolean>`period && daterange(${from}, ${until}, '[]')`)
    .execute();
  if (others.some((other) => other.person_id === personId)) return { kind: 'exists' };
  if (others.length >= mostHeads) return { kind: 'too-many-heads' };
  const related = await findRelatedPerson(tx, personId, institutionId);
  if (!related?.relations.some((relation) => relation.targetGroup === 'OV'))
    await makeRelation(tx, { personId, organisationId: institutionId, from, reason }, 'OV');
  await sql`
    insert into head_assignments (person_id, institution_id, period, source)
    values (${personId}, ${institutionId}, daterange(${from}, ${until}, '[]'), 'operator')`.execute(tx);
  await recordAudit(tx, {
    actorLabel: 'grant',
    action: 'register-head',
    subjectKind: 'head-assignment',
    subjectId: personId,
    organisationId: institutionId,
    after: { from, until },
    reason,
  });
  return { kind: 'registered', report: await synchroniseHeadGrants(tx, institutionId) };
}

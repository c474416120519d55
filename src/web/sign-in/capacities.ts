import { sql } from 'kysely';
import type { Db } from '#platform/db.ts';
import type { Claims } from '#web/sign-in/identity-provider.ts';

/** One answer to "namens wie": a work relation that runs today (SI-3). */
export interface Capacity {
  workRelationId: string;
  targetGroup: string;
  organisationId: number;
  organisationName: string;
  ovoCode: string | null;
  until: string | null;
}

export async function listCapacities(db: Db, personId: string): Promise<Capacity[]> {
  const { rows } = await sql<Capacity>`
    select r.id as "workRelationId", r.target_group as "targetGroup", o.id as "organisationId", o.name as "organisationName",
      o.ovo_code as "ovoCode", case when upper_inf(r.period) then null else upper(r.period) - 1 end as until
    from work_relations r join organisations o on o.id = r.organisation_id
    where r.person_id = ${personId} and r.period @> app.today() and o.valid @> app.today()
    order by r.target_group, o.name, o.id`.execute(db);
  return rows;
}

export interface Choice {
  targetGroup: string;
  workRelationId: string | null;
}

/** The choice that needs no question: the organisation the provider names, or the only one there is. */
export function obviousChoice(capacities: readonly Capacity[], claims: Claims | null): Choice | null {
  const code = claims?.organisationCode ?? null;
  const named = code ? capacities.filter((capacity) => isOrganisation(capacity, code)) : [];
  const candidates = named.length > 0 ? named : capacities;
  const [only, second] = candidates;
  return only && !second ? { targetGroup: only.targetGroup, workRelationId: only.workRelationId } : null;
}

/** Target groups in which a person may act for all organisations together. */
export function jointChoices(capacities: readonly Capacity[]): { targetGroup: string; count: number }[] {
  const education = capacities.filter((capacity) => capacity.targetGroup === 'OV');
  return education.length > 1 ? [{ targetGroup: 'OV', count: education.length }] : [];
}

/** Whether a choice that a form sent is one the person really has. */
export function isOffered(capacities: readonly Capacity[], choice: Choice): boolean {
  return choice.workRelationId === null
    ? jointChoices(capacities).some((joint) => joint.targetGroup === choice.targetGroup)
    : capacities.some((c) => c.workRelationId === choice.workRelationId && c.targetGroup === choice.targetGroup);
}

// Institution numbers compare as integers, OVO codes as text (R19).
function isOrganisation(capacity: Capacity, code: string): boolean {
  return /^\d{1,6}$/.test(code) ? Number(code) === capacity.organisationId : code === capacity.ovoCode;
}

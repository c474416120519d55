import { sql } from 'kysely';
import type { DeliveryCaller } from '#apps/library/delivery/delivery.ts';
import type { CheckedMetadata } from '#apps/library/delivery/metadata.ts';
import { reason, type Reason } from '#apps/library/delivery/reasons.ts';
import { levelById, type LevelId } from '#directory/levels.ts';
import type { Db } from '#platform/db.ts';

/** What is known at this instant about everything that a delivery names. */
export interface DeliveryFacts {
  serviceId: number;
  institutionName: string | null;
  isClosed: boolean;
  successor: number | null;
  institutionLevels: LevelId[];
  themeId: number | null;
  themeConfidentiality: string | null;
  themeLevels: LevelId[];
  /** The document under this reference, when it was delivered before. */
  document: KnownDocument | null;
}

export interface KnownDocument {
  id: string;
  version: number;
  institutionId: number;
  levelId: number;
  themeId: number;
  schoolYear: number;
  sha256: string;
  fingerprint: string;
  unsearchable: string | null;
}

/** One statement, so that all facts are of the same instant. Undefined: there is no such service. */
export async function findFacts(
  db: Db,
  caller: DeliveryCaller,
  metadata: CheckedMetadata,
): Promise<DeliveryFacts | undefined> {
  const service = caller.kind === 'service' ? sql`s.id = ${caller.serviceId}` : sql`s.slug = ${caller.serviceSlug}`;
  const { rows } = await sql<DeliveryFacts>`
    select s.id as "serviceId",
      o.name as "institutionName", coalesce(upper(o.valid) <= app.today(), false) as "isClosed",
      (select r.related_id from organisation_relations r
        where r.organisation_id = o.id and r.kind = 'successor' order by r.period desc limit 1) as successor,
      array(select l.level_id from organisation_levels l where l.organisation_id = o.id order by 1) as "institutionLevels",
      t.id as "themeId", t.confidentiality as "themeConfidentiality",
      array(select l.level_id from theme_levels l where l.theme_id = t.id order by 1) as "themeLevels",
      case when d.id is not null then json_build_object(
        'id', d.id, 'version', d.version, 'institutionId', d.institution_id, 'levelId', d.level_id, 'themeId', d.theme_id,
        'schoolYear', d.school_year, 'sha256', encode(d.file_sha256, 'hex'),
        'fingerprint', encode(d.delivered_fingerprint, 'hex'), 'unsearchable', d.unsearchable) end as document
    from delivery_services s
    left join organisations o on o.id = ${metadata.institution}
    left join themes t on t.slug = ${metadata.theme}
    left join documents d on d.service_id = s.id and d.supplier_reference = ${metadata.reference}
    where ${service}`.execute(db);
  return rows[0];
}

/** Everything that stands in the way of this delivery, as the directory and the catalogue are now. */
export function objections(facts: DeliveryFacts, caller: DeliveryCaller, metadata: CheckedMetadata): Reason[] {
  return [...aboutInstitution(facts, metadata), ...aboutTheme(facts, caller, metadata)];
}

function aboutInstitution(facts: DeliveryFacts, { institution, level }: CheckedMetadata): Reason[] {
  if (facts.institutionName === null) return [reason('institution-unknown', { institution })];
  if (facts.isClosed) return [reason('institution-closed', { institution, successor: facts.successor })];
  if (facts.institutionLevels.includes(level)) return [];
  return [reason('institution-lacks-level', { institution, expected: slugs(facts.institutionLevels) })];
}

function aboutTheme(facts: DeliveryFacts, caller: DeliveryCaller, metadata: CheckedMetadata): Reason[] {
  const name = metadata.theme;
  if (facts.themeId === null) return [reason('theme-unknown', { name })];
  const reasons: Reason[] = [];
  if (!facts.themeLevels.includes(metadata.level))
    reasons.push(reason('theme-lacks-level', { name, expected: slugs(facts.themeLevels) || 'no level' }));
  if (caller.kind === 'service' && !caller.themes.includes(facts.themeId))
    reasons.push(reason('theme-not-allowed', { name }));
  if (caller.kind === 'service' && facts.document && !caller.themes.includes(facts.document.themeId))
    reasons.push(reason('document-not-allowed'));
  if (metadata.confidentiality !== facts.themeConfidentiality)
    reasons.push(reason('confidentiality-mismatch', { name, expected: facts.themeConfidentiality ?? '' }));
  return reasons;
}

function slugs(ids: readonly LevelId[]): string {
  return ids.map((id) => levelById(id).slug).join(', ');
}

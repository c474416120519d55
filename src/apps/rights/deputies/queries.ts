import { sql } from 'kysely';
import type { Deputyship } from '#apps/rights/deputies/model.ts';
import type { Db } from '#platform/db.ts';

/** The deputyships of somebody, as absent one and as deputy, that the asker may see; what runs or will run first. */
export async function listDeputyships(db: Db, personId: string | null): Promise<Deputyship[]> {
  const { rows } = await sql<Deputyship>`
    select id, organisation_id as "organisationId", organisation_name as "organisationName", absent_id as "absentId",
      absent_name as "absentName", deputy_id as "deputyId", deputy_name as "deputyName", first_day as "from", last_day as until,
      absence, named_by as "namedBy", ended_on as "endedOn", rights
    from app.deputyships_in_sight(${personId}::uuid)`.execute(db);
  return rows;
}

/** Those that run or will run. */
export async function listPresentDeputyships(
  db: Db,
  { personId, today }: { personId: string; today: string },
): Promise<Deputyship[]> {
  const all = await listDeputyships(db, personId);
  return all.filter(({ endedOn, until }) => endedOn === null && until >= today);
}

import { sql } from 'kysely';
import type { Deputyship } from '#apps/rights/deputies/model.ts';
import type { Db } from '#platform/db.ts';

/** Those of somebody, as absent one and as deputy, or those with these ids. */
type Which = { personId: string } | { ids: readonly string[] };

/** The deputyships that the asker may see; what runs or will run first. */
export async function listDeputyships(db: Db, which: Which): Promise<Deputyship[]> {
  const personId = 'personId' in which ? which.personId : null;
  const ids = 'ids' in which ? [...which.ids] : [];
  const { rows } = await sql<Deputyship>`
    select id, organisation_id as "organisationId", organisation_name as "organisationName", absent_id as "absentId",
      absent_name as "absentName", deputy_id as "deputyId", deputy_name as "deputyName", first_day as "from", last_day as until,
      named_by as "namedBy", ended_on as "endedOn", rights
    from app.deputyships_in_sight(${personId}::uuid, ${ids}::uuid[])`.execute(db);
  return rows;
}

/** Those that run or will run. */
export async function listPresentDeputyships(
  db: Db,
  { personId, today }: { personId: string; today: string },
): Promise<Deputyship[]> {
  const all = await listDeputyships(db, { personId });
  return all.filter(({ endedOn, until }) => endedOn === null && until >= today);
}

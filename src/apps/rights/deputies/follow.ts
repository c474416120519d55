import { sql } from 'kysely';
import { endOf } from '#apps/rights/deputies/end-deputyship.ts';
import { mailEnded } from '#apps/rights/deputies/mails.ts';
import { listDeputyships } from '#apps/rights/deputies/queries.ts';
import { recordAudit } from '#platform/audit.ts';
import type { Tx } from '#platform/db.ts';

/** Closes what is past its last day and tells both; the rights ended by themselves (RI-5). Run it as the system every day. */
export async function followDeputyships(tx: Tx): Promise<{ ended: number }> {
  const { rows } = await sql<{ id: string }>`
    update deputyships set ended_at = now() where ended_at is null and upper(period) <= app.today() returning id`.execute(
    tx,
  );
  for (const deputyship of await listDeputyships(tx, { ids: rows.map(({ id }) => id) })) {
    await recordAudit(tx, { ...endOf(deputyship, deputyship.until), actorLabel: 'deputies' });
    await mailEnded(tx, deputyship);
  }
  return { ended: rows.length };
}

import { sql } from 'kysely';
import { draftEndsOn } from '#apps/questions/queries.ts';
import { recordAudit } from '#platform/audit.ts';
import type { Tx } from '#platform/db.ts';

/** Removes questions that were begun and, for longer than the term, neither changed nor asked; answers how many. Run it as the system. */
export async function removeOldQuestionDrafts(tx: Tx): Promise<number> {
  const { rows } = await sql<{ id: string; institutionId: number }>`
    delete from questions q where q.state = 'draft' and ${draftEndsOn} <= app.today()
    returning q.id, q.institution_id as "institutionId"`.execute(tx);
  const removed = rows.map(({ id, institutionId }) => ({
    actorLabel: 'questions.remove-expired',
    action: 'remove-old-question-draft',
    subjectKind: 'question',
    subjectId: id,
    organisationId: institutionId,
  }));
  await recordAudit(tx, ...removed);
  return rows.length;
}

import { sql } from 'kysely';
import { z } from 'zod';
import type { Actor } from '#access/actor.ts';
import { allowed, unknown, useCase } from '#access/use-case.ts';
import type { Db } from '#platform/db.ts';

/** The receiver takes a shared document out of his own documents. Whoever shared it cannot (DO-8). */
export const letGoOfShare = useCase({
  permission: 'library:let-go-of-share',
  input: z.object({ documentId: z.uuid() }),
  load: (tx, actor, input) => findReceived(tx, actor, input.documentId),
  decide: (_actor, share) => (share ? allowed() : unknown),
  async run(tx, _actor, share, { documentId }) {
    if (!share) throw new Error('an unknown share was refused before');
    await sql`
      update document_shares set ended_at = now(), ended_because = 'receiver'
      where id = ${share.id} and ended_at is null`.execute(tx);
    return {
      result: null,
      audit: [
        {
          action: 'end-share',
          subjectKind: 'document',
          subjectId: documentId,
          organisationId: share.institutionId,
          after: { share: share.id, because: 'receiver' },
        },
      ],
    };
  },
});

async function findReceived(db: Db, actor: Actor, documentId: string) {
  const { rows } = await sql<{ id: string; institutionId: number }>`
    select s.id, s.institution_id as "institutionId" from document_shares s
    where s.document_id = ${documentId} and s.receiver_id = ${actor.personId} and s.ended_at is null`.execute(db);
  return rows[0] ?? null;
}

import { sql } from 'kysely';
import { z } from 'zod';
import { allowed, useCase } from '#access/use-case.ts';
import { hashToken } from '#platform/crypto.ts';

/**
 * Opens an invitation that came by mail; answers the question, or null. Only its secret together with a running relation with the
 * administration opens it, which the database judges in one function.
 */
export const acceptInvitation = useCase({
  permission: 'questions:accept-invitation',
  input: z.object({ token: z.string().max(200) }),
  load: async (tx, _actor, { token }) => {
    const { rows } = await sql<{ id: string | null }>`
      select app.accept_invitation(${hashToken(token)}) as id`.execute(tx);
    const id = rows[0]?.id ?? null;
    if (id === null) return null;
    // A question that went to another service meanwhile is out of sight.
    const seen = await sql<{ id: string; institutionId: number }>`
      select id, institution_id as "institutionId" from questions where id = ${id}`.execute(tx);
    return seen.rows[0] ?? null;
  },
  // Whoever may not open it gets the same answer as for a link that never was.
  decide: () => allowed(),
  async run(_tx, _actor, question) {
    if (!question) return { result: null, audit: [] };
    const audit = {
      action: 'open-question-by-invitation',
      subjectKind: 'question',
      subjectId: question.id,
      organisationId: question.institutionId,
    };
    return { result: question.id, audit: [audit] };
  },
});

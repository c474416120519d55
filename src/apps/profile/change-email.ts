import { z } from 'zod';
import { allowed, useCase } from '#access/use-case.ts';
import type { AuditEntry } from '#platform/audit.ts';

/** `invalid`: it cannot be an address; nothing was changed. */
export type EmailOutcome = { kind: 'saved' | 'removed' | 'same' | 'invalid' };

const address = z.email().max(254);

/** Changes one's own e-mail address; empty takes it away (NO-1). */
export const changeEmail = useCase({
  permission: 'profile.change-own-email',
  input: z.object({ email: z.string().max(1000) }),
  load: async () => null,
  decide: () => allowed(),
  async run(tx, actor, _subject, input): Promise<{ result: EmailOutcome; audit: readonly AuditEntry[] }> {
    const email = input.email.trim() || null;
    if (email !== null && !address.safeParse(email).success) return { result: { kind: 'invalid' }, audit: [] };
    if (email === actor.email) return { result: { kind: 'same' }, audit: [] };
    await tx.updateTable('persons').set({ email }).where('id', '=', actor.personId).execute();
    const entry = {
      action: 'change-email',
      subjectKind: 'person',
      subjectId: actor.personId,
      before: { email: actor.email },
      after: { email },
    };
    return { result: { kind: email === null ? 'removed' : 'saved' }, audit: [entry] };
  },
});

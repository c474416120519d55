import { recordAudit } from '#platform/audit.ts';
import type { Sealer } from '#platform/crypto.ts';
import type { Tx } from '#platform/db.ts';
import type { Claims } from '#web/sign-in/identity-provider.ts';

export type SignInOutcome = { kind: 'known'; personId: string } | { kind: 'unknown' } | { kind: 'blocked' };

/**
 * Finds the person behind a sign-in: by the identity bound earlier, else by national number, which binds the identity
 * from then on. Somebody whom no administrator registered stays unknown: signing in gives no rights.
 */
export async function recognisePerson(tx: Tx, issuer: string, claims: Claims, sealer: Sealer): Promise<SignInOutcome> {
  const bound = await tx
    .selectFrom('identities as i')
    .innerJoin('persons as p', 'p.id', 'i.person_id')
    .select(['p.id', 'p.blocked'])
    .where('i.issuer', '=', issuer)
    .where('i.subject', '=', claims.subject)
    .executeTakeFirst();
  if (bound) return bound.blocked ? { kind: 'blocked' } : { kind: 'known', personId: bound.id };
  if (!claims.nationalNumber) return { kind: 'unknown' };
  const digits = claims.nationalNumber.replace(/\D/g, '');
  const registered = await tx
    .selectFrom('persons')
    .select(['id', 'blocked'])
    .where('national_number_lookup', '=', sealer.lookup(digits))
    .executeTakeFirst();
  if (!registered) return { kind: 'unknown' };
  if (registered.blocked) return { kind: 'blocked' };
  await tx.insertInto('identities').values({ issuer, subject: claims.subject, person_id: registered.id }).execute();
  await recordAudit(tx, {
    actorKind: 'door',
    actorPersonId: registered.id,
    actorLabel: 'sign-in',
    action: 'bind-identity',
    subjectKind: 'person',
    subjectId: registered.id,
  });
  return { kind: 'known', personId: registered.id };
}

import { sql } from 'kysely';
import { z } from 'zod';
import { allowed, unknown, useCase } from '#access/use-case.ts';
import { linkObstacles, loadLink, storeLink, type LinkObstacle } from '#apps/rights/commands/link-person.ts';
import { identityInput, linkInput } from '#apps/rights/inputs.ts';
import { identityFaults, type IdentityFault } from '#apps/rights/registering.ts';
import { findFormOutcome, rememberFormOutcome } from '#apps/rights/store.ts';
import { readNationalNumber } from '#directory/national-number.ts';
import type { AuditEntry } from '#platform/audit.ts';
import type { Sealer } from '#platform/crypto.ts';
import type { Db, Tx } from '#platform/db.ts';
import { newId } from '#platform/ids.ts';

/** `differs`: the number is somebody else's, or somebody's who may not be known here; told alike. `again`: sent before. */
export type RegisterOutcome =
  | { kind: 'registered' | 'again'; personId: string }
  | { kind: 'faults'; identity: readonly IdentityFault[]; link: readonly LinkObstacle[] }
  | { kind: 'differs' };

const input = z.object({
  identity: identityInput,
  email: z.email().max(254).nullable(),
  link: linkInput,
  key: z.uuid(),
  sealer: z.custom<Sealer>((value) => typeof value === 'object' && value !== null),
});
type Input = z.infer<typeof input>;

/**
 * Registers a person and links him to an institution (RI-1, RI-10). One number is one person (R18): whoever is registered
 * elsewhere gets the relation, when the name that was typed is his.
 */
export const registerPerson = useCase({
  permission: 'rights:register-person',
  input,
  load: (tx, actor, { link }) => loadLink(tx, actor, link),
  decide: (_actor, subject) => (subject ? allowed() : unknown),
  run: async (tx, actor, subject, wish): Promise<{ result: RegisterOutcome; audit: AuditEntry[] }> => {
    if (!subject) throw new Error('an unknown institution was refused before');
    const before = await findFormOutcome(tx, wish.key, actor.personId);
    if (before) return { result: { kind: 'again', personId: before }, audit: [] };
    const identity = identityFaults(wish.identity, actor.today);
    const known = identity.length === 0 ? await findByNumber(tx, wish) : undefined;
    if (known === null) return { result: { kind: 'differs' }, audit: [] };
    const link = await linkObstacles(tx, actor, subject, { ...wish.link, personId: known ?? null });
    if (identity.length > 0 || link.length > 0) return { result: { kind: 'faults', identity, link }, audit: [] };
    const personId = known ?? (await insertPerson(tx, wish));
    const linked = await storeLink(tx, actor, subject, { ...wish.link, personId });
    await rememberFormOutcome(tx, wish.key, actor.personId, personId);
    const registered = known ? [] : [registration(personId, wish)];
    return { result: { kind: 'registered', personId }, audit: [...registered, ...linked] };
  },
});

/** Undefined: nobody has the number. Null: not this person. */
async function findByNumber(db: Db, { identity, sealer }: Input): Promise<string | null | undefined> {
  const { givenName, familyName } = identity;
  const { rows } = await sql<{ personId: string | null }>`
    select person_id as "personId"
    from app.registered_as(${sealer.lookup(digitsOf(identity.number))}, ${givenName}, ${familyName})`.execute(db);
  return rows[0]?.personId;
}

async function insertPerson(tx: Tx, { identity, email, sealer }: Input): Promise<string> {
  const id = newId();
  const number = digitsOf(identity.number);
  await tx
    .insertInto('persons')
    .values({
      id,
      given_name: identity.givenName,
      family_name: identity.familyName,
      gender: identity.gender,
      birth_date: identity.birthDate,
      email,
      national_number_sealed: sealer.seal(number),
      national_number_lookup: sealer.lookup(number),
    })
    .execute();
  return id;
}

function digitsOf(text: string): string {
  const read = readNationalNumber(text);
  if (!read.valid) throw new Error('a wrong number was told before');
  return read.number.digits;
}

// The person by key only: number and name stand with the person and nowhere else.
function registration(personId: string, { link }: Input): AuditEntry {
  const { organisationId } = link;
  return { action: 'register-person', subjectKind: 'person', subjectId: personId, organisationId };
}

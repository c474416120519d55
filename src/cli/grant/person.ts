import { text } from 'node:stream/consumers';
import { readNationalNumber } from '#directory/national-number.ts';
import { recordAudit } from '#platform/audit.ts';
import type { Sealer } from '#platform/crypto.ts';
import type { Tx } from '#platform/db.ts';
import { isId } from '#platform/ids.ts';

/** Something that the operator can mend; told without a stack, and never with a national number in it. */
export class Problem extends Error {}

export interface WantedPerson {
  /** An id or an e-mail address, unless a national number was read. */
  person: string;
  number: string | null;
  givenName?: string;
  familyName?: string;
  reason: string;
}

/** Eleven digits from standard input: an argument would stand in the list of processes and in the shell's history. */
export async function readNationalNumberFrom(input: NodeJS.ReadableStream): Promise<string> {
  const read = readNationalNumber((await text(input)).trim());
  if (!read.valid) throw new Problem(`That is no national number: look at its ${read.problem.replace('-', ' ')}.`);
  return read.number.digits;
}

/** The one person who is meant; registered when the national number is new and a name was given. */
export async function findGrantPerson(tx: Tx, wanted: WantedPerson, sealer: Sealer): Promise<string> {
  if (wanted.number !== null) return findByNumber(tx, wanted, wanted.number, sealer);
  const found = await tx
    .selectFrom('persons')
    .select('id')
    .where((eb) => (isId(wanted.person) ? eb('id', '=', wanted.person) : eb('email', '=', wanted.person)))
    .limit(2)
    .execute();
  const [person, another] = found;
  if (!person) throw new Problem('Nobody is known by that id or e-mail address.');
  if (another) throw new Problem('Several people have that e-mail address: give the id.');
  return person.id;
}

async function findByNumber(tx: Tx, wanted: WantedPerson, number: string, sealer: Sealer): Promise<string> {
  const lookup = sealer.lookup(number);
  const known = await tx
    .selectFrom('persons')
    .select('id')
    .where('national_number_lookup', '=', lookup)
    .executeTakeFirst();
  if (known) return known.id;
  const { givenName, familyName, reason } = wanted;
  if (!givenName || !familyName)
    throw new Problem(
      'Nobody has that national number yet: add --given-name and --family-name to register the person.',
    );
  const registered = await tx
    .insertInto('persons')
    .values({
      given_name: givenName,
      family_name: familyName,
      national_number_sealed: sealer.seal(number),
      national_number_lookup: lookup,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await recordAudit(tx, {
    actorLabel: 'grant',
    action: 'register-person',
    subjectKind: 'person',
    subjectId: registered.id,
    reason,
  });
  return registered.id;
}

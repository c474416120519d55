import { sql, type RawBuilder } from 'kysely';
import { z } from 'zod';
import { allowed, view } from '#access/use-case.ts';
import type { Actor } from '#access/actor.ts';
import { findOwnRescue } from '#apps/rights/rescue/queries.ts';
import { managedOrganisations } from '#apps/rights/queries/scope.ts';
import { readNationalNumber } from '#directory/national-number.ts';
import type { Sealer } from '#platform/crypto.ts';
import type { Db } from '#platform/db.ts';

const sealer = z.custom<Sealer>((value) => typeof value === 'object' && value !== null);

/** An institution that the actor does not manage and is asked to name a head local administrator for. */
const rescued = z.number().int().positive().optional();

/** Somebody of the actor's own circle who may be the one that is looked for. */
export interface FoundPerson {
  personId: string;
  givenName: string;
  familyName: string;
}

/** Who has this number, among the people of my institutions; the same empty answer for nobody and for anybody else (R7). */
export const findByNumber = view({
  permission: 'rights:find-person-by-number',
  input: z.object({ digits: z.string().regex(/^\d{11}$/), sealer, organisationId: rescued }),
  load: circleOf,
  decide: () => allowed(),
  read: async (db, _actor, managed, { digits, sealer: keys }): Promise<FoundPerson | undefined> => {
    const [found] = await list(db, managed, sql`p.national_number_lookup = ${keys.lookup(digits)}`);
    return found;
  },
});

/** Who has this name and birth date; where the date was never typed, the number says it. */
export const findByBirth = view({
  permission: 'rights:find-person-by-birth',
  input: z.object({
    givenName: z.string(),
    familyName: z.string(),
    birthDate: z.iso.date(),
    sealer,
    organisationId: rescued,
  }),
  load: circleOf,
  decide: () => allowed(),
  read: async (db, _actor, managed, asked): Promise<FoundPerson[]> => {
    const named = sql`app.plain(p.given_name) = app.plain(${asked.givenName.trim()})
      and app.plain(p.family_name) = app.plain(${asked.familyName.trim()})`;
    const found = await list(db, managed, named);
    return found.filter(
      (one) => (one.birthDate ?? birthIn(one.sealed, asked.sealer) ?? asked.birthDate) === asked.birthDate,
    );
  },
});

async function circleOf(
  db: Db,
  actor: Actor,
  { organisationId }: { organisationId?: number | undefined },
): Promise<number[]> {
  const rescue = organisationId === undefined ? undefined : await findOwnRescue(db, actor, organisationId);
  return [...managedOrganisations(actor), ...(rescue ? [rescue.organisationId] : [])];
}

interface Candidate extends FoundPerson {
  birthDate: string | null;
  sealed: Buffer | null;
}

async function list(db: Db, managed: readonly number[], condition: RawBuilder<unknown>): Promise<Candidate[]> {
  const mine = sql`any (${[...managed]}::integer[])`;
  const { rows } = await sql<Candidate>`
    select p.id as "personId", p.given_name as "givenName", p.family_name as "familyName", p.birth_date as "birthDate",
      p.national_number_sealed as sealed
    from persons p
    where ${condition} and (
      exists (select 1 from work_relations w where w.person_id = p.id and w.organisation_id = ${mine})
      or exists (select 1 from grants g where g.person_id = p.id and g.organisation_id = ${mine}))
    order by p.id
    limit 20`.execute(db);
  return rows;
}

function birthIn(sealed: Buffer | null, keys: Sealer): string | undefined {
  if (!sealed) return undefined;
  const read = readNationalNumber(keys.open(sealed));
  return read.valid ? read.number.birthDate : undefined;
}

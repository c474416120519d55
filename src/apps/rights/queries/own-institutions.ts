import { sql } from 'kysely';
import type { Actor } from '#access/actor.ts';
import { listOrganisations, type Organisation } from '#directory/organisations.ts';
import type { Db } from '#platform/db.ts';

const most = 100;

/** The open institutions to which the actor is related, by himself or through their board. */
export async function listOwnInstitutions(db: Db, actor: Actor): Promise<Organisation[]> {
  const { rows } = await sql<{ id: number }>`
    with own as (
      select r.organisation_id as id from work_relations r where r.person_id = ${actor.personId} and r.period @> app.today()
    )
    select id from own
    union
    select b.organisation_id from own join organisation_relations b on b.related_id = own.id
    where b.kind = 'board' and b.period @> app.today()
    limit ${most}`.execute(db);
  const organisations = await listOrganisations(
    db,
    rows.map((row) => row.id),
  );
  return organisations.filter((organisation) => organisation.isOpen);
}

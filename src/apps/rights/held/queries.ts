import { sql } from 'kysely';
import type { Actor } from '#access/actor.ts';
import { managedOrganisations } from '#apps/rights/queries/scope.ts';
import type { Db } from '#platform/db.ts';

/** What a program wanted to end at one institution, and did not. */
export interface HeldEndings {
  id: string;
  program: string;
  organisationId: number;
  organisationName: string;
  askedOn: string;
  /** How many people the institution had that day, and how many of them the program had ended already. */
  relations: number;
  endedBefore: number;
  state: 'open' | 'released' | 'rejected';
  decidedOn: string | null;
  decidedBy: string | null;
  reason: string | null;
  people: number;
}

export interface HeldRelation {
  id: string;
  personId: string;
  givenName: string;
  familyName: string;
  category: string;
  /** Whether there is still something to end. */
  runs: boolean;
}

const columns = sql`
  h.id, h.program, h.organisation_id as "organisationId", o.name as "organisationName",
  (h.asked_at at time zone 'Europe/Brussels')::date as "askedOn", h.relations, h.ended_before as "endedBefore", h.state,
  (h.decided_at at time zone 'Europe/Brussels')::date as "decidedOn", d.given_name || ' ' || d.family_name as "decidedBy", h.reason,
  (select count(*) from held_relations r where r.held_id = h.id) as people
  from held_endings h
  join organisations o on o.id = h.organisation_id
  left join persons d on d.id = h.decided_by`;

/** What waits for a decision at the institutions of this actor, the oldest first. */
export async function listHeld(db: Db, actor: Actor): Promise<HeldEndings[]> {
  const { rows } = await sql<HeldEndings>`
    select ${columns}
    where h.state = 'open' and h.organisation_id = any (${managedOrganisations(actor)}::integer[])
    order by h.asked_at`.execute(db);
  return rows;
}

export async function findHeld(db: Db, actor: Actor, id: string): Promise<HeldEndings | undefined> {
  const { rows } = await sql<HeldEndings>`
    select ${columns}
    where h.id = ${id} and h.organisation_id = any (${managedOrganisations(actor)}::integer[])`.execute(db);
  return rows[0];
}

export async function listHeldRelations(db: Db, id: string): Promise<HeldRelation[]> {
  const { rows } = await sql<HeldRelation>`
    select w.id, w.person_id as "personId", p.given_name as "givenName", p.family_name as "familyName", w.category,
      upper_inf(w.period) or upper(w.period) - 1 > app.today() as runs
    from held_relations r
    join work_relations w on w.id = r.relation_id
    join persons p on p.id = w.person_id
    where r.held_id = ${id}
    order by app.plain(p.family_name || ' ' || p.given_name), w.id`.execute(db);
  return rows;
}

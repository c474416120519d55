import { sql, type RawBuilder } from 'kysely';
import { organisationsWith, type Actor } from '#access/actor.ts';
import { allowed, unknown, view } from '#access/use-case.ts';
import { headAdmin } from '#apps/rights/model.ts';
import { isRescuer, type Rescue } from '#apps/rights/rescue/model.ts';
import type { Db } from '#platform/db.ts';
import { z } from 'zod';

const columns = sql`
  r.id, r.organisation_id as "organisationId", o.name as "organisationName", r.state, r.without_from as "withoutFrom",
  r.board_id as "boardId", b.name as "boardName", r.board_asked_on as "boardAskedOn", r.helpdesk_asked_on as "helpdeskAskedOn"
  from rescues r
  join organisations o on o.id = r.organisation_id
  left join organisations b on b.id = r.board_id`;

/** The rescue that runs for an organisation, for whoever may know of it. */
export async function findRescue(db: Db, organisationId: number): Promise<Rescue | undefined> {
  const { rows } = await sql<Rescue>`
    select ${columns} where r.organisation_id = ${organisationId} and r.state <> 'closed'`.execute(db);
  return rows[0];
}

/** The rescue in which the actor is asked to name somebody; undefined for anybody else. */
export async function findOwnRescue(db: Db, actor: Actor, organisationId: number): Promise<Rescue | undefined> {
  const rescue = await findRescue(db, organisationId);
  return rescue && isRescuer(actor, rescue) ? rescue : undefined;
}

/** What waits for this actor: as head local administrator of the institution, of the board that was asked, or as the helpdesk. */
export const awaiting = (actor: Actor): RawBuilder<boolean> => {
  const heads = sql`any (${organisationsWith(actor, [headAdmin])}::integer[])`;
  const helpdesk = actor.grants.some(({ entitlement }) => entitlement === 'helpdesk');
  return sql<boolean>`(
    r.state = 'foreseen' and r.organisation_id = ${heads}
    or r.state in ('board', 'helpdesk') and r.board_id = ${heads}
    or ${helpdesk} and r.state = 'helpdesk')`;
};

/** The institutions that wait for this actor to name somebody, the longest first (RI-6). */
export async function listRescueTasks(db: Db, actor: Actor): Promise<Rescue[]> {
  const { rows } = await sql<Rescue>`
    select ${columns} where ${awaiting(actor)} order by r.without_from, r.organisation_id limit 200`.execute(db);
  return rows;
}

/** One institution without head local administrator, for whoever is asked to name one. */
export const rescueTask = view({
  permission: 'rights:read-rescue',
  input: z.object({ organisationId: z.number().int().positive() }),
  load: async (db, actor, { organisationId }) =>
    (await listRescueTasks(db, actor)).find((rescue) => rescue.organisationId === organisationId),
  decide: (_actor, rescue) => (rescue ? allowed() : unknown),
  read: async (_db, _actor, rescue): Promise<Rescue> => {
    if (!rescue) throw new Error('an unknown rescue was refused before');
    return rescue;
  },
});

/** Brings every rescue up to date: what lacks somebody is told, what waited too long goes on. As the system; twice is once. */
export async function followRescues(tx: Db): Promise<number> {
  const { rows } = await sql<{ moved: number }>`select app.follow_rescues() as moved`.execute(tx);
  return rows[0]?.moved ?? 0;
}

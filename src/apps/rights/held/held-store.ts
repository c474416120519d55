import { sql } from 'kysely';
import type { Via } from '#access/actor.ts';
import type { EndingCount } from '#apps/rights/held/limit.ts';
import { beingFirst } from '#apps/rights/store.ts';
import type { Db, Tx } from '#platform/db.ts';

/** The part in percent that this program may end within a day. */
export async function readHoldPercent(db: Db, { clientId }: Via): Promise<number> {
  const { hold_percent: percent } = await db
    .selectFrom('machine_clients')
    .select('hold_percent')
    .where('client_id', '=', clientId)
    .executeTakeFirstOrThrow();
  return percent;
}

/** How much a program ended at an institution within a day, beside what it asks now. */
export async function countEndings(
  db: Db,
  { clientId }: Via,
  organisationId: number,
  relationIds: readonly string[],
): Promise<EndingCount> {
  const { rows } = await sql<EndingCount>`
    with ended as (
      select relation_id from program_endings
      where client_id = ${clientId} and organisation_id = ${organisationId} and ended_at > now() - interval '1 day'
    )
    select
      (select count(*) from work_relations w
        where w.organisation_id = ${organisationId}
          and (w.period @> app.today() or w.id in (select relation_id from ended))) as relations,
      (select count(*) from ended where relation_id <> all (${[...relationIds]}::uuid[])) as "endedBefore",
      ${relationIds.length}::integer as asked`.execute(db);
  return rows[0] ?? { relations: 0, endedBefore: 0, asked: relationIds.length };
}

export async function noteProgramEndings(
  tx: Tx,
  { clientId }: Via,
  relations: readonly { id: string; organisationId: number }[],
): Promise<void> {
  for (const { id, organisationId } of relations)
    await sql`
      insert into program_endings (client_id, relation_id, organisation_id) values (${clientId}, ${id}, ${organisationId})
      on conflict (client_id, relation_id) do update set ended_at = now()`.execute(tx);
}

/** Those of these relations that an administrator refused to end within the last day: it is not asked again so soon. */
export async function findRefused(db: Db, { clientId }: Via, relationIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select r.relation_id as id
    from held_relations r join held_endings h on h.id = r.held_id
    where h.client_id = ${clientId} and h.state = 'rejected' and h.decided_at > now() - interval '1 day'
      and r.relation_id = any (${[...relationIds]}::uuid[])`.execute(db);
  return rows.map(({ id }) => id);
}

/** Adds relations to what is held for this program and institution; `isNew` when nothing was held there yet. */
export async function holdRelations(
  tx: Tx,
  { clientId, name }: Via,
  asked: { organisationId: number; count: EndingCount; relationIds: readonly string[] },
): Promise<{ id: string; isNew: boolean }> {
  const { organisationId, count, relationIds } = asked;
  const open = await tx
    .selectFrom('held_endings')
    .select('id')
    .where('client_id', '=', clientId)
    .where('organisation_id', '=', organisationId)
    .where('state', '=', 'open')
    .executeTakeFirst();
  const id = open?.id ?? (await openHold(tx, { clientId, name }, organisationId, count));
  await sql`
    insert into held_relations (held_id, relation_id)
    select ${id}, relation from unnest(${[...relationIds]}::uuid[]) as asked (relation)
    on conflict do nothing`.execute(tx);
  return { id, isNew: !open };
}

async function openHold(tx: Tx, { clientId, name }: Via, organisationId: number, count: EndingCount): Promise<string> {
  const { id } = await beingFirst(
    tx
      .insertInto('held_endings')
      .values({
        client_id: clientId,
        program: name,
        organisation_id: organisationId,
        relations: count.relations,
        ended_before: count.endedBefore,
      })
      .returning('id')
      .executeTakeFirstOrThrow(),
  );
  return id;
}

/** Closes what is held; false when somebody else did so first. */
export async function decideHold(
  tx: Tx,
  id: string,
  decision: { state: 'released' | 'rejected'; by: string; reason: string | null },
): Promise<boolean> {
  const { rows } = await sql`
    update held_endings set state = ${decision.state}, decided_at = now(), decided_by = ${decision.by}, reason = ${decision.reason}
    where id = ${id} and state = 'open'
    returning id`.execute(tx);
  return rows.length > 0;
}

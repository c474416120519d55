import { sql } from 'kysely';
import type { Actor } from '#access/actor.ts';
import { placesWhere } from '#access/rule.ts';
import type { EntriesInput } from '#apps/agenda/inputs.ts';
import type { AgendaItem, EndingRight, ItemKind } from '#apps/agenda/model.ts';
import { opensAgenda } from '#apps/agenda/rule.ts';
import type { Db } from '#platform/db.ts';

const columns = sql`
  i.id, i.organiser_id as "organiserId", o.name as organiser, i.kind, i.title, i.description,
  i.begins_on as begins, i.ends_on as ends,
  to_char(i.begins_at, 'HH24:MI') as "beginsAt", to_char(i.ends_at, 'HH24:MI') as "endsAt",
  (i.begins_on + i.begins_at) at time zone 'Europe/Brussels' as "beginMoment",
  (i.ends_on + i.ends_at) at time zone 'Europe/Brussels' as "endMoment",
  i.place, i.link, i.levels, i.kinds, i.revision, i.cancelled_at is not null as cancelled, i.changed_at as "changedAt"`;

type ItemQuestion = Omit<EntriesInput, 'kinds' | 'levelId' | 'levels'> & { kinds: readonly ItemKind[] };

/** Items for audiences to which the actor belongs at these levels. */
export async function listItems(db: Db, levels: readonly number[], asked: ItemQuestion): Promise<AgendaItem[]> {
  const { from, until } = asked;
  const soonestFirst = sql`i.begins_on, i.begins_at nulls first, i.id`;
  const latestFirst = sql`i.begins_on desc, i.begins_at desc nulls last, i.id desc`;
  const { rows } = await sql<AgendaItem>`
    select ${columns}
    from agenda_items i join organisations o on o.id = i.organiser_id
    where i.audience && (select app.audience_keys(${[...levels]}::integer[]))
      and i.kind = any (${[...asked.kinds]}::text[])
      and (${from}::date is null or i.ends_on >= ${from}::date)
      and (${until}::date is null or ${asked.direction === 'earlier' ? sql`i.ends_on` : sql`i.begins_on`} <= ${until}::date)
    order by ${asked.direction === 'later' ? soonestFirst : latestFirst}
    limit ${asked.skip + asked.limit + 1}`.execute(db);
  return rows;
}

/** One item, for whoever belongs to its audience or keeps it; anybody else gets none. */
export async function findItem(db: Db, id: string): Promise<AgendaItem | undefined> {
  const { rows } = await sql<AgendaItem>`
    select ${columns} from agenda_items i join organisations o on o.id = i.organiser_id where i.id = ${id}`.execute(db);
  return rows[0];
}

/** The items of services, soonest first; what is past newest first. */
export async function listItemsOf(
  db: Db,
  organiserIds: readonly number[],
  page: { past: boolean; today: string; skip: number; limit: number },
): Promise<AgendaItem[]> {
  const { past, today } = page;
  const { rows } = await sql<AgendaItem>`
    select ${columns}
    from agenda_items i join organisations o on o.id = i.organiser_id
    where i.organiser_id = any (${[...organiserIds]}::integer[])
      and ${past ? sql`i.ends_on < ${today}::date` : sql`i.ends_on >= ${today}::date`}
    order by ${past ? sql`i.begins_on desc, i.id` : sql`i.begins_on, i.begins_at nulls first, i.id`}
    limit ${page.limit + 1} offset ${page.skip}`.execute(db);
  return rows;
}

/**
 * The rights of the actor that end, with the day on which they do. Automatic rights follow an assignment and are renewed
 * without anybody acting (R16): their day says nothing.
 */
export async function listEndingRights(
  db: Db,
  actor: Actor,
  levels: readonly number[] | null,
  days: { from: string | null; until: string | null },
): Promise<EndingRight[]> {
  const { rows } = await sql<Omit<EndingRight, 'kind' | 'id' | 'ends'>>`
    select e.name as entitlement, least(upper(g.period), upper(r.period), upper(o.valid)) - 1 as begins,
      jsonb_agg(jsonb_build_object('id', o.id, 'name', o.name) order by o.id) as organisations
    from grants g
    join entitlements e on e.id = g.entitlement_id
    join work_relations r on r.id = g.work_relation_id
    join organisations o on o.id = g.organisation_id
    where g.id = any (${actor.grants.map((grant) => grant.id)}::uuid[])
      and g.person_id = ${actor.personId} and g.cause not in ('automatic', 'deputy')
      and (${levels ? [...levels] : null}::smallint[] is null or exists (
        select 1 from organisation_levels l where l.organisation_id = o.id and l.level_id = any (${levels ? [...levels] : null}::smallint[])))
    group by 1, 2
    having (${days.from}::date is null or least(upper(g.period), upper(r.period), upper(o.valid)) - 1 >= ${days.from}::date)
      and (${days.until}::date is null or least(upper(g.period), upper(r.period), upper(o.valid)) - 1 <= ${days.until}::date)
    order by 2, 1`.execute(db);
  return rows.map((row) => ({
    ...row,
    kind: 'right',
    id: `${row.begins}-${row.entitlement.toLowerCase().replaceAll(/[^a-z]+/g, '-')}`,
    ends: row.begins,
  }));
}

/** The levels at which the actor has an agenda. */
export function agendaLevels(actor: Actor): number[] {
  const levels = placesWhere(opensAgenda, actor, actor.places).map((place) => place.levelId);
  return [...new Set(levels)].filter((level) => level > 0).sort((one, other) => one - other);
}

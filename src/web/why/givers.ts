import { sql } from 'kysely';
import type { Actor } from '#access/actor.ts';
import type { Rule } from '#access/rule.ts';
import type { Db } from '#platform/db.ts';
import type { Giver } from '#ui/components/refusal-panel.tsx';

/** Somebody who, today, may give a right at one institution: one row per right of theirs and right they may give. */
export interface GiverRow {
  personId: string;
  name: string;
  email: string | null;
  /** The right through which they give, and its name. */
  gives: string;
  role: string;
  /** The entitlement they may give; `null` stands for the right itself (a portal administrator ticks themes). */
  given: string | null;
  /** Whether that entitlement is one of an administrator. */
  givenIsAdmin: boolean;
}

/** Everybody who may give something at an institution, for an actor who has a bond with it; nobody else learns names (TH-6). */
export async function listGivers(db: Db, institution: number): Promise<GiverRow[]> {
  const { rows } = await sql<GiverRow>`
    with giver as materialized (
      select g.person_id, g.given_name, g.family_name, g.email, g.entitlement_id
      from app.givers(${institution}, array(select distinct d.giver from delegations d where not d.only_without_head_admin)) g
    )
    select distinct g.person_id as "personId", g.given_name || ' ' || g.family_name as name, g.email, g.family_name,
      g.entitlement_id as gives, e.name as role, d.given, coalesce(given.is_admin, false) as "givenIsAdmin"
    from giver g
    join entitlements e on e.id = g.entitlement_id
    left join lateral (
      select x.given from delegations x where x.giver = g.entitlement_id and not x.only_without_head_admin
      union all select null
    ) d on true
    left join entitlements given on given.id = d.given
    order by g.family_name, name`.execute(db);
  return rows;
}

const ticksThemes = 'portal-admin';

/**
 * Those whose change would succeed (P13): for a right its delegation, for a theme only a portal administrator. Nobody
 * gives himself an administrator right (R3), so the actor is not named for those.
 */
export function giversOf(rows: readonly GiverRow[], missing: Rule, actor: Pick<Actor, 'personId'>): Giver[] {
  const people = new Map<string, { row: GiverRow; roles: Set<string> }>();
  for (const part of partsOf(missing)) {
    for (const row of rows) {
      if (!canGive(row, part, actor)) continue;
      const known = people.get(row.personId) ?? { row, roles: new Set<string>() };
      people.set(row.personId, { row, roles: known.roles.add(row.role) });
    }
  }
  return [...people.values()].map(({ row, roles }) => ({
    name: row.name,
    role: [...roles].toSorted().join(', '),
    ...(row.email && { email: row.email }),
  }));
}

function canGive(row: GiverRow, part: Rule, actor: Pick<Actor, 'personId'>): boolean {
  if (part.kind === 'theme') return row.gives === ticksThemes && row.given === null;
  if (part.kind !== 'holds' || row.given !== part.entitlement) return false;
  return row.personId !== actor.personId || !row.givenIsAdmin;
}

function partsOf(rule: Rule): Rule[] {
  return rule.kind === 'any' || rule.kind === 'all' ? rule.rules.flatMap(partsOf) : [rule];
}

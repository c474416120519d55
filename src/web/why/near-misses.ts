import { sql } from 'kysely';
import type { Actor } from '#access/actor.ts';
import type { Rule } from '#access/rule.ts';
import type { Messages } from '#i18n/index.ts';
import type { Db } from '#platform/db.ts';
import { formatDate } from '#ui/format.ts';
import type { Names } from '#web/why/explain.ts';

/** A right of the actor that gives nothing now, and why. */
export interface IdleRight {
  entitlementId: string;
  /** `elsewhere`: it counts, but not for whom the actor acts now. */
  state: 'ended' | 'begins' | 'withdrawn' | 'relation-ended' | 'closed' | 'elsewhere';
  from: string;
  until: string;
}

/** A theme that is ticked while the right it hangs on gives nothing. */
export interface IdleTick {
  levelId: number;
  themeId: number;
}

export interface NearMisses {
  rights: readonly IdleRight[];
  ticks: readonly IdleTick[];
}

/** The actor's own rights and ticks at an institution that give nothing now: the reasons people overlook. */
export async function readNearMisses(db: Db, actor: Actor, institution: number): Promise<NearMisses> {
  const { rows: rights } = await sql<IdleRight>`
    select distinct on (g.entitlement_id) g.entitlement_id as "entitlementId",
      lower(g.period) as "from", upper(g.period) - 1 as until,
      case
        when a.id is not null then 'elsewhere'
        when g.withdrawn_at is not null then 'withdrawn'
        when upper(g.period) <= app.today() then 'ended'
        when lower(g.period) > app.today() then 'begins'
        when not o.valid @> app.today() then 'closed'
        else 'relation-ended'
      end as state
    from grants g
    join organisations o on o.id = g.organisation_id
    left join active_grants a on a.id = g.id
    where g.person_id = ${actor.personId} and g.organisation_id = ${institution} and g.deputises is null
      and not g.id = any (${actor.grants.map((grant) => grant.id)}::uuid[])
    order by g.entitlement_id, a.id is null, g.withdrawn_at is not null, upper(g.period) desc`.execute(db);
  const { rows: ticks } = await sql<IdleTick>`
    select t.level_id as "levelId", t.theme_id as "themeId" from theme_ticks t
    where t.person_id = ${actor.personId} and t.institution_id = ${institution} and t.unticked_at is null`.execute(db);
  const counting = new Set(actor.ticks.filter((t) => t.institutionId === institution).map(keyOf));
  return { rights, ticks: ticks.filter((tick) => !counting.has(keyOf(tick))) };
}

const keyOf = (tick: IdleTick): string => `${tick.levelId} ${tick.themeId}`;

/** The near misses that bear on what is missing, as sentences that continue "omdat …". */
export function nearMissesOf(misses: NearMisses, missing: Rule, words: { names: Names; t: Messages }): string[] {
  const wanted = new Set(entitlementsOf(missing));
  const rights = misses.rights.filter((right) => wanted.has(right.entitlementId));
  const ticked = misses.ticks.some((tick) => isTickedFor(misses, missing, tick.levelId));
  return [...rights.map((right) => sentenceOf(right, words)), ...(ticked ? [words.t.web.why.themeWithoutRight] : [])];
}

/** Whether a theme that is missing at this level is ticked all the same. */
export function isTickedFor(misses: NearMisses, missing: Rule, levelId: number | null): boolean {
  const themes = themesOf(missing);
  return misses.ticks.some((tick) => tick.levelId === levelId && themes.includes(tick.themeId));
}

function sentenceOf(right: IdleRight, { names, t }: { names: Names; t: Messages }): string {
  const name = names.entitlements.get(right.entitlementId) ?? right.entitlementId;
  const why = t.web.why;
  switch (right.state) {
    case 'ended':
      return why.ended(name, formatDate(right.until));
    case 'begins':
      return why.begins(name, formatDate(right.from));
    case 'withdrawn':
      return why.withdrawn(name);
    case 'closed':
      return why.closed(name);
    case 'relation-ended':
      return why.relationEnded(name);
    case 'elsewhere':
      return why.elsewhere(name);
  }
}

function entitlementsOf(rule: Rule): string[] {
  if (rule.kind === 'holds') return [rule.entitlement];
  // A theme works only with the right it hangs on, so the end of that right explains its absence.
  if (rule.kind === 'theme') return ['portal-user'];
  return rule.rules.flatMap(entitlementsOf);
}

function themesOf(rule: Rule): number[] {
  if (rule.kind === 'theme') return [rule.themeId];
  return rule.kind === 'holds' ? [] : rule.rules.flatMap(themesOf);
}

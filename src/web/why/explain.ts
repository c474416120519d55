import { sql } from 'kysely';
import { actAsPerson } from '#access/context.ts';
import type { Actor } from '#access/actor.ts';
import type { Forbidden } from '#access/refusals.ts';
import type { Rule } from '#access/rule.ts';
import type { Visit } from '#access/visit.ts';
import { formatInstitutionNumber } from '#directory/institution-number.ts';
import type { Messages } from '#i18n/index.ts';
import type { Db } from '#platform/db.ts';
import type { Giver } from '#ui/components/refusal-panel.tsx';
import { formatDate } from '#ui/format.ts';

/** What a refusal says: why, for which institution, and who can mend it (PO-6). */
export interface Explanation {
  reasons: string[];
  givers: Giver[];
  institution: number | null;
}

/** Names of rights and themes, as the office writes them. */
export interface Names {
  entitlements: ReadonlyMap<string, string>;
  themes: ReadonlyMap<number, string>;
}

/** Explains a refusal that a page ran into, in a snapshot of its own. */
export async function explainRefusal(visit: Visit, actor: Actor, refusal: Forbidden): Promise<Explanation> {
  return visit.services.database.read(async (db) => {
    await actAsPerson(db, actor);
    const institution =
      refusal.institutionId ?? actor.actingFor?.organisationId ?? actor.grants[0]?.organisationId ?? null;
    if (institution === null || !refusal.missing) return { reasons: [], givers: [], institution: null };
    return explainMissing(db, actor, { missing: refusal.missing, institution }, visit.t);
  });
}

/** What is missing for one institution, in words, and the people who can give it. */
export async function explainMissing(
  db: Db,
  actor: Actor,
  what: { missing: Rule; institution: number },
  t: Messages,
): Promise<Explanation> {
  const names = await readNames(db, t);
  const institution = await db
    .selectFrom('organisations')
    .select('name')
    .where('id', '=', what.institution)
    .executeTakeFirst();
  const label = `${formatInstitutionNumber(what.institution)} ${institution?.name ?? ''}`.trim();
  return {
    reasons: [
      `${t.web.why.youLack(label, describeMissing(what.missing, names, t))}`,
      ...(await nearMisses(db, actor, what, { names, t })),
    ],
    givers: await findGivers(db, what.institution, what.missing),
    institution: what.institution,
  };
}

/** "het recht A en het thema B". */
export function describeMissing(rule: Rule, names: Names, t: Messages): string {
  const why = t.web.why;
  switch (rule.kind) {
    case 'holds':
      return why.missingRight(names.entitlements.get(rule.entitlement) ?? rule.entitlement);
    case 'theme':
      return why.missingTheme(names.themes.get(rule.themeId) ?? String(rule.themeId));
    default:
      return rule.rules.map((part) => describeMissing(part, names, t)).join(rule.kind === 'all' ? why.and : why.or);
  }
}

/** Those whose change would succeed: holders, today, of a right that may give what is missing (P13). */
export async function findGivers(db: Db, institution: number, missing: Rule): Promise<Giver[]> {
  const wanted = wantedEntitlements(missing);
  const { rows } = await sql<{ name: string; email: string | null; role: string }>`
    select g.given_name || ' ' || g.family_name as name, min(g.email) as email, string_agg(distinct e.name, ', ') as role
    from app.givers(${institution}, array(
      select distinct d.giver from delegations d
      where d.given = any(${wanted}) and not d.only_without_head_admin)) g
    join entitlements e on e.id = g.entitlement_id
    group by g.person_id, g.given_name, g.family_name
    order by g.family_name, g.given_name`.execute(db);
  return rows.map((row) => ({ name: row.name, role: row.role, ...(row.email && { email: row.email }) }));
}

export async function readNames(db: Db, t: Messages): Promise<Names> {
  const entitlements = await db.selectFrom('entitlements').select(['id', 'name']).execute();
  const themes = await db.selectFrom('themes').select(['id', 'name', 'confidentiality']).execute();
  return {
    entitlements: new Map(entitlements.map((row) => [row.id, row.name])),
    themes: new Map(themes.map((row) => [row.id, themeLabel(row, t)])),
  };
}

/** "Leerlingen (vertrouwelijk)": the name alone would be ambiguous. */
export function themeLabel(theme: { name: string; confidentiality: string }, t: Messages): string {
  const word = {
    open: t.ui.confidentiality.open,
    confidential: t.ui.confidentiality.confidential,
    'very-confidential': t.ui.confidentiality.veryConfidential,
  }[theme.confidentiality];
  return `${theme.name} (${(word ?? '').toLowerCase()})`;
}

// A theme is given by whoever administers themes, and only where the person may hold themes at all.
function wantedEntitlements(rule: Rule): string[] {
  if (rule.kind === 'holds') return [rule.entitlement];
  if (rule.kind === 'theme') return ['portal-user'];
  return rule.rules.flatMap(wantedEntitlements);
}

/** A right that ended or has not begun, and ticks without the right they hang on: the reasons people overlook. */
async function nearMisses(
  db: Db,
  actor: Actor,
  what: { missing: Rule; institution: number },
  words: { names: Names; t: Messages },
): Promise<string[]> {
  const { rows } = await sql<{ entitlement_id: string; until: string; since: string; began: boolean }>`
    select g.entitlement_id, upper(g.period) - 1 as until, lower(g.period) as since, lower(g.period) <= app.today() as began
    from grants g
    where g.person_id = ${actor.personId} and g.organisation_id = ${what.institution}
      and g.entitlement_id = any(${wantedEntitlements(what.missing)})
      and g.withdrawn_at is null and not g.period @> app.today()
    order by g.period desc limit 3`.execute(db);
  return rows.map((row) => {
    const name = words.names.entitlements.get(row.entitlement_id) ?? row.entitlement_id;
    return row.began
      ? words.t.web.why.ended(name, formatDate(row.until))
      : words.t.web.why.begins(name, formatDate(row.since));
  });
}

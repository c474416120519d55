import { sql } from 'kysely';
import { synchroniseHeadGrants } from '#apps/rights/index.ts';
import type { Tx } from '#platform/db.ts';
import { rangeOf } from '#demo/calendar.ts';
import { colleagues, type Colleague } from '#demo/colleagues.ts';
import { demoPersonId, grantId, relationId } from '#demo/keys.ts';
import { demoOrganisations } from '#demo/organisations.ts';
import { demoPeople, type DemoGrant, type DemoPerson } from '#demo/people.ts';
import { demoId } from '#demo/random.ts';

interface HeadRow {
  person: string;
  institution: number;
  period: string;
}

interface GrantRow {
  id: string;
  relation: string;
  person: string;
  entitlement: string;
  organisation: number;
  period: string;
  contexts: readonly string[];
  cause: 'manual' | 'imported';
  /** On the strength of the portal administration right that this person has there. */
  given_by: string | null;
}

interface TickRow {
  id: string;
  person: string;
  institution: number;
  level: number;
  theme: string;
  ticked_by: string | null;
}

/** Heads with their automatic rights, the rights of everybody else, and the themes that were ticked. */
export async function loadDemoRights(tx: Tx, today: string): Promise<void> {
  const everybody = [...demoPeople, ...colleagues];
  await storeHeads(
    tx,
    everybody.flatMap((person) => headRows(person, today)),
  );
  await synchroniseHeadGrants(tx);
  await storeGrants(tx, [...demoPeople.flatMap((person) => grantsOf(person, today)), ...colleagueGrants(today)]);
  await storeTicks(tx, everybody.flatMap(tickRows));
}

function headRows(person: DemoPerson | Colleague, today: string): HeadRow[] {
  return institutionsHeadedBy(person).map((institution) => ({
    person: demoPersonId(person.key),
    institution,
    period: rangeOf('running', today),
  }));
}

function institutionsHeadedBy(person: DemoPerson | Colleague): readonly number[] {
  if ('headOf' in person) return person.headOf;
  return person.isHead ? [person.organisation] : [];
}

async function storeHeads(tx: Tx, rows: readonly HeadRow[]): Promise<void> {
  const list = JSON.stringify(rows);
  await sql`
    update head_assignments known set period = r.period
    from jsonb_to_recordset(${list}::jsonb) as r (person uuid, institution integer, period daterange)
    where known.person_id = r.person and known.institution_id = r.institution and known.source = 'demo' and known.period <> r.period
  `.execute(tx);
  await sql`
    insert into head_assignments (person_id, institution_id, period, source)
    select r.person, r.institution, r.period, 'demo'
    from jsonb_to_recordset(${list}::jsonb) as r (person uuid, institution integer, period daterange)
    where not exists (
      select 1 from head_assignments known where known.person_id = r.person and known.institution_id = r.institution
    )
  `.execute(tx);
}

function grantsOf(person: DemoPerson, today: string): GrantRow[] {
  return person.relations.flatMap((relation) =>
    relation.grants.flatMap((grant) =>
      grant.organisations.map((organisation) =>
        grantRow({ key: person.key, employer: relation.organisation, organisation }, grant, 'imported', today),
      ),
    ),
  );
}

function colleagueGrants(today: string): GrantRow[] {
  return colleagues
    .filter((colleague) => !colleague.isHead)
    .map(({ key, organisation, period }) => {
      const grant = { entitlement: 'portal-user', organisations: [organisation], period } as const;
      const holder = { key, employer: organisation, organisation };
      const head = headKey(organisation);
      return head === undefined
        ? grantRow(holder, grant, 'imported', today)
        : { ...grantRow(holder, grant, 'manual', today), given_by: demoPersonId(head) };
    });
}

function grantRow(
  holder: { key: string; employer: number; organisation: number },
  grant: DemoGrant,
  cause: GrantRow['cause'],
  today: string,
): GrantRow {
  return {
    id: grantId(holder.key, grant.entitlement, holder.organisation),
    relation: relationId(holder.key, holder.employer),
    person: demoPersonId(holder.key),
    entitlement: grant.entitlement,
    organisation: holder.organisation,
    period: rangeOf(grant.period, today),
    contexts: grant.contexts ?? [],
    cause,
    given_by: null,
  };
}

/** Who heads an institution; a few have nobody. */
/** Nobody of a closed school gives anything any more. */
function headKey(institution: number): string | undefined {
  if (demoOrganisations.find(({ id }) => id === institution)?.closedYearsAgo !== undefined) return undefined;
  return [...demoPeople, ...colleagues].find((person) => institutionsHeadedBy(person).includes(institution))?.key;
}

async function storeGrants(tx: Tx, rows: readonly GrantRow[]): Promise<void> {
  await sql`
    with stored as (insert into grants (id, work_relation_id, person_id, entitlement_id, organisation_id, period, contexts, cause, given_by, given_on_grant)
    select r.id, r.relation, r.person, r.entitlement, r.organisation, r.period, r.contexts, r.cause, r.given_by, own.id
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (
      id uuid, relation uuid, person uuid, entitlement text, organisation integer, period daterange, contexts text[],
      cause text, given_by uuid)
    join work_relations w on w.id = r.relation
    left join active_grants own on own.person_id = r.given_by and own.organisation_id = r.organisation
      and own.entitlement_id = 'portal-admin'
    where not exists (
      select 1 from grants other
      where other.person_id = r.person and other.entitlement_id = r.entitlement and other.organisation_id = r.organisation
        and other.withdrawn_at is null and other.period && r.period and other.id <> r.id
    )
    on conflict (id) do update set period = excluded.period
    where grants.withdrawn_at is null and grants.period <> excluded.period
      and not exists (
        select 1 from audit_events e
        where e.subject_kind = 'grant' and e.subject_id = grants.id::text and e.actor_kind = 'person')
    returning id, work_relation_id, person_id, entitlement_id, organisation_id, contexts, period)
    insert into audit_events (actor_kind, actor_label, action, subject_kind, subject_id, organisation_id, after)
    select 'system', 'demo', 'import-right', 'grant', id, organisation_id, jsonb_build_object(
      'relation', work_relation_id, 'person', person_id, 'entitlement', entitlement_id, 'contexts', contexts,
      'from', lower(period), 'until', upper(period) - 1)
    from stored
  `.execute(tx);
  // They were given before this began: nobody is written to.
  await sql`
    insert into given_rights_told (grant_id) select id from grants where id = any (${rows.map(({ id }) => id)}::uuid[])
    on conflict do nothing`.execute(tx);
}

function tickRows(person: DemoPerson | Colleague): TickRow[] {
  return person.ticks.flatMap(({ institution, level, themes }) =>
    themes.map((theme) => ({
      id: demoId(`tick ${person.key} ${institution} ${level} ${theme}`),
      person: demoPersonId(person.key),
      institution,
      level,
      theme,
      ticked_by: demoPersonId(headKey(institution) ?? person.key),
    })),
  );
}

async function storeTicks(tx: Tx, rows: readonly TickRow[]): Promise<void> {
  await sql`
    with stored as (insert into theme_ticks (id, person_id, institution_id, level_id, theme_id, ticked_by)
    select r.id, r.person, r.institution, r.level, t.id, r.ticked_by
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r (id uuid, person uuid, institution integer, level smallint, theme text, ticked_by uuid)
    join themes t on t.slug = r.theme
    -- A tick that ended with the right of somebody who left stays ended: whoever has no right can be ticked no more.
    where not exists (select 1 from theme_ticks known where known.id = r.id)
    on conflict do nothing
    returning person_id, institution_id, level_id, theme_id, grant_id)
    insert into audit_events (actor_kind, actor_label, action, subject_kind, subject_id, organisation_id, after)
    select 'system', 'demo', 'tick-theme', 'person', person_id, institution_id, jsonb_build_object(
      'levelId', level_id, 'themeId', theme_id, 'ticked', true, 'grant', grant_id)
    from stored
  `.execute(tx);
}

import { sql } from 'kysely';
import type { Sealer } from '#platform/crypto.ts';
import type { Tx } from '#platform/db.ts';
import { rangeOf } from '#demo/calendar.ts';
import { colleagues, type Colleague } from '#demo/colleagues.ts';
import { demoPersonId, relationId } from '#demo/keys.ts';
import { loadDemoRights } from '#demo/load-rights.ts';
import { demoPeople, type DemoPerson } from '#demo/people.ts';

interface RelationRow {
  id: string;
  person: string;
  organisation: number;
  target_group: string;
  category: string;
  period: string;
}

/**
 * Stores the people of the demo with their relations, rights and themes. Loading again on a later day moves the periods that
 * are told from today (ended yesterday, starts tomorrow) and leaves alone what was changed by hand.
 */
export async function loadDemoPeople(tx: Tx, sealer: Sealer, today: string): Promise<void> {
  await storePersons(tx, sealer);
  await storeRelations(tx, [
    ...demoPeople.flatMap((person) => relationsOf(person, today)),
    ...colleagues.map((colleague) => relationOf(colleague, today)),
  ]);
  await loadDemoRights(tx, today);
}

async function storePersons(tx: Tx, sealer: Sealer): Promise<void> {
  const rows = [
    ...demoPeople
      .filter(({ registered }) => registered !== false)
      .map((person) => ({
        ...personRow(person),
        sealed: sealer.seal(person.nationalNumber).toString('hex'),
        lookup: sealer.lookup(person.nationalNumber).toString('hex'),
      })),
    ...colleagues.map(personRow),
  ];
  await sql`
    insert into persons (id, given_name, family_name, email, national_number_sealed, national_number_lookup)
    select id, given_name, family_name, email, decode(sealed, 'hex'), decode(lookup, 'hex')
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r (id uuid, given_name text, family_name text, email text, sealed text, lookup text)
    on conflict (id) do update set
      national_number_sealed = excluded.national_number_sealed, national_number_lookup = excluded.national_number_lookup
    where persons.national_number_lookup is distinct from excluded.national_number_lookup
  `.execute(tx);
}

function personRow(person: Pick<DemoPerson, 'key' | 'givenName' | 'familyName' | 'email'>) {
  return {
    id: demoPersonId(person.key),
    given_name: person.givenName,
    family_name: person.familyName,
    email: person.email,
  };
}

function relationsOf(person: DemoPerson, today: string): RelationRow[] {
  return person.relations.map((relation) => ({
    id: relationId(person.key, relation.organisation),
    person: demoPersonId(person.key),
    organisation: relation.organisation,
    target_group: relation.targetGroup,
    category: relation.category,
    period: rangeOf(relation.period, today),
  }));
}

function relationOf(colleague: Colleague, today: string): RelationRow {
  return {
    id: relationId(colleague.key, colleague.organisation),
    person: demoPersonId(colleague.key),
    organisation: colleague.organisation,
    target_group: 'OV',
    category: 'Medewerker',
    period: rangeOf('running', today),
  };
}

async function storeRelations(tx: Tx, rows: readonly RelationRow[]): Promise<void> {
  await sql`
    with stored as (insert into work_relations (id, person_id, organisation_id, target_group, category, period)
    select r.id, r.person, r.organisation, r.target_group, r.category, r.period
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r (id uuid, person uuid, organisation integer, target_group text, category text, period daterange)
    where not exists (
      select 1 from work_relations other
      where other.person_id = r.person and other.organisation_id = r.organisation and other.target_group = r.target_group
        and other.period && r.period and other.id <> r.id
    )
    on conflict (id) do update set period = excluded.period
    where work_relations.ended_reason is null and work_relations.period <> excluded.period
    returning id, person_id, organisation_id, target_group, period)
    insert into audit_events (actor_kind, actor_label, action, subject_kind, subject_id, organisation_id, after)
    select 'system', 'demo', 'make-work-relation', 'work-relation', id, organisation_id, jsonb_build_object(
      'person', person_id, 'targetGroup', target_group, 'from', lower(period), 'until', upper(period) - 1)
    from stored
  `.execute(tx);
}

import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import type pg from 'pg';
import { hashToken, sealer } from '#platform/crypto.ts';
import { startEmbeddedServer } from '#platform/database-server.ts';
import { migrate } from '#platform/migrate.ts';
import type { Options } from '../options.ts';
import { say } from '../progress.ts';
import { connectOwner, copyRows } from './copy.ts';
import { generatedFile, type Generated } from './generate.ts';
import { benchId, type Persona, type Row } from './people.ts';

/** What an institution sent in five years; with 5,000 institutions some 200,000 submissions. */
const submissionsPerInstitution = 40;
const agendaItems = 2_500;
const numbersPerInstitution = 3;
/** People of the administration who use the other applications. */
const workers = { handler: 'submission-handler', editor: 'agenda-editor', health: 'health-team' } as const;
const moreDuties = { editor: ['contacts-editor'] } as const;

export type Worker = keyof typeof workers;

/** The keys of every generated Flanders: nothing in it is of anybody. */
export const benchKey = (name: string): Buffer => createHash('sha256').update(`schoolpoort bench ${name}`).digest();

/** The secret in the address of the calendar of somebody of the measurements. */
export const benchFeed = (persona: string): string =>
  createHash('sha256').update(`feed ${persona}`).digest('base64url');

/**
 * Fills agenda, contacts, submissions, emergency numbers and links of a Flanders that was generated before, also of one by an
 * older version: it is migrated first. What was filled before stays as it is.
 */
export async function fillApplications({ dataDir }: Options): Promise<void> {
  const generated = JSON.parse(readFileSync(generatedFile(dataDir), 'utf8')) as Generated;
  const server = await startEmbeddedServer({ dataDir });
  try {
    await migrate(server.ownerUrl);
    const client = await connectOwner(server.ownerUrl);
    await fill(client, generated).finally(() => client.end());
  } finally {
    await server.stop();
  }
  writeFileSync(generatedFile(dataDir), JSON.stringify(generated, null, 2));
}

async function fill(client: pg.Client, generated: Generated): Promise<void> {
  const { rows } = await client.query<{ known: boolean }>('select exists (select from submissions) as known');
  if (rows[0]?.known) return say('The other applications were filled before');
  const { rows: found } = await client.query<{ id: number }>(
    "select id from organisations where kind = 'administration'",
  );
  const administration = found[0]?.id ?? 0;
  await client.query('begin');
  const people = await makeWorkers(client, administration);
  await fillAgenda(client, administration);
  await fillContacts(client);
  await fillSubmissions(client, people.handler);
  await fillEmergencyNumbers(client);
  await makeFeeds(client, { ...generated.personas, ...people });
  await client.query(`update linked_applications set url = 'https://' || id || '.example/' where url is null`);
  await client.query('commit');
  await client.query(
    'vacuum (analyze) submissions, submission_events, submission_files, agenda_items, contacts, institution_contacts, emergency_numbers, emergency_number_reads',
  );
  generated.workers = people;
  for (const table of ['submissions', 'agenda_items', 'institution_contacts', 'emergency_numbers'])
    generated.rows[table] = Number((await client.query(`select count(*) as n from ${table}`)).rows[0]?.n);
  say(`Filled the other applications: ${generated.rows['submissions']} submissions`);
}

async function makeWorkers(client: pg.Client, administration: number): Promise<Record<Worker, Persona>> {
  const made = (Object.keys(workers) as Worker[]).map((worker, index) => {
    const at = 0xf0_0000 + index;
    const persona: Persona = { personId: benchId(1, at), targetGroup: 'GID', workRelationId: benchId(2, at) };
    return { worker, at, persona };
  });
  await copyRows(
    client,
    'persons (id, given_name, family_name, email)',
    made.map(({ worker, persona }) => [persona.personId, 'Medewerker', worker, `${worker}@dienst.example`]),
  );
  await copyRows(
    client,
    'work_relations (id, person_id, organisation_id, target_group, category, period)',
    made.map(({ persona }) => [
      persona.workRelationId,
      persona.personId,
      administration,
      'GID',
      'medewerker',
      '[2024-09-01,)',
    ]),
  );
  const grants = made.flatMap(({ worker, at, persona }): Row[] =>
    [workers[worker], ...(worker === 'editor' ? moreDuties.editor : [])].map((right, n) => [
      benchId(3, at + 0x1_0000 * n),
      persona.workRelationId,
      persona.personId,
      right,
      administration,
      '[2025-09-01,2034-09-01)',
      worker === 'handler' ? '{agodi}' : '{}',
      'imported',
    ]),
  );
  await copyRows(
    client,
    'grants (id, work_relation_id, person_id, entitlement_id, organisation_id, period, contexts, cause)',
    grants,
  );
  return Object.fromEntries(made.map(({ worker, persona }) => [worker, persona])) as Record<Worker, Persona>;
}

async function fillAgenda(client: pg.Client, administration: number): Promise<void> {
  await client.query(
    `insert into agenda_items (organiser_id, kind, title, description, begins_on, ends_on, begins_at, levels, kinds)
     select $1, case when n % 3 = 0 then 'milestone' else 'event' end, 'Infosessie ' || n, repeat('Wat je moet weten en waar. ', 8),
       date '2022-09-01' + n, date '2022-09-01' + n + n % 2, case when n % 4 = 0 then time '14:00' end,
       case n % 5 when 0 then '{1,2}' when 1 then '{2}' when 2 then '{1,2,3,4,5,6,7}' else '{1}' end::smallint[],
       case when n % 9 = 0 then '{special-school}' else '{}' end::text[]
     from generate_series(1, $2::int) as n`,
    [administration, agendaItems],
  );
  // The last days of half of the forms.
  await client.query(`update forms set active = daterange(null, date '2026-12-01' + id * 9) where id % 2 = 0`);
}

async function fillContacts(client: pg.Client): Promise<void> {
  await client.query(
    `insert into contacts (kind, name, phone, email)
     select kind, 'Team ' || kind || ' ' || n, '02 555 ' || to_char(n, 'FM0000'), 'team' || n || '@' || kind || '.example'
     from unnest(array['school-management-team', 'workstation', 'verifier', 'institution-management-team']) as kind, generate_series(1, 60) as n`,
  );
  await client.query(
    `insert into institution_contacts (institution_id, kind, contact_id)
     select o.id, c.kind, c.id from organisations o
     join (select id, kind, row_number() over (partition by kind order by id) as n from contacts) c on c.n = 1 + o.id % 60
     where o.kind = 'institution'`,
  );
}

/** Newest first two or three wait or are being handled, the others are finished; one in seventeen was withdrawn. */
async function fillSubmissions(client: pg.Client, handler: Persona): Promise<void> {
  await client.query(
    `create temporary table senders as
       select distinct on (g.organisation_id) g.organisation_id, g.person_id, p.given_name || ' ' || p.family_name as name
       from grants g join persons p on p.id = g.person_id where g.entitlement_id = 'portal-user' order by g.organisation_id, g.id`,
  );
  await client.query(
    `insert into submissions (id, institution_id, level_id, form_id, school_year, state, begun_by, begun_by_name, begun_at, number,
       sent_at, receiving_service_id, content_digest, taken_up_at, handler_id, handler_name)
     select id, organisation_id, level_id, form_id, extract(year from sent_at - interval '8 months')::int, state, person_id, name, sent_at,
       row_number() over (order by sent_at), sent_at, receiving_service_id, sha256(id::text::bytea),
       case when has_handler then sent_at end, case when has_handler then $2::uuid end, case when has_handler then 'Medewerker handler' end
     from (
       select uuidv7() as id, made.*, state in ('in-progress', 'returned', 'finished') as has_handler
       from (
         select s.organisation_id, s.person_id, s.name, l.level_id, f.form_id, f.receiving_service_id,
           timestamptz '2026-11-20 08:00+01' - make_interval(days => n * 1800 / $1::int - s.organisation_id % 45, secs => s.organisation_id % 30000) as sent_at,
           case when n % 17 = 0 then 'withdrawn' when n = 1 then 'received' when n = 2 then 'in-progress'
             when n = 3 and s.organisation_id % 5 = 0 then 'returned' else 'finished' end as state
         from senders s
         join lateral (select min(level_id) as level_id from organisation_levels where organisation_id = s.organisation_id) l on true
         cross join generate_series(1, $1::int) as n
         join (select form_id, level_id, receiving_service_id, row_number() over (partition by level_id order by form_id) as at,
             count(*) over (partition by level_id) as forms from form_levels) f
           on f.level_id = l.level_id and f.at = 1 + (n + s.organisation_id) % f.forms
       ) made
     ) whole`,
    [submissionsPerInstitution, handler.personId],
  );
  await client.query(`select setval('submission_numbers', (select max(number) from submissions))`);
  await client.query(
    `insert into submission_events (id, submission_id, at, kind, person_id, person_name)
     select uuidv7(), id, sent_at, 'sent', begun_by, begun_by_name from submissions
     union all
     select uuidv7(), id, sent_at + interval '3 days', 'finished', handler_id, handler_name from submissions where state = 'finished'`,
  );
  await client.query(
    `insert into submission_files (id, submission_id, event_id, side, name, kind, bytes, sha256, checked, added_by, added_at)
     select uuidv7(), s.id, e.id, 'sender', 'bijlage ' || n || '.pdf', 'pdf', 40000 + n, sha256((s.id || '-' || n)::bytea), 'clean', s.begun_by, s.sent_at
     from submissions s join submission_events e on e.submission_id = s.id and e.kind = 'sent', generate_series(1, 2) as n`,
  );
}

/** Sealed with the keys with which the measured website opens them. */
async function fillEmergencyNumbers(client: pg.Client): Promise<void> {
  const { seal } = sealer({ nationalNumber: benchKey('number'), nationalNumberLookup: benchKey('lookup') });
  const { rows } = await client.query<{ organisationId: number; personId: string }>(
    'select organisation_id as "organisationId", person_id as "personId" from senders',
  );
  const numbers = rows.flatMap(({ organisationId, personId }) =>
    Array.from({ length: numbersPerInstitution }, (_, n): Row => [
      organisationId,
      `Directie ${n + 1}`,
      `\\x${seal(`+3247${String(organisationId * 10 + n).padStart(7, '0')}`).toString('hex')}`,
      n + 1,
      '2026-09-01',
      personId,
    ]),
  );
  const columns = 'institution_id, label, number_sealed, call_order, confirmed_on, registered_by';
  await copyRows(client, `emergency_numbers (${columns})`, numbers);
  await client.query(
    `insert into emergency_number_reads (institution_id, reader_id, reader_organisation_id, case_number, purpose, read_at)
     select organisation_id, $1, $2, 'dossier ' || n, 'Meningokokken in de tweede klas', timestamptz '2026-09-01' + make_interval(days => n)
     from senders, generate_series(1, 5) as n`,
    [benchId(1, 0xf0_0000 + Object.keys(workers).indexOf('health')), 1_009_999],
  );
}

async function makeFeeds(client: pg.Client, people: Record<string, Persona>): Promise<void> {
  for (const [name, { personId, targetGroup }] of Object.entries(people))
    await client.query('insert into calendar_feeds (token_hash, person_id, target_group) values ($1, $2, $3)', [
      hashToken(benchFeed(name)),
      personId,
      targetGroup,
    ]);
}

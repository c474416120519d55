import type pg from 'pg';
import { checkDigits } from '#directory/national-number.ts';
import { sealer } from '#platform/crypto.ts';
import { copyRows } from '../copy.ts';
import type { Row } from '../people.ts';
import { benchKey } from './keys.ts';
import type { Part, World } from './part.ts';

/** What everybody at a school holds now, and held one school year each. What a list gives in the measurements is not among them. */
const rights = ['edison-staff-admin', 'edison-institution-pupil-admin', 'pupil-passport', 'pupil-transport'];
const schoolYears = 6;
/** People who work at a second school, and how many of the first board's schools so that their administrator has two thousand. */
const secondRelations = 20_000;
const ofBoard = 800;

/**
 * A million rights of a hundred thousand people, each with the event that tells of it: four that run and six of earlier years for
 * everybody at a school. Some end soon, some were withdrawn. And what was asked for: five thousand requests that wait.
 */
export const rightsOfMany: Part = {
  name: 'rights of many',
  isFilled: "exists (select from audit_events where action = 'grant-right')",
  tables: ['grants', 'work_relations', 'persons', 'audit_events', 'access_requests'],
  async fill(client, world) {
    await giveNumbers(client);
    await relateAgain(client, world);
    await client.query(
      `create temporary table staff on commit drop as
       select w.id as relation, w.person_id, w.organisation_id, head.person_id as head, head.id as head_grant, row_number() over (order by w.id) as n
       from work_relations w
       join organisations o on o.id = w.organisation_id and o.kind = 'institution'
       join lateral (
         select g.id, g.person_id from grants g
         where g.organisation_id = w.organisation_id and g.entitlement_id = 'head-local-admin' order by g.id limit 1) head on true`,
    );
    await giveRights(client);
    await tellOfRights(client);
    await askForRights(client);
  },
};

/** One number each, as the product keeps it; with the keys of the measured website. */
async function giveNumbers(client: pg.Client): Promise<void> {
  const { seal, lookup } = sealer({
    nationalNumber: benchKey('number'),
    nationalNumberLookup: benchKey('lookup'),
  });
  const { rows } = await client.query<{ id: string }>(
    'select id from persons where national_number_lookup is null order by id',
  );
  await client.query('create temporary table numbers (id uuid, sealed bytea, lookup bytea) on commit drop');
  const bytes = (value: Buffer): string => `\\x${value.toString('hex')}`;
  await copyRows(
    client,
    'numbers',
    rows.map(({ id }, n): Row => {
      const number = benchNumber(n);
      return [id, bytes(seal(number)), bytes(lookup(number))];
    }),
  );
  await client.query(
    `update persons p set national_number_sealed = n.sealed, national_number_lookup = n.lookup from numbers n where n.id = p.id`,
  );
}

/** The national number of the nth person: born between 1950 and 1999. */
export function benchNumber(n: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const [serial, day] = [1 + (n % 997), Math.floor(n / 997)];
  const birth = `${two(50 + (day % 50))}${two(1 + (Math.floor(day / 50) % 12))}${two(1 + Math.floor(day / 600))}`;
  const nine = `${birth}${String(serial).padStart(3, '0')}`;
  return nine + checkDigits(nine, 1900);
}

async function relateAgain(client: pg.Client, { personas }: World): Promise<void> {
  await client.query(
    `with schools as (
       select o.id, row_number() over (order by (o.id in (select organisation_id from grants where person_id = $1)) desc, o.id) as n
       from organisations o where o.kind = 'institution'
     ), chosen as (
       select w.person_id, w.organisation_id, row_number() over (order by md5(w.id::text)) as n
       from work_relations w join organisations o on o.id = w.organisation_id and o.kind = 'institution'
     )
     insert into work_relations (person_id, organisation_id, target_group, category, period)
     select c.person_id, s.id, 'OV', 'personeel', '[2025-09-01,)'
     from chosen c join schools s on s.n = case when c.n <= $3 then 1 + c.n % 60 else 61 + c.n % greatest(1, (select count(*) from schools) - 60) end
     where c.n <= $2 and s.id <> c.organisation_id`,
    [personas.board.personId, secondRelations, ofBoard],
  );
}

async function giveRights(client: pg.Client): Promise<void> {
  const right = (nth: string): string => `(array['${rights.join("','")}'])[1 + ${nth}]`;
  const contexts = (nth: string): string =>
    `case when ${right(nth)} = 'pupil-passport' then array[(array['Operator', 'Gebruiker'])[1 + (s.n % 2)::int]] else '{}' end`;
  await client.query(
    `insert into grants (work_relation_id, person_id, entitlement_id, organisation_id, period, contexts, cause, given_by, given_on_grant, given_at)
     select s.relation, s.person_id, ${right('k')}, s.organisation_id,
       daterange('2026-09-01', case when (s.n + k) % 20 = 0 then date '2026-11-25' + (s.n % 70)::int else date '2027-07-01' + (k * 365) end),
       ${contexts('k')}, 'manual', s.head, s.head_grant, timestamptz '2026-08-20 09:00+02' + make_interval(secs => (s.n % 600000)::int)
     from staff s, generate_series(0, ${rights.length - 1}) as k
     where s.person_id <> s.head
     on conflict do nothing`,
  );
  await client.query(
    `insert into grants (work_relation_id, person_id, entitlement_id, organisation_id, period, contexts, cause, given_by, given_on_grant, given_at,
       withdrawn_at, withdrawn_by, withdrawn_reason)
     select s.relation, s.person_id, ${right('(s.n + k)::int % 4')}, s.organisation_id, daterange(begun, (begun + interval '1 year')::date),
       ${contexts('(s.n + k)::int % 4')}, 'manual', s.head, s.head_grant, begun - 10 + time '09:00',
       case when (s.n + k) % 10 = 0 then begun + 100 + time '10:00' end, case when (s.n + k) % 10 = 0 then s.head end,
       case when (s.n + k) % 10 = 0 then 'Andere opdracht' end
     from staff s, generate_series(0, ${schoolYears - 1}) as k, lateral (select make_date(2019 + k, 9, 1) as begun) years
     on conflict do nothing`,
  );
}

/** What the commands would have noted, so that the log tells of every right. */
async function tellOfRights(client: pg.Client): Promise<void> {
  await client.query(
    `insert into audit_events (at, actor_kind, actor_person_id, actor_label, acting_for, rests_on_grant, action, subject_kind, subject_id,
       organisation_id, after)
     select g.given_at, case when g.given_by is null then 'system' else 'person' end, g.given_by,
       case when g.given_by is null then 'import' else 'person' end, case when g.given_by is not null then g.organisation_id end, g.given_on_grant,
       case when g.given_by is null then 'import-right' else 'grant-right' end, 'grant', g.id::text, g.organisation_id,
       jsonb_build_object('relation', g.work_relation_id, 'person', g.person_id, 'entitlement', g.entitlement_id, 'contexts', g.contexts,
         'from', lower(g.period), 'until', upper(g.period) - 1)
     from grants g order by g.given_at`,
  );
  await client.query(
    `insert into audit_events (at, actor_kind, actor_person_id, actor_label, acting_for, action, subject_kind, subject_id, organisation_id, after, reason)
     select g.withdrawn_at, 'person', g.withdrawn_by, 'person', g.organisation_id, 'withdraw-grant', 'grant', g.id::text, g.organisation_id,
       '{"withdrawn": true}', g.withdrawn_reason
     from grants g where g.withdrawn_at is not null order by g.withdrawn_at`,
  );
}

async function askForRights(client: pg.Client): Promise<void> {
  await client.query(
    `insert into access_requests (person_id, organisation_id, entitlement_id, until, reason, asked_at, state, decided_at, decided_by, given_until)
     select s.person_id, s.organisation_id, 'kiosk-applicant', '2027-06-30', 'Ik doe de aanvragen dit jaar', asked,
       case when waits then 'open' else 'granted' end, case when not waits then asked + interval '2 days' end, case when not waits then s.head end,
       case when not waits then date '2027-06-30' end
     from staff s,
       lateral (select s.n % 20 = 0 as waits, timestamptz '2026-11-19 10:00+01' - make_interval(hours => (s.n % 400)::int) as asked) asking
     where s.n % 2 = 0 and s.person_id <> s.head`,
  );
}

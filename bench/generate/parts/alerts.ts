import type { Part } from './part.ts';

/** Mails that were sent and are still kept. */
const mails = 200_000;
const ownRhythms = { secretary: 8, board: 60 } as const;

/**
 * Attendering of everybody who reads Mijn Onderwijs, four in five of them on; one in ten with rhythms of their own. Nobody is due while is
 * measured: a digest for everybody is a measurement of its own.
 */
export const alerts: Part = {
  name: 'alerts and mails',
  isFilled: 'exists (select from alert_rhythms)',
  tables: ['alerts', 'alert_rhythms', 'mails'],
  async fill(client, { personas }) {
    await client.query(
      `create temporary table readers on commit drop as
         select person_id, row_number() over (order by person_id) as n from (
           select distinct person_id from grants where entitlement_id in ('portal-user', 'portal-admin', 'administration-reader')) known`,
    );
    await client.query(
      `insert into alerts (person_id, is_on, looked_until)
       select person_id, n % 5 <> 0, case when n % 2 = 0 then timestamptz '2026-11-20 08:00+01' - make_interval(hours => (n % 240)::int) end from readers
       on conflict do nothing`,
    );
    const due = `timestamptz '2033-11-23 05:30+01'`;
    const told = `timestamptz '2026-11-20 00:00+01'`;
    await client.query(
      `insert into alert_rhythms (person_id, rhythm, told_until, due_at)
       select person_id, case when n % 3 = 0 then 'weekly' else 'daily' end, ${told}, case when n % 5 <> 0 then ${due} end from readers`,
    );
    for (const [{ personId }, most] of [
      [personas.secretary, ownRhythms.secretary],
      [personas.board, ownRhythms.board],
    ] as const)
      await client.query(
        `insert into alert_rhythms (person_id, institution_id, theme_id, rhythm, told_until, due_at)
         select $1, institution_id, theme_id, case when n % 2 = 0 then 'weekly' else 'never' end, ${told}, case when n % 2 = 0 then ${due} end
         from (
           select c.institution_id, c.theme_id, row_number() over () as n from (
             select distinct c.institution_id, c.theme_id from document_counts c
             where c.institution_id in (
               select organisation_id from grants where person_id = $1 and entitlement_id in ('portal-user', 'portal-admin'))) c
         ) own where n <= $2`,
        [personId, most],
      );
    await client.query(
      `insert into alert_rhythms (person_id, institution_id, theme_id, rhythm, told_until, due_at)
       select distinct on (t.person_id, t.institution_id, t.theme_id) t.person_id, t.institution_id, t.theme_id, 'weekly', ${told}, ${due}
       from readers r join theme_ticks t on t.person_id = r.person_id where r.n % 10 = 0 and r.person_id <> all ($1)`,
      [[personas.secretary.personId, personas.board.personId]],
    );
    await client.query(
      `insert into mails (key, person_id, lang, content, state, queued_at, due_at, concluded_at)
       select 'bench:' || sent.m, r.person_id, 'nl', '{"subject": "Nieuwe documenten", "parts": []}', 'sent', at, at, at
       from (select m, timestamptz '2026-11-20 06:00+01' - make_interval(secs => m * 30) as at from generate_series(1, $1::int) as m) sent
       join readers r on r.n = 1 + sent.m % (select count(*) from readers)`,
      [mails],
    );
  },
};

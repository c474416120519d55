import type { Part } from './part.ts';
import { noteSenders } from './senders.ts';

/** What an institution sent in five years; with 5,000 institutions some 200,000 submissions. */
const perInstitution = 40;

/** Newest first two or three wait or are being handled, the others are finished; one in seventeen was withdrawn. */
export const submissions: Part = {
  name: 'submissions',
  isFilled: 'exists (select from submissions)',
  tables: ['submissions', 'submission_events', 'submission_files'],
  async fill(client, world) {
    await noteSenders(client);
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
      [perInstitution, world.workers.handler.personId],
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
  },
};

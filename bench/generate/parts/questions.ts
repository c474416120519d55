import type { Part } from './part.ts';
import { noteSenders } from './senders.ts';

/** So many threads of each institution, and of the schools of the first board and of its secretary. */
const perInstitution = 12;
const perSchoolOfBoard = 60;
const templates = 20;

/**
 * Threads about the newest documents of every institution: 60,000, of which one in thirty waits for an answer, a third of these too long.
 * Others were answered, closed or asked again; most answers were read.
 */
export const questions: Part = {
  name: 'questions',
  isFilled: "exists (select from questions where state <> 'draft')",
  tables: ['questions', 'question_events', 'question_files', 'question_readings'],
  async fill(client, { workers, personas }) {
    await noteSenders(client);
    await client.query(
      `create temporary table asked on commit drop as
       select uuidv7() as id, made.*, made.state in ('open', 'reopened') as waits from (
         select drawn.*, case
             when n % 30 = 0 and n % 60 = 0 then 'reopened' when (n + institution_id) % 30 = 0 then 'open'
             when n % 5 = 0 then 'closed' else 'answered' end as state,
           timestamptz '2026-11-19 09:00+01' - make_interval(days => (n * 9 + institution_id % 9)::int, secs => institution_id % 30000) as asked_at
         from (
           select d.id as document_id, d.institution_id, d.level_id, d.theme_id, d.school_year, d.confidentiality, d.title,
             row_number() over (partition by d.institution_id order by d.published_at desc, d.id) as n
           from documents d where d.confidentiality <> 'very-confidential' and d.published_at >= '2024-09-01'
         ) drawn
         where n <= case when institution_id in (
           select g.organisation_id from grants g where g.person_id = $1 and g.entitlement_id = 'portal-admin') then $2::int else $3::int end
       ) made`,
      [personas.board.personId, perSchoolOfBoard, perInstitution],
    );
    await client.query(
      `insert into questions (id, document_id, institution_id, level_id, theme_id, school_year, confidentiality, document_title, state,
         asked_by, asked_by_name, begun_at, changed_at, number, asked_at, content_digest, contact_name, service_id, waiting_since, due_on,
         handler_id, handler_name)
       select a.id, a.document_id, a.institution_id, a.level_id, a.theme_id, a.school_year, a.confidentiality, a.title, a.state,
         s.person_id, s.name, a.asked_at, a.asked_at + case when a.waits then '0' else interval '4 days' end,
         row_number() over (order by a.asked_at), a.asked_at, sha256(a.id::text::bytea), 'Team Leerlingen',
         case when a.n % 3 = 0 then 'ahovoks' else 'agodi' end,
         case when a.waits then a.asked_at end, case when a.waits then date '2026-11-10' + (a.institution_id % 30)::int end,
         case when not a.waits or a.n % 2 = 0 then $1::uuid end, case when not a.waits or a.n % 2 = 0 then 'Medewerker answerer' end
       from asked a join senders s on s.organisation_id = a.institution_id`,
      [workers.answerer.personId],
    );
    await client.query(`select setval('question_numbers', (select max(number) from questions))`);
    await client.query(
      `insert into question_events (id, question_id, at, side, kind, person_id, person_name, message, service_id)
       select uuidv7(), q.id, q.asked_at, 'asker', 'asked', q.asked_by, q.asked_by_name, repeat('Waarom telt deze leerling niet mee? ', 12), null
       from questions q where q.state <> 'draft'
       union all
       select uuidv7(), q.id, q.asked_at + interval '1 day', 'asker', 'added', q.asked_by, q.asked_by_name, 'Nog een bijlage.', null
       from questions q where q.number % 4 = 0
       union all
       select uuidv7(), q.id, q.asked_at + interval '4 days', 'service', 'answered', $1, 'Medewerker answerer',
         repeat('Dat komt door de teldatum van februari. ', 12), q.service_id
       from questions q where q.state in ('answered', 'closed', 'reopened')`,
      [workers.answerer.personId],
    );
    await client.query(
      `insert into question_files (id, question_id, event_id, side, name, kind, bytes, sha256, checked, added_by, added_at)
       select uuidv7(), q.id, e.id, 'asker', 'bijlage ' || q.number || '.pdf', 'pdf', 40000, sha256(q.id::text::bytea), 'clean', q.asked_by, q.asked_at
       from questions q join question_events e on e.question_id = q.id and e.kind = 'asked' where q.number % 5 = 0`,
    );
    await client.query(
      `insert into question_readings (question_id, person_id, seen_at)
       select id, asked_by, changed_at + interval '1 hour' from questions where state <> 'draft' and number % 25 <> 0`,
    );
    await client.query(
      `insert into answer_templates (id, service_id, title, body)
       select uuidv7(), 'agodi', 'Sjabloon ' || n, repeat('Bedankt voor je vraag. ', 20) from generate_series(1, ${templates}) as n`,
    );
  },
};

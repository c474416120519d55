-- What somebody holds is read once per statement and not once per thread: with 100,000 threads a function per thread took a board of sixty
-- schools 0.6 s and a reader of whole themes 8 s. Documents are looked up one by one: of an `exists` the planner makes a table of all of them.

drop policy holder_reads on questions;
create policy holder_reads on questions for select using (
  state <> 'draft' and (select app.actor_kind()) = 'person' and (
    select true from documents d
    where d.id = document_id and d.institution_id = questions.institution_id
      and ((select app.administers()) @> d.institution_id or (select app.scopes()) @> d.scope
        or d.theme_id = any ((select app.themes())::smallint[])))
);
drop function app.reads_by_right(uuid, integer);

drop policy guest_reads on questions;
create policy guest_reads on questions for select using (
  state <> 'draft' and exists (
    select 1 from question_guests g
    where g.question_id = questions.id and g.person_id = (select app.person_id()) and g.ends_on >= (select app.today())
      and g.service_id is not distinct from questions.service_id)
);

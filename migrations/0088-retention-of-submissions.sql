-- What institutions sent is kept for a term after it was finished or withdrawn; then its files and words go, and the facts of the
-- receipt stay (DV-4). No source says how long: a parameter per school year, that an operator verifies.

create table submission_terms (
  from_school_year smallint primary key check (from_school_year between 1990 and 2100),
  years smallint not null check (years between 1 and 50),
  status text not null check (status in ('found', 'assumed')),
  source text not null
);
comment on table submission_terms is 'Years that files and messages are kept after a submission was finished or withdrawn, for what is about this school year or a later one.';

insert into submission_terms (from_school_year, years, status, source) values (1990, 5, 'assumed', 'keuze van dit project');

grant select, insert, update on submission_terms to schoolpoort_app;
alter table submission_terms enable row level security;
create policy everybody_reads on submission_terms for select using (true);
create policy system_writes on submission_terms using ((select app.is_system())) with check ((select app.is_system()));

alter table submissions add column content_removed_at timestamptz(3),
  add constraint only_what_is_done_is_removed check (content_removed_at is null or state in ('finished', 'withdrawn'));
alter table submission_files add column removed_at timestamptz(3);
comment on column submission_files.removed_at is 'From then on the row is a fact of the receipt and points to no file.';
alter table submission_events add column message_removed_at timestamptz(3),
  add constraint removed_message_is_gone check (message_removed_at is null or message is null),
  drop constraint returned_with_a_reason,
  add constraint returned_with_a_reason check (kind <> 'returned' or message is not null or message_removed_at is not null);
grant update (message, message_removed_at) on submission_events to schoolpoort_app;

create index submissions_to_be_removed on submissions (school_year, id) where state in ('finished', 'withdrawn') and content_removed_at is null;

create function app.only_the_term_removes() returns trigger
  language plpgsql as $$
begin
  if not app.is_system() then
    raise exception 'what was sent is removed after its term only' using constraint = 'only_the_term_removes', errcode = '23514';
  end if;
  return new;
end $$;
create trigger only_the_term_removes before update of content_removed_at on submissions for each row execute function app.only_the_term_removes();
create trigger only_the_term_removes before update of removed_at on submission_files for each row execute function app.only_the_term_removes();

create or replace function app.keep_sent_file() returns trigger
  language plpgsql as $$
begin
  -- Only the verdict of the malware scanner comes later, and the end of the term.
  if old.event_id is not null and (tg_op = 'DELETE' or not app.is_system() or old.removed_at is not null
    or to_jsonb(old) - 'checked' - 'removed_at' is distinct from to_jsonb(new) - 'checked' - 'removed_at') then
    raise exception 'a file that was sent stays as it was sent' using constraint = 'sent_stays_as_sent', errcode = '23514';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end $$;

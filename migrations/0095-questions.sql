-- Questions about documents (DO-6): a thread between who asks and the service that answers for the contact of the document (P10).
-- Who reads a document by a right of his own reads its threads; with whom it is only shared reads what he asked himself.

-- The services for whose questions the actor answers.
create function app.answers() returns text[]
  language sql stable parallel safe
  return coalesce(nullif(current_setting('app.answers', true), ''), '{}')::text[];

-- Which service answers for a contact that a delivering service names; an empty contact stands for all its other contacts.
create table question_routes (
  delivery_service_id smallint not null references delivery_services,
  contact text not null default '' check (contact = lower(contact)),
  service_id text not null references receiving_services,
  primary key (delivery_service_id, contact)
);
comment on column question_routes.contact is 'E-mail address of the contact in small letters.';

-- Within how many working days an answer is due, per school year; no source says so.
create table question_terms (
  school_year smallint primary key check (school_year between 1990 and 2100),
  working_days smallint not null check (working_days between 1 and 250),
  status text not null check (status in ('found', 'assumed'))
);
insert into question_terms (school_year, working_days, status) values (2026, 10, 'assumed');

create sequence question_numbers;
grant usage on sequence question_numbers to schoolpoort_app;

create table questions (
  id uuid primary key,
  document_id uuid not null references documents,
  institution_id integer not null references organisations,
  level_id smallint not null references education_levels,
  theme_id smallint not null references themes,
  school_year smallint not null check (school_year between 1990 and 2100),
  confidentiality text not null check (confidentiality in ('open', 'confidential', 'very-confidential')),
  document_title text not null,
  state text not null default 'draft' check (state in ('draft', 'open', 'answered', 'closed', 'reopened')),
  draft_text text check (length(draft_text) <= 4000),
  asked_by uuid not null references persons,
  asked_by_name text not null,
  begun_at timestamptz(3) not null default now(),
  changed_at timestamptz(3) not null default now(),
  number bigint unique,
  asked_at timestamptz(3),
  content_digest bytea check (length(content_digest) = 32),
  contact_name text,
  service_id text references receiving_services,
  former_services text[] not null default '{}',
  waiting_since timestamptz(3),
  due_on date,
  handler_id uuid references persons,
  handler_name text,
  constraint asked_is_complete check (
    case when state = 'draft' then draft_text is not null and num_nonnulls(number, asked_at, content_digest, contact_name, service_id, handler_id) = 0
      else draft_text is null and num_nulls(number, asked_at, content_digest, contact_name, service_id) = 0 end),
  constraint waits_for_an_answer check ((state in ('open', 'reopened')) = (waiting_since is not null)),
  constraint waits_until_a_day check ((waiting_since is null) = (due_on is null)),
  constraint handler_has_a_name check ((handler_id is null) = (handler_name is null))
);
comment on column questions.document_title is 'Title, institution, level, theme and school year are those of the document when the question was asked: who answers may not read documents.';
comment on column questions.content_digest is 'Digest of text and files: the same question of the same person about the same document is one question.';
comment on column questions.former_services is 'Services that handed the question over; they still read it.';

create unique index one_asking_of_the_same on questions (document_id, asked_by, content_digest) where state <> 'draft';
create index questions_institution_newest on questions (institution_id, changed_at desc, id desc) where state <> 'draft';
create index questions_newest on questions (changed_at desc, id desc) where state <> 'draft';
create index questions_asker_newest on questions (asked_by, changed_at desc, id desc);
create index questions_document on questions (document_id, changed_at desc, id desc);
create index questions_work on questions (service_id, due_on, id) where waiting_since is not null;
create index questions_work_done on questions (service_id, changed_at desc, id desc) where waiting_since is null and state <> 'draft';

-- What happened to a question: what both sides wrote, and the trail of who handled it.
create table question_events (
  id uuid primary key,
  question_id uuid not null references questions,
  at timestamptz(3) not null default now(),
  side text not null check (side in ('asker', 'service')),
  kind text not null check (kind in ('asked', 'added', 'reopened', 'closed', 'taken-up', 'released', 'answered', 'handed-over')),
  person_id uuid not null references persons,
  person_name text not null,
  message text check (message <> '' and length(message) <= 4000),
  service_id text references receiving_services,
  to_service_id text references receiving_services,
  constraint asked_in_words check (kind <> 'asked' or message is not null),
  constraint each_side_does_its_own check (
    (side = 'asker' and kind in ('asked', 'added', 'reopened', 'closed'))
    or (side = 'service' and kind in ('closed', 'taken-up', 'released', 'answered', 'handed-over'))),
  constraint handed_over_to_somebody check ((kind = 'handed-over') = (to_service_id is not null))
);
create index question_events_question on question_events (question_id, at, id);

-- A file without an event is being prepared. The upload rules are those of Document versturen (DV-1).
create table question_files (
  id uuid primary key,
  question_id uuid not null references questions on delete cascade,
  event_id uuid references question_events,
  side text not null check (side in ('asker', 'service')),
  name text not null check (name <> '' and length(name) <= 255),
  kind text not null check (kind in ('pdf', 'docx', 'xlsx', 'pptx', 'odt', 'ods', 'txt', 'csv', 'png', 'jpg')),
  bytes integer not null check (bytes between 1 and 10485759),
  sha256 bytea not null check (length(sha256) = 32),
  checked text not null default 'unchecked' check (checked in ('unchecked', 'clean', 'refused')),
  added_by uuid not null references persons,
  added_at timestamptz(3) not null default now(),
  constraint only_the_asker_prepares check (side = 'asker' or event_id is not null)
);
create index question_files_question on question_files (question_id, id);
create index question_files_file on question_files (sha256);
create index question_files_unchecked on question_files (id) where checked = 'unchecked';
create unique index one_file_of_a_question_prepared_once on question_files (question_id, sha256, name) where event_id is null;

-- When somebody last opened a thread: a later answer is news.
create table question_readings (
  question_id uuid not null references questions,
  person_id uuid not null references persons,
  seen_at timestamptz(3) not null default now(),
  primary key (question_id, person_id)
);

-- Texts that a service uses in its answers.
create table answer_templates (
  id uuid primary key,
  service_id text not null references receiving_services,
  title text not null check (length(title) between 1 and 150),
  body text not null check (length(body) between 1 and 4000),
  changed_at timestamptz(3) not null default now(),
  constraint one_template_of_a_title unique (service_id, title)
);

-- Whether the actor reads the document by a right of his own at the institution for which was asked: a share is none.
create function app.reads_by_right(of_document uuid, of_institution integer) returns boolean
  language sql stable parallel safe
  return exists (
    select 1 from documents d
    where d.id = of_document and d.institution_id = of_institution and app.actor_kind() = 'person'
      and (app.administers() @> d.institution_id or app.scopes() @> d.scope or d.theme_id = any (app.themes()))
  );

-- Whether the actor stands on the side of who asked: the asker as long as he sees the document, and colleagues of the institution.
create function app.takes_part(asker uuid, of_document uuid, of_institution integer) returns boolean
  language sql stable parallel safe
  return exists (
    select 1 from documents d
    where d.id = of_document
      and (asker = app.person_id()
        or (d.institution_id = of_institution and (app.administers() @> d.institution_id or app.scopes() @> d.scope)))
  );

-- The order of states, what never changes once asked, and that asking needs an e-mail address (P10).
create function app.keep_order_of_question() returns trigger
  language plpgsql as $$
begin
  if old.state <> new.state and (old.state, new.state) not in (
    ('draft', 'open'), ('open', 'answered'), ('open', 'closed'), ('answered', 'reopened'), ('answered', 'closed'),
    ('closed', 'reopened'), ('reopened', 'answered'), ('reopened', 'closed'))
  then raise exception 'a question does not go from % to %', old.state, new.state using constraint = 'order_of_question', errcode = '23514';
  end if;
  if (old.id, old.document_id, old.asked_by, old.asked_by_name, old.begun_at)
    is distinct from (new.id, new.document_id, new.asked_by, new.asked_by_name, new.begun_at)
    or (old.state <> 'draft' and (old.institution_id, old.level_id, old.theme_id, old.school_year, old.confidentiality, old.document_title,
        old.number, old.asked_at, old.content_digest, old.contact_name)
      is distinct from (new.institution_id, new.level_id, new.theme_id, new.school_year, new.confidentiality, new.document_title,
        new.number, new.asked_at, new.content_digest, new.contact_name))
  then raise exception 'what was asked stays as it was asked' using constraint = 'asked_stays_as_asked', errcode = '23514';
  end if;
  -- Here and not in a policy: of several policies any may accept a row as it was and any other as it becomes.
  if old.state = 'draft' and new.state = 'open' and not app.is_system()
    and not exists (select 1 from persons p where p.id = old.asked_by and p.email is not null)
  then raise exception 'asking needs an e-mail address' using constraint = 'asked_with_an_address', errcode = '23514';
  end if;
  if old.state <> 'draft' and not app.is_system() then
    if old.state = new.state and (old.waiting_since, old.due_on) is distinct from (new.waiting_since, new.due_on)
    then raise exception 'who waits goes on waiting' using constraint = 'waiting_goes_on', errcode = '23514';
    end if;
    -- Only the service that has a question hands it over.
    if (old.service_id, old.former_services) is distinct from (new.service_id, new.former_services)
      and not coalesce(old.service_id = any (app.answers()), false)
    then raise exception 'only its service hands a question over' using constraint = 'handed_over_by_its_service', errcode = '23514';
    end if;
  end if;
  return new;
end $$;
create trigger keep_order before update on questions for each row execute function app.keep_order_of_question();
create trigger keep_sent before update or delete on question_files for each row execute function app.keep_sent_file();

grant select, insert, update, delete on questions, question_files, answer_templates to schoolpoort_app;
grant select, insert on question_events to schoolpoort_app;
grant select, insert, update on question_readings, question_terms to schoolpoort_app;
grant select, insert, update, delete on question_routes to schoolpoort_app;

alter table question_routes enable row level security;
create policy people_read on question_routes for select using ((select app.actor_kind()) = 'person');
create policy system_only on question_routes using ((select app.is_system())) with check ((select app.is_system()));
alter table question_terms enable row level security;
create policy people_read on question_terms for select using ((select app.actor_kind()) = 'person');
create policy system_only on question_terms using ((select app.is_system())) with check ((select app.is_system()));

alter table questions enable row level security;
alter table questions force row level security;
create policy holder_reads on questions for select using (state <> 'draft' and app.reads_by_right(document_id, institution_id));
create policy asker_reads on questions for select using (
  asked_by = (select app.person_id()) and exists (select 1 from documents d where d.id = document_id)
);
create policy service_reads on questions for select using (
  state <> 'draft' and (service_id = any ((select app.answers())::text[]) or former_services && (select app.answers())::text[])
);
create policy asker_begins on questions for insert with check (
  state = 'draft' and asked_by = (select app.person_id()) and exists (select 1 from documents d where d.id = document_id)
);
create policy asker_asks on questions for update
  using (state = 'draft' and asked_by = (select app.person_id()) and exists (select 1 from documents d where d.id = document_id))
  with check (state in ('draft', 'open') and asked_by = (select app.person_id()));
create policy asker_discards on questions for delete using (state = 'draft' and asked_by = (select app.person_id()));
create policy askers_side_changes on questions for update
  using (state <> 'draft' and app.takes_part(asked_by, document_id, institution_id))
  with check (state in ('open', 'reopened', 'closed') and app.takes_part(asked_by, document_id, institution_id));
create policy service_changes on questions for update
  using (state <> 'draft' and service_id = any ((select app.answers())::text[]))
  with check (state <> 'draft'
    and (service_id = any ((select app.answers())::text[]) or former_services && (select app.answers())::text[]));
create policy system_only on questions using ((select app.is_system())) with check ((select app.is_system()));

alter table question_events enable row level security;
alter table question_events force row level security;
create policy with_its_question on question_events for select using (exists (select 1 from questions q where q.id = question_id));
create policy askers_side_adds on question_events for insert with check (
  side = 'asker' and person_id = (select app.person_id()) and service_id is null
  and exists (select 1 from questions q where q.id = question_id and app.takes_part(q.asked_by, q.document_id, q.institution_id))
);
create policy service_adds on question_events for insert with check (
  side = 'service' and person_id = (select app.person_id()) and service_id = any ((select app.answers())::text[])
  and exists (select 1 from questions q where q.id = question_id and q.service_id = question_events.service_id)
);
create policy system_only on question_events using ((select app.is_system())) with check ((select app.is_system()));

-- What is being prepared is for who prepares it only.
alter table question_files enable row level security;
alter table question_files force row level security;
create policy with_its_question on question_files for select using (
  (event_id is not null or added_by = (select app.person_id())) and exists (select 1 from questions q where q.id = question_id)
);
create policy askers_side_adds on question_files for insert with check (
  side = 'asker' and added_by = (select app.person_id())
  and exists (select 1 from questions q where q.id = question_id and (q.state = 'draft') = (event_id is null)
    and app.takes_part(q.asked_by, q.document_id, q.institution_id))
);
create policy asker_sends on question_files for update
  using (event_id is null and added_by = (select app.person_id()))
  with check (side = 'asker' and added_by = (select app.person_id()));
create policy asker_removes on question_files for delete using (event_id is null and added_by = (select app.person_id()));
create policy service_adds on question_files for insert with check (
  side = 'service' and event_id is not null and added_by = (select app.person_id())
  and exists (select 1 from questions q where q.id = question_id and q.service_id = any ((select app.answers())::text[]))
);
create policy system_only on question_files using ((select app.is_system())) with check ((select app.is_system()));

alter table question_readings enable row level security;
create policy own on question_readings for select using (person_id = (select app.person_id()));
create policy own_writes on question_readings for insert with check (
  person_id = (select app.person_id()) and exists (select 1 from questions q where q.id = question_id)
);
create policy own_changes on question_readings for update
  using (person_id = (select app.person_id())) with check (person_id = (select app.person_id()));
create policy system_only on question_readings using ((select app.is_system())) with check ((select app.is_system()));

alter table answer_templates enable row level security;
create policy own_service on answer_templates
  using (service_id = any ((select app.answers())::text[])) with check (service_id = any ((select app.answers())::text[]));
create policy system_only on answer_templates using ((select app.is_system())) with check ((select app.is_system()));

insert into entitlements (id, name, category, owner, target_groups, description, contexts, contexts_required, is_admin, automatic_for_head, max_months, status, source)
select 'question-handler', 'Mijn Onderwijs Vragen Behandelaar', 'Mijn Onderwijs', 'portal', '{GID}',
  'Beantwoordt voor een dienst van de administratie de vragen die over documenten van Mijn Onderwijs gesteld worden.',
  array(select r.id from receiving_services r order by r.id), true, false, false, 48, 'assumed', 'keuze van dit project';

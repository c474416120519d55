-- What institutions send: prepared as a draft that colleagues with the same theme share, sent once with all its files or not at
-- all (O15 to O17), and handled by the service that receives the form (O19). Who may send a form may read what was sent with it,
-- at the time of reading (O14).

-- The receiving services for which the actor works.
create function app.receives() returns text[]
  language sql stable parallel safe
  return coalesce(nullif(current_setting('app.receives', true), ''), '{}')::text[];

-- The (institution, level, form) scopes that ticked themes open, numbered like scopes of themes.
create function app.form_scopes() returns int4multirange
  language sql stable parallel safe
  begin atomic
    select coalesce(range_agg(int4range(found.form_scope, found.form_scope, '[]')), '{}')
    from unnest(app.scopes()) as held (numbers)
    cross join generate_series(lower(held.numbers), upper(held.numbers) - 1) as ticked (scope)
    join form_themes ft on ft.level_id = ticked.scope % 1024 / 128 and ft.theme_id = ticked.scope % 128
    cross join lateral (select ticked.scope / 128 * 128 + ft.form_id as form_scope) found;
  end;

-- Whether the actor may send this form there; without a form yet, any form of that institution and level.
create function app.may_send(of_institution integer, at_level smallint, with_form smallint) returns boolean
  language sql stable parallel safe
  return app.administers() @> of_institution
    or app.form_scopes() @> (of_institution * 1024 + at_level * 128 + with_form)
    or (with_form is null and app.form_scopes() && int4range(of_institution * 1024 + at_level * 128, of_institution * 1024 + at_level * 128 + 128));

create sequence submission_numbers;
grant usage on sequence submission_numbers to schoolpoort_app;

create table submissions (
  id uuid primary key,
  institution_id integer not null,
  level_id smallint not null,
  form_id smallint,
  form_scope integer generated always as (institution_id * 1024 + level_id * 128 + form_id) stored,
  school_year smallint not null check (school_year between 1990 and 2100),
  state text not null default 'draft' check (state in ('draft', 'received', 'in-progress', 'returned', 'finished', 'withdrawn')),
  begun_by uuid not null references persons,
  begun_by_name text not null,
  begun_at timestamptz(3) not null default now(),
  number bigint unique,
  sent_at timestamptz(3),
  receiving_service_id text references receiving_services,
  content_digest bytea check (length(content_digest) = 32),
  taken_up_at timestamptz(3),
  handler_id uuid references persons,
  handler_name text,
  constraint institution_has_level foreign key (institution_id, level_id) references organisation_levels (organisation_id, level_id),
  constraint form_exists_at_level foreign key (form_id, level_id) references form_levels (form_id, level_id),
  constraint sent_is_complete check (
    case when state = 'draft' then num_nonnulls(number, sent_at, receiving_service_id, content_digest, taken_up_at) = 0
      else num_nulls(form_id, number, sent_at, receiving_service_id, content_digest) = 0 end),
  constraint taken_up_by_somebody check ((state in ('in-progress', 'returned', 'finished')) = (handler_id is not null)),
  constraint handler_has_a_name check ((handler_id is null) = (handler_name is null)),
  constraint taken_up_is_not_withdrawn check (state <> 'withdrawn' or taken_up_at is null)
);
comment on column submissions.content_digest is 'Digest of the files of the first sending: the same files for the same form, institution and school year are one submission.';
comment on column submissions.handler_name is 'Kept with the row: who sends may not read the table of persons.';

create unique index one_sending_of_the_same on submissions (institution_id, level_id, form_id, school_year, content_digest)
  where state not in ('draft', 'withdrawn');
create index submissions_institution_newest on submissions (institution_id, level_id, sent_at desc, id desc) where state <> 'draft';
create index submissions_form_newest on submissions (form_scope, sent_at desc, id desc) where state <> 'draft';
create index submissions_drafts on submissions (institution_id, level_id) where state = 'draft';
create index submissions_work on submissions (receiving_service_id, state, sent_at, id);

-- What happened to a submission, for both sides; the first kinds are the sender's, the others the service's.
create table submission_events (
  id uuid primary key,
  submission_id uuid not null references submissions,
  at timestamptz(3) not null default now(),
  kind text not null check (kind in ('sent', 'withdrawn', 'taken-up', 'released', 'answered', 'returned', 'finished')),
  person_id uuid not null references persons,
  person_name text not null,
  message text check (message <> '' and length(message) <= 4000),
  constraint returned_with_a_reason check (kind <> 'returned' or message is not null)
);
create index submission_events_submission on submission_events (submission_id, at, id);

-- A file without an event is being prepared. Each is smaller than 10 MB, 10,485,760 bytes (DV-1).
create table submission_files (
  id uuid primary key,
  submission_id uuid not null references submissions on delete cascade,
  event_id uuid references submission_events,
  side text not null check (side in ('sender', 'service')),
  name text not null check (name <> '' and length(name) <= 255),
  kind text not null check (kind in ('pdf', 'docx', 'xlsx', 'pptx', 'odt', 'ods', 'txt', 'csv', 'png', 'jpg')),
  bytes integer not null check (bytes between 1 and 10485759),
  sha256 bytea not null check (length(sha256) = 32),
  checked text not null default 'unchecked' check (checked in ('unchecked', 'clean', 'refused')),
  added_by uuid not null references persons,
  added_at timestamptz(3) not null default now(),
  constraint answers_belong_to_an_event check (side = 'sender' or event_id is not null)
);
create index submission_files_submission on submission_files (submission_id, id);
create index submission_files_file on submission_files (sha256);
create index submission_files_unchecked on submission_files (id) where checked = 'unchecked';
create unique index one_file_prepared_once on submission_files (submission_id, sha256, name) where event_id is null;

create function app.keep_order_of_submission() returns trigger
  language plpgsql as $$
begin
  if old.state <> new.state and (old.state, new.state) not in (
    ('draft', 'received'), ('received', 'withdrawn'), ('received', 'in-progress'), ('in-progress', 'received'),
    ('in-progress', 'returned'), ('in-progress', 'finished'), ('returned', 'received'), ('returned', 'finished'))
  then raise exception 'a submission does not go from % to %', old.state, new.state using constraint = 'order_of_submission', errcode = '23514';
  end if;
  if (old.id, old.institution_id, old.level_id, old.begun_by, old.begun_by_name, old.begun_at)
    is distinct from (new.id, new.institution_id, new.level_id, new.begun_by, new.begun_by_name, new.begun_at)
    or (old.state <> 'draft' and (old.form_id, old.school_year, old.number, old.sent_at, old.receiving_service_id, old.content_digest)
      is distinct from (new.form_id, new.school_year, new.number, new.sent_at, new.receiving_service_id, new.content_digest))
    or (old.taken_up_at is not null and old.taken_up_at is distinct from new.taken_up_at)
  then raise exception 'what was sent stays as it was sent' using constraint = 'sent_stays_as_sent', errcode = '23514';
  end if;
  return new;
end $$;
create trigger keep_order before update on submissions for each row execute function app.keep_order_of_submission();

create function app.keep_sent_file() returns trigger
  language plpgsql as $$
begin
  -- Only the verdict of the malware scanner comes later.
  if old.event_id is not null and (tg_op = 'DELETE' or not app.is_system()
    or to_jsonb(old) - 'checked' is distinct from to_jsonb(new) - 'checked') then
    raise exception 'a file that was sent stays as it was sent' using constraint = 'sent_stays_as_sent', errcode = '23514';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end $$;
create trigger keep_sent before update or delete on submission_files for each row execute function app.keep_sent_file();

grant select, insert, update, delete on submissions, submission_files to schoolpoort_app;
grant select, insert on submission_events to schoolpoort_app;

alter table submissions enable row level security;
alter table submissions force row level security;
create policy sender_reads on submissions for select using (
  (select app.administers()) @> institution_id
  or (select app.form_scopes()) @> form_scope
  or (form_id is null and begun_by = (select app.person_id()) and app.may_send(institution_id, level_id, null))
);
create policy receiver_reads on submissions for select using (
  receiving_service_id = any ((select app.receives())::text[]) and state <> 'withdrawn'
);
create policy sender_begins on submissions for insert with check (
  state = 'draft' and begun_by = (select app.person_id()) and app.may_send(institution_id, level_id, form_id)
);
create policy sender_changes on submissions for update
  using (state in ('draft', 'received', 'returned')
    and (app.may_send(institution_id, level_id, form_id) and (form_id is not null or begun_by = (select app.person_id()) or (select app.administers()) @> institution_id)))
  with check (state in ('draft', 'received', 'withdrawn') and app.may_send(institution_id, level_id, form_id));
create policy sender_discards on submissions for delete using (
  state = 'draft' and app.may_send(institution_id, level_id, form_id)
  and (form_id is not null or begun_by = (select app.person_id()) or (select app.administers()) @> institution_id)
);
create policy receiver_changes on submissions for update
  using (receiving_service_id = any ((select app.receives())::text[]) and state in ('received', 'in-progress', 'returned'))
  with check (receiving_service_id = any ((select app.receives())::text[]) and state in ('received', 'in-progress', 'returned', 'finished'));
create policy system_only on submissions using ((select app.is_system())) with check ((select app.is_system()));

alter table submission_events enable row level security;
alter table submission_events force row level security;
create policy with_its_submission on submission_events for select using (
  exists (select 1 from submissions s where s.id = submission_id)
);
create policy sender_adds on submission_events for insert with check (
  kind in ('sent', 'withdrawn') and person_id = (select app.person_id())
  and exists (select 1 from submissions s where s.id = submission_id and app.may_send(s.institution_id, s.level_id, s.form_id))
);
create policy receiver_adds on submission_events for insert with check (
  kind not in ('sent', 'withdrawn') and person_id = (select app.person_id())
  and exists (select 1 from submissions s where s.id = submission_id and s.receiving_service_id = any ((select app.receives())::text[]))
);
create policy system_only on submission_events using ((select app.is_system())) with check ((select app.is_system()));

-- What is being prepared is for the sender only.
alter table submission_files enable row level security;
alter table submission_files force row level security;
create policy with_its_submission on submission_files for select using (
  exists (select 1 from submissions s where s.id = submission_id
    and (event_id is not null or app.may_send(s.institution_id, s.level_id, s.form_id)))
);
create policy sender_adds on submission_files for insert with check (
  side = 'sender' and event_id is null and added_by = (select app.person_id())
  and exists (select 1 from submissions s where s.id = submission_id and s.state in ('draft', 'returned')
    and app.may_send(s.institution_id, s.level_id, s.form_id))
);
create policy sender_sends on submission_files for update
  using (side = 'sender' and event_id is null and exists (select 1 from submissions s where s.id = submission_id
    and app.may_send(s.institution_id, s.level_id, s.form_id)))
  with check (side = 'sender');
create policy sender_removes on submission_files for delete using (
  side = 'sender' and event_id is null and exists (select 1 from submissions s where s.id = submission_id
    and app.may_send(s.institution_id, s.level_id, s.form_id))
);
create policy receiver_adds on submission_files for insert with check (
  side = 'service' and event_id is not null and added_by = (select app.person_id())
  and exists (select 1 from submissions s where s.id = submission_id and s.state in ('in-progress', 'returned')
    and s.receiving_service_id = any ((select app.receives())::text[]))
);
create policy system_only on submission_files using ((select app.is_system())) with check ((select app.is_system()));

insert into entitlements (id, name, category, owner, target_groups, description, contexts, contexts_required, is_admin, automatic_for_head, max_months, status, source) values
  ('submission-handler', 'Document versturen Behandelaar', 'Mijn Onderwijs', 'portal', '{GID}',
   'Behandelt voor een dienst van de administratie de documenten die instellingen aan die dienst versturen.',
   '{agodi,ahovoks}', true, false, false, 48, 'assumed', 'keuze van dit project');

-- A list of rights to give is kept with what would come of each row until it is applied: judged and applied by a worker, in the
-- name of who brought it. A number is kept as its keyed hash only.

create table rights_lists (
  id uuid primary key default uuidv7(),
  person_id uuid not null references persons,
  target_group text not null references target_groups,
  work_relation_id uuid references work_relations,
  made_at timestamptz not null default now(),
  all_or_nothing boolean not null,
  state text not null default 'checking' check (state in ('checking', 'checked', 'applying', 'applied')),
  leased_until timestamptz,
  applied_at timestamptz
);
create index rights_lists_person on rights_lists (person_id, made_at desc);
create index rights_lists_waiting on rights_lists (made_at) where state in ('checking', 'applying');

create table rights_list_rows (
  list_id uuid not null references rights_lists on delete cascade,
  line integer not null,
  number_lookup bytea,
  email text,
  who_problem text,
  right_text text not null,
  context_text text not null,
  organisation_text text not null,
  from_text text not null,
  until_text text not null,
  has_formula boolean not null,
  problem jsonb,
  person_id uuid references persons,
  grant_id uuid references grants,
  primary key (list_id, line),
  constraint one_way_to_say_who check (num_nonnulls(number_lookup, email, who_problem) = 1)
);
create index rights_list_rows_grant on rights_list_rows (grant_id) where grant_id is not null;

-- Apart from the list, so that counting does not stand in the way of the transaction that counts.
create table rights_list_progress (
  list_id uuid primary key references rights_lists on delete cascade,
  done integer not null
);

grant select, insert, update, delete on rights_lists, rights_list_rows, rights_list_progress to schoolpoort_app;

alter table rights_lists enable row level security;
create policy own on rights_lists using (person_id = (select app.person_id())) with check (person_id = (select app.person_id()));
create policy system_runs on rights_lists using ((select app.is_system())) with check ((select app.is_system()));

alter table rights_list_rows enable row level security;
create policy own on rights_list_rows
  using (exists (select 1 from rights_lists l where l.id = list_id and l.person_id = (select app.person_id())))
  with check (exists (select 1 from rights_lists l where l.id = list_id and l.person_id = (select app.person_id())));
create policy system_forgets on rights_list_rows for delete using ((select app.is_system()));

alter table rights_list_progress enable row level security;
create policy own on rights_list_progress
  using (exists (select 1 from rights_lists l where l.id = list_id and l.person_id = (select app.person_id())))
  with check (exists (select 1 from rights_lists l where l.id = list_id and l.person_id = (select app.person_id())));
create policy system_counts on rights_list_progress using ((select app.is_system())) with check ((select app.is_system()));

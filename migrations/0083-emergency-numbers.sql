-- Telephone numbers for the infectious-disease team, after school hours and in holidays (NN-1). Sealed at rest; the team reads them only in
-- the very transaction that notes who read, for which case and why, and the school sees that note.

insert into entitlements (id, name, category, owner, target_groups, description, status, source) values
  ('health-team', 'Noodnummers Infectieziektebestrijding', 'Noodnummers', 'other-department', '{GID}',
   'Vraagt voor het team infectieziektebestrijding noodnummers van een school of CLB op, telkens met een reden die de school ziet.',
   'assumed', 'keuze van dit project');

create table emergency_numbers (
  id uuid primary key default uuidv7(),
  institution_id integer not null references organisations,
  holder_id uuid references persons,
  label text not null check (length(label) between 1 and 100),
  number_sealed bytea not null,
  call_order smallint not null check (call_order between 1 and 9),
  usable daterange not null default daterange(null, null) check (not isempty(usable)),
  confirmed_on date not null,
  registered_by uuid not null references persons,
  changed_at timestamptz not null default now()
);
create index emergency_numbers_institution on emergency_numbers (institution_id, call_order);
comment on column emergency_numbers.holder_id is 'Whose number it is: without a right at the institution it is read by nobody and removed within a day (O4). null: of the institution itself.';

create table emergency_number_reads (
  id uuid primary key default uuidv7(),
  institution_id integer not null references organisations,
  reader_id uuid not null references persons,
  reader_organisation_id integer not null references organisations,
  case_number text not null check (length(case_number) between 1 and 50),
  purpose text not null check (length(purpose) between 10 and 500),
  read_at timestamptz not null default now()
);
create index emergency_number_reads_institution on emergency_number_reads (institution_id, read_at desc);

-- Yes or no: whether somebody holds any right at an institution today.
create function app.holds_right_at(of_person uuid, at_institution integer) returns boolean
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select app.actor_kind() in ('person', 'system') and exists (
      select 1 from active_grants g where g.person_id = of_person and g.organisation_id = at_institution
    );
  end;
revoke all on function app.holds_right_at(uuid, integer) from public;
grant execute on function app.holds_right_at(uuid, integer) to schoolpoort_app;

grant select, insert, update, delete on emergency_numbers to schoolpoort_app;
grant select, insert on emergency_number_reads to schoolpoort_app;

alter table emergency_number_reads enable row level security;
create policy own on emergency_number_reads for select using (reader_id = (select app.person_id()));
create policy of_own_school on emergency_number_reads for select using ((select app.administers()) @> institution_id);
create policy team_notes on emergency_number_reads for insert with check (
  (select app.duty('health-team')) @> reader_organisation_id and reader_id = (select app.person_id()) and read_at = now()
);

alter table emergency_numbers enable row level security;
create policy of_own_school on emergency_numbers
  using ((select app.administers()) @> institution_id) with check ((select app.administers()) @> institution_id);
create policy team_reads_what_it_notes on emergency_numbers for select using (
  not isempty((select app.duty('health-team')))
  and usable @> app.today()
  and (holder_id is null or app.holds_right_at(holder_id, institution_id))
  and exists (
    select 1 from emergency_number_reads r
    where r.institution_id = emergency_numbers.institution_id and r.reader_id = (select app.person_id()) and r.read_at = now()
  )
);
create policy system_only on emergency_numbers using ((select app.is_system())) with check ((select app.is_system()));

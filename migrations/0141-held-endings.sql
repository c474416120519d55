-- A program that ends many relations of one institution within a day may be wrong about all of them: what goes beyond a part of the
-- institution's relations is held, and its administrators let it happen or refuse it whole.

-- What programs ended, to know how much it was within a day.
create table program_endings (
  client_id text not null references machine_clients on delete cascade,
  relation_id uuid not null references work_relations,
  organisation_id integer not null references organisations,
  ended_at timestamptz not null default now(),
  primary key (client_id, relation_id)
);
create index program_endings_organisation on program_endings (organisation_id, client_id, ended_at);

create table held_endings (
  id uuid primary key default uuidv7(),
  client_id text not null references machine_clients,
  program text not null,
  organisation_id integer not null references organisations,
  asked_at timestamptz not null default now(),
  relations integer not null check (relations > 0),
  ended_before integer not null check (ended_before >= 0),
  state text not null default 'open' check (state in ('open', 'released', 'rejected')),
  decided_at timestamptz,
  decided_by uuid references persons,
  reason text check (length(reason) <= 500),
  constraint decided_by_somebody check (num_nonnulls(decided_at, decided_by) = case state when 'open' then 0 else 2 end)
);
create unique index held_endings_open on held_endings (client_id, organisation_id) where state = 'open';
create index held_endings_organisation on held_endings (organisation_id, state);
comment on column held_endings.relations is 'How many relations the institution had that day, those that the program ended included.';

create table held_relations (
  held_id uuid not null references held_endings on delete cascade,
  relation_id uuid not null references work_relations,
  asked_at timestamptz not null default now(),
  primary key (held_id, relation_id)
);
create index held_relations_relation on held_relations (relation_id);

grant select, insert, update on program_endings, held_endings to schoolpoort_app;
grant select, insert on held_relations to schoolpoort_app;

alter table program_endings enable row level security;
create policy itself on program_endings using (client_id = (select app.machine())) with check (client_id = (select app.machine()));

alter table held_endings enable row level security;
create policy itself_reads on held_endings for select using (client_id = (select app.machine()));
create policy itself_asks on held_endings for insert
  with check (client_id = (select app.machine()) and state = 'open' and (select app.manages()) @> organisation_id);
create policy managers_read on held_endings for select
  using ((select app.machine()) is null and (select app.manages()) @> organisation_id);
-- A program acts in the name of an administrator, but decides nothing about itself.
create policy managers_decide on held_endings for update
  using ((select app.machine()) is null and (select app.manages()) @> organisation_id and state = 'open')
  with check ((select app.machine()) is null and (select app.manages()) @> organisation_id
    and state <> 'open' and decided_by = (select app.person_id()));

alter table held_relations enable row level security;
create policy of_visible on held_relations for select using (exists (select 1 from held_endings h where h.id = held_id));
create policy itself_asks on held_relations for insert
  with check (exists (select 1 from held_endings h where h.id = held_id and h.client_id = (select app.machine()) and h.state = 'open'));

create policy held_endings on audit_events for select
  using (subject_kind = 'held-endings' and (select app.manages()) @> organisation_id);

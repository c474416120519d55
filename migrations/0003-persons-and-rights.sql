-- Person → work relation → grant: who may do what, for which organisation, from when to when.

create table persons (
  id uuid primary key default uuidv7(),
  given_name text not null,
  family_name text not null,
  email text check (email is null or email like '%_@_%'),
  national_number_sealed bytea,
  national_number_lookup bytea unique,
  blocked boolean not null default false,
  created_at timestamptz not null default now(),
  constraint sealed_with_its_lookup check ((national_number_sealed is null) = (national_number_lookup is null))
);
create index persons_name on persons (lower(family_name), lower(given_name));

-- A subject of an identity provider; the VO-id of the gateway is one per person and target group.
create table identities (
  issuer text not null,
  subject text not null,
  person_id uuid not null references persons,
  primary key (issuer, subject)
);
create index identities_person on identities (person_id);

create table target_groups (
  code text primary key,
  name text not null
);
insert into target_groups values
  ('OV', 'Onderwijs- en vormingsinstellingen'), ('GID', 'VO-medewerkers'), ('LB', 'Lokale besturen'),
  ('EA', 'Economische actoren'), ('BUR', 'Burgers'), ('VER', 'Verenigingen');

create table work_relations (
  id uuid primary key default uuidv7(),
  person_id uuid not null references persons,
  organisation_id integer not null references organisations,
  target_group text not null references target_groups,
  category text not null,
  period daterange not null check (not isempty(period)),
  ended_reason text,
  created_at timestamptz not null default now(),
  constraint one_relation_at_an_instant unique (person_id, organisation_id, target_group, period without overlaps)
);
create index work_relations_organisation on work_relations (organisation_id);

-- The register allows up to two heads per institution; automatic rights follow this (R16).
create table head_assignments (
  person_id uuid not null references persons,
  institution_id integer not null references organisations,
  period daterange not null check (not isempty(period)),
  source text not null,
  primary key (person_id, institution_id, period without overlaps)
);

create table entitlements (
  id text primary key check (id ~ '^[a-z-]+$'),
  name text not null unique,
  category text not null,
  owner text not null,
  target_groups text[] not null,
  description text not null,
  contexts text[] not null default '{}',
  contexts_required boolean not null default false,
  is_admin boolean not null default false,
  automatic_for_head boolean not null default false,
  max_months smallint,
  end_offset_days smallint not null default 0,
  valid_from date not null default '2026-09-01',
  valid_until date,
  status text not null check (status in ('found', 'assumed')),
  source text not null
);
comment on column entitlements.max_months is 'Longest period of one grant, not verified: a right of four years was seen (source 003), the rule of 2010 was 15 months.';

-- Who may give what (domain reference, rights 4.2). status assumed: inferred, no source says it in words.
create table delegations (
  giver text not null references entitlements,
  given text not null references entitlements,
  only_without_head_admin boolean not null default false,
  status text not null check (status in ('found', 'assumed')),
  primary key (giver, given)
);

create table grants (
  id uuid primary key default uuidv7(),
  work_relation_id uuid not null references work_relations,
  person_id uuid not null references persons,
  entitlement_id text not null references entitlements,
  organisation_id integer not null references organisations,
  period daterange not null check (not isempty(period) and not upper_inf(period) and not lower_inf(period)),
  contexts text[] not null default '{}',
  cause text not null check (cause in ('automatic', 'manual', 'imported')),
  given_by uuid references persons,
  given_on_grant uuid references grants,
  reason text,
  given_at timestamptz not null default now(),
  withdrawn_at timestamptz,
  withdrawn_by uuid references persons,
  withdrawn_reason text,
  constraint by_hand_has_a_hand check (cause <> 'manual' or given_by is not null),
  constraint one_grant_at_an_instant
    exclude using gist (person_id with =, entitlement_id with =, organisation_id with =, period with &&)
    where (withdrawn_at is null)
);
create index grants_person on grants (person_id);
create index grants_organisation on grants (organisation_id, entitlement_id);
create index grants_work_relation on grants (work_relation_id);

-- The grants that give something today: in their period, not withdrawn, of an unblocked person whose work
-- relation runs, on an organisation that exists (R10). Contexts, cause and end travel along.
create view active_grants with (security_invoker = true) as
  select g.id, g.person_id, g.work_relation_id, g.entitlement_id, g.organisation_id, g.period, g.contexts, g.cause, r.target_group
  from grants g
  join work_relations r on r.id = g.work_relation_id
  join persons p on p.id = g.person_id
  join organisations o on o.id = g.organisation_id
  where g.withdrawn_at is null
    and g.period @> app.today()
    and r.period @> app.today()
    and o.valid @> app.today()
    and not p.blocked;

grant select on target_groups, entitlements, delegations, active_grants to schoolpoort_app;
grant select, insert, update on persons, identities, work_relations, head_assignments, grants to schoolpoort_app;
grant insert, update on entitlements to schoolpoort_app;
grant insert, delete on delegations to schoolpoort_app;

alter table persons enable row level security;
alter table identities enable row level security;
alter table work_relations enable row level security;
alter table head_assignments enable row level security;
alter table grants enable row level security;

create policy door_reads on persons for select using ((select app.is_door()));
create policy oneself on persons for select using (id = (select app.person_id()));
create policy related_to_managed on persons for select using (
  exists (select 1 from work_relations r where r.person_id = persons.id and (select app.manages()) @> r.organisation_id)
);
create policy door_writes on persons for insert with check ((select app.is_door()));
create policy door_changes on persons for update using ((select app.is_door())) with check ((select app.is_door()));
create policy oneself_changes on persons for update using (id = (select app.person_id())) with check (id = (select app.person_id()));

create policy door_only on identities using ((select app.is_door())) with check ((select app.is_door()));

create policy door_reads on work_relations for select using ((select app.is_door()));
create policy own on work_relations for select using (person_id = (select app.person_id()));
create policy managed on work_relations for select using ((select app.manages()) @> organisation_id);
create policy system_writes on work_relations for insert with check ((select app.is_system()));
create policy managed_writes on work_relations for insert with check ((select app.manages()) @> organisation_id);
create policy system_changes on work_relations for update using ((select app.is_system())) with check ((select app.is_system()));
create policy managed_changes on work_relations for update
  using ((select app.manages()) @> organisation_id) with check ((select app.manages()) @> organisation_id);

create policy system_only on head_assignments using ((select app.is_system())) with check ((select app.is_system()));

create policy door_reads on grants for select using ((select app.is_door()));
create policy own on grants for select using (person_id = (select app.person_id()));
create policy managed on grants for select using ((select app.manages()) @> organisation_id);
create policy system_writes on grants for insert with check ((select app.is_system()));
create policy managed_writes on grants for insert
  with check ((select app.manages()) @> organisation_id and given_by = (select app.person_id()));
create policy system_changes on grants for update using ((select app.is_system())) with check ((select app.is_system()));
create policy managed_changes on grants for update
  using ((select app.manages()) @> organisation_id) with check ((select app.manages()) @> organisation_id);

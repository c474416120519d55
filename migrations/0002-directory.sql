-- The spine that every application hangs on: levels, municipalities, organisations and their relations in time.

create table education_levels (
  id smallint primary key check (id between 1 and 7),
  slug text not null unique,
  code text not null unique,
  register_code text not null unique
);
comment on table education_levels is 'Education levels of the portal (source 000); register_code is the level in the official register.';

insert into education_levels (id, slug, code, register_code) values
  (1, 'basisonderwijs', 'primary', 'BAO'),
  (2, 'secundair-onderwijs', 'secondary', 'SO'),
  (3, 'deeltijds-kunstonderwijs', 'part-time-arts', 'DKO'),
  (4, 'clb', 'guidance-centre', 'CLB'),
  (5, 'internaat', 'boarding-school', 'INTERNAAT'),
  (6, 'volwassenenonderwijs', 'adult-education', 'VWO'),
  (7, 'hoger-onderwijs', 'higher-education', 'HO');

create table municipalities (
  nis_code text not null check (nis_code ~ '^\d{5}$'),
  name text not null,
  province text,
  ovo_code text check (ovo_code ~ '^OVO\d{6}$'),
  valid daterange not null default daterange(null, null),
  successor text,
  primary key (nis_code)
);

-- Boards, communities, umbrellas and centres are institutions with a number of their own; bodies of the
-- administration have an OVO code and stand above one million so that both share one key.
create table organisations (
  id integer primary key check (id > 0),
  kind text not null check (kind in
    ('institution', 'board', 'school-community', 'guidance-centre', 'boarding-school', 'umbrella',
     'learning-support-centre', 'administration', 'other')),
  name text not null check (name <> ''),
  full_name text,
  ovo_code text unique check (ovo_code ~ '^OVO\d{6}$'),
  enterprise_number text check (enterprise_number ~ '^\d{10}$'),
  board_kind smallint check (board_kind between 1 and 9),
  network text,
  main_structures smallint[] not null default '{}',
  special boolean not null default false,
  recognition text,
  street text, house_number text, postal_code text, municipality_name text,
  nis_code text,
  phone text, email text, website text,
  valid daterange not null default daterange(null, null),
  source text not null,
  fingerprint bytea,
  changed_at timestamptz not null default now(),
  constraint administration_has_ovo check ((kind = 'administration') = (id >= 1000000)),
  constraint administration_key_follows_ovo check (kind <> 'administration' or id = 1000000 + substring(ovo_code from 4)::integer)
);
create index organisations_name on organisations (lower(name));

create table organisation_levels (
  organisation_id integer not null references organisations,
  level_id smallint not null references education_levels,
  primary key (organisation_id, level_id)
);

create table locations (
  organisation_id integer not null references organisations,
  sequence integer not null check (sequence >= 1),
  street text, house_number text, postal_code text, municipality_name text,
  nis_code text,
  latitude double precision, longitude double precision,
  phones text[] not null default '{}',
  main_structures smallint[] not null default '{}',
  source text not null,
  fingerprint bytea,
  primary key (organisation_id, sequence)
);

-- An institution has at most one board, community, guidance centre … at an instant (R20); history stays.
create table organisation_relations (
  organisation_id integer not null references organisations,
  kind text not null check (kind in
    ('board', 'school-community', 'guidance-centre', 'umbrella', 'boarding-school', 'learning-support-centre', 'successor')),
  related_id integer not null references organisations,
  period daterange not null,
  source text not null,
  constraint one_of_a_kind_at_an_instant primary key (organisation_id, kind, period without overlaps)
);
create index organisation_relations_related on organisation_relations (related_id, kind);

create table import_runs (
  id uuid primary key default uuidv7(),
  at timestamptz not null default now(),
  source text not null,
  report jsonb not null
);

grant select on education_levels, municipalities, organisations, organisation_levels, locations, organisation_relations to schoolpoort_app;
grant insert, update, delete on municipalities, organisations, organisation_levels, locations, organisation_relations to schoolpoort_app;
grant select, insert on import_runs to schoolpoort_app;

-- The register is public: anybody may read it, only the system writes it.
alter table municipalities enable row level security;
alter table organisations enable row level security;
alter table organisation_levels enable row level security;
alter table locations enable row level security;
alter table organisation_relations enable row level security;
alter table import_runs enable row level security;
create policy everybody_reads on municipalities for select using (true);
create policy system_writes on municipalities using ((select app.is_system())) with check ((select app.is_system()));
create policy everybody_reads on organisations for select using (true);
create policy system_writes on organisations using ((select app.is_system())) with check ((select app.is_system()));
create policy everybody_reads on organisation_levels for select using (true);
create policy system_writes on organisation_levels using ((select app.is_system())) with check ((select app.is_system()));
create policy everybody_reads on locations for select using (true);
create policy system_writes on locations using ((select app.is_system())) with check ((select app.is_system()));
create policy everybody_reads on organisation_relations for select using (true);
create policy system_writes on organisation_relations using ((select app.is_system())) with check ((select app.is_system()));
create policy system_only on import_runs using ((select app.is_system())) with check ((select app.is_system()));

-- A theme bundles document types; a tick gives one portal user one theme of one institution at one level.

create table themes (
  id smallint primary key check (id between 1 and 127),
  slug text not null unique check (slug ~ '^[a-z-]+$'),
  name text not null,
  confidentiality text not null check (confidentiality in ('open', 'confidential', 'very-confidential')),
  in_all boolean not null default true,
  documents text not null default '',
  status text not null check (status in ('found', 'assumed')),
  source text not null,
  unique (id, confidentiality),
  constraint very_confidential_is_never_in_all check (confidentiality <> 'very-confidential' or not in_all)
);
comment on column themes.in_all is 'Whether the column Alle of the theme administration ticks it (TH-3).';

create table theme_levels (
  theme_id smallint not null references themes,
  level_id smallint not null references education_levels,
  status text not null check (status in ('found', 'assumed')),
  primary key (theme_id, level_id)
);

create function app.scope(institution_id integer, level_id smallint, theme_id smallint) returns integer
  language sql immutable parallel safe
  return institution_id * 1024 + level_id * 128 + theme_id;

create table theme_ticks (
  id uuid primary key default uuidv7(),
  person_id uuid not null references persons,
  institution_id integer not null,
  level_id smallint not null,
  theme_id smallint not null,
  scope integer not null generated always as (institution_id * 1024 + level_id * 128 + theme_id) stored,
  ticked_at timestamptz not null default now(),
  ticked_by uuid references persons,
  unticked_at timestamptz,
  unticked_by uuid references persons,
  constraint institution_has_level foreign key (institution_id, level_id) references organisation_levels (organisation_id, level_id),
  constraint theme_exists_at_level foreign key (theme_id, level_id) references theme_levels (theme_id, level_id)
);
create unique index one_tick_at_a_time on theme_ticks (person_id, scope) where unticked_at is null;
create index theme_ticks_institution on theme_ticks (institution_id, level_id) where unticked_at is null;

grant select on themes, theme_levels to schoolpoort_app;
grant insert, update on themes, theme_levels to schoolpoort_app;
grant select, insert, update on theme_ticks to schoolpoort_app;

alter table themes enable row level security;
alter table theme_levels enable row level security;
create policy everybody_reads on themes for select using (true);
create policy system_writes on themes using ((select app.is_system())) with check ((select app.is_system()));
create policy everybody_reads on theme_levels for select using (true);
create policy system_writes on theme_levels using ((select app.is_system())) with check ((select app.is_system()));

alter table theme_ticks enable row level security;
create policy door_reads on theme_ticks for select using ((select app.is_door()));
create policy own on theme_ticks for select using (person_id = (select app.person_id()));
create policy administered on theme_ticks for select using ((select app.administers()) @> institution_id);
create policy system_writes on theme_ticks for insert with check ((select app.is_system()));
create policy administered_writes on theme_ticks for insert
  with check ((select app.administers()) @> institution_id and ticked_by = (select app.person_id()));
create policy system_changes on theme_ticks for update using ((select app.is_system())) with check ((select app.is_system()));
create policy administered_changes on theme_ticks for update
  using ((select app.administers()) @> institution_id) with check ((select app.administers()) @> institution_id);

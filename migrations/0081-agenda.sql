-- Milestones and events per education level (AG-1): services of the administration enter them, whoever stands at the level reads them.

insert into entitlements (id, name, category, owner, target_groups, description, status, source) values
  ('agenda-editor', 'Mijn Onderwijs Agendabeheer', 'Mijn Onderwijs', 'portal', '{GID}',
   'Zet voor een dienst van de administratie mijlpalen en evenementen in de agenda van Mijn Onderwijs.', 'assumed', 'keuze van dit project');

-- The kinds of institution that an audience tells apart.
create function app.institution_kind(kind text, special boolean) returns text
  language sql immutable parallel safe
  return case when kind <> 'institution' then kind when special then 'special-school' else 'school' end;

-- For whom something is, as keys `level:kind`; without kinds it is for all of the level (`level:*`).
create function app.audience(levels smallint[], kinds text[]) returns text[]
  language sql immutable parallel safe
  begin atomic
    select coalesce(array_agg(level || ':' || of_kind), '{}')
    from unnest(levels) as level, unnest(case when kinds = '{}' then '{*}' else kinds end) as of_kind;
  end;

-- The audiences that the actor belongs to, at these levels or at all. The administration stands among every kind.
create function app.audience_keys(at_levels integer[] default null) returns text[]
  language sql stable
  begin atomic
    select coalesce(array_agg(distinct place % 8 || ':' || audience), '{}')
    from unnest(app.places()) as held (numbers),
      generate_series(lower(numbers), upper(numbers) - 1) as place
      join organisations o on o.id = place / 8,
      unnest(case when o.kind = 'administration' then array['*', 'school', 'special-school', 'school-community']
        else array['*', app.institution_kind(o.kind, o.special)] end) as audience
    where at_levels is null or place % 8 = any (at_levels);
  end;

create table agenda_items (
  id uuid primary key default uuidv7(),
  organiser_id integer not null references organisations,
  kind text not null check (kind in ('milestone', 'event')),
  title text not null check (length(title) between 1 and 150),
  description text not null default '' check (length(description) <= 4000),
  begins_on date not null,
  ends_on date not null,
  begins_at time,
  ends_at time,
  place text not null default '' check (length(place) <= 200),
  link text not null default '' check (link = '' or link ~ '^https?://' and length(link) <= 500),
  levels smallint[] not null check (levels <> '{}' and levels <@ '{1,2,3,4,5,6,7}'),
  kinds text[] not null default '{}' check (kinds <@ '{school,special-school,school-community}'),
  audience text[] not null generated always as (app.audience(levels, kinds)) stored,
  revision integer not null default 0,
  cancelled_at timestamptz,
  created_by uuid references persons,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  constraint ends_after_it_begins check (ends_on >= begins_on and ends_on <= begins_on + 366),
  constraint an_end_needs_a_beginning check (ends_at is null or begins_at is not null),
  constraint one_day_goes_forward check (ends_on > begins_on or ends_at is null or ends_at > begins_at)
);
create index agenda_items_in_time on agenda_items (begins_on, id);
create index agenda_items_organiser on agenda_items (organiser_id, begins_on);
comment on column agenda_items.begins_at is 'Brussels time; null: the whole day.';
comment on column agenda_items.revision is 'How often it changed: calendar programs take over a higher number (RFC 5545, SEQUENCE).';

-- A secret address under which a calendar program fetches the agenda of one person; only the hash of the secret is kept.
create table calendar_feeds (
  token_hash bytea primary key check (length(token_hash) = 32),
  person_id uuid not null references persons,
  target_group text not null references target_groups,
  made_at timestamptz not null default now(),
  revoked_at timestamptz,
  last_used_on date
);
create unique index one_feed_at_a_time on calendar_feeds (person_id) where revoked_at is null;

grant select, insert, update on agenda_items to schoolpoort_app;
grant select, insert on calendar_feeds to schoolpoort_app;
grant update (revoked_at, last_used_on) on calendar_feeds to schoolpoort_app;

alter table agenda_items enable row level security;
create policy in_audience on agenda_items for select using (audience && (select app.audience_keys()));
create policy of_own_service on agenda_items for select using ((select app.duty('agenda-editor')) @> organiser_id);
create policy own_service_writes on agenda_items for insert
  with check ((select app.duty('agenda-editor')) @> organiser_id and created_by = (select app.person_id()));
create policy own_service_changes on agenda_items for update
  using ((select app.duty('agenda-editor')) @> organiser_id) with check ((select app.duty('agenda-editor')) @> organiser_id);
create policy system_only on agenda_items using ((select app.is_system())) with check ((select app.is_system()));

alter table calendar_feeds enable row level security;
create policy door_reads on calendar_feeds for select using ((select app.is_door()));
create policy door_changes on calendar_feeds for update using ((select app.is_door())) with check ((select app.is_door()));
create policy own on calendar_feeds for select using (person_id = (select app.person_id()));
create policy own_writes on calendar_feeds for insert with check (person_id = (select app.person_id()));
create policy own_changes on calendar_feeds for update
  using (person_id = (select app.person_id())) with check (person_id = (select app.person_id()));

-- A linked application reads the rights that are named for it, and learns of a given or ended one within seconds: what it has to
-- know is queued in the transaction of the change, whoever makes it, and handed over until it was taken.

alter table linked_applications
  add column roles jsonb not null default '{}' check (jsonb_typeof(roles) = 'object'),
  add column webhook_url text check (webhook_url ~ '^https?://[^ #]+$' and length(webhook_url) <= 500);
comment on column linked_applications.roles is 'The rights it may know of, each with the name that its role claims use. Empty: it learns of none.';
create policy door_reads on linked_applications for select using ((select app.is_door()));

-- The secrets that what we sign for an application is signed with: at most two count at a time, while it takes over the new one.
create table application_secrets (
  id uuid primary key default uuidv7(),
  application_id text not null references linked_applications on delete cascade,
  secret_sealed bytea not null,
  made_at timestamptz not null default now(),
  expires_at timestamptz
);
create unique index application_secrets_current on application_secrets (application_id) where expires_at is null;
create index application_secrets_application on application_secrets (application_id, made_at desc);

-- What an application was last told of each right that counts.
create table application_rights (
  application_id text not null references linked_applications on delete cascade,
  grant_id uuid not null references grants,
  contexts text[] not null,
  last_day date not null,
  primary key (application_id, grant_id)
);
create index application_rights_grant on application_rights (grant_id);

create table application_events (
  id uuid primary key default uuidv7(),
  application_id text not null references linked_applications on delete cascade,
  grant_id uuid not null references grants,
  kind text not null check (kind in ('right.given', 'right.changed', 'right.ended')),
  contexts text[] not null,
  last_day date not null,
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'superseded', 'given-up')),
  queued_at timestamptz not null default now(),
  due_at timestamptz not null default now(),
  attempts smallint not null default 0,
  status smallint,
  problem text,
  concluded_at timestamptz,
  constraint concluded_when_not_waiting check ((concluded_at is null) = (state = 'waiting'))
);
create index application_events_waiting on application_events (due_at, id) where state = 'waiting';
create index application_events_in_order on application_events (application_id, grant_id, id) where state = 'waiting';
create index application_events_application on application_events (application_id, id desc);
create index application_events_concluded on application_events (concluded_at) where concluded_at is not null;
create index application_events_grant on application_events (grant_id);

-- Compares what counts at this moment with what applications were told, and queues what differs; null: of every right. Silent:
-- only notes it, when an application is registered or is to know of other rights.
create function app.tell_applications(of_grants uuid[], silently_of text default null) returns integer
  language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    queued integer;
  begin
    if not exists (select 1 from linked_applications where webhook_url is not null) and silently_of is null then
      return 0;
    end if;
    with counting as (
      select l.id as application_id, a.id as grant_id, a.contexts, upper(a.period) - 1 as last_day
      from active_grants a
      join linked_applications l on l.webhook_url is not null and l.roles ? a.entitlement_id
        and (l.institutions is null or a.organisation_id = any (l.institutions))
      where (of_grants is null or a.id = any (of_grants)) and (silently_of is null or l.id = silently_of)
    ), told as (
      select r.application_id, r.grant_id, r.contexts, r.last_day
      from application_rights r
      where (of_grants is null or r.grant_id = any (of_grants)) and (silently_of is null or r.application_id = silently_of)
    ), different as (
      select coalesce(c.application_id, t.application_id) as application_id, coalesce(c.grant_id, t.grant_id) as grant_id,
        coalesce(c.contexts, t.contexts) as contexts, coalesce(c.last_day, t.last_day) as last_day,
        case when t.grant_id is null then 'right.given' when c.grant_id is null then 'right.ended' else 'right.changed' end as kind
      from counting c full join told t on t.application_id = c.application_id and t.grant_id = c.grant_id
      where c.grant_id is null or t.grant_id is null or (c.contexts, c.last_day) is distinct from (t.contexts, t.last_day)
    ), forgotten as (
      delete from application_rights r using different d
      where d.kind = 'right.ended' and r.application_id = d.application_id and r.grant_id = d.grant_id
    ), noted as (
      insert into application_rights as r (application_id, grant_id, contexts, last_day)
      select application_id, grant_id, contexts, last_day from different where kind <> 'right.ended'
      on conflict (application_id, grant_id) do update set contexts = excluded.contexts, last_day = excluded.last_day
    ), events as (
      insert into application_events (application_id, grant_id, kind, contexts, last_day)
      select d.application_id, d.grant_id, d.kind, d.contexts, least(d.last_day, upper(g.period) - 1)
      from different d
      join grants g on g.id = d.grant_id
      join linked_applications l on l.id = d.application_id and l.webhook_url is not null
      where silently_of is null
      order by d.grant_id
      returning 1
    )
    select count(*) into queued from events;
    return queued;
  end $$;
revoke all on function app.tell_applications(uuid[], text) from public;
grant execute on function app.tell_applications(uuid[], text) to schoolpoort_app;

create function app.tell_of_grants() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    perform app.tell_applications(array(select id from changed));
    return null;
  end $$;
create trigger tell_of_new after insert on grants referencing new table as changed
  for each statement execute function app.tell_of_grants();
create trigger tell_of_changed after update on grants referencing new table as changed
  for each statement execute function app.tell_of_grants();

create function app.tell_of_relations() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    perform app.tell_applications(array(select g.id from grants g join changed c on c.id = g.work_relation_id));
    return null;
  end $$;
create trigger tell_of_changed after update on work_relations referencing new table as changed
  for each statement execute function app.tell_of_relations();

create function app.tell_of_persons() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    perform app.tell_applications(array(
      select g.id from grants g join changed c on c.id = g.person_id join earlier e on e.id = c.id where c.blocked <> e.blocked));
    return null;
  end $$;
create trigger tell_of_changed after update on persons referencing old table as earlier new table as changed
  for each statement execute function app.tell_of_persons();

grant select, insert, update, delete on application_secrets, application_rights, application_events to schoolpoort_app;
alter table application_secrets enable row level security;
create policy door_reads on application_secrets for select using ((select app.is_door()));
create policy system_only on application_secrets using ((select app.is_system())) with check ((select app.is_system()));
alter table application_rights enable row level security;
create policy system_only on application_rights using ((select app.is_system())) with check ((select app.is_system()));
alter table application_events enable row level security;
create policy system_only on application_events using ((select app.is_system())) with check ((select app.is_system()));

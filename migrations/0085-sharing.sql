-- A reader shares an open document with one other person who has access to Mijn Onderwijs (DO-7). Sharing cannot be undone (DO-8); a share
-- ends by itself when its document becomes another one: confidential, or of another institution, level or theme.

-- What a share refers to: while it lives, its document stands where it stood when it was shared.
alter table documents add constraint stands_at_its_scope unique (id, scope);

create table document_shares (
  id uuid primary key default uuidv7(),
  document_id uuid not null references documents,
  institution_id integer not null,
  level_id smallint not null,
  theme_id smallint not null,
  scope integer not null generated always as (institution_id * 1024 + level_id * 128 + theme_id) stored,
  confidentiality text not null default 'open',
  sharer_id uuid not null references persons,
  receiver_id uuid not null references persons,
  note text,
  shared_at timestamptz(3) not null default now(),
  ended_at timestamptz,
  ended_because text,
  live_scope integer generated always as (
    case when ended_at is null then institution_id * 1024 + level_id * 128 + theme_id end) stored,
  constraint only_what_is_open check (confidentiality = 'open'),
  constraint of_an_open_theme foreign key (theme_id, confidentiality) references themes (id, confidentiality),
  constraint where_its_document_stands foreign key (document_id, live_scope) references documents (id, scope),
  constraint with_somebody_else check (sharer_id <> receiver_id),
  constraint note_says_something check (note <> '' and length(note) <= 500),
  constraint ended_for_a_reason check ((ended_at is null) = (ended_because is null)),
  constraint known_reason check (ended_because in ('confidential', 'moved', 'receiver'))
);
comment on column document_shares.live_scope is 'The scope while the share lives, null when it ended: ties a living share to where its document stands.';

create unique index shared_once_at_a_time on document_shares (document_id, receiver_id) where ended_at is null;
create index document_shares_receiver on document_shares (receiver_id) where ended_at is null;
create index document_shares_institution on document_shares (institution_id, level_id, shared_at desc, id desc);
create index persons_email on persons (lower(email));

-- The documents that reach the actor through a share and nothing else.
create function app.shared() returns uuid[]
  language sql stable parallel safe
  return coalesce(nullif(current_setting('app.shared', true), ''), '{}')::uuid[];

-- Whether the actor holds the document by a right of its own: what was received cannot be passed on.
create function app.holds_scope(of_institution integer, at_scope integer, of_theme smallint) returns boolean
  language sql stable parallel safe
  return app.actor_kind() = 'person' and (
    app.administers() @> of_institution or app.scopes() @> at_scope or of_theme = any (app.themes()));

-- Yes or no: whether somebody has access to Mijn Onderwijs today, and has not been given more than one can oversee.
create function app.may_receive(of_person uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select app.actor_kind() in ('person', 'system')
      and exists (
        select 1 from active_grants g
        where g.person_id = of_person and g.entitlement_id in ('portal-admin', 'portal-user', 'administration-reader'))
      and (select count(*) from document_shares s where s.receiver_id = of_person and s.ended_at is null) < 500;
  end;
revoke all on function app.may_receive(uuid) from public;
grant execute on function app.may_receive(uuid) to schoolpoort_app;

-- Those who can receive under exactly this address. An address of nobody and one of somebody without access answer alike: with nothing.
create function app.receivers_by_email(address text) returns table (person_id uuid, given_name text, family_name text)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select p.id, p.given_name, p.family_name
    from persons p
    where app.actor_kind() = 'person'
      and lower(p.email) = lower(address)
      and p.id <> app.person_id()
      and app.may_receive(p.id)
    order by p.family_name, p.given_name, p.id;
  end;
revoke all on function app.receivers_by_email(text) from public;
grant execute on function app.receivers_by_email(text) to schoolpoort_app;

-- Those who read Mijn Onderwijs for an institution where the actor stands, by words of their name; or one of them.
create function app.receivers_nearby(named text, only_person uuid default null)
  returns table (person_id uuid, given_name text, family_name text, institution_id integer, institution_name text)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select distinct on (p.family_name, p.given_name, p.id) p.id, p.given_name, p.family_name, o.id, o.name
    from (
      select distinct place / 8 as id
      from unnest(app.places()) as span (places), generate_series(lower(span.places), upper(span.places) - 1) as place
    ) own
    join active_grants g on g.organisation_id = own.id
    join persons p on p.id = g.person_id
    join organisations o on o.id = own.id
    where app.actor_kind() = 'person'
      and g.entitlement_id in ('portal-admin', 'portal-user', 'administration-reader')
      and p.id <> app.person_id()
      and (only_person is null or p.id = only_person)
      and not exists (
        select 1 from regexp_split_to_table(app.plain(named), '\s+') as word
        where strpos(app.plain(p.given_name || ' ' || p.family_name), word) = 0)
      and (select count(*) from document_shares s where s.receiver_id = p.id and s.ended_at is null) < 500
    order by p.family_name, p.given_name, p.id, o.id;
  end;
revoke all on function app.receivers_nearby(text, uuid) from public;
grant execute on function app.receivers_nearby(text, uuid) to schoolpoort_app;

-- The two people of a share, by name, for whom the share is in sight; whether it works, for the administrators of the institution only.
create function app.people_of_shares(of_shares uuid[])
  returns table (share_id uuid, sharer text, receiver text, receiver_has_access boolean)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select s.id, sharer.given_name || ' ' || sharer.family_name, receiver.given_name || ' ' || receiver.family_name,
      case when app.administers() @> s.institution_id then exists (
        select 1 from active_grants g
        where g.person_id = s.receiver_id and g.entitlement_id in ('portal-admin', 'portal-user', 'administration-reader'))
      end
    from document_shares s
    join persons sharer on sharer.id = s.sharer_id
    join persons receiver on receiver.id = s.receiver_id
    where s.id = any (of_shares)
      and app.actor_kind() = 'person'
      and (s.sharer_id = app.person_id() or s.receiver_id = app.person_id()
        or app.holds_scope(s.institution_id, s.scope, s.theme_id));
  end;
revoke all on function app.people_of_shares(uuid[]) from public;
grant execute on function app.people_of_shares(uuid[]) to schoolpoort_app;

-- A document that becomes confidential or moves is another document for other people: what was shared of it ends for good.
create function app.end_shares_of_moved() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  with ended as (
    update document_shares
    set ended_at = now(), ended_because = case when new.confidentiality = 'open' then 'moved' else 'confidential' end
    where document_id = new.id and ended_at is null
    returning id, document_id, institution_id, ended_because
  )
  insert into audit_events (actor_kind, actor_label, action, subject_kind, subject_id, organisation_id, after)
  select 'system', 'redelivery', 'end-share', 'document', document_id, institution_id,
    jsonb_build_object('share', id, 'because', ended_because)
  from ended;
  return new;
end $$;
create trigger shares_end_when_it_moves before update of institution_id, level_id, theme_id on documents
  for each row when ((old.institution_id, old.level_id, old.theme_id) is distinct from (new.institution_id, new.level_id, new.theme_id))
  execute function app.end_shares_of_moved();

-- What was shared, by whom and with whom never changes; it can only end.
grant select, insert on document_shares to schoolpoort_app;
grant update (ended_at, ended_because) on document_shares to schoolpoort_app;

alter table document_shares enable row level security;
create policy door_reads on document_shares for select using ((select app.is_door()));
create policy own on document_shares for select
  using (sharer_id = (select app.person_id()) or receiver_id = (select app.person_id()));
create policy of_documents_held on document_shares for select using (
  (select app.actor_kind()) = 'person' and (
    (select app.administers()) @> institution_id or (select app.scopes()) @> scope
    or theme_id = any ((select app.themes())::smallint[])));
create policy system_writes on document_shares for insert with check ((select app.is_system()));
create policy shares_what_it_holds on document_shares for insert with check (
  sharer_id = (select app.person_id())
  and ended_at is null
  and app.holds_scope(institution_id, institution_id * 1024 + level_id * 128 + theme_id, theme_id)
  and app.may_receive(receiver_id));
create policy receiver_lets_go on document_shares for update
  using (receiver_id = (select app.person_id()) and ended_at is null)
  with check (receiver_id = (select app.person_id()) and ended_because = 'receiver');

-- The wall lets through what was shared: never anything confidential, and of an earlier version only what was open then.
alter policy readable on documents using (
  (select app.administers()) @> institution_id
  or (select app.scopes()) @> scope
  or (theme_id = any ((select app.themes())::smallint[]) and (select app.actor_kind()) = 'person')
  or service_id = (select app.service_id())
  or (confidentiality = 'open' and id = any ((select app.shared())::uuid[]))
  or (select app.is_system())
);
alter policy with_its_document on document_versions using (
  exists (select 1 from documents d where d.id = document_id)
  and (
    document_id <> all ((select app.shared())::uuid[])
    or exists (select 1 from themes t where t.id = theme_id and t.confidentiality = 'open'))
);

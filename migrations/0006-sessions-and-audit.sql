-- One session everywhere, and one event for every change of state.

create table sessions (
  token_hash bytea primary key check (length(token_hash) = 32),
  person_id uuid not null references persons,
  target_group text references target_groups,
  work_relation_id uuid references work_relations,
  issuer text not null,
  id_token_sealed bytea,
  acr text,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  notice_accepted_at timestamptz
);
create index sessions_person on sessions (person_id);
create index sessions_expiry on sessions (expires_at);
comment on column sessions.work_relation_id is 'The relation acted for; null: all relations of the target group.';

-- What a sign-in that is under way must find back: state, nonce, PKCE verifier, the page asked for.
create table sign_ins (
  state_hash bytea primary key,
  nonce text not null,
  verifier_sealed bytea not null,
  return_to text not null,
  expires_at timestamptz not null
);

create table form_keys (
  key uuid primary key,
  person_id uuid not null references persons,
  used_at timestamptz not null default now(),
  outcome text not null
);

create unlogged table rate_limits (
  key bytea not null,
  window_start timestamptz not null,
  n integer not null,
  primary key (key, window_start)
);

-- Append-only: the application's role may add and read, never change.
create table audit_events (
  id uuid primary key default uuidv7(),
  at timestamptz not null default now(),
  actor_kind text not null,
  actor_person_id uuid references persons,
  actor_label text not null,
  acting_for integer references organisations,
  rests_on_grant uuid references grants,
  action text not null,
  subject_kind text not null,
  subject_id text not null,
  organisation_id integer,
  before jsonb,
  after jsonb,
  reason text
);
create index audit_events_organisation on audit_events (organisation_id, at desc);
create index audit_events_subject on audit_events (subject_kind, subject_id, at desc);

grant select, insert, update, delete on sessions to schoolpoort_app;
grant select, insert, delete on sign_ins to schoolpoort_app;
grant select, insert on form_keys to schoolpoort_app;
grant select, insert, update, delete on rate_limits to schoolpoort_app;
grant select, insert on audit_events to schoolpoort_app;

alter table sessions enable row level security;
create policy door_only on sessions using ((select app.is_door())) with check ((select app.is_door()));
alter table sign_ins enable row level security;
create policy door_only on sign_ins using ((select app.is_door())) with check ((select app.is_door()));
alter table rate_limits enable row level security;
create policy door_only on rate_limits using ((select app.is_door())) with check ((select app.is_door()));
alter table form_keys enable row level security;
create policy own on form_keys using (person_id = (select app.person_id())) with check (person_id = (select app.person_id()));

alter table audit_events enable row level security;
create policy own on audit_events for select using (actor_person_id = (select app.person_id()));
create policy managed on audit_events for select using ((select app.manages()) @> organisation_id or (select app.administers()) @> organisation_id);
create policy system_reads on audit_events for select using ((select app.is_system()));
create policy as_oneself on audit_events for insert
  with check ((select app.is_door()) or actor_person_id = (select app.person_id()) or (select app.actor_kind()) = 'service');

-- Names and addresses of those who can mend a refusal: the one thing a plain user may learn about others (TH-6, PO-6).
create function app.givers(of_institution integer, of_entitlements text[])
  returns table (person_id uuid, given_name text, family_name text, email text, entitlement_id text)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select p.id, p.given_name, p.family_name, p.email, g.entitlement_id
    from grants g
    join work_relations r on r.id = g.work_relation_id
    join persons p on p.id = g.person_id
    join organisations o on o.id = g.organisation_id
    where app.actor_kind() = 'person'
      and g.organisation_id = of_institution
      and g.entitlement_id = any (of_entitlements)
      and g.withdrawn_at is null
      and g.period @> app.today() and r.period @> app.today() and o.valid @> app.today()
      and not p.blocked
      and exists (
        select 1 from work_relations own
        where own.person_id = app.person_id()
          and (own.organisation_id = of_institution
            or exists (select 1 from grants mine where mine.person_id = own.person_id and mine.organisation_id = of_institution)
            or exists (select 1 from organisation_relations b
                       where b.organisation_id = of_institution and b.kind = 'board' and b.related_id = own.organisation_id))
      )
    order by p.family_name, p.given_name;
  end;
revoke all on function app.givers(integer, text[]) from public;
grant execute on function app.givers(integer, text[]) to schoolpoort_app;

-- An institution that continues as another: what its people hold is carried over once, and what was decided then stays readable.

alter table organisation_relations add constraint no_successor_of_itself check (kind <> 'successor' or organisation_id <> related_id);

create table rights_migrations (
  organisation_id integer primary key references organisations,
  successor_id integer not null references organisations,
  applied_at timestamptz not null default now(),
  applied_by uuid not null references persons,
  outcome jsonb not null check (jsonb_typeof(outcome) = 'array')
);
comment on table rights_migrations is 'What a head local administrator of the successor decided about the rights of the institution before it: once, and never changed.';
comment on column rights_migrations.outcome is 'Every relation, right and theme of the old institution once, with what became of it.';
create index rights_migrations_successor on rights_migrations (successor_id);

-- Whether the actor is head local administrator of an organisation, in the session of this instant.
create function app.heads(of_organisation integer) returns boolean
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select app.actor_kind() = 'person' and app.manages() @> of_organisation and exists (
      select 1 from active_grants g
      where g.person_id = app.person_id() and g.organisation_id = of_organisation and g.entitlement_id = 'head-local-admin');
  end;
revoke all on function app.heads(integer) from public;
grant execute on function app.heads(integer) to schoolpoort_app;

alter table rights_migrations enable row level security;
create policy heads_read on rights_migrations for select using (app.heads(successor_id) or app.heads(organisation_id));
create policy system_reads on rights_migrations for select using ((select app.is_system()));
create policy heads_decide on rights_migrations for insert with check (
  applied_by = (select app.person_id()) and app.heads(successor_id) and exists (
    select 1 from organisation_relations s
    where s.organisation_id = rights_migrations.organisation_id and s.kind = 'successor'
      and s.related_id = rights_migrations.successor_id and s.period @> app.today()));
grant select, insert on rights_migrations to schoolpoort_app;

-- That an institution continues as another is never changed; it is taken back only while nothing was carried over.
create function app.keep_successor() returns trigger
  language plpgsql set search_path = public, pg_temp as $$
  begin
    if tg_op = 'DELETE' and not exists (select 1 from rights_migrations m where m.organisation_id = old.organisation_id) then
      return old;
    end if;
    raise restrict_violation using message = 'that an institution continues as another is not rewritten';
  end $$;
create trigger keep_successor_as_it_is before update on organisation_relations
  for each row when (old.kind = 'successor' or new.kind = 'successor') execute function app.keep_successor();
create trigger keep_successor_that_was_used before delete on organisation_relations
  for each row when (old.kind = 'successor') execute function app.keep_successor();

-- What runs or will run at an institution that continues as another, for the head local administrators of that other one until they
-- decided: its people, their rights and the themes that hang on them.
create function app.rights_to_migrate(of_old integer)
  returns table (kind text, id uuid, person_id uuid, given_name text, family_name text, target_group text, category text,
    entitlement_id text, contexts text[], theme_id smallint, level_id smallint, cause text, first_day date, last_day date)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    with opened as (
      select s.organisation_id from organisation_relations s
      where s.organisation_id = of_old and s.kind = 'successor' and app.heads(s.related_id)
        and not exists (select 1 from rights_migrations m where m.organisation_id = of_old)
    ), running as (
      select g.* from opened join grants g on g.organisation_id = opened.organisation_id
      join work_relations r on r.id = g.work_relation_id
      where g.withdrawn_at is null and upper(g.period) > app.today() and r.period && daterange(app.today(), null)
    )
    select found.kind, found.id, p.id, p.given_name, p.family_name, found.target_group, found.category, found.entitlement_id,
      found.contexts, found.theme_id, found.level_id, found.cause, lower(found.period), upper(found.period) - 1
    from (
      select 'relation' as kind, w.id, w.person_id, w.target_group, w.category, null::text as entitlement_id,
        null::text[] as contexts, null::smallint as theme_id, null::smallint as level_id, null::text as cause, w.period
      from opened join work_relations w on w.organisation_id = opened.organisation_id
      where w.period && daterange(app.today(), null)
      union all
      select 'grant', g.id, g.person_id, null, null, g.entitlement_id, g.contexts, null, null, g.cause, g.period from running g
      union all
      select 'theme', t.id, t.person_id, null, null, null, null, t.theme_id, t.level_id, null, g.period
      from running g join theme_ticks t on t.grant_id = g.id and t.unticked_at is null
    ) found
    join persons p on p.id = found.person_id and not p.blocked;
  end;
revoke all on function app.rights_to_migrate(integer) from public;
grant execute on function app.rights_to_migrate(integer) to schoolpoort_app;

-- The names in a decision, for the head local administrators of both institutions.
create function app.people_of_migration(of_old integer) returns table (id uuid, given_name text, family_name text)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select p.id, p.given_name, p.family_name
    from rights_migrations m join persons p
      on p.id = m.applied_by or p.id in (select (one ->> 'personId')::uuid from jsonb_array_elements(m.outcome) one)
    where m.organisation_id = of_old and (app.heads(m.successor_id) or app.heads(m.organisation_id));
  end;
revoke all on function app.people_of_migration(integer) from public;
grant execute on function app.people_of_migration(integer) to schoolpoort_app;

create policy mergers_of_managed on audit_events for select using (
  subject_kind = 'merger' and (select app.manages()) @> organisation_id);

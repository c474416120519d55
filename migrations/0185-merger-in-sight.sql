-- A merger comes in sight of those who decide about it some time before it begins, and no earlier; and an institution that must decide
-- about one has somebody who can, also when nobody works there yet.

insert into rights_terms (id, days, meaning) values
  ('merger-foreseen', 75, 'So many days before an institution continues as another, who heads that one sees who holds what at the old one. Our choice: what begins on 1 September can be prepared before the summer holidays.');

alter table organisation_relations add column recorded_on date not null default app.today();
comment on column organisation_relations.recorded_on is 'The day on which it came into this register; for what was there before, the day on which this column came.';

create function app.merger_in_sight(first_day date) returns boolean
  language sql stable parallel safe
  return first_day - app.term('merger-foreseen') <= app.today();
grant execute on function app.merger_in_sight(date) to schoolpoort_app;

-- As before, but not before the merger is in sight.
create or replace function app.rights_to_migrate(of_old integer)
  returns table (kind text, id uuid, person_id uuid, given_name text, family_name text, target_group text, category text,
    entitlement_id text, contexts text[], theme_id smallint, level_id smallint, cause text, first_day date, last_day date)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    with opened as (
      select s.organisation_id from organisation_relations s
      where s.organisation_id = of_old and s.kind = 'successor' and app.merger_in_sight(lower(s.period)) and app.heads(s.related_id)
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

-- As before; an institution is in use too when it must decide about a merger that is in sight.
create or replace function app.without_head_admin_from(of_organisation integer) returns date
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select case when app.has_head_admin(o.id)
      then lower(datemultirange(daterange(app.today(), app.today() + app.term('rescue-foreseen') + 1) * o.valid) - coalesce((
        select range_agg(daterange(lower(g.period), case when h.person_id is null then upper(g.period) else upper(h.period) end) * r.period)
        from grants g
        join work_relations r on r.id = g.work_relation_id
        join persons p on p.id = g.person_id and not p.blocked
        left join head_assignments h on g.cause = 'automatic' and h.person_id = g.person_id
          and h.institution_id = g.organisation_id and h.period @> app.today()
        where g.organisation_id = o.id and g.entitlement_id = 'head-local-admin' and g.withdrawn_at is null), '{}'))
      else app.today() end
    from organisations o
    where o.id = of_organisation and o.kind <> 'administration' and o.valid @> app.today() and (
      exists (select 1 from work_relations w where w.organisation_id = o.id and w.period @> app.today())
      or exists (select 1 from grants g where g.organisation_id = o.id and g.entitlement_id = 'head-local-admin')
      or exists (
        select 1 from organisation_relations s
        where s.related_id = o.id and s.kind = 'successor' and app.merger_in_sight(lower(s.period))
          and not exists (select 1 from rights_migrations m where m.organisation_id = s.organisation_id)));
  end;

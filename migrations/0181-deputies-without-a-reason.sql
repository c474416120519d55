-- Why somebody is replaced is neither asked nor kept: it is often about health, and nothing rests on it (GDPR, article 5.1.c).
drop function app.deputyships_in_sight(uuid);
alter table deputyships drop column absence;

-- As before, but asked for by person or by id, never all of them.
create function app.deputyships_in_sight(of_person uuid, of_deputyships uuid[])
  returns table (
    id uuid, organisation_id integer, organisation_name text, absent_id uuid, absent_name text, deputy_id uuid, deputy_name text,
    first_day date, last_day date, named_by text, ended_on date, rights text[])
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select d.id, d.organisation_id, o.name, a.id, a.given_name || ' ' || a.family_name, p.id, p.given_name || ' ' || p.family_name,
      lower(d.period), upper(d.period) - 1, n.given_name || ' ' || n.family_name,
      (d.ended_at at time zone 'Europe/Brussels')::date,
      array(select e.name from grants g join entitlements e on e.id = g.entitlement_id where g.deputyship_id = d.id order by e.name)
    from deputyships d
    join organisations o on o.id = d.organisation_id
    join persons a on a.id = d.absent_id
    join persons p on p.id = d.deputy_id
    join persons n on n.id = d.named_by
    where d.id in (
        select x.id from deputyships x where x.absent_id = of_person
        union select x.id from deputyships x where x.deputy_id = of_person
        union select x.id from deputyships x where x.id = any (of_deputyships))
      and (app.is_system() or (app.actor_kind() = 'person'
        and (app.person_id() in (d.absent_id, d.deputy_id) or app.manages() @> d.organisation_id)))
    order by d.ended_at is not null, lower(d.period) desc, d.id;
  end;
revoke all on function app.deputyships_in_sight(uuid, uuid[]) from public;
grant execute on function app.deputyships_in_sight(uuid, uuid[]) to schoolpoort_app;

-- A deputy gives no administrator right, so a request for one is no task of hers: she is neither counted nor mailed.

create function app.decides_with(deputises uuid, of_entitlement text, for_theme boolean) returns boolean
  language sql stable
  return deputises is null or for_theme or not exists (select 1 from delegations own where own.giver = of_entitlement);
comment on function app.decides_with(uuid, text, boolean) is 'Whether a right lets its holder decide about a request, as far as it being that of a deputy goes: the rule of coveringGrants.';
revoke all on function app.decides_with(uuid, text, boolean) from public;

create or replace function app.deciders(of_organisation integer, of_entitlement text, for_theme boolean) returns integer
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select count(distinct decider.person_id)::integer
    from (
      select g.person_id, g.deputises
      from active_grants g
      where g.organisation_id = of_organisation
        and case when for_theme then g.entitlement_id = 'portal-admin'
          else g.entitlement_id in (select d.giver from delegations d where d.given = of_entitlement and not d.only_without_head_admin)
          end
      union all
      select g.person_id, g.deputises
      from active_grants g
      where not for_theme
        and not app.has_head_admin(of_organisation)
        and g.entitlement_id in (select d.giver from delegations d where d.given = of_entitlement and d.only_without_head_admin)
    ) decider
    where app.actor_kind() = 'person' and decider.person_id <> app.person_id()
      and app.decides_with(decider.deputises, of_entitlement, for_theme);
  end;

create or replace function app.decider_people(of_request uuid) returns setof uuid
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select distinct g.person_id
    from access_requests q
    join active_grants g on g.person_id <> q.person_id
    left join delegations d on d.giver = g.entitlement_id and d.given = q.entitlement_id
    where q.id = of_request
      and app.decides_with(g.deputises, q.entitlement_id, q.theme_id is not null)
      and case
        when q.theme_id is not null then g.entitlement_id = 'portal-admin' and g.organisation_id = q.organisation_id
        when d.only_without_head_admin then not app.has_head_admin(q.organisation_id)
        else d.giver is not null and g.organisation_id = q.organisation_id
      end;
  end;

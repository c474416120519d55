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

-- Who has access to an institution, for its portal administrators. Asked through row-level security, planning the policies of
-- grants, relations and persons takes several times longer than the answer; this says the rule once and is planned once.

create function app.portal_holders(at_institution integer)
  returns table (person_id uuid, given_name text, family_name text, email text, user_grant_id uuid, administers boolean)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select p.id, p.given_name, p.family_name, p.email,
      (array_agg(g.id) filter (where g.entitlement_id = 'portal-user'))[1],
      bool_or(g.entitlement_id = 'portal-admin')
    from active_grants g
    join persons p on p.id = g.person_id
    where (app.administers() @> at_institution or app.is_system())
      and g.organisation_id = at_institution
      and g.entitlement_id in ('portal-admin', 'portal-user')
    group by p.id;
  end;
comment on function app.portal_holders(integer) is 'Portal users and portal administrators of an institution today; nobody but its own administrators gets a row (TH-7).';
revoke all on function app.portal_holders(integer) from public;
grant execute on function app.portal_holders(integer) to schoolpoort_app;

-- Who could open this, on that day, by whose hand: the rights that counted on any day, for whoever administers the institution.
-- Says the rule of active_grants for another day; rights are only changed for the future, so today's rows tell of the past.

create function app.access_on(institutions integer[], of_day date, of_person uuid default null)
  returns table (
    person_id uuid, given_name text, family_name text, grant_id uuid, entitlement_id text, organisation_id integer,
    contexts text[], first_day date, last_day date, cause text, given_on date, given_by text)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select p.id, p.given_name, p.family_name, g.id, g.entitlement_id, g.organisation_id, g.contexts,
      lower(g.period), upper(g.period) - 1, g.cause, (g.given_at at time zone 'Europe/Brussels')::date,
      giver.given_name || ' ' || giver.family_name
    from grants g
    join work_relations w on w.id = g.work_relation_id
    join persons p on p.id = g.person_id
    join organisations o on o.id = g.organisation_id
    left join persons giver on giver.id = g.given_by
    where g.organisation_id = any (institutions)
      and (app.is_system() or app.administers() @> g.organisation_id)
      and (of_person is null or g.person_id = of_person)
      and g.period @> of_day and w.period @> of_day and o.valid @> of_day
      and (g.given_at at time zone 'Europe/Brussels')::date <= of_day
      -- On a day that is over, what was taken away during it could still be used on it.
      and (g.withdrawn_at is null or (of_day < app.today() and (g.withdrawn_at at time zone 'Europe/Brussels')::date >= of_day))
      and (not p.blocked or of_day < app.today());
  end;
comment on function app.access_on(integer[], date, uuid) is
  'Rights that counted on a day at institutions; nobody but their own portal administrators gets a row (TH-7). No history is kept of blocked persons.';
revoke all on function app.access_on(integer[], date, uuid) from public;
grant execute on function app.access_on(integer[], date, uuid) to schoolpoort_app;

-- How many people of the administration read a theme of every institution: a number per body, no names.
create function app.theme_readers_on(of_theme text, of_day date)
  returns table (organisation_id integer, people bigint)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select g.organisation_id, count(distinct g.person_id)
    from grants g
    join work_relations w on w.id = g.work_relation_id
    join persons p on p.id = g.person_id
    join organisations o on o.id = g.organisation_id
    where (app.is_system() or not isempty(app.administers()))
      and g.entitlement_id = 'administration-reader' and of_theme = any (g.contexts)
      and g.period @> of_day and w.period @> of_day and o.valid @> of_day
      and (g.given_at at time zone 'Europe/Brussels')::date <= of_day
      and (g.withdrawn_at is null or (of_day < app.today() and (g.withdrawn_at at time zone 'Europe/Brussels')::date >= of_day))
      and (not p.blocked or of_day < app.today())
    group by g.organisation_id;
  end;
revoke all on function app.theme_readers_on(text, date) from public;
grant execute on function app.theme_readers_on(text, date) to schoolpoort_app;

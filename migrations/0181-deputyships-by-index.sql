-- Deputyships are asked for by person or by id, never all of them: what is over stays as history, and grows.
drop function app.deputyships_in_sight(uuid);

create function app.deputyships_in_sight(of_person uuid, of_deputyships uuid[])
  returns table (
    id uuid, organisation_id integer, organisation_name text, absent_id uuid, absent_name text, deputy_id uuid, deputy_name text,
    first_day date, last_day date, absence text, named_by text, ended_on date, rights text[])
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select d.id, d.organisation_id, o.name, a.id, a.given_name || ' ' || a.family_name, p.id, p.given_name || ' ' || p.family_name,
      lower(d.period), upper(d.period) - 1, d.absence, n.given_name || ' ' || n.family_name,
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

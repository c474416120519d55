-- Whether the actor will head an institution: what he switches on today would be his on that day, by his own act (R3).
create function app.will_head(of_institution integer) returns boolean
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select app.actor_kind() = 'person' and exists (
      select 1 from head_assignments h
      where h.person_id = app.person_id() and h.institution_id = of_institution and lower(h.period) > app.today());
  end;
revoke all on function app.will_head(integer) from public;
grant execute on function app.will_head(integer) to schoolpoort_app;

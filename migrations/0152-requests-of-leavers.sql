-- Whoever left asks for nothing any more: his open requests close with his relation, and nobody has to decide about them (R13, RE).

alter table access_requests
  drop constraint access_requests_state_check,
  add constraint access_requests_state_check check (state in ('open', 'granted', 'refused', 'withdrawn', 'closed')),
  add constraint closed_with_a_reason check (state <> 'closed' or decision_reason <> '');
comment on column access_requests.state is 'closed: the relation through which it could be given ended.';

-- Closes the open requests that no relation carries any more: of one person, for who ended a relation of his today; of everybody, for the system.
create function app.close_requests_of_leavers(of_person uuid, why text) returns table (request_id uuid, person_id uuid, organisation_id integer)
  language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    -- Whose relation ends today asks for nothing any more; the system finds those whose last day has passed.
    carried_until date := case when app.is_system() then app.today() else app.today() + 1 end;
  begin
    if not app.is_system() and not exists (
      select 1 from work_relations r
      where r.person_id = of_person and app.actor_kind() = 'person' and app.manages() @> r.organisation_id
        and upper(r.period) - 1 = app.today()) then
      return;
    end if;
    return query
      update access_requests q set state = 'closed', decided_at = now(), decision_reason = why
      where q.state = 'open' and (q.person_id = of_person or (of_person is null and app.is_system()))
        and not exists (
          select 1 from work_relations r
          where r.person_id = q.person_id and r.period && daterange(carried_until, null)
            and (r.organisation_id = q.organisation_id or r.organisation_id in (
              select b.related_id from organisation_relations b
              where b.organisation_id = q.organisation_id and b.kind = 'board' and b.period @> app.today())))
      returning q.id, q.person_id, q.organisation_id;
  end $$;
revoke all on function app.close_requests_of_leavers(uuid, text) from public;
grant execute on function app.close_requests_of_leavers(uuid, text) to schoolpoort_app;

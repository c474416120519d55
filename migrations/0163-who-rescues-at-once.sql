-- Every statement on people, relations and rights asks whom the actor may rescue: first what was asked of him, then whether it is still so.
create or replace function app.rescuing() returns int4multirange
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select coalesce(range_agg(int4range(asked.organisation_id, asked.organisation_id, '[]')), '{}')
    from (
      select r.organisation_id from rescues r where r.state = 'helpdesk' and (select app.is_helpdesk())
      union all
      select r.organisation_id from rescues r
      where r.state in ('board', 'helpdesk') and r.board_id = any (array(
        select g.organisation_id from active_grants g
        where g.person_id = app.person_id() and g.entitlement_id = 'head-local-admin'))
    ) asked
    where (select app.actor_kind()) = 'person' and not app.has_head_admin(asked.organisation_id);
  end;

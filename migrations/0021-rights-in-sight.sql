-- Who manages rights sees everybody who has access: people of the board above a school too, and holders of a right whose
-- relation is elsewhere. The helpdesk steps in only where no head local administrator is left (R5).

create function app.boards_of_managed() returns int4multirange
  language sql stable parallel safe
  begin atomic
    select coalesce(range_agg(int4range(b.related_id, b.related_id, '[]')), '{}')
    from unnest(app.manages()) as managed (numbers)
    join organisation_relations b on b.organisation_id >= lower(managed.numbers) and b.organisation_id < upper(managed.numbers)
    where b.kind = 'board' and b.period @> app.today();
  end;

-- Answers about one organisation with yes or no, never with a name.
create function app.has_head_admin(of_organisation integer) returns boolean
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select exists (
      select 1 from active_grants g where g.organisation_id = of_organisation and g.entitlement_id = 'head-local-admin'
    );
  end;
revoke all on function app.has_head_admin(integer) from public;
grant execute on function app.has_head_admin(integer) to schoolpoort_app;

create function app.is_helpdesk() returns boolean
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select app.actor_kind() = 'person' and exists (
      select 1 from active_grants g where g.person_id = app.person_id() and g.entitlement_id = 'helpdesk'
    );
  end;
revoke all on function app.is_helpdesk() from public;
grant execute on function app.is_helpdesk() to schoolpoort_app;

create policy of_a_managed_board on work_relations for select using ((select app.boards_of_managed()) @> organisation_id);
create policy carries_a_managed_right on work_relations for select using (
  exists (select 1 from grants g where g.work_relation_id = work_relations.id and (select app.manages()) @> g.organisation_id)
);
create policy helpdesk_steps_in on work_relations for select
  using ((select app.is_helpdesk()) and not app.has_head_admin(organisation_id));

create policy of_a_managed_board on persons for select using (
  exists (select 1 from work_relations r where r.person_id = persons.id and (select app.boards_of_managed()) @> r.organisation_id)
);
create policy holds_a_managed_right on persons for select using (
  exists (select 1 from grants g where g.person_id = persons.id and (select app.manages()) @> g.organisation_id)
);
create policy helpdesk_steps_in on persons for select using (
  (select app.is_helpdesk())
  and exists (select 1 from work_relations r where r.person_id = persons.id and not app.has_head_admin(r.organisation_id))
);

create policy helpdesk_steps_in on grants for select
  using ((select app.is_helpdesk()) and not app.has_head_admin(organisation_id));
create policy helpdesk_writes on grants for insert with check (
  (select app.is_helpdesk())
  and given_by = (select app.person_id())
  and entitlement_id in (select d.given from delegations d where d.giver = 'helpdesk')
  and not app.has_head_admin(organisation_id)
);

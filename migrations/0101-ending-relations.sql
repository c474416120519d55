-- A relation ends with everything that hangs on it (R13). Rights for other institutions hang on it too, which who ends the
-- relation neither sees nor manages: what becomes of them is told and done here, for the institution of the relation alone.

-- The rights that run or will run on these relations, with what decides about ending them. Names nobody.
create function app.rights_on_relations(of_relations uuid[])
  returns table (
    grant_id uuid, relation_id uuid, entitlement_id text, organisation_id integer, first_day date, last_day date, cause text,
    themes integer, organisation_is_open boolean, active boolean, other_head_until date
  )
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select g.id, r.id, g.entitlement_id, g.organisation_id, lower(g.period), upper(g.period) - 1, g.cause,
      (select count(*) from theme_ticks t where t.grant_id = g.id and t.unticked_at is null)::integer,
      o.valid @> app.today(),
      exists (select 1 from active_grants a where a.id = g.id),
      (select max(upper(a.period) - 1) from active_grants a
        where a.organisation_id = g.organisation_id and a.entitlement_id = 'head-local-admin'
          and a.work_relation_id <> all (of_relations))
    from work_relations r
    join grants g on g.work_relation_id = r.id
    join organisations o on o.id = g.organisation_id
    where r.id = any (of_relations)
      and app.actor_kind() = 'person' and app.manages() @> r.organisation_id
      and g.withdrawn_at is null and upper(g.period) > app.today();
  end;
revoke all on function app.rights_on_relations(uuid[]) from public;
grant execute on function app.rights_on_relations(uuid[]) to schoolpoort_app;

-- Ends a relation on a day, and with it every right: what runs ends on that day or at once, what would begin later never does.
create function app.end_relation(of_relation uuid, on_day date, at_once boolean, why text)
  returns table (grant_id uuid, organisation_id integer, was_until date, until date)
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    update work_relations r set period = daterange(lower(r.period), on_day, '[]'), ended_reason = why
    where r.id = of_relation and app.actor_kind() = 'person' and app.manages() @> r.organisation_id
      and on_day >= app.today() and (upper_inf(r.period) or upper(r.period) - 1 >= on_day);
    if not found then
      raise exception 'the relation is not the actor''s to end' using errcode = 'insufficient_privilege';
    end if;
    return query
      with hanging as (
        select g.id, upper(g.period) - 1 as last_day, at_once or lower(g.period) > on_day as taken
        from grants g
        where g.work_relation_id = of_relation and g.withdrawn_at is null and upper(g.period) > app.today()
          and (at_once or upper(g.period) - 1 > on_day)
      )
      update grants g set
        period = case when h.taken then g.period else daterange(lower(g.period), on_day, '[]') end,
        withdrawn_at = case when h.taken then now() end,
        withdrawn_by = case when h.taken then app.person_id() end,
        withdrawn_reason = case when h.taken then why end
      from hanging h
      where g.id = h.id
      returning g.id, g.organisation_id, h.last_day, case when not h.taken then on_day end;
  end $$;
comment on function app.end_relation(uuid, date, boolean, text) is 'Answers the rights that changed, with their last days before and now; null: withdrawn.';
revoke all on function app.end_relation(uuid, date, boolean, text) from public;
grant execute on function app.end_relation(uuid, date, boolean, text) to schoolpoort_app;

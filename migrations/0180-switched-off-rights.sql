-- An institution can choose that a right does not follow by itself from being its head: switched off per right, and on again (R16).

create table switched_off_rights (
  id uuid primary key default uuidv7(),
  organisation_id integer not null references organisations,
  entitlement_id text not null references entitlements,
  since timestamptz not null default now(),
  switched_off_by uuid not null references persons,
  reason text not null check (length(reason) between 1 and 500),
  ended_at timestamptz,
  ended_by uuid references persons,
  ended_reason text check (length(ended_reason) between 1 and 500),
  constraint ended_by_somebody check (num_nonnulls(ended_at, ended_by, ended_reason) in (0, 3))
);
comment on table switched_off_rights is 'Automatic rights that heads of an institution do not get while the row runs; what ended is history.';
create unique index one_switch_off on switched_off_rights (organisation_id, entitlement_id) where ended_at is null;

-- Who manages the right there by a right of his own: that of a deputy ends, and what was switched would outlive it.
create function app.may_switch_automatic(of_institution integer, of_entitlement text) returns boolean
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select app.actor_kind() = 'person' and app.manages() @> of_institution and exists (
      select 1
      from active_grants g
      join delegations d on d.giver = g.entitlement_id and not d.only_without_head_admin
      join entitlements e on e.id = d.given and e.automatic_for_head
      where g.person_id = app.person_id() and g.organisation_id = of_institution and d.given = of_entitlement and g.deputises is null);
  end;
revoke all on function app.may_switch_automatic(integer, text) from public;
grant execute on function app.may_switch_automatic(integer, text) to schoolpoort_app;

-- Whom a switch touches, for who may switch: heads with what they hold of the right (no cause: nothing, and it could hang on a
-- relation), others who still have it from an assignment, and the deputies of both.
create function app.automatic_holders(of_institution integer, of_entitlement text)
  returns table (person_id uuid, given_name text, family_name text, cause text)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    with heads as (
      select h.person_id from head_assignments h where h.institution_id = of_institution and h.period @> app.today()),
    running as (
      select g.id, g.person_id, g.cause, g.deputises
      from grants g
      where g.organisation_id = of_institution and g.entitlement_id = of_entitlement and g.withdrawn_at is null and g.period @> app.today()),
    found as (
      select r.person_id, r.cause from running r
      where r.cause = 'automatic' or (r.deputises is null and r.person_id in (select h.person_id from heads h))
        or r.deputises in (select o.id from running o where o.cause = 'automatic')
      union all
      select h.person_id, null from heads h
      where not exists (select 1 from running r where r.person_id = h.person_id and r.deputises is null) and exists (
        select 1 from work_relations w join entitlements e on e.id = of_entitlement and w.target_group = any (e.target_groups)
        where w.person_id = h.person_id and w.period @> app.today() and (w.organisation_id = of_institution or w.organisation_id in (
          select b.related_id from organisation_relations b
          where b.organisation_id = of_institution and b.kind = 'board' and b.period @> app.today()))))
    select p.id, p.given_name, p.family_name, f.cause
    from found f join persons p on p.id = f.person_id
    where app.may_switch_automatic(of_institution, of_entitlement)
    order by p.family_name, p.given_name, p.id, f.cause;
  end;
revoke all on function app.automatic_holders(integer, text) from public;
grant execute on function app.automatic_holders(integer, text) to schoolpoort_app;

-- A switch is begun and ended, never changed or deleted.
grant select on switched_off_rights to schoolpoort_app;
grant insert (organisation_id, entitlement_id, switched_off_by, reason) on switched_off_rights to schoolpoort_app;
grant update (ended_at, ended_by, ended_reason) on switched_off_rights to schoolpoort_app;
alter table switched_off_rights enable row level security;
create policy managed on switched_off_rights for select using ((select app.manages()) @> organisation_id);
create policy system_reads on switched_off_rights for select using ((select app.is_system()));
create policy manager_switches_off on switched_off_rights for insert with check (
  switched_off_by = (select app.person_id()) and app.may_switch_automatic(organisation_id, entitlement_id));
create policy manager_switches_on on switched_off_rights for update
  using (ended_at is null and app.may_switch_automatic(organisation_id, entitlement_id))
  with check (ended_at = now() and ended_by = (select app.person_id()) and app.may_switch_automatic(organisation_id, entitlement_id));

create policy switches_of_managed on audit_events for select using (
  subject_kind = 'automatic-right' and (select app.manages()) @> organisation_id);

-- What no statement of the application does is refused by the database too: a request changes no catalogue, a service
-- notes nothing in a person's name and counts nothing, and whoever left an institution learns no names there any more.

alter table entitlements enable row level security;
create policy everybody_reads on entitlements for select using (true);
create policy system_writes on entitlements using ((select app.is_system())) with check ((select app.is_system()));
alter table delegations enable row level security;
create policy everybody_reads on delegations for select using (true);
create policy system_writes on delegations using ((select app.is_system())) with check ((select app.is_system()));

drop policy as_oneself on audit_events;
create policy as_oneself on audit_events for insert with check (
  (select app.is_door())
  or ((select app.actor_kind()) = 'person' and actor_kind = 'person' and actor_person_id = (select app.person_id()))
  or ((select app.actor_kind()) = 'service' and actor_kind = 'service' and actor_person_id is null)
);

drop policy readable on document_counts;
create policy readable on document_counts for select using (
  (select app.administers()) @> institution_id
  or (select app.scopes()) @> scope
  or (theme_id = any ((select app.themes())::smallint[]) and (select app.actor_kind()) = 'person')
  or (select app.is_system())
);
drop policy readable on document_totals;
create policy readable on document_totals for select using (
  (theme_id = any ((select app.themes())::smallint[]) and (select app.actor_kind()) = 'person') or (select app.is_system())
);

create or replace function app.givers(of_institution integer, of_entitlements text[])
  returns table (person_id uuid, given_name text, family_name text, email text, entitlement_id text)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select p.id, p.given_name, p.family_name, p.email, g.entitlement_id
    from grants g
    join work_relations r on r.id = g.work_relation_id
    join persons p on p.id = g.person_id
    join organisations o on o.id = g.organisation_id
    where app.actor_kind() = 'person'
      and g.organisation_id = of_institution
      and g.entitlement_id = any (of_entitlements)
      and g.withdrawn_at is null
      and g.period @> app.today() and r.period @> app.today() and o.valid @> app.today()
      and not p.blocked
      and exists (
        select 1 from work_relations own
        where own.person_id = app.person_id()
          and own.period @> app.today()
          and (own.organisation_id = of_institution
            or exists (select 1 from grants mine where mine.work_relation_id = own.id and mine.organisation_id = of_institution)
            or exists (select 1 from organisation_relations b
                       where b.organisation_id = of_institution and b.kind = 'board' and b.related_id = own.organisation_id
                         and b.period @> app.today()))
      )
    order by p.family_name, p.given_name;
  end;

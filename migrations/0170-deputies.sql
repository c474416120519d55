-- Somebody who is absent is replaced by a colleague for a period: the deputy gets rights of her own, dated and in sight like all others,
-- that count only as long as the very right they stand for counts too. So they are never more than what the absent person has.

alter table entitlements add column deputisable boolean not null default true;
comment on column entitlements.deputisable is 'Whether a deputy can have it. Nobody stands in as head local administrator: another one is named, by who may (R4, R8).';
update entitlements set deputisable = false where id = 'head-local-admin';

insert into rights_terms (id, days, meaning) values
  ('deputyship', 183, 'A deputy replaces somebody for at most so many days; after that a right is given, or handed over.');

create table deputyships (
  id uuid primary key default uuidv7(),
  organisation_id integer not null references organisations,
  absent_id uuid not null references persons,
  deputy_id uuid not null references persons,
  period daterange not null check (not isempty(period) and not upper_inf(period) and not lower_inf(period)),
  absence text not null check (absence in ('illness', 'leave', 'training', 'other')),
  named_by uuid not null references persons,
  named_at timestamptz not null default now(),
  ended_at timestamptz,
  ended_by uuid references persons,
  constraint somebody_else check (absent_id <> deputy_id),
  constraint ended_by_somebody_at_some_time check (ended_by is null or ended_at is not null),
  constraint one_deputyship_at_an_instant exclude using gist (
    (absent_id::text || ' ' || deputy_id::text || ' ' || organisation_id::text) with =, period with &&) where (ended_at is null)
);
comment on column deputyships.ended_by is 'Who ended it before its last day; null: it ended by itself.';
create index deputyships_absent on deputyships (absent_id);
create index deputyships_deputy on deputyships (deputy_id);
create index deputyships_organisation on deputyships (organisation_id);

alter table grants
  add column deputyship_id uuid references deputyships,
  add column deputises uuid references grants,
  add column themes smallint[],
  drop constraint grants_cause_check,
  add constraint grants_cause_check check (cause in ('automatic', 'manual', 'imported', 'deputy')),
  add constraint a_deputy_has_a_deputyship check (
    (cause = 'deputy') = (deputises is not null) and (deputises is null) = (deputyship_id is null) and (deputises is null) = (themes is null)),
  add constraint a_deputy_is_named_by_somebody check (cause <> 'deputy' or given_by is not null);
comment on column grants.deputises is 'The right of the absent person that this one stands for; it counts only while that one does.';
comment on column grants.themes is 'Themes of that right that the deputy reads, as far as they are ticked for the absent person at that moment.';
create index grants_deputyship on grants (deputyship_id) where deputyship_id is not null;
create unique index one_deputy_right on grants (deputises, deputyship_id) where deputises is not null;

-- A right of one's own and that of a deputy may run side by side.
alter table grants drop constraint one_grant_at_an_instant;
alter table grants add constraint one_grant_at_an_instant exclude using gist (
  hashtextextended(person_id::text || ' ' || entitlement_id || ' ' || organisation_id::text, 0) with =,
  (person_id::text || ' ' || entitlement_id || ' ' || organisation_id::text) with =,
  period with &&
) where (withdrawn_at is null and deputises is null);

-- Whether the right that a deputy stands for counts on a day, for these contexts: the rule of active_grants. What was withdrawn or blocked
-- since could still be used on a day that is over. A deputy's own right is never an original: there are no chains.
create function app.original_counts(of_original uuid, with_contexts text[], on_day date) returns boolean
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select exists (
      select 1
      from grants g
      join work_relations r on r.id = g.work_relation_id
      join persons p on p.id = g.person_id
      join organisations o on o.id = g.organisation_id
      where g.id = of_original and g.deputises is null and g.contexts @> with_contexts
        and g.period @> on_day and r.period @> on_day and o.valid @> on_day
        and (on_day >= app.today() or (g.given_at at time zone 'Europe/Brussels')::date <= on_day)
        and (g.withdrawn_at is null
          or (on_day < app.today() and (g.withdrawn_at at time zone 'Europe/Brussels')::date >= on_day))
        and (not p.blocked or on_day < app.today()));
  end;
revoke all on function app.original_counts(uuid, text[], date) from public;
grant execute on function app.original_counts(uuid, text[], date) to schoolpoort_app;

create or replace view active_grants with (security_invoker = true) as
  select g.id, g.person_id, g.work_relation_id, g.entitlement_id, g.organisation_id, g.period, g.contexts, g.cause, r.target_group,
    g.deputises, g.themes
  from grants g
  join work_relations r on r.id = g.work_relation_id
  join persons p on p.id = g.person_id
  join organisations o on o.id = g.organisation_id
  where g.withdrawn_at is null
    and g.period @> app.today()
    and r.period @> app.today()
    and o.valid @> app.today()
    and not p.blocked
    and (g.deputises is null or app.original_counts(g.deputises, g.contexts, app.today()));

-- A deputy's right is the original's and nothing more, whoever writes it: the same right for the same organisation, within its contexts and
-- the days of the deputyship, of a right that may be deputised, and no theme that two people must tick.
create function app.keep_within_original() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    if not exists (
      select 1
      from deputyships d
      join grants o on o.id = new.deputises and o.person_id = d.absent_id
      join entitlements e on e.id = o.entitlement_id and e.deputisable
      where d.id = new.deputyship_id and d.ended_at is null and d.deputy_id = new.person_id and d.organisation_id = new.organisation_id
        and o.organisation_id = new.organisation_id and o.entitlement_id = new.entitlement_id and o.deputises is null
        and new.contexts <@ o.contexts and new.period <@ d.period
        and (new.themes = '{}' or new.entitlement_id = 'portal-user'))
      or exists (select 1 from unnest(new.themes) as t (id) where app.needs_second_person(new.organisation_id, t.id))
    then raise exception 'a deputy has what the absent person has and nothing more' using constraint = 'within_original', errcode = '23514';
    end if;
    return new;
  end $$;
create trigger keep_within_original before insert on grants
  for each row when (new.deputises is not null) execute function app.keep_within_original();

create function app.deputy_stays_deputy() returns trigger
  language plpgsql as $$
  begin
    raise exception 'what a deputy stands for never changes, nor becomes longer' using constraint = 'within_original', errcode = '23514';
  end $$;
create trigger deputy_stays_deputy before update on grants
  for each row when (
    (old.deputises, old.deputyship_id) is distinct from (new.deputises, new.deputyship_id)
    or (old.deputises is not null and (
      (old.person_id, old.entitlement_id, old.organisation_id, old.contexts, old.themes)
        is distinct from (new.person_id, new.entitlement_id, new.organisation_id, new.contexts, new.themes)
      or not new.period <@ old.period)))
  execute function app.deputy_stays_deputy();

-- A tick hangs on a right of one's own, never on that of a deputy.
create or replace function app.right_behind_tick(of_person uuid, at_institution integer) returns uuid
  language sql stable
  begin atomic
    select g.id
    from grants g
    where g.person_id = of_person and g.organisation_id = at_institution
      and g.entitlement_id = 'portal-user' and g.withdrawn_at is null and g.deputises is null
    order by g.period @> app.today() desc, upper(g.period) desc
    limit 1;
  end;

create or replace function app.portal_holders(at_institution integer)
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
      and (g.entitlement_id = 'portal-admin' or (g.entitlement_id = 'portal-user' and g.deputises is null))
    group by p.id;
  end;

-- The names of those who can mend a refusal: deputies among them, while what they stand for counts.
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
      and (g.deputises is null or app.original_counts(g.deputises, g.contexts, app.today()))
      and exists (
        select 1 from work_relations own
        where own.person_id = app.person_id() and own.period @> app.today()
          and (own.organisation_id = of_institution
            or exists (select 1 from grants mine where mine.work_relation_id = own.id and mine.organisation_id = of_institution)
            or exists (select 1 from organisation_relations b
                       where b.organisation_id = of_institution and b.kind = 'board' and b.related_id = own.organisation_id
                         and b.period @> app.today()))
      )
    order by p.family_name, p.given_name;
  end;

-- The second person of two is one by a right of one's own: with that of a deputy, one person's right would count for both.
create or replace function app.overseers(of_organisation integer) returns setof uuid
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select distinct g.person_id from active_grants g
    where g.entitlement_id in ('portal-admin', 'head-local-admin') and g.deputises is null
      and (g.organisation_id = of_organisation or g.organisation_id in (
        select b.related_id from organisation_relations b
        where b.organisation_id = of_organisation and b.kind = 'board' and b.period @> app.today()));
  end;

create or replace function app.overseen() returns int4multirange
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    with own as (
      select g.organisation_id as id from active_grants g
      where app.actor_kind() = 'person' and g.person_id = app.person_id() and g.entitlement_id in ('portal-admin', 'head-local-admin')
        and g.deputises is null)
    select coalesce(range_agg(int4range(o.id, o.id, '[]')), '{}')
    from (
      select own.id from own
      union all
      select b.organisation_id from own join organisation_relations b on b.related_id = own.id
      where b.kind = 'board' and b.period @> app.today()) o;
  end;

create or replace function app.confirmers(of_organisation integer, but_not uuid[]) returns setof text
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select distinct p.given_name || ' ' || p.family_name
    from active_grants g join persons p on p.id = g.person_id
    where app.overseen() @> of_organisation and g.organisation_id = of_organisation and g.deputises is null
      and g.entitlement_id in ('portal-admin', 'head-local-admin') and g.person_id <> all (but_not)
    order by 1;
  end;

-- What follows from a deputyship ends with it, as what follows from a head assignment does: no review takes it up.
create or replace function app.fill_review(of_campaign uuid) returns integer
  language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    taken integer;
  begin
    if not exists (
      select 1 from review_campaigns c
      where c.id = of_campaign and c.state = 'running' and c.started_by = app.person_id() and app.leads_review(c.organisation_id)
        and not exists (select 1 from review_items i where i.campaign_id = c.id)) then
      raise insufficient_privilege using message = 'only who starts a review takes up its rights';
    end if;
    insert into review_items (campaign_id, grant_id, organisation_id)
    select c.id, g.id, g.organisation_id
    from review_campaigns c join grants g on g.organisation_id = c.organisation_id
    where c.id = of_campaign and g.withdrawn_at is null and upper(g.period) > app.today() and g.cause not in ('automatic', 'deputy');
    get diagnostics taken = row_count;
    return taken;
  end $$;

-- Linked applications learn of a deputy's right when the original changes.
create function app.with_deputies(of_grants uuid[]) returns uuid[]
  language sql stable security definer set search_path = public, pg_temp
  return of_grants || array(select g.id from grants g where g.deputises = any (of_grants));
revoke all on function app.with_deputies(uuid[]) from public;

create or replace function app.tell_of_grants() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    perform app.tell_applications(app.with_deputies(array(select id from changed)));
    return null;
  end $$;

create or replace function app.tell_of_relations() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    perform app.tell_applications(app.with_deputies(array(
      select g.id from grants g join changed c on c.id = g.work_relation_id)));
    return null;
  end $$;

create or replace function app.tell_of_persons() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    perform app.tell_applications(app.with_deputies(array(
      select g.id from grants g join changed c on c.id = g.person_id join earlier e on e.id = c.id where c.blocked <> e.blocked)));
    return null;
  end $$;

-- Who could open something on a day tells for whom a deputy could.
drop function app.access_on(integer[], date, uuid);
create function app.access_on(institutions integer[], of_day date, of_person uuid default null)
  returns table (
    person_id uuid, given_name text, family_name text, grant_id uuid, entitlement_id text, organisation_id integer,
    contexts text[], first_day date, last_day date, cause text, given_on date, given_by text, deputises uuid, themes smallint[],
    deputy_for text)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select p.id, p.given_name, p.family_name, g.id, g.entitlement_id, g.organisation_id, g.contexts,
      lower(g.period), upper(g.period) - 1, g.cause, (g.given_at at time zone 'Europe/Brussels')::date,
      giver.given_name || ' ' || giver.family_name, g.deputises, g.themes, absent.given_name || ' ' || absent.family_name
    from grants g
    join work_relations w on w.id = g.work_relation_id
    join persons p on p.id = g.person_id
    join organisations o on o.id = g.organisation_id
    left join persons giver on giver.id = g.given_by
    left join grants original on original.id = g.deputises
    left join persons absent on absent.id = original.person_id
    where g.organisation_id = any (institutions)
      and (app.is_system() or app.administers() @> g.organisation_id)
      and (of_person is null or g.person_id = of_person)
      and g.period @> of_day and w.period @> of_day and o.valid @> of_day
      and (g.given_at at time zone 'Europe/Brussels')::date <= of_day
      -- On a day that is over, what was taken away during it could still be used on it.
      and (g.withdrawn_at is null or (of_day < app.today() and (g.withdrawn_at at time zone 'Europe/Brussels')::date >= of_day))
      and (not p.blocked or of_day < app.today())
      and (g.deputises is null or app.original_counts(g.deputises, g.contexts, of_day));
  end;
comment on function app.access_on(integer[], date, uuid) is
  'Rights that counted on a day at institutions; nobody but their own portal administrators gets a row (TH-7). No history is kept of blocked persons.';
revoke all on function app.access_on(integer[], date, uuid) from public;
grant execute on function app.access_on(integer[], date, uuid) to schoolpoort_app;

-- Deputyships with the names of both, for both, for who manages rights of the institution, and for the system.
create function app.deputyships_in_sight(of_person uuid default null)
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
    where (of_person is null or of_person in (d.absent_id, d.deputy_id))
      and (app.is_system() or (app.actor_kind() = 'person'
        and (app.person_id() in (d.absent_id, d.deputy_id) or app.manages() @> d.organisation_id)))
    order by d.ended_at is not null, lower(d.period) desc, d.id;
  end;
revoke all on function app.deputyships_in_sight(uuid) from public;
grant execute on function app.deputyships_in_sight(uuid) to schoolpoort_app;

-- Ends a deputyship at this moment, for both and for who manages rights of the institution; answers the rights that end with it.
create function app.end_deputyship(of_deputyship uuid) returns setof uuid
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    update deputyships d set ended_at = now(), ended_by = app.person_id()
    where d.id = of_deputyship and d.ended_at is null and app.actor_kind() = 'person'
      and (app.person_id() in (d.absent_id, d.deputy_id) or app.manages() @> d.organisation_id);
    if not found then
      raise insufficient_privilege using message = 'this deputyship is not the actor''s to end';
    end if;
    return query
      update grants g set withdrawn_at = now(), withdrawn_by = app.person_id(), withdrawn_reason = 'deputyship ended'
      where g.deputyship_id = of_deputyship and g.withdrawn_at is null and upper(g.period) > app.today()
      returning g.id;
  end $$;
revoke all on function app.end_deputyship(uuid) from public;
grant execute on function app.end_deputyship(uuid) to schoolpoort_app;

grant select, insert, update on deputyships to schoolpoort_app;
alter table deputyships enable row level security;
create policy of_both on deputyships for select using ((select app.person_id()) in (absent_id, deputy_id));
create policy managed on deputyships for select using ((select app.manages()) @> organisation_id);
create policy system_reads on deputyships for select using ((select app.is_system()));
create policy manager_names on deputyships for insert with check (
  (select app.manages()) @> organisation_id and named_by = (select app.person_id()) and ended_at is null
  and lower(period) >= app.today() and upper(period) - lower(period) <= app.term('deputyship'));
create policy system_ends on deputyships for update
  using ((select app.is_system()) and ended_at is null) with check ((select app.is_system()) and ended_by is null);

create policy deputyships_of_managed on audit_events for select
  using (subject_kind = 'deputyship' and (select app.manages()) @> organisation_id);

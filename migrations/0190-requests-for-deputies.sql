-- Whoever names nobody himself asks that a colleague replaces him: a further kind of request, for who could name that deputy (RE, R28).

alter table access_requests
  alter column entitlement_id drop not null,
  alter column reason drop not null,
  add column deputy text check (length(deputy) between 1 and 200),
  add column from_day date,
  add column entitlement_ids text[],
  add constraint one_kind check (case
    when deputy is null then num_nonnulls(entitlement_id, reason) = 2 and num_nonnulls(from_day, entitlement_ids) = 0
    else num_nonnulls(entitlement_id, reason, theme_id) = 0 and num_nonnulls(from_day, entitlement_ids) = 2
      and cardinality(entitlement_ids) > 0 and contexts = '{}' and from_day <= until end);
comment on column access_requests.deputy is 'A request for a deputy: who that would be, in the words of who asks, who is told nothing about anybody (R7). Null: a right or theme is asked for.';
comment on column access_requests.entitlement_ids is 'In which of his rights somebody asks to be replaced.';
comment on column access_requests.reason is 'Null for a deputy: why somebody is away is neither asked nor kept.';

create unique index access_requests_one_deputy on access_requests (person_id, organisation_id) where state = 'open' and deputy is not null;

-- Replaced in rights of his own that he has there, nothing else.
drop policy asks_for_oneself on access_requests;
create policy asks_for_oneself on access_requests for insert with check (
  person_id = (select app.person_id()) and state = 'open'
  and (deputy is null or (from_day >= app.today() and until - from_day < app.term('deputyship') and entitlement_ids <@ array(
    select a.entitlement_id from active_grants a join entitlements e on e.id = a.entitlement_id and e.deputisable
    where a.person_id = (select app.person_id()) and a.organisation_id = access_requests.organisation_id and a.deputises is null))));

-- Who could name a deputy in all of some rights: whoever gives each of them there by rights of his own. Only for functions of the owner.
create function app.deputy_deciders(of_organisation integer, of_entitlements text[]) returns setof uuid
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select g.person_id
    from active_grants g
    join delegations d on d.giver = g.entitlement_id and not d.only_without_head_admin and d.given = any (of_entitlements)
    where g.organisation_id = of_organisation and g.deputises is null
    group by g.person_id
    having count(distinct d.given) = cardinality(of_entitlements);
  end;
revoke all on function app.deputy_deciders(integer, text[]) from public;

-- How many could, for who asks: a number, never a name.
create function app.count_deputy_deciders(of_organisation integer, of_entitlements text[]) returns integer
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select count(*)::integer from app.deputy_deciders(of_organisation, of_entitlements) as decider (person_id)
    where app.actor_kind() = 'person' and decider.person_id <> app.person_id();
  end;
revoke all on function app.count_deputy_deciders(integer, text[]) from public;
grant execute on function app.count_deputy_deciders(integer, text[]) to schoolpoort_app;

create or replace function app.decider_people(of_request uuid) returns setof uuid
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select distinct g.person_id
    from access_requests q
    join active_grants g on g.person_id <> q.person_id
    left join delegations d on d.giver = g.entitlement_id and d.given = q.entitlement_id
    where q.id = of_request and q.deputy is null
      and app.decides_with(g.deputises, q.entitlement_id, q.theme_id is not null)
      and case
        when q.theme_id is not null then g.entitlement_id = 'portal-admin' and g.organisation_id = q.organisation_id
        when d.only_without_head_admin then not app.has_head_admin(q.organisation_id)
        else d.giver is not null and g.organisation_id = q.organisation_id
      end
    union
    select decider.person_id
    from access_requests q
    cross join lateral app.deputy_deciders(q.organisation_id, q.entitlement_ids) as decider (person_id)
    where q.id = of_request and q.deputy is not null and decider.person_id <> q.person_id;
  end;

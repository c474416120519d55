-- Somebody asks for a right or theme that he lacks; whoever may give it decides, once (RI-12, R28).

create table access_requests (
  id uuid primary key default uuidv7(),
  person_id uuid not null references persons,
  organisation_id integer not null references organisations,
  entitlement_id text not null references entitlements,
  theme_id smallint references themes,
  level_id smallint references education_levels,
  contexts text[] not null default '{}',
  until date not null,
  reason text not null check (reason <> ''),
  asked_at timestamptz not null default now(),
  state text not null default 'open' check (state in ('open', 'granted', 'refused', 'withdrawn')),
  decided_at timestamptz,
  decided_by uuid references persons,
  decision_reason text,
  given_until date,
  given_contexts text[],
  constraint theme_at_a_level check ((theme_id is null) = (level_id is null)),
  constraint theme_under_the_right_it_hangs_on check (theme_id is null or entitlement_id = 'portal-user'),
  constraint decided_or_open check ((state = 'open') = (decided_at is null)),
  constraint decided_by_somebody check ((state in ('granted', 'refused')) = (decided_by is not null)),
  constraint refused_with_a_reason check (state <> 'refused' or decision_reason <> ''),
  constraint given_what_was_asked_or_less check (given_until is null or (given_until <= until and given_contexts <@ contexts))
);
comment on column access_requests.entitlement_id is 'The right that is asked for; for a theme the right of portal user that it hangs on.';

-- The same thing is asked for once at a time.
create unique index access_requests_once on access_requests
  (person_id, organisation_id, entitlement_id, coalesce(theme_id, 0), coalesce(level_id, 0)) where state = 'open';
create index access_requests_open on access_requests (organisation_id) where state = 'open';
create index access_requests_person on access_requests (person_id, asked_at desc);

-- What was asked, by whom and why never changes; a request changes state once.
grant select, insert on access_requests to schoolpoort_app;
grant update (state, decided_at, decided_by, decision_reason, given_until, given_contexts) on access_requests to schoolpoort_app;

alter table access_requests enable row level security;
create policy own on access_requests for select using (person_id = (select app.person_id()));
create policy managed on access_requests for select using ((select app.manages()) @> organisation_id);
create policy helpdesk_steps_in on access_requests for select
  using ((select app.is_helpdesk()) and not app.has_head_admin(organisation_id));
create policy asks_for_oneself on access_requests for insert
  with check (person_id = (select app.person_id()) and state = 'open');
create policy withdraws_own on access_requests for update
  using (person_id = (select app.person_id()) and state = 'open')
  with check (person_id = (select app.person_id()) and state = 'withdrawn');
-- Of several policies any may accept a row as it was and any other as it becomes: each says both times who decides.
create policy managed_decides on access_requests for update
  using ((select app.manages()) @> organisation_id and state = 'open' and person_id <> (select app.person_id()))
  with check (
    (select app.manages()) @> organisation_id and person_id <> (select app.person_id())
    and decided_by = (select app.person_id()) and state in ('granted', 'refused'));
create policy helpdesk_decides on access_requests for update
  using (
    (select app.is_helpdesk()) and not app.has_head_admin(organisation_id)
    and state = 'open' and person_id <> (select app.person_id()))
  with check (
    (select app.is_helpdesk()) and not app.has_head_admin(organisation_id) and person_id <> (select app.person_id())
    and decided_by = (select app.person_id()) and state in ('granted', 'refused'));

-- How many people could decide about a request, for who asks: a number, never a name.
create function app.deciders(of_organisation integer, of_entitlement text, for_theme boolean) returns integer
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select count(distinct decider.person_id)::integer
    from (
      select g.person_id
      from active_grants g
      where g.organisation_id = of_organisation
        and case when for_theme then g.entitlement_id = 'portal-admin'
          else g.entitlement_id in (select d.giver from delegations d where d.given = of_entitlement and not d.only_without_head_admin)
          end
      union all
      select g.person_id
      from active_grants g
      where not for_theme
        and not app.has_head_admin(of_organisation)
        and g.entitlement_id in (select d.giver from delegations d where d.given = of_entitlement and d.only_without_head_admin)
    ) decider
    where app.actor_kind() = 'person' and decider.person_id <> app.person_id();
  end;
revoke all on function app.deciders(integer, text, boolean) from public;
grant execute on function app.deciders(integer, text, boolean) to schoolpoort_app;

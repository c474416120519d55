-- Where an institution or its board chose so, a very confidential theme is ticked by two people: one proposes, another confirms.

insert into rights_terms (id, days, meaning) values
  ('second-person', 14, 'A proposal that nobody confirmed within so many days expires.');

create table second_person_rules (
  organisation_id integer primary key references organisations,
  since timestamptz not null default now(),
  switched_on_by uuid not null references persons
);
comment on table second_person_rules is 'Organisations where the rule is on; a board''s holds for all of its institutions. Off is no row.';

create table theme_proposals (
  id uuid primary key default uuidv7(),
  kind text not null check (kind in ('tick', 'switch-off')),
  organisation_id integer not null references organisations,
  level_id smallint references education_levels,
  theme_id smallint references themes,
  person_id uuid references persons,
  -- The right of portal user that the theme will hang on.
  grant_id uuid references grants,
  proposed_by uuid not null references persons,
  proposed_on uuid not null references grants,
  proposed_at timestamptz not null default now(),
  expires_on date not null,
  state text not null default 'open' check (state in ('open', 'confirmed', 'refused', 'withdrawn', 'expired')),
  decided_by uuid references persons,
  decided_at timestamptz,
  decision_reason text,
  constraint a_tick_is_of_somebody check ((kind = 'tick') = (person_id is not null)
    and (person_id is null) = (theme_id is null) and (person_id is null) = (level_id is null) and (person_id is null) = (grant_id is null)),
  constraint decided_or_open check ((state = 'open') = (decided_at is null)),
  constraint decided_by_somebody check (state not in ('confirmed', 'refused') or decided_by is not null),
  constraint confirmed_by_another check (state not in ('confirmed', 'refused') or decided_by <> proposed_by),
  constraint confirmed_for_another check (state <> 'confirmed' or person_id is null or decided_by <> person_id),
  constraint refused_with_a_reason check (state <> 'refused' or decision_reason <> '')
);
create unique index one_open_tick_proposal on theme_proposals (organisation_id, level_id, theme_id, person_id)
  where state = 'open' and kind = 'tick';
create unique index one_open_switch_proposal on theme_proposals (organisation_id) where state = 'open' and kind = 'switch-off';
create index theme_proposals_open on theme_proposals (organisation_id) where state = 'open';

alter table theme_ticks add column proposal_id uuid unique references theme_proposals;
comment on column theme_ticks.proposal_id is 'The proposal that a second person confirmed, where two were needed.';

-- Whether a theme is ticked by two people at an institution: by its own choice or its board's.
create function app.needs_second_person(of_institution integer, of_theme smallint) returns boolean
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select exists (select 1 from themes t where t.id = of_theme and t.confidentiality = 'very-confidential')
      and exists (
        select 1 from second_person_rules s
        where s.organisation_id = of_institution or s.organisation_id in (
          select b.related_id from organisation_relations b
          where b.organisation_id = of_institution and b.kind = 'board' and b.period @> app.today()));
  end;
revoke all on function app.needs_second_person(integer, smallint) from public;
grant execute on function app.needs_second_person(integer, smallint) to schoolpoort_app;

-- No tick without its confirmation, whoever writes it: the system too.
create function app.want_second_person() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    if new.unticked_at is not null or not app.needs_second_person(new.institution_id, new.theme_id) then return new; end if;
    -- What stood before the rule stays; it is not moved to anything else.
    if tg_op = 'UPDATE' and old.unticked_at is null
      and (old.person_id, old.institution_id, old.level_id, old.theme_id, old.grant_id)
        is not distinct from (new.person_id, new.institution_id, new.level_id, new.theme_id, new.grant_id)
    then return new; end if;
    if not exists (
      select 1 from theme_proposals p
      where p.id = new.proposal_id and p.kind = 'tick' and p.state = 'confirmed' and p.decided_at = now()
        and (p.person_id, p.organisation_id, p.level_id, p.theme_id, p.grant_id)
          = (new.person_id, new.institution_id, new.level_id, new.theme_id, new.grant_id))
    then raise exception 'this theme is confirmed by a second person' using constraint = 'second_person', errcode = '23514';
    end if;
    return new;
  end $$;
create trigger want_second_person before insert or update on theme_ticks
  for each row execute function app.want_second_person();

-- The administrators who propose and confirm for an organisation: its own, and those of its board.
create function app.overseers(of_organisation integer) returns setof uuid
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select distinct g.person_id from active_grants g
    where g.entitlement_id in ('portal-admin', 'head-local-admin') and (g.organisation_id = of_organisation or g.organisation_id in (
      select b.related_id from organisation_relations b
      where b.organisation_id = of_organisation and b.kind = 'board' and b.period @> app.today()));
  end;
revoke all on function app.overseers(integer) from public;

create function app.overseen() returns int4multirange
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    with own as (
      select g.organisation_id as id from active_grants g
      where app.actor_kind() = 'person' and g.person_id = app.person_id() and g.entitlement_id in ('portal-admin', 'head-local-admin'))
    select coalesce(range_agg(int4range(o.id, o.id, '[]')), '{}')
    from (
      select own.id from own
      union all
      select b.organisation_id from own join organisation_relations b on b.related_id = own.id
      where b.kind = 'board' and b.period @> app.today()) o;
  end;
revoke all on function app.overseen() from public;
grant execute on function app.overseen() to schoolpoort_app;

-- Whether a proposal can still be confirmed: in its term, with the right of who proposed and the right it will hang on.
create function app.stands(of_proposal uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select exists (
      select 1 from theme_proposals p
      where p.id = of_proposal and p.state = 'open' and p.expires_on >= app.today()
        and p.proposed_by in (select o.o from app.overseers(p.organisation_id) as o)
        and exists (select 1 from active_grants g where g.id = p.proposed_on and g.person_id = p.proposed_by)
        and (p.kind = 'switch-off' or exists (
          select 1 from active_grants g
          where g.id = p.grant_id and g.person_id = p.person_id and g.organisation_id = p.organisation_id
            and g.entitlement_id = 'portal-user')));
  end;
revoke all on function app.stands(uuid) from public;
grant execute on function app.stands(uuid) to schoolpoort_app;

-- The only way to confirm: a second overseer, neither who proposed nor who receives. Does what was proposed; false: too late.
create function app.confirm_proposal(of_proposal uuid) returns boolean
  language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    p theme_proposals;
  begin
    select * into p from theme_proposals where id = of_proposal for update;
    if p.id is null or app.actor_kind() <> 'person' or not app.overseen() @> p.organisation_id
      or p.proposed_by = app.person_id() or p.person_id = app.person_id() then
      raise insufficient_privilege using message = 'this proposal is not the actor''s to confirm';
    end if;
    if not app.stands(p.id) then return false; end if;
    update theme_proposals set state = 'confirmed', decided_by = app.person_id(), decided_at = now() where id = p.id;
    if p.kind = 'switch-off' then
      delete from second_person_rules where organisation_id = p.organisation_id;
      return true;
    end if;
    update theme_ticks t set unticked_at = now()
    where t.person_id = p.person_id and t.institution_id = p.organisation_id and t.level_id = p.level_id and t.theme_id = p.theme_id
      and t.unticked_at is null and t.grant_id <> p.grant_id;
    insert into theme_ticks (person_id, institution_id, level_id, theme_id, ticked_by, grant_id, proposal_id)
    values (p.person_id, p.organisation_id, p.level_id, p.theme_id, app.person_id(), p.grant_id, p.id)
    on conflict (person_id, scope) where unticked_at is null do nothing;
    return true;
  end $$;
revoke all on function app.confirm_proposal(uuid) from public;
grant execute on function app.confirm_proposal(uuid) to schoolpoort_app;

-- Names on proposals, for who oversees the organisation; the board sees none of its people otherwise.
create function app.people_of_proposals(of_proposals uuid[])
  returns table (proposal_id uuid, receiver text, proposer text, decider text)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select p.id, r.given_name || ' ' || r.family_name, b.given_name || ' ' || b.family_name, d.given_name || ' ' || d.family_name
    from theme_proposals p
    join persons b on b.id = p.proposed_by
    left join persons r on r.id = p.person_id
    left join persons d on d.id = p.decided_by
    where p.id = any (of_proposals) and (app.is_system() or app.overseen() @> p.organisation_id);
  end;
revoke all on function app.people_of_proposals(uuid[]) from public;
grant execute on function app.people_of_proposals(uuid[]) to schoolpoort_app;

-- Who could confirm, by name: the institution's own; of its board only the name of the board.
create function app.confirmers(of_organisation integer, but_not uuid[]) returns setof text
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select distinct p.given_name || ' ' || p.family_name
    from active_grants g join persons p on p.id = g.person_id
    where app.overseen() @> of_organisation and g.organisation_id = of_organisation
      and g.entitlement_id in ('portal-admin', 'head-local-admin') and g.person_id <> all (but_not)
    order by 1;
  end;
revoke all on function app.confirmers(integer, uuid[]) from public;
grant execute on function app.confirmers(integer, uuid[]) to schoolpoort_app;

-- How many others could confirm for an organisation of the actor: with nobody the rule would lock the theme.
create function app.count_confirmers(of_organisation integer) returns integer
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select count(*)::integer from app.overseers(of_organisation) as o
    where app.overseen() @> of_organisation and o.o <> app.person_id();
  end;
revoke all on function app.count_confirmers(integer) from public;
grant execute on function app.count_confirmers(integer) to schoolpoort_app;

-- Queues a mail to everybody who could confirm, for who proposed; answers how many.
create function app.mail_confirmers(of_proposal uuid) returns integer
  language sql security definer set search_path = public, pg_temp
  begin atomic
    select count(*) filter (where app.queue_mail('theme-proposal:asked:' || p.id || ':' || o.o, o.o, null, 'nl', null, 'theme-proposal',
      jsonb_build_object('proposal', p.id, 'about', 'asked'), null))::integer
    from theme_proposals p, app.overseers(p.organisation_id) as o
    where p.id = of_proposal and p.proposed_by = app.person_id() and p.state = 'open'
      and o.o <> p.proposed_by and o.o is distinct from p.person_id;
  end;
revoke all on function app.mail_confirmers(uuid) from public;
grant execute on function app.mail_confirmers(uuid) to schoolpoort_app;

grant select, insert on second_person_rules to schoolpoort_app;
alter table second_person_rules enable row level security;
create policy overseer_reads on second_person_rules for select using ((select app.overseen()) @> organisation_id or organisation_id in (
  select b.related_id from organisation_relations b where (select app.overseen()) @> b.organisation_id and b.kind = 'board' and b.period @> app.today()));
create policy own_switches_on on second_person_rules for insert with check (
  switched_on_by = (select app.person_id()) and (select app.overseen()) @> organisation_id);
create policy system_reads on second_person_rules for select using ((select app.is_system()));

-- What was proposed never changes; it is confirmed by its function only.
grant select, insert on theme_proposals to schoolpoort_app;
grant update (state, decided_by, decided_at, decision_reason) on theme_proposals to schoolpoort_app;
alter table theme_proposals enable row level security;
create policy overseer_reads on theme_proposals for select using ((select app.overseen()) @> organisation_id);
create policy system_reads on theme_proposals for select using ((select app.is_system()));
create policy overseer_proposes on theme_proposals for insert with check (
  (select app.overseen()) @> organisation_id and proposed_by = (select app.person_id()) and state = 'open'
  and (kind = 'switch-off' or (select app.administers()) @> organisation_id));
create policy overseer_refuses on theme_proposals for update
  using ((select app.overseen()) @> organisation_id and state = 'open' and proposed_by <> (select app.person_id()))
  with check ((select app.overseen()) @> organisation_id and state = 'refused' and decided_by = (select app.person_id())
    and proposed_by <> (select app.person_id()));
create policy proposer_withdraws on theme_proposals for update
  using (proposed_by = (select app.person_id()) and state = 'open')
  with check (proposed_by = (select app.person_id()) and state = 'withdrawn' and decided_by is null);
create policy system_closes on theme_proposals for update
  using ((select app.is_system()) and state = 'open')
  with check ((select app.is_system()) and state in ('withdrawn', 'expired') and decided_by is null);
create policy proposals_of_managed on audit_events for select
  using (subject_kind in ('theme-proposal', 'second-person') and (select app.manages()) @> organisation_id);

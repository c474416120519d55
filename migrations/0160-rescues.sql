-- An institution that nobody administers is noticed at once and helped: its board is asked first, then the helpdesk (R5, R8).

create table rights_terms (
  id text primary key check (id ~ '^[a-z-]+$'),
  days smallint not null check (days between 0 and 366),
  meaning text not null
);
comment on table rights_terms is 'Terms of the rights manager, as data: an installation corrects them here.';
insert into rights_terms (id, days, meaning) values
  ('rescue-foreseen', 14, 'An institution that will be without head local administrator within so many days is told.'),
  ('rescue-board', 2, 'Working days that the board has before the helpdesk is asked too.');
grant select on rights_terms to schoolpoort_app;
alter table rights_terms enable row level security;
create policy everybody_reads on rights_terms for select using (true);

create function app.term(of_term text) returns integer
  language sql stable parallel safe
  return (select t.days from rights_terms t where t.id = of_term);
grant execute on function app.term(text) to schoolpoort_app;

create table rescues (
  id uuid primary key default uuidv7(),
  organisation_id integer not null references organisations,
  state text not null check (state in ('foreseen', 'board', 'helpdesk', 'closed')),
  noticed_on date not null,
  without_from date not null,
  board_id integer references organisations,
  board_asked_on date,
  helpdesk_asked_on date,
  closed_on date,
  constraint closed_has_a_day check ((state = 'closed') = (closed_on is not null)),
  constraint asked_board_is_named check ((board_asked_on is null) = (board_id is null)),
  constraint who_is_asked_has_a_day check (case state
    when 'board' then board_asked_on is not null
    when 'helpdesk' then helpdesk_asked_on is not null
    else true end)
);
comment on column rescues.without_from is 'The first day on which nobody is head local administrator.';
comment on column rescues.board_id is 'The board that was asked: one with a head local administrator of its own.';

create unique index one_open_rescue on rescues (organisation_id) where state <> 'closed';
create index rescues_board on rescues (board_id) where state <> 'closed';

-- The first day, from today until the term, on which nobody is head local administrator of an organisation that is in use; null
-- where somebody always is. What follows a running head assignment is renewed with it (R16).
create function app.without_head_admin_from(of_organisation integer) returns date
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select case when app.has_head_admin(o.id)
      then lower(datemultirange(daterange(app.today(), app.today() + app.term('rescue-foreseen') + 1) * o.valid) - coalesce((
        select range_agg(daterange(lower(g.period), case when h.person_id is null then upper(g.period) else upper(h.period) end) * r.period)
        from grants g
        join work_relations r on r.id = g.work_relation_id
        join persons p on p.id = g.person_id and not p.blocked
        left join head_assignments h on g.cause = 'automatic' and h.person_id = g.person_id
          and h.institution_id = g.organisation_id and h.period @> app.today()
        where g.organisation_id = o.id and g.entitlement_id = 'head-local-admin' and g.withdrawn_at is null), '{}'))
      else app.today() end
    from organisations o
    where o.id = of_organisation and o.kind <> 'administration' and o.valid @> app.today() and (
      exists (select 1 from work_relations w where w.organisation_id = o.id and w.period @> app.today())
      or exists (select 1 from grants g where g.organisation_id = o.id and g.entitlement_id = 'head-local-admin'));
  end;
revoke all on function app.without_head_admin_from(integer) from public;

-- Everybody who should know: the head local administrators of the institution and of its board while it is foreseen, then the
-- board's, then the helpdesk. Each once per rescue and occasion.
create function app.mail_rescuers(of_rescue uuid, about text) returns void
  language sql security definer set search_path = public, pg_temp
  begin atomic
    select app.queue_mail('rescue:' || about || ':' || of_rescue || ':' || g.person_id, g.person_id, null, 'nl', null, 'rescue',
      jsonb_build_object('rescue', of_rescue, 'about', about), null)
    from (
      select distinct g.person_id
      from rescues r
      join active_grants g on case about
        when 'helpdesk' then g.entitlement_id = 'helpdesk'
        when 'board' then g.entitlement_id = 'head-local-admin' and g.organisation_id = r.board_id
        else g.entitlement_id = 'head-local-admin' and (g.organisation_id = r.organisation_id or g.organisation_id in (
          select b.related_id from organisation_relations b
          where b.organisation_id = r.organisation_id and b.kind = 'board' and b.period @> app.today()))
        end
      where r.id = of_rescue) g;
  end;
revoke all on function app.mail_rescuers(uuid, text) from public;

create function app.tell_of_rescue(of_rescue rescues, what text) returns void
  language sql security definer set search_path = public, pg_temp
  begin atomic
    insert into audit_events (actor_kind, actor_label, action, subject_kind, subject_id, organisation_id, after)
    values ('system', 'rescue', what, 'rescue', of_rescue.id::text, of_rescue.organisation_id, jsonb_build_object(
      'state', of_rescue.state, 'from', of_rescue.without_from, 'board', of_rescue.board_id));
  end;
revoke all on function app.tell_of_rescue(rescues, text) from public;

-- Brings the rescue of one organisation up to date, one step at a time; twice is once. Only for functions of the owner.
create function app.follow_rescue(of_organisation integer) returns boolean
  language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    known rescues;
    lacks_from date := app.without_head_admin_from(of_organisation);
    lacks_now boolean := coalesce(lacks_from <= app.today(), false);
    board integer;
    step text;
  begin
    select * into known from rescues r where r.organisation_id = of_organisation and r.state <> 'closed' for update;
    if known.id is not null and (lacks_from is null or (known.state <> 'foreseen' and not lacks_now)) then
      update rescues r set state = 'closed', closed_on = app.today() where r.id = known.id returning * into known;
      perform app.tell_of_rescue(known, 'close-rescue');
      known := null;
    end if;
    if lacks_from is null then return false; end if;
    select b.related_id into board from organisation_relations b
    where b.organisation_id = of_organisation and b.kind = 'board' and b.period @> app.today() and app.has_head_admin(b.related_id);
    step := case
      when not lacks_now then 'foreseen'
      when known.state = 'helpdesk' then 'helpdesk'
      when board is null then 'helpdesk'
      -- The board that was asked has its term; where another one took over, that one has.
      when known.state = 'board' and known.board_id = board
        and app.working_days(known.board_asked_on, app.today()) >= app.term('rescue-board') then 'helpdesk'
      else 'board' end;
    if known.state = step and known.without_from = lacks_from and (step <> 'board' or known.board_id = board) then return false; end if;
    if known.state = 'helpdesk' then return false; end if;
    if known.id is null then
      insert into rescues as r (organisation_id, state, noticed_on, without_from, board_id, board_asked_on, helpdesk_asked_on)
      values (of_organisation, step, app.today(), lacks_from, case step when 'board' then board end,
        case step when 'board' then app.today() end, case step when 'helpdesk' then app.today() end)
      on conflict (organisation_id) where state <> 'closed' do nothing
      returning * into known;
      -- Another process was first.
      if known.id is null then return false; end if;
    else
      update rescues r set state = step,
        without_from = case when known.state = 'foreseen' then lacks_from else r.without_from end,
        board_id = case step when 'board' then board else r.board_id end,
        board_asked_on = case step when 'board' then app.today() else r.board_asked_on end,
        helpdesk_asked_on = case step when 'helpdesk' then app.today() end
      where r.id = known.id returning * into known;
    end if;
    perform app.tell_of_rescue(known, case step when 'foreseen' then 'foresee-rescue' when 'board' then 'ask-board' else 'ask-helpdesk' end);
    perform app.mail_rescuers(known.id, step);
    return true;
  end $$;
revoke all on function app.follow_rescue(integer) from public;

-- Every organisation that lacks somebody or will, and every rescue that runs: for the job, as the system. Answers how many moved.
create function app.follow_rescues() returns integer
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    if not app.is_system() then
      raise insufficient_privilege using message = 'only the system follows every rescue';
    end if;
    return (
      select count(*) filter (where app.follow_rescue(c.organisation_id))
      from (
        select r.organisation_id from rescues r where r.state <> 'closed'
        union
        select o.id from organisations o
        where o.kind <> 'administration' and o.valid @> app.today()
          and not exists (
            select 1 from active_grants g
            where g.organisation_id = o.id and g.entitlement_id = 'head-local-admin' and g.cause <> 'automatic'
              and upper(g.period) - 1 > app.today() + app.term('rescue-foreseen'))
        order by 1) c);
  end $$;
revoke all on function app.follow_rescues() from public;
grant execute on function app.follow_rescues() to schoolpoort_app;

-- At the end of every transaction in which a head local administrator came, went or was blocked: the successor may stand in it too.
create function app.notice_head_admins() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    affected integer;
  begin
    -- Whoever loads rows past the application is noticed by the job.
    if app.actor_kind() = 'nobody' then return null; end if;
    if tg_table_name = 'grants' then
      if tg_op = 'UPDATE' or exists (select 1 from rescues r where r.organisation_id = new.organisation_id and r.state <> 'closed') then
        perform app.follow_rescue(new.organisation_id);
      end if;
      return null;
    end if;
    for affected in
      select distinct g.organisation_id from grants g
      where g.person_id = new.id and g.entitlement_id = 'head-local-admin' and g.withdrawn_at is null and g.period @> app.today()
      order by 1
    loop
      perform app.follow_rescue(affected);
    end loop;
    return null;
  end $$;

create constraint trigger notice_new_head_admin after insert on grants deferrable initially deferred
  for each row when (new.entitlement_id = 'head-local-admin') execute function app.notice_head_admins();
create constraint trigger notice_lost_head_admin after update of period, withdrawn_at on grants deferrable initially deferred
  for each row when (new.entitlement_id = 'head-local-admin') execute function app.notice_head_admins();
create constraint trigger notice_blocked_head_admin after update of blocked on persons deferrable initially deferred
  for each row when (old.blocked <> new.blocked) execute function app.notice_head_admins();

-- Where the actor may name a head local administrator: the asked board's own head local administrator, and the helpdesk once it is asked.
create function app.rescuing() returns int4multirange
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select coalesce(range_agg(int4range(r.organisation_id, r.organisation_id, '[]')), '{}')
    from rescues r
    where app.actor_kind() = 'person' and r.state in ('board', 'helpdesk') and not app.has_head_admin(r.organisation_id) and (
      r.state = 'helpdesk' and app.is_helpdesk()
      or exists (
        select 1 from active_grants g
        where g.person_id = app.person_id() and g.entitlement_id = 'head-local-admin' and g.organisation_id = r.board_id));
  end;
revoke all on function app.rescuing() from public;
grant execute on function app.rescuing() to schoolpoort_app;

create function app.people_rescued() returns setof uuid
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select r.person_id
    from unnest(app.rescuing()) as rescued (numbers)
    join work_relations r on r.organisation_id >= lower(rescued.numbers) and r.organisation_id < upper(rescued.numbers);
  end;
revoke all on function app.people_rescued() from public;
grant execute on function app.people_rescued() to schoolpoort_app;

grant select on rescues to schoolpoort_app;
alter table rescues enable row level security;
create policy asked_board on rescues for select using ((select app.manages()) @> board_id);
create policy helpdesk on rescues for select using (state = 'helpdesk' and (select app.is_helpdesk()));
create policy managed on rescues for select using ((select app.manages()) @> organisation_id);
-- Who works there or holds a right there reads who is working on it; no person stands in it.
create policy own_institution on rescues for select using (
  organisation_id in (
    select w.organisation_id from work_relations w where w.person_id = (select app.person_id()) and w.period @> app.today()
    union all
    select g.organisation_id from grants g where g.person_id = (select app.person_id())));
create policy system_reads on rescues for select using ((select app.is_system()));

-- Naming somebody: from the people of the institution, or registered for it; only the right that ends the rescue.
create policy rescued on persons for select
  using (case when (select app.is_door()) then false else id in (select app.people_rescued()) end);
create policy rescuer_registers on persons for insert
  with check (not blocked and not isempty((select app.rescuing())));
create policy rescuer_reads on work_relations for select using ((select app.rescuing()) @> organisation_id);
create policy rescuer_links on work_relations for insert with check ((select app.rescuing()) @> organisation_id);
create policy rescuer_reads on grants for select using ((select app.rescuing()) @> organisation_id);
create policy rescuer_names on grants for insert with check (
  (select app.rescuing()) @> organisation_id and given_by = (select app.person_id()) and entitlement_id = 'head-local-admin');
create policy rescues_of_managed on audit_events for select
  using (subject_kind = 'rescue' and (select app.manages()) @> organisation_id);

create or replace function app.registered_as(of_number bytea, given text, family text) returns table (person_id uuid)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select case
      when not p.blocked and app.plain(p.given_name) = app.plain(given) and app.plain(p.family_name) = app.plain(family) then p.id
    end
    from persons p
    where p.national_number_lookup = of_number and app.actor_kind() = 'person'
      and (app.manages() <> '{}' or app.rescuing() <> '{}');
  end;

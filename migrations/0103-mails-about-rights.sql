-- Who asks for access, who can decide and whose right ends is written to; nobody waits for somebody who does not know.

create table public_holidays (
  day date primary key,
  name text not null,
  verified boolean not null default false,
  source text not null
);
comment on table public_holidays is 'Days on which nobody is expected to answer. Computed, not verified: an installation corrects them here.';

insert into public_holidays (day, name, source)
select make_date(year, month, day), name, 'computed from the law of 4 January 1974'
from generate_series(2026, 2035) as year,
  (values (1, 1, 'Nieuwjaar'), (5, 1, 'Feest van de Arbeid'), (7, 21, 'Nationale feestdag'), (8, 15, 'O.L.V. Hemelvaart'),
    (11, 1, 'Allerheiligen'), (11, 11, 'Wapenstilstand'), (12, 25, 'Kerstmis')) as fixed (month, day, name);
insert into public_holidays (day, name, source)
select sunday + after, name, 'computed from Easter'
from unnest(array['2026-04-05', '2027-03-28', '2028-04-16', '2029-04-01', '2030-04-21', '2031-04-13', '2032-03-28',
    '2033-04-17', '2034-04-09', '2035-03-25']::date[]) as sunday,
  (values (1, 'Paasmaandag'), (39, 'O.L.H. Hemelvaart'), (50, 'Pinkstermaandag')) as movable (after, name)
on conflict (day) do nothing;

grant select on public_holidays to schoolpoort_app;
grant insert, update, delete on public_holidays to schoolpoort_app;
alter table public_holidays enable row level security;
create policy everybody_reads on public_holidays for select using (true);
create policy system_writes on public_holidays using ((select app.is_system())) with check ((select app.is_system()));

-- The working days after one day up to and including another.
create function app.working_days(since date, up_to date) returns integer
  language sql stable
  begin atomic
    select count(*)::integer
    from generate_series(since + 1, up_to, interval '1 day') as d (moment)
    where extract(isodow from d.moment) < 6 and not exists (select 1 from public_holidays h where h.day = d.moment::date);
  end;
grant execute on function app.working_days(date, date) to schoolpoort_app;

-- Who may decide about a request today, the same rule as app.deciders counts by. Only for functions of the owner.
create function app.decider_people(of_request uuid) returns setof uuid
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select distinct g.person_id
    from access_requests q
    join active_grants g on g.person_id <> q.person_id
    left join delegations d on d.giver = g.entitlement_id and d.given = q.entitlement_id
    where q.id = of_request
      and case
        when q.theme_id is not null then g.entitlement_id = 'portal-admin' and g.organisation_id = q.organisation_id
        when d.only_without_head_admin then not app.has_head_admin(q.organisation_id)
        else d.giver is not null and g.organisation_id = q.organisation_id
      end;
  end;
revoke all on function app.decider_people(uuid) from public;

-- Queues a mail to everybody who may decide, for who asks and for the system; answers a number, never a name.
create function app.mail_deciders(of_request uuid, about text) returns integer
  language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    queued integer := 0;
    decider uuid;
  begin
    if not app.is_system() and not exists (
      select 1 from access_requests q where q.id = of_request and q.person_id = app.person_id()) then
      raise insufficient_privilege using message = 'only who asks writes to those who decide';
    end if;
    for decider in select app.decider_people(of_request) loop
      if app.queue_mail('access-request:' || about || ':' || of_request || ':' || decider, decider, null, 'nl', null,
        'access-request', jsonb_build_object('request', of_request, 'about', about), null) then
        queued := queued + 1;
      end if;
    end loop;
    return queued;
  end $$;
revoke all on function app.mail_deciders(uuid, text) from public;
grant execute on function app.mail_deciders(uuid, text) to schoolpoort_app;

-- What somebody was warned of: once per right, last day and threshold.
create table ending_warnings (
  grant_id uuid not null references grants,
  last_day date not null,
  threshold smallint not null check (threshold in (60, 30, 7)),
  warned_at timestamptz not null default now(),
  primary key (grant_id, last_day, threshold)
);
grant select, insert on ending_warnings to schoolpoort_app;
alter table ending_warnings enable row level security;
create policy system_only on ending_warnings using ((select app.is_system())) with check ((select app.is_system()));

-- The system reminds of requests and writes the mails about them.
create policy system_reads on access_requests for select using ((select app.is_system()));

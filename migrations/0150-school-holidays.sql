-- A right had better not end while the school is closed (rights 6): the days of the school holidays are parameters of each school year.

create table school_holidays (
  school_year smallint not null check (school_year between 1990 and 2100),
  kind text not null check (kind in ('autumn', 'christmas', 'spring', 'easter', 'summer')),
  first_day date not null,
  last_day date not null,
  status text not null check (status in ('found', 'assumed')),
  source text not null,
  primary key (school_year, kind),
  constraint holiday_ends_after_it_begins check (last_day >= first_day),
  constraint holiday_in_its_school_year
    check (first_day >= make_date(school_year, 9, 1) and last_day <= make_date(school_year + 1, 8, 31))
);
comment on table school_holidays is 'Computed by the rules in use, not verified against the dates that are published: an installation corrects them here.';

insert into school_holidays (school_year, kind, first_day, last_day, status, source)
select extract(year from easter) - 1, kind, first_day, last_day, 'assumed', 'computed from the rules in use'
from unnest(array['2026-04-05', '2027-03-28', '2028-04-16', '2029-04-01', '2030-04-21', '2031-04-13', '2032-03-28',
    '2033-04-17', '2034-04-09', '2035-03-25']::date[]) as easter,
  lateral (select make_date(extract(year from easter)::int - 1, 11, 1) as all_saints,
    make_date(extract(year from easter)::int - 1, 12, 25) as christmas,
    make_date(extract(year from easter)::int, 4, 1) as april) as fixed,
  -- The Mondays on which they begin.
  lateral (select
    date_trunc('week', all_saints)::date + case when extract(isodow from all_saints) = 7 then 7 else 0 end as autumn,
    date_trunc('week', christmas)::date + case when extract(isodow from christmas) > 5 then 7 else 0 end as winter,
    case
      when easter < april then easter + 1
      when easter > april + 14 then easter - 13
      else april + (8 - extract(isodow from april)::int) % 7
    end as of_easter) as begins,
  lateral (values
    ('autumn', autumn, autumn + 6),
    ('christmas', winter, winter + 13),
    ('spring', easter - 48, easter - 42),
    ('easter', of_easter, of_easter + 13),
    ('summer', april + 91, april + 152)) as holiday (kind, first_day, last_day);

grant select, insert, update, delete on school_holidays to schoolpoort_app;
alter table school_holidays enable row level security;
create policy everybody_reads on school_holidays for select using (true);
create policy system_writes on school_holidays using ((select app.is_system())) with check ((select app.is_system()));

-- Administrators register people themselves (RI-1): what they typed of somebody is kept, and one number stays one person (R18).

alter table persons
  add column gender text constraint known_gender check (gender in ('female', 'male', 'unknown')),
  add column birth_date date;

create policy manager_registers on persons for insert with check (
  (select app.actor_kind()) = 'person' and (select app.manages()) <> '{}'::int4multirange and not blocked
);

-- Whether a number belongs to somebody already, for who manages rights and typed the name that goes with it. Whoever does not
-- know the name learns no more than that number and name do not belong together.
create function app.registered_as(of_number bytea, given text, family text) returns table (person_id uuid)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select case
      when not p.blocked and app.plain(p.given_name) = app.plain(given) and app.plain(p.family_name) = app.plain(family) then p.id
    end
    from persons p
    where p.national_number_lookup = of_number
      and app.actor_kind() = 'person' and app.manages() <> '{}'::int4multirange;
  end;
comment on function app.registered_as(bytea, text, text) is 'No row: nobody has the number. Null: somebody else has it.';
revoke all on function app.registered_as(bytea, text, text) from public;
grant execute on function app.registered_as(bytea, text, text) to schoolpoort_app;

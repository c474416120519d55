-- A tick hangs on the right of portal user it was made under (R13): when that right ends or is withdrawn the tick gives
-- nothing, and a right that is given anew does not revive it. A prolonged right is the same right and keeps its ticks.

alter table theme_ticks add column grant_id uuid references grants;
comment on column theme_ticks.grant_id is 'The portal-user grant under which the theme was ticked; counts only while that grant is active.';

create function app.right_behind_tick(of_person uuid, at_institution integer) returns uuid
  language sql stable
  begin atomic
    select g.id
    from grants g
    where g.person_id = of_person and g.organisation_id = at_institution
      and g.entitlement_id = 'portal-user' and g.withdrawn_at is null
    order by g.period @> app.today() desc, upper(g.period) desc
    limit 1;
  end;

create function app.hang_tick_on_its_right() returns trigger
  language plpgsql as $$
  begin
    new.grant_id := app.right_behind_tick(new.person_id, new.institution_id);
    return new;
  end $$;

create trigger hang_on_its_right before insert on theme_ticks
  for each row when (new.grant_id is null) execute function app.hang_tick_on_its_right();

update theme_ticks set grant_id = app.right_behind_tick(person_id, institution_id);
update theme_ticks set unticked_at = now() where grant_id is null and unticked_at is null;
alter table theme_ticks add constraint only_a_portal_user_is_ticked check (grant_id is not null or unticked_at is not null);

-- The grid reads the history of a cell too: how often it changed is its version.
drop index theme_ticks_institution;
create index theme_ticks_cell on theme_ticks (institution_id, level_id, person_id, theme_id);

-- Row-level security also knows at which institutions and levels the actor stands, and for which service of the administration
-- the actor has a duty such as keeping the agenda: what is read or kept by place or service is walled off by these.

-- Every institution and level at which the actor holds a right, each as institution × 8 + level.
create function app.places() returns int4multirange
  language sql stable parallel safe
  return coalesce(nullif(current_setting('app.places', true), ''), '{}')::int4multirange;

-- The organisations for which the actor has a duty; the setting lists `entitlement:organisation`.
create function app.duty(entitlement text) returns int4multirange
  language sql stable parallel safe
  begin atomic
    select coalesce(range_agg(int4range(held.organisation, held.organisation, '[]')), '{}')
    from (
      select split_part(entry, ':', 2)::integer as organisation
      from unnest(string_to_array(current_setting('app.duties', true), ',')) as entry
      where split_part(entry, ':', 1) = duty.entitlement
    ) held;
  end;

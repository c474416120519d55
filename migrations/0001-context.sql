-- Who is asking: every row-level policy reads the actor from settings that live as long as one transaction.

create schema app;
grant usage on schema app to schoolpoort_app;
grant usage on schema public to schoolpoort_app;

-- person: a signed-in human · service: a delivering service · door: sign-in and session · system: jobs and operators · nothing set: nobody
create function app.actor_kind() returns text
  language sql stable parallel safe
  return coalesce(nullif(current_setting('app.actor_kind', true), ''), 'nobody');

create function app.is_system() returns boolean
  language sql stable parallel safe
  return app.actor_kind() = 'system';

create function app.is_door() returns boolean
  language sql stable parallel safe
  return app.actor_kind() in ('door', 'system');

create function app.person_id() returns uuid
  language sql stable parallel safe
  return nullif(current_setting('app.person_id', true), '')::uuid;

create function app.service_id() returns smallint
  language sql stable parallel safe
  return nullif(current_setting('app.service_id', true), '')::smallint;

-- The institutions of which the actor is portal administrator: all their documents and their theme grid.
create function app.administers() returns int4multirange
  language sql stable parallel safe
  return coalesce(nullif(current_setting('app.administers', true), ''), '{}')::int4multirange;

-- The organisations for which the actor holds any administrator entitlement: persons, work relations and grants there.
create function app.manages() returns int4multirange
  language sql stable parallel safe
  return coalesce(nullif(current_setting('app.manages', true), ''), '{}')::int4multirange;

-- The (institution, level, theme) scopes that were ticked for the actor.
create function app.scopes() returns int4multirange
  language sql stable parallel safe
  return coalesce(nullif(current_setting('app.scopes', true), ''), '{}')::int4multirange;

-- Whole themes over all institutions: readers of the administration, and what a delivering service may deliver.
create function app.themes() returns smallint[]
  language sql stable parallel safe
  return coalesce(nullif(current_setting('app.themes', true), ''), '{}')::smallint[];

-- The Brussels day on which rights are judged; the application's clock when it set one.
create function app.today() returns date
  language sql stable parallel safe
  return coalesce(
    nullif(current_setting('app.today', true), '')::date,
    (now() at time zone 'Europe/Brussels')::date
  );

-- What a program that keeps persons (SCIM) calls them, and since when something about them is as it is.

create table scim_users (
  client_id text not null references machine_clients on delete cascade,
  person_id uuid not null references persons,
  user_name text not null check (length(user_name) between 1 and 254),
  external_id text check (length(external_id) between 1 and 254),
  changed_at timestamptz not null default now(),
  deleted_at timestamptz,
  primary key (client_id, person_id)
);
create unique index scim_users_name on scim_users (client_id, lower(user_name)) where deleted_at is null;
create unique index scim_users_external on scim_users (client_id, external_id) where deleted_at is null;
create index scim_users_person on scim_users (person_id);
comment on column scim_users.external_id is 'VO-id as the program knows it; a name for the program, never a way to sign in.';
comment on column scim_users.deleted_at is 'The program let go of the person; who is related anew after it is there again.';

grant select, insert, update on scim_users to schoolpoort_app;
alter table scim_users enable row level security;
create policy itself on scim_users using (client_id = (select app.machine())) with check (client_id = (select app.machine()));

alter table persons add column changed_at timestamptz not null default now();
alter table work_relations add column changed_at timestamptz not null default now();
alter table grants add column changed_at timestamptz not null default now();

create function app.note_change() returns trigger
  language plpgsql set search_path = public, pg_temp as $$
  begin
    new.changed_at := now();
    return new;
  end $$;
create trigger changed before update on persons for each row execute function app.note_change();
create trigger changed before update on work_relations for each row execute function app.note_change();
create trigger changed before update on grants for each row execute function app.note_change();

-- A context stands in a role claim behind the right and before the organisation: with a colon it could be read two ways (R22).
alter table entitlements add constraint contexts_can_be_claimed check (array_to_string(contexts, ' ') !~ ':');

-- Programs of schools and boards keep persons and relations in the name of an administrator (SCIM), and linked applications ask for
-- rights: each is a client with a secret, asks for tokens as a delivering service does, and reaches what is registered for it only.

create table machine_clients (
  client_id text primary key check (client_id ~ '^[a-z0-9-]{4,80}$'),
  name text not null check (length(name) between 1 and 80),
  purpose text not null check (purpose in ('scim', 'application')),
  secret_hash bytea not null,
  responsible_id uuid references persons,
  target_group text references target_groups,
  may_grant boolean not null default false,
  hold_percent smallint not null default 10 check (hold_percent between 0 and 100),
  application_id text references linked_applications on delete cascade,
  created_at timestamptz not null default now(),
  revoked_at timestamptz,
  constraint one_purpose check (case purpose
    when 'scim' then responsible_id is not null and target_group is not null and application_id is null
    else application_id is not null and responsible_id is null and target_group is null and not may_grant end)
);
create index machine_clients_application on machine_clients (application_id) where application_id is not null;
comment on column machine_clients.responsible_id is 'The administrator in whose name it acts: it can never do more than he can at that moment.';
comment on column machine_clients.may_grant is 'Whether it may also give and end rights, within what its administrator may give.';
comment on column machine_clients.hold_percent is 'More than this part of an institution''s relations, ended by it within a day, is held. Assumed: 10.';

create table machine_scopes (
  client_id text not null references machine_clients on delete cascade,
  organisation_id integer not null references organisations,
  with_institutions boolean not null default false,
  primary key (client_id, organisation_id)
);
comment on column machine_scopes.with_institutions is 'A board: its institutions of the day too.';

create table machine_tokens (
  token_hash bytea primary key check (length(token_hash) = 32),
  client_id text not null references machine_clients on delete cascade,
  expires_at timestamptz not null
);
create index machine_tokens_client on machine_tokens (client_id);
create index machine_tokens_expiry on machine_tokens (expires_at);

-- The program through which a person acts at this moment; null: the person himself.
create function app.machine() returns text
  language sql stable parallel safe
  return nullif(current_setting('app.machine', true), '');

grant select, insert, update on machine_clients, machine_scopes to schoolpoort_app;
grant select, insert, delete on machine_tokens to schoolpoort_app;

alter table machine_clients enable row level security;
create policy door_reads on machine_clients for select using ((select app.is_door()));
create policy itself on machine_clients for select using (client_id = (select app.machine()));
create policy system_writes on machine_clients using ((select app.is_system())) with check ((select app.is_system()));
alter table machine_scopes enable row level security;
create policy door_reads on machine_scopes for select using ((select app.is_door()));
create policy system_writes on machine_scopes using ((select app.is_system())) with check ((select app.is_system()));
alter table machine_tokens enable row level security;
create policy door_only on machine_tokens using ((select app.is_door())) with check ((select app.is_door()));

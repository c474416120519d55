-- Audit events are sealed in batches (R25): an event waits until its seal is set, and the roots of all seals stay.

create table audit_waiting (
  event_id uuid primary key references audit_events
);
comment on table audit_waiting is 'Events without a seal. A sealed event is named in a file outside the database, so a row for each would say nothing more.';

create table audit_seals (
  number integer primary key check (number > 0),
  sealed_at timestamptz not null,
  events integer not null check (events > 0),
  root bytea not null check (octet_length(root) = 32),
  chain bytea not null check (octet_length(chain) = 32)
);
comment on column audit_seals.root is 'Merkle root over the events of this seal, in the order of their ids.';
comment on column audit_seals.chain is 'Hash over the chain of the seal before, this number and this root: it stands for everything up to here.';

-- Whoever may add an event need not see what waits.
create function app.await_seal() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into audit_waiting values (new.id);
  return null;
end $$;
create trigger await_seal after insert on audit_events for each row execute function app.await_seal();
insert into audit_waiting select id from audit_events;

-- A seal is set once: nothing changes or removes it.
grant select, delete on audit_waiting to schoolpoort_app;
grant select, insert on audit_seals to schoolpoort_app;

alter table audit_waiting enable row level security;
create policy system_only on audit_waiting for all
  using ((select app.is_system())) with check ((select app.is_system()));
alter table audit_seals enable row level security;
create policy system_only on audit_seals for all
  using ((select app.is_system())) with check ((select app.is_system()));

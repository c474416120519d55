-- Whom a school calls at the administration (CO-1): teams and people, each linked to the institutions they serve, so that a number
-- that changes is changed once for all of them.

insert into entitlements (id, name, category, owner, target_groups, description, status, source) values
  ('contacts-editor', 'Mijn Onderwijs Contactbeheer', 'Mijn Onderwijs', 'portal', '{GID}',
   'Houdt bij welk schoolbeheerteam, werkstation, welke verificateur en welk instellingsbeheerteam bij een instelling horen.',
   'assumed', 'keuze van dit project');

create table contacts (
  id uuid primary key default uuidv7(),
  kind text not null check (kind in ('school-management-team', 'workstation', 'verifier', 'institution-management-team')),
  name text not null check (length(name) between 1 and 150),
  phone text not null default '' check (length(phone) <= 40),
  email text not null default '' check (email = '' or email like '%_@_%' and length(email) <= 254),
  revision integer not null default 0,
  changed_at timestamptz not null default now(),
  constraint one_of_a_name unique (kind, name),
  unique (id, kind)
);

-- An institution has at most one contact of a kind.
create table institution_contacts (
  institution_id integer not null references organisations,
  kind text not null,
  contact_id uuid not null,
  primary key (institution_id, kind),
  constraint contact_is_of_that_kind foreign key (contact_id, kind) references contacts (id, kind)
);
create index institution_contacts_contact on institution_contacts (contact_id);

-- The institutions at which the actor stands.
create function app.institutions() returns int4multirange
  language sql stable parallel safe
  begin atomic
    select coalesce(range_agg(int4range(lower(held.numbers) / 8, (upper(held.numbers) - 1) / 8, '[]')), '{}')
    from unnest(app.places()) as held (numbers);
  end;

create function app.keeps_contacts() returns boolean
  language sql stable parallel safe
  return app.is_system() or not isempty(app.duty('contacts-editor'));

grant select, insert, update on contacts to schoolpoort_app;
grant select, insert, update, delete on institution_contacts to schoolpoort_app;

alter table institution_contacts enable row level security;
create policy of_own_institutions on institution_contacts for select using ((select app.institutions()) @> institution_id);
create policy keepers on institution_contacts using ((select app.keeps_contacts())) with check ((select app.keeps_contacts()));

alter table contacts enable row level security;
create policy of_own_institutions on contacts for select using (id in (select contact_id from institution_contacts));
create policy keepers_read on contacts for select using ((select app.keeps_contacts()));
create policy keepers_write on contacts for insert with check ((select app.keeps_contacts()));
create policy keepers_change on contacts for update using ((select app.keeps_contacts())) with check ((select app.keeps_contacts()));

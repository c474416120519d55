-- Documents: delivered by a service, read by whoever holds the theme of the institution at the level.

create table delivery_services (
  id smallint generated always as identity primary key,
  slug text not null unique check (slug ~ '^[a-z0-9-]+$'),
  name text not null
);

create table service_clients (
  client_id text primary key,
  service_id smallint not null references delivery_services,
  secret_hash bytea not null,
  themes smallint[] not null,
  revoked_at timestamptz,
  created_at timestamptz not null default now()
);

create table service_tokens (
  token_hash bytea primary key,
  client_id text not null references service_clients,
  themes smallint[] not null,
  expires_at timestamptz not null
);
create index service_tokens_expiry on service_tokens (expires_at);

create table documents (
  id uuid primary key default uuidv7(),
  institution_id integer not null,
  level_id smallint not null,
  theme_id smallint not null,
  school_year smallint not null check (school_year between 1990 and 2100),
  version smallint not null default 1,
  scope integer not null generated always as (institution_id * 1024 + level_id * 128 + theme_id) stored,
  published_at timestamptz(3) not null default now(),
  first_published_at timestamptz(3) not null default now(),
  service_id smallint not null references delivery_services,
  file_bytes bigint not null,
  confidentiality text not null,
  file_kind text not null check (file_kind in ('pdf', 'docx', 'xlsx', 'pptx', 'odt', 'ods', 'txt', 'csv', 'png', 'jpg')),
  title text not null check (title <> '' and length(title) <= 300),
  supplier_reference text not null check (supplier_reference <> '' and length(supplier_reference) <= 200),
  contact_name text not null,
  contact_phone text,
  contact_email text,
  file_name text not null,
  file_sha256 bytea not null check (length(file_sha256) = 32),
  delivered_fingerprint bytea not null,
  unsearchable text,
  search tsvector not null,
  constraint one_document_per_reference unique (service_id, supplier_reference),
  constraint institution_has_level foreign key (institution_id, level_id) references organisation_levels (organisation_id, level_id),
  constraint theme_exists_at_level foreign key (theme_id, level_id) references theme_levels (theme_id, level_id),
  constraint as_confidential_as_its_theme foreign key (theme_id, confidentiality) references themes (id, confidentiality)
);
comment on column documents.unsearchable is 'Why the content could not be read (broken, encrypted, image …); null when it can be searched.';

create index documents_scope_newest on documents (scope, published_at desc, id desc);
create index documents_institution_newest on documents (institution_id, published_at desc, id desc);
create index documents_theme_newest on documents (theme_id, published_at desc, id desc);
create index documents_theme_year_newest on documents (theme_id, school_year, published_at desc, id desc);
create index documents_file on documents (file_sha256);
create index documents_search on documents using gin (search) with (fastupdate = off);

-- A common word must be known to be common: without the larger sample the planner walks the index of a rare one for minutes.
alter table documents alter column search set statistics 1000;

create table document_texts (
  document_id uuid primary key references documents on delete cascade,
  body text not null
);

-- Every version that was ever delivered; the highest is the one the document shows.
create table document_versions (
  document_id uuid not null references documents,
  version smallint not null,
  title text not null,
  file_name text not null,
  file_kind text not null,
  file_bytes bigint not null,
  file_sha256 bytea not null,
  institution_id integer not null,
  level_id smallint not null,
  theme_id smallint not null,
  school_year smallint not null,
  published_at timestamptz(3) not null,
  primary key (document_id, version)
);
create index document_versions_file on document_versions (file_sha256);

-- Roll-ups that make counts cheap. Kept by trigger in the transaction of the change, so they never lag.
create table document_counts (
  institution_id integer not null,
  level_id smallint not null,
  theme_id smallint not null,
  school_year smallint not null,
  scope integer not null generated always as (institution_id * 1024 + level_id * 128 + theme_id) stored,
  n integer not null check (n >= 0),
  primary key (institution_id, level_id, theme_id, school_year)
);
create index document_counts_scope on document_counts (scope) include (school_year, n);
create index document_counts_theme on document_counts (theme_id) include (institution_id, level_id, school_year, n);

create table document_totals (
  theme_id smallint not null,
  level_id smallint not null,
  school_year smallint not null,
  n integer not null check (n >= 0),
  primary key (theme_id, level_id, school_year)
);

create function app.count_documents() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  with change as (
    select institution_id, level_id, theme_id, school_year, count(*)::integer as n from added group by 1, 2, 3, 4
  )
  insert into document_counts as c (institution_id, level_id, theme_id, school_year, n)
  select institution_id, level_id, theme_id, school_year, n from change order by 1, 2, 3, 4
  on conflict (institution_id, level_id, theme_id, school_year) do update set n = c.n + excluded.n;

  insert into document_totals as t (theme_id, level_id, school_year, n)
  select theme_id, level_id, school_year, count(*)::integer from added group by 1, 2, 3 order by 1, 2, 3
  on conflict (theme_id, level_id, school_year) do update set n = t.n + excluded.n;
  return null;
end $$;

create function app.discount_documents() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update document_counts c set n = c.n - r.n
  from (select institution_id, level_id, theme_id, school_year, count(*)::integer as n from removed group by 1, 2, 3, 4) r
  where (c.institution_id, c.level_id, c.theme_id, c.school_year) = (r.institution_id, r.level_id, r.theme_id, r.school_year);

  update document_totals t set n = t.n - r.n
  from (select theme_id, level_id, school_year, count(*)::integer as n from removed group by 1, 2, 3) r
  where (t.theme_id, t.level_id, t.school_year) = (r.theme_id, r.level_id, r.school_year);
  return null;
end $$;

create trigger counted_when_added after insert on documents
  referencing new table as added for each statement execute function app.count_documents();
create trigger counted_when_removed after delete on documents
  referencing old table as removed for each statement execute function app.discount_documents();
create trigger discounted_when_moved after update on documents
  referencing old table as removed for each statement execute function app.discount_documents();
create trigger recounted_when_moved after update on documents
  referencing new table as added for each statement execute function app.count_documents();

grant select on delivery_services, service_clients, service_tokens, documents, document_texts, document_versions,
  document_counts, document_totals to schoolpoort_app;
grant insert, update on delivery_services, service_clients, documents, document_texts to schoolpoort_app;
grant insert, delete on service_tokens to schoolpoort_app;
grant insert on document_versions to schoolpoort_app;

alter table delivery_services enable row level security;
create policy everybody_reads on delivery_services for select using (true);
create policy system_writes on delivery_services using ((select app.is_system())) with check ((select app.is_system()));
alter table service_clients enable row level security;
create policy door_reads on service_clients for select using ((select app.is_door()));
create policy system_writes on service_clients using ((select app.is_system())) with check ((select app.is_system()));
alter table service_tokens enable row level security;
create policy door_only on service_tokens using ((select app.is_door())) with check ((select app.is_door()));

-- The wall behind every list and every single document (P1). Each part is one kind of right.
alter table documents enable row level security;
alter table documents force row level security;
create policy readable on documents for select using (
  (select app.administers()) @> institution_id
  or (select app.scopes()) @> scope
  or (theme_id = any ((select app.themes())::smallint[]) and (select app.actor_kind()) = 'person')
  or service_id = (select app.service_id())
  or (select app.is_system())
);
create policy deliverable on documents for insert with check (
  (select app.is_system())
  or (service_id = (select app.service_id()) and theme_id = any ((select app.themes())::smallint[]))
);
create policy redeliverable on documents for update
  using ((select app.is_system()) or service_id = (select app.service_id()))
  with check (
    (select app.is_system())
    or (service_id = (select app.service_id()) and theme_id = any ((select app.themes())::smallint[]))
  );

alter table document_texts enable row level security;
alter table document_texts force row level security;
create policy with_its_document on document_texts
  using (exists (select 1 from documents d where d.id = document_id))
  with check (exists (select 1 from documents d where d.id = document_id));

alter table document_versions enable row level security;
alter table document_versions force row level security;
create policy with_its_document on document_versions
  using (exists (select 1 from documents d where d.id = document_id))
  with check (exists (select 1 from documents d where d.id = document_id));

alter table document_counts enable row level security;
create policy readable on document_counts for select using (
  (select app.administers()) @> institution_id
  or (select app.scopes()) @> scope
  or theme_id = any ((select app.themes())::smallint[])
  or (select app.is_system())
);
alter table document_totals enable row level security;
create policy readable on document_totals for select using (
  theme_id = any ((select app.themes())::smallint[]) or (select app.is_system())
);

-- The forms with which an institution sends documents to the administration (DV-2), as data: which levels they exist for and
-- which themes open them stands in source 000; who receives them, when they run and where they are explained does not, and is
-- therefore a parameter that an operator verifies.

create table receiving_services (
  id text primary key check (id ~ '^[a-z][a-z-]{1,40}$'),
  name text not null unique check (name <> ''),
  status text not null check (status in ('found', 'assumed'))
);
comment on table receiving_services is 'Services of the administration that receive what institutions send; the contexts of the right of their workers.';

-- A row is one version of a form: a form that gets another name or other themes gets a new row, and what was sent with the old
-- one stays readable under its old name and themes (O18).
create table forms (
  id smallint primary key check (id between 1 and 127),
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  code text not null,
  title text not null check (title <> ''),
  info_url text check (info_url ~ '^https://'),
  active daterange not null default '(,)',
  school_years int4range not null default '(,)',
  parameters_status text not null default 'assumed' check (parameters_status in ('found', 'assumed')),
  source text not null
);
comment on column forms.active is 'Days on which the form can be sent.';
comment on column forms.school_years is 'School years, by their first year, that the form can be about.';
comment on column forms.parameters_status is 'found once somebody verified link, days, school years and receiving service.';

create table form_levels (
  form_id smallint not null references forms,
  level_id smallint not null references education_levels,
  receiving_service_id text not null references receiving_services,
  primary key (form_id, level_id)
);

-- Any one of the themes opens the form at that level.
create table form_themes (
  form_id smallint not null,
  level_id smallint not null,
  theme_id smallint not null,
  primary key (form_id, level_id, theme_id),
  constraint form_exists_at_level foreign key (form_id, level_id) references form_levels,
  constraint theme_exists_at_level foreign key (theme_id, level_id) references theme_levels (theme_id, level_id)
);
create index form_themes_theme on form_themes (level_id, theme_id);

insert into receiving_services (id, name, status) values
  ('agodi', 'AGODI', 'assumed'),
  ('ahovoks', 'AHOVOKS', 'assumed');

insert into forms (id, slug, code, title, source) values
  (1, 'clb-algemene-gegevens', 'CLB', 'Centra leerlingen begeleiding (CLB) - Algemene gegevens', '000'),
  (2, 'clb-omkaderingsgewichten', 'CLB', 'Centra leerlingen begeleiding (CLB) - Melding overdracht omkaderingsgewichten', '000'),
  (3, 'clb-samenwerkingsafspraak', 'CLB', 'Centra leerlingen begeleiding (CLB) - Samenwerkingsafspraak', '000'),
  (4, 'dko-verificatie', 'DKO', 'Deeltijds kunstonderwijs (DKO) - Verificatie', '000'),
  (5, 'dko-document-c', 'DKO', 'Deeltijds kunstonderwijs (DKO) - Document C', '000'),
  (6, 'dko-document-g', 'DKO', 'Deeltijds kunstonderwijs (DKO) - Document G', '000'),
  (7, 'lln', 'LLN', 'Leerlingen (LLN)', '000'),
  (8, 'omk-afw', 'OMK-AFW', 'Omkadering (OMK-AFW) - Aanvraag afwijkingslestijden, -lesuren en -uren', '000'),
  (9, 'om1', 'OM1', 'Ondersteuningsnetwerk melding (OM1) - Melding oprichting of stopzetting ondersteuningsnetwerk', '000'),
  (10, 'om2', 'OM2', 'Ondersteuningsnetwerk melding (OM2) - Melding toetreding, uittreding of overstap ondersteuningsnetwerk', '000'),
  (11, 'om3', 'OM3', 'Ondersteuningsnetwerk melding (OM3) - Aanwending extra omkadering kleine types vanaf 1 februari', '000'),
  (12, 'org', 'ORG', 'Organisatie (ORG)', '000'),
  (13, 'sol', 'SOL', 'Speciale onderwijsmiddelen (SOL)', '000'),
  (14, 'toel', 'TOEL', 'Toelage (TOEL)', '000'),
  (15, 'twlbuo', 'TWLBuO', 'Toewijzingslijst BuO (TWLBuO)', '000'),
  (16, 'vac', 'VAC', 'Vaccinatie (VAC)', '000'),
  (17, 'fin', 'FIN', 'Validatie financieringsgegevens (FIN)', '000'),
  (18, 'verif', 'VERIF', 'Verificatie (VERIF)', '000'),
  (19, 'verif-mid', 'VERIF MID', 'Verificatie Middelen (VERIF MID)', '000'),
  (20, 'ze', 'ZE', 'Zomerscholen evaluatie (ZE)', '000');

create temporary table catalogue_rows (form_id smallint, levels smallint[], themes smallint[]);
insert into catalogue_rows values
  (1, '{4}', '{8,9}'),
  (2, '{4}', '{6,7}'),
  (3, '{4}', '{6}'),
  (4, '{3}', '{3,5}'),
  (5, '{3}', '{6}'),
  (6, '{3}', '{8}'),
  (7, '{1,2}', '{3}'),
  (8, '{1,2}', '{6,7}'),
  (9, '{1,2}', '{8}'),
  (10, '{1,2}', '{8}'),
  (11, '{1,2}', '{6}'),
  (12, '{2}', '{8,9}'),
  (13, '{1,2}', '{3}'),
  (13, '{7}', '{15}'),
  (13, '{6}', '{17}'),
  (14, '{1,2}', '{7}'),
  (15, '{1,2}', '{3}'),
  (16, '{2}', '{3,9}'),
  (16, '{7}', '{16}'),
  (16, '{6}', '{17}'),
  (17, '{6}', '{18}'),
  (18, '{1,2,5}', '{3,5}'),
  (19, '{1,2,3,5}', '{4,6}'),
  (20, '{1,2}', '{1}');

-- Higher and adult education belong to one agency, all else to the other: what the agencies are for, not what a source says of forms.
insert into form_levels (form_id, level_id, receiving_service_id)
select form_id, level_id, case when level_id in (6, 7) then 'ahovoks' else 'agodi' end
from catalogue_rows, unnest(levels) as level_id;
insert into form_themes (form_id, level_id, theme_id)
select form_id, level_id, theme_id from catalogue_rows, unnest(levels) as level_id, unnest(themes) as theme_id;
drop table catalogue_rows;

grant select, insert, update on receiving_services, forms, form_levels, form_themes to schoolpoort_app;

alter table receiving_services enable row level security;
alter table forms enable row level security;
alter table form_levels enable row level security;
alter table form_themes enable row level security;
create policy everybody_reads on receiving_services for select using (true);
create policy system_writes on receiving_services using ((select app.is_system())) with check ((select app.is_system()));
create policy everybody_reads on forms for select using (true);
create policy system_writes on forms using ((select app.is_system())) with check ((select app.is_system()));
create policy everybody_reads on form_levels for select using (true);
create policy system_writes on form_levels using ((select app.is_system())) with check ((select app.is_system()));
create policy everybody_reads on form_themes for select using (true);
create policy system_writes on form_themes using ((select app.is_system())) with check ((select app.is_system()));

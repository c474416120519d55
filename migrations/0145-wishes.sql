-- What somebody should be able to do, in the words of the work, and the rights and themes that follow from it: data, not a release.

create table wishes (
  id text primary key check (id ~ '^[a-z-]{1,40}$'),
  name text not null check (name <> ''),
  name_en text not null check (name_en <> ''),
  description text not null default '',
  description_en text not null default '',
  -- The order in which they are offered.
  position smallint not null unique
);
comment on table wishes is 'What an administrator can choose in Geef toegang (RI-3); each names the rights and themes that follow.';

create table wish_entitlements (
  wish_id text not null references wishes (id) on delete cascade,
  entitlement_id text not null references entitlements (id),
  contexts text[] not null default '{}',
  primary key (wish_id, entitlement_id)
);

create table wish_themes (
  wish_id text not null references wishes (id) on delete cascade,
  theme_id smallint not null references themes (id),
  primary key (wish_id, theme_id)
);

alter table wishes enable row level security;
create policy everybody_reads on wishes for select using (true);
create policy system_writes on wishes for all using ((select app.is_system())) with check ((select app.is_system()));
alter table wish_entitlements enable row level security;
create policy everybody_reads on wish_entitlements for select using (true);
create policy system_writes on wish_entitlements for all using ((select app.is_system())) with check ((select app.is_system()));
alter table wish_themes enable row level security;
create policy everybody_reads on wish_themes for select using (true);
create policy system_writes on wish_themes for all using ((select app.is_system())) with check ((select app.is_system()));
grant select, insert, update, delete on wishes, wish_entitlements, wish_themes to schoolpoort_app;

insert into wishes (position, id, name, name_en, description, description_en) values
  (1, 'read-general', 'Algemene brieven en documenten lezen', 'Read general letters and documents',
   'Dienstbrieven, algemene informatie, erkenning en organisatie', 'Circulars, general information, recognition and organisation'),
  (2, 'read-pupils', 'Documenten over leerlingen lezen', 'Read documents about pupils',
   'Leerlingenlijsten, verificatie, toetsen; ook vertrouwelijke', 'Lists of pupils, verification, tests; confidential ones too'),
  (3, 'read-staffing', 'Documenten over omkadering en toelagen lezen', 'Read documents about staffing and grants',
   'Berekening van lestijden en uren-leraar, overdrachten, toelagen', 'Calculation of teaching periods and hours, transfers, grants'),
  (4, 'read-staff', 'Documenten over personeel lezen', 'Read documents about staff',
   'Opdrachten en vervangingen; ook vertrouwelijke', 'Assignments and replacements; confidential ones too'),
  (5, 'read-figures', 'Cijfers en rapporten lezen', 'Read figures and reports',
   'Statistieken, Dataloep, validatierapporten', 'Statistics, Dataloep, validation reports'),
  (6, 'read-inspection', 'Verslagen van de inspectie lezen', 'Read reports of the inspectorate',
   'Doorlichtingsverslagen', 'Inspection reports'),
  (7, 'read-pay', 'Salarisoverzichten lezen', 'Read pay overviews',
   'Zeer vertrouwelijk: elke lezing wordt genoteerd', 'Very confidential: every reading is noted'),
  (8, 'send-documents', 'Documenten versturen', 'Send documents',
   'Alle formulieren van de instelling; wie verstuurt, leest ook de documenten van die thema''s',
   'Every form of the institution; who sends also reads the documents of those themes'),
  (9, 'manage-staffing', 'Omkadering beheren', 'Manage staffing',
   'Beheer omkadering, met de zendingen over instelling en lerenden', 'Staffing management, with transmissions on institution and pupils'),
  (10, 'transmit-staff', 'Zendingen over personeel doen', 'Make transmissions about staff',
   'WebEdison, personeelsadministratie', 'WebEdison, staff administration'),
  (11, 'transmit-pupils', 'Zendingen over instelling en lerenden doen', 'Make transmissions about institution and pupils',
   'WebEdison, instelling en lerendenadministratie', 'WebEdison, institution and pupil administration'),
  (12, 'pupil-passport', 'Het leerlingenpaspoort raadplegen', 'Consult the pupil passport',
   'IRIS-platform, als gebruiker', 'IRIS platform, as a user'),
  (13, 'pupil-passport-admin', 'Het leerlingenpaspoort beheren', 'Manage the pupil passport',
   'IRIS-platform, als beheerder', 'IRIS platform, as an administrator'),
  (14, 'pupil-transport', 'Leerlingenvervoer regelen', 'Arrange pupil transport',
   'Leerlingenvervoer', 'Pupil transport'),
  (15, 'administer-portal', 'Alles van de instelling lezen en Themabeheer doen', 'Read everything of the institution and administer themes',
   'Collega-beheerder van Mijn Onderwijs: alle thema''s, ook de salarisoverzichten', 'Fellow administrator of Mijn Onderwijs: every theme, pay overviews too'),
  (16, 'administer-edison', 'De WebEdison-rechten van collega''s beheren', 'Manage the WebEdison rights of colleagues',
   'Collega-beheerder van WebEdison', 'Fellow administrator of WebEdison'),
  (17, 'administer-all', 'Alle gebruikersrechten van de organisatie beheren', 'Manage every right of the organisation',
   'Hoofd Lokale Beheerder', 'Head local administrator');

insert into wish_entitlements (wish_id, entitlement_id, contexts)
select id, 'portal-user', '{}' from wishes where id like 'read-%' or id in ('send-documents', 'manage-staffing');
insert into wish_entitlements (wish_id, entitlement_id, contexts) values
  -- One of the two WebEdison rights is enough (BO-2).
  ('manage-staffing', 'edison-institution-pupil-admin', '{}'),
  ('transmit-staff', 'edison-staff-admin', '{}'),
  ('transmit-pupils', 'edison-institution-pupil-admin', '{}'),
  ('pupil-passport', 'pupil-passport', '{Gebruiker}'),
  ('pupil-passport-admin', 'pupil-passport', '{Beheerder}'),
  ('pupil-transport', 'pupil-transport', '{}'),
  ('administer-portal', 'portal-admin', '{}'),
  ('administer-edison', 'edison-admin', '{}'),
  ('administer-all', 'head-local-admin', '{}');

insert into wish_themes (wish_id, theme_id) values
  ('read-general', 1), ('read-general', 8), ('read-general', 9),
  ('read-pupils', 2), ('read-pupils', 3), ('read-pupils', 4), ('read-pupils', 5), ('read-pupils', 15), ('read-pupils', 17), ('read-pupils', 20),
  ('read-staffing', 6), ('read-staffing', 7),
  ('read-staff', 10), ('read-staff', 11),
  ('read-figures', 13), ('read-figures', 14), ('read-figures', 16), ('read-figures', 18),
  ('read-inspection', 19),
  ('read-pay', 12),
  ('manage-staffing', 6);
insert into wish_themes (wish_id, theme_id) select distinct 'send-documents', theme_id from form_themes;

-- The catalogues as found in the sources; what no source says is marked assumed. Everything after this is data, not a release (RI-2).

insert into themes (id, slug, name, confidentiality, in_all, documents, status, source) values
  (1, 'algemeen-openbaar', 'Algemeen', 'open', true, 'Dienstbrieven, algemene informatie, zomerscholen', 'found', '000'),
  (2, 'leerlingen-openbaar', 'Leerlingen', 'open', true, 'Informatie over toetsen en taalscreening', 'found', 'portaalpagina'),
  (3, 'leerlingen-vertrouwelijk', 'Leerlingen', 'confidential', true, 'Leerlingenlijsten, verificatieverslagen, toewijzingslijsten, vaccinatie, speciale onderwijsmiddelen', 'found', '000'),
  (4, 'verificatie-openbaar', 'Verificatie', 'open', true, 'Verificatie van de middelen', 'found', '000'),
  (5, 'verificatie-vertrouwelijk', 'Verificatie', 'confidential', true, 'Verificatieverslagen met gegevens over personen', 'found', '000'),
  (6, 'omkadering-en-toelagen-openbaar', 'Omkadering en toelagen', 'open', true, 'Dienstbrieven omkadering, berekening van lestijden en uren-leraar, overdrachten', 'found', '000'),
  (7, 'omkadering-en-toelagen-vertrouwelijk', 'Omkadering en toelagen', 'confidential', true, 'Toelagen en afwijkingen met gegevens over personen', 'found', '000'),
  (8, 'structuur-en-organisatie-openbaar', 'Structuur en organisatie', 'open', true, 'Erkenning, programmatie, vestigingsplaatsen, ondersteuningsnetwerken', 'found', '000'),
  (9, 'structuur-en-organisatie-vertrouwelijk', 'Structuur en organisatie', 'confidential', true, 'Organisatie met gegevens over personen', 'found', '000'),
  (10, 'personeel-openbaar', 'Personeel', 'open', true, 'Algemene informatie over personeel', 'assumed', 'naar analogie'),
  (11, 'personeel-vertrouwelijk', 'Personeel', 'confidential', true, 'Opdrachten, vervangingen, lerarenplatform', 'found', '000'),
  (12, 'salarisoverzichten', 'Salarisoverzichten', 'very-confidential', false, 'Maandelijkse salarisoverzichten van de instelling', 'found', '000'),
  (13, 'statistieken-en-dataloep-openbaar', 'Statistieken en Dataloep', 'open', true, 'Databundels, statistieken', 'found', '000'),
  (14, 'dataloep-openbaar', 'Dataloep', 'open', true, 'Statistieken van het hoger onderwijs', 'found', '000'),
  (15, 'speciale-onderwijsmiddelen-vertrouwelijk', 'Speciale onderwijsmiddelen', 'confidential', true, 'Speciale onderwijsmiddelen', 'found', '000'),
  (16, 'validatierapporten-en-basisgegevens-vertrouwelijk', 'Validatierapporten en basisgegevens', 'confidential', true, 'Validatierapporten, vaccinatie', 'found', '000'),
  (17, 'cursisten-vertrouwelijk', 'Cursisten', 'confidential', true, 'Speciale onderwijsmiddelen en vaccinatie van cursisten', 'found', '000'),
  (18, 'rapporten-vertrouwelijk', 'Rapporten', 'confidential', true, 'Validatie van de financieringsgegevens', 'found', '000'),
  (19, 'inspectie-vertrouwelijk', 'Inspectie', 'confidential', true, 'Doorlichtingsverslagen', 'assumed', 'portaalpagina, naam niet geverifieerd'),
  (20, 'vlaamse-toetsen-vertrouwelijk', 'Vlaamse toetsen', 'confidential', true, 'Leerlingenfiches en overzichten van de Vlaamse toetsen', 'assumed', 'feedback voor scholen, thema niet geverifieerd');

insert into theme_levels (theme_id, level_id, status)
select theme_id, level_id, 'found' from (values
  (1, 1), (1, 2), (2, 1),
  (3, 1), (3, 2), (3, 3), (3, 5),
  (4, 1), (4, 2), (4, 3), (4, 5), (5, 1), (5, 2), (5, 3), (5, 5),
  (6, 1), (6, 2), (6, 4), (6, 3), (6, 5), (7, 1), (7, 2), (7, 4),
  (8, 1), (8, 2), (8, 4), (8, 3), (9, 2), (9, 4),
  (13, 1), (13, 2), (13, 3), (13, 4), (13, 5), (13, 6), (14, 7),
  (15, 7), (16, 7), (17, 6), (18, 6), (20, 1), (20, 2)
) as found (theme_id, level_id);

insert into theme_levels (theme_id, level_id, status)
select theme_id, level_id, 'assumed' from (values
  (1, 3), (1, 4), (1, 5), (1, 6), (1, 7), (2, 2),
  (10, 1), (10, 2), (10, 3), (10, 4), (10, 5), (10, 6),
  (11, 1), (11, 2), (11, 3), (11, 4), (11, 5), (11, 6),
  (12, 1), (12, 2), (12, 3), (12, 4), (12, 5), (12, 6), (12, 7),
  (19, 1), (19, 2), (19, 3), (19, 4), (19, 5), (19, 6)
) as assumed (theme_id, level_id);

insert into entitlements (id, name, category, owner, target_groups, description, contexts, contexts_required, is_admin, automatic_for_head, max_months, status, source) values
  ('head-local-admin', 'Hoofd Lokale Beheerder', 'Beheer', 'platform', '{OV}',
   'Beheert alle gebruikersrechten van de organisatie, ook die van andere beleidsdomeinen.', '{}', false, true, true, 48, 'found', 'handleiding gebruikersbeheer'),
  ('local-admin', 'Lokale Beheerder', 'Beheer', 'platform', '{OV}',
   'Beheert gebruikers van de organisatie. Welke rechten hij in het onderwijs mag geven, is niet geverifieerd.', '{}', false, true, false, 48, 'found', 'lokale beheerders'),
  ('portal-admin', 'Mijn Onderwijs Portaal Beheerder', 'Mijn Onderwijs', 'portal', '{OV}',
   'Toegang tot Mijn Onderwijs met alle thema''s van de instelling. Beheert de rechten op Mijn Onderwijs en de thema''s van collega''s.', '{}', false, true, true, 48, 'found', '000'),
  ('portal-user', 'Mijn Onderwijs Gebruiker', 'Mijn Onderwijs', 'portal', '{OV}',
   'Leest de documenten van de thema''s die een Portaal Beheerder toekent.', '{}', false, false, false, 48, 'found', '000'),
  ('edison-admin', 'WebEdison Beheerder', 'WebEdison', 'agodi', '{OV}',
   'Beheert de WebEdison-rechten van de instelling.', '{}', false, true, true, 48, 'found', 'handleiding gebruikersbeheer'),
  ('edison-staff-admin', 'WebEdison Personeelsadministratie/Beheer omkadering', 'WebEdison', 'agodi', '{OV}',
   'Zendingen over personeel; nodig voor Beheer omkadering.', '{}', false, false, true, 48, 'found', '000'),
  ('edison-institution-pupil-admin', 'WebEdison Instelling en Lerendenadministratie/Beheer omkadering', 'WebEdison', 'agodi', '{OV}',
   'Zendingen over instelling en lerenden; nodig voor Beheer omkadering.', '{}', false, false, true, 48, 'found', '000'),
  ('pupil-passport', 'IRIS-Platform (Leerlingenpaspoort) Gebruiker', 'IRIS-Platform', 'other-department', '{OV}',
   'Dit recht verleent toegang tot de toepassing van het IRIS-Platform.', '{Beheerder,Operator,Gebruiker}', true, false, false, 48, 'found', '003'),
  ('pupil-transport', 'Leerlingenvervoer Gebruiker', 'Leerlingenvervoer', 'other-department', '{OV}',
   'Toegang tot Leerlingenvervoer. Contexten niet geverifieerd.', '{}', false, false, false, 48, 'found', 'handleiding gebruikersbeheer'),
  ('dwse-organisation', 'DWSE Organisatie Verantwoordelijke', 'Werk en Sociale Economie', 'other-department', '{OV}',
   'Verantwoordelijke van de organisatie bij Werk en Sociale Economie. Contexten niet geverifieerd.', '{}', false, false, false, 48, 'found', 'handleiding gebruikersbeheer'),
  ('kiosk-applicant', 'KIOSK Aanvrager', 'KIOSK', 'other-department', '{OV}',
   'Aanvragen in KIOSK. Contexten niet geverifieerd.', '{}', false, false, false, 48, 'found', 'handleiding gebruikersbeheer'),
  ('helpdesk', 'Edison Helpdesk', 'Helpdesk', 'agodi', '{GID}',
   'Geeft de vijf rechten van een directeur, alleen als een instelling geen Hoofd Lokale Beheerder heeft.', '{}', false, true, false, 48, 'found', 'handleiding gebruikersbeheer'),
  ('administration-reader', 'Mijn Onderwijs Administratie', 'Mijn Onderwijs', 'portal', '{GID}',
   'Leest voor de administratie de documenten van de gekozen thema''s van alle instellingen.', '{}', true, false, false, 48, 'assumed', 'keuze van dit project');

-- The contexts of the administration's reader are the themes themselves; pay overviews are left out on purpose.
update entitlements set contexts = (select array_agg(slug order by id) from themes where in_all) where id = 'administration-reader';

insert into delegations (giver, given, only_without_head_admin, status)
select 'head-local-admin', id, false, case when owner = 'other-department' then 'found' else 'assumed' end
from entitlements where 'OV' = any (target_groups);
insert into delegations (giver, given, only_without_head_admin, status) values
  ('portal-admin', 'portal-admin', false, 'found'),
  ('portal-admin', 'portal-user', false, 'found'),
  ('edison-admin', 'edison-admin', false, 'found'),
  ('edison-admin', 'edison-staff-admin', false, 'found'),
  ('edison-admin', 'edison-institution-pupil-admin', false, 'found'),
  ('helpdesk', 'head-local-admin', true, 'found'),
  ('helpdesk', 'portal-admin', true, 'found'),
  ('helpdesk', 'edison-admin', true, 'found'),
  ('helpdesk', 'edison-staff-admin', true, 'found'),
  ('helpdesk', 'edison-institution-pupil-admin', true, 'found');

-- Applications of other services that the portal leads to (OT-1): what they are called, where they are, at which levels, and by which rule they open.
-- Data, not a release: an operator changes them with `schoolpoort link`. Without an address nothing is shown.

create table linked_applications (
  id text primary key check (id ~ '^[a-z][a-z-]{1,39}$'),
  name_nl text not null check (length(name_nl) between 1 and 80),
  name_en text not null check (length(name_en) between 1 and 80),
  description_nl text not null check (length(description_nl) <= 200),
  description_en text not null check (length(description_en) <= 200),
  url text check (url ~ '^https://' and length(url) <= 500),
  levels smallint[] not null check (levels <> '{}' and levels <@ '{1,2,3,4,5,6,7}'),
  institutions integer[] check (institutions <> '{}'),
  rule jsonb not null,
  position smallint not null default 1,
  status text not null check (status in ('found', 'assumed')),
  source text not null
);
comment on column linked_applications.institutions is 'Only these institutions; null: every institution of the levels.';
comment on column linked_applications.rule is 'A rule as the access layer knows it: holds, theme, all, any.';

insert into linked_applications (id, name_nl, name_en, description_nl, description_en, levels, rule, position, status, source) values
  ('toetsen-voor-scholen', 'Toetsen voor scholen (KOALA, SALTO)', 'Tests for schools (KOALA, SALTO)',
   'Taalscreening van kleuters en leerlingen van het eerste leerjaar', 'Language screening of toddlers and pupils of the first year', '{1}',
   '{"kind":"any","rules":[{"kind":"holds","entitlement":"portal-admin"},{"kind":"all","rules":[{"kind":"holds","entitlement":"portal-user"},{"kind":"any","rules":[{"kind":"theme","themeId":2},{"kind":"theme","themeId":3}]}]}]}',
   1, 'found', 'portaalpagina'),
  ('discimus', 'Discimus', 'Discimus',
   'Kijk na welke gegevens van je leerlingen het ministerie kent', 'Check which data of your pupils the ministry knows', '{1,2}',
   '{"kind":"any","rules":[{"kind":"holds","entitlement":"portal-admin"},{"kind":"all","rules":[{"kind":"holds","entitlement":"portal-user"},{"kind":"theme","themeId":3}]}]}',
   2, 'assumed', 'portaalpagina, toegang niet geverifieerd'),
  ('formulier-maatwerk', 'Formulier Maatwerk', 'Form Tailor-made courses',
   'Vraag als centrum voor basiseducatie een opleiding op maat aan', 'Ask for a tailor-made course as a centre for basic education', '{6}',
   '{"kind":"any","rules":[{"kind":"holds","entitlement":"portal-admin"},{"kind":"all","rules":[{"kind":"holds","entitlement":"portal-user"},{"kind":"theme","themeId":17}]}]}',
   3, 'assumed', 'portaalpagina, toegang niet geverifieerd');

grant select, insert, update, delete on linked_applications to schoolpoort_app;
alter table linked_applications enable row level security;
create policy people_read on linked_applications for select using ((select app.actor_kind()) = 'person');
create policy system_only on linked_applications using ((select app.is_system())) with check ((select app.is_system()));

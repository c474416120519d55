-- Who gets a right from somebody is written to (rights 7.4), once, with everything that he got in the same minutes.
create table given_rights_told (
  grant_id uuid primary key references grants,
  told_at timestamptz not null default now()
);
comment on table given_rights_told is 'Rights whose holder was told, or has no need to be; what is older than the days looked back is forgotten.';
alter table given_rights_told enable row level security;
create policy system_only on given_rights_told using ((select app.is_system())) with check ((select app.is_system()));
grant select, insert, delete on given_rights_told to schoolpoort_app;
insert into given_rights_told (grant_id) select id from grants where given_at > now() - interval '2 days';

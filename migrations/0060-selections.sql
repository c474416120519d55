-- What somebody picked in a list is kept for the page that follows, so that its address stays short however many were picked.

create table selections (
  id uuid primary key default uuidv7(),
  person_id uuid not null references persons,
  items uuid[] not null,
  made_at timestamptz not null default now()
);
create index selections_person on selections (person_id, made_at);
comment on table selections is 'Ids only, judged again whenever they are used; of the person who picked them and nobody else.';

grant select, insert, update, delete on selections to schoolpoort_app;
alter table selections enable row level security;
create policy own on selections using (person_id = (select app.person_id())) with check (person_id = (select app.person_id()));

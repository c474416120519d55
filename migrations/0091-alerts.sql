-- Attendering (NO-1, NO-2): who is told of new documents, how often, and up to which moment that was done. An address counts once a link that was
-- mailed to it was followed.

-- What stood here before is nobody's news.
alter table documents add column available_at timestamptz not null default '2000-01-01';
alter table documents alter column available_at set default now();
comment on column documents.available_at is 'Since when it is where it is. Another version of it is not news; another institution, level or theme is.';
create index documents_available on documents (available_at) include (institution_id, scope, theme_id);

create function app.available_anew() returns trigger
  language plpgsql as $$
begin
  new.available_at := now();
  return new;
end $$;
create trigger available_anew_when_moved before update of institution_id, level_id, theme_id on documents
  for each row when ((old.institution_id, old.level_id, old.theme_id) is distinct from (new.institution_id, new.level_id, new.theme_id))
  execute function app.available_anew();

create table alerts (
  person_id uuid primary key references persons,
  is_on boolean not null default false,
  lang text not null default 'nl' check (lang in ('nl', 'en')),
  looked_until timestamptz
);
comment on column alerts.looked_until is 'When the person last opened the list behind the bell.';

-- One row for everything, and one for each theme of an institution with a rhythm of its own. A document belongs to exactly one row, and each row
-- knows up to where it was told: so a change of rhythm loses nothing and repeats nothing.
create table alert_rhythms (
  person_id uuid not null references alerts,
  institution_id integer references organisations,
  theme_id smallint references themes,
  rhythm text not null check (rhythm in ('at-once', 'daily', 'weekly', 'never', 'as-the-rest')),
  told_until timestamptz not null,
  due_at timestamptz,
  constraint one_rhythm_each unique nulls not distinct (person_id, institution_id, theme_id),
  constraint everything_or_a_pair check ((institution_id is null) = (theme_id is null)),
  constraint everything_is_told check (institution_id is not null or rhythm in ('daily', 'weekly')),
  constraint never_is_never_due check (rhythm <> 'never' or due_at is null)
);
create index alert_rhythms_due on alert_rhythms (due_at) where due_at is not null;
comment on column alert_rhythms.rhythm is 'as-the-rest: its own rhythm was taken away; it follows the row for everything until both were told up to the same moment.';
comment on column alert_rhythms.due_at is 'When it is told next; null: not, because it is off or never.';

create table email_changes (
  token_hash bytea primary key check (length(token_hash) = 32),
  person_id uuid not null references persons,
  address text not null check (address like '%_@_%' and length(address) <= 254),
  asked_at timestamptz not null default now(),
  ended_at timestamptz
);
create unique index one_email_change_at_a_time on email_changes (person_id) where ended_at is null;
create index email_changes_person on email_changes (person_id, asked_at);

grant select, insert, update on alerts to schoolpoort_app;
grant select, insert, update, delete on alert_rhythms to schoolpoort_app;
grant select, insert, delete on email_changes to schoolpoort_app;
grant update (ended_at) on email_changes to schoolpoort_app;

alter table alerts enable row level security;
create policy own on alerts using (person_id = (select app.person_id())) with check (person_id = (select app.person_id()));
create policy system_only on alerts using ((select app.is_system())) with check ((select app.is_system()));

alter table alert_rhythms enable row level security;
create policy own on alert_rhythms using (person_id = (select app.person_id())) with check (person_id = (select app.person_id()));
create policy system_only on alert_rhythms using ((select app.is_system())) with check ((select app.is_system()));

alter table email_changes enable row level security;
create policy own on email_changes using (person_id = (select app.person_id())) with check (person_id = (select app.person_id()));
create policy system_only on email_changes using ((select app.is_system())) with check ((select app.is_system()));

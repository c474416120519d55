-- Mail is queued in the transaction of the change it tells of, and handed to the mail server afterwards until it was taken or refused.

create table mails (
  id uuid primary key default uuidv7(),
  key text not null constraint queued_once unique check (length(key) between 1 and 200),
  person_id uuid references persons,
  address text check (address like '%_@_%' and length(address) <= 254),
  lang text not null check (lang in ('nl', 'en')),
  content jsonb,
  composer text,
  payload jsonb,
  unsubscribe_path text check (unsubscribe_path like '/%'),
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'refused', 'dropped')),
  queued_at timestamptz not null default now(),
  due_at timestamptz not null default now(),
  attempts smallint not null default 0,
  concluded_at timestamptz,
  problem text,
  constraint to_somebody check (person_id is not null or address is not null),
  constraint written_or_composed check (content is not null or composer is not null),
  constraint concluded_when_not_waiting check ((concluded_at is null) = (state = 'waiting'))
);
create index mails_waiting on mails (due_at, id) where state = 'waiting';
create index mails_person on mails (person_id, queued_at desc);
create index mails_concluded on mails (concluded_at) where concluded_at is not null;
comment on column mails.key is 'What the mail is about: queued once, and its Message-ID is made from it.';
comment on column mails.address is 'null: the address of the person at the moment of sending.';
comment on column mails.composer is 'Who writes the content at the moment of sending, from the payload; null: it was written when it was queued.';
comment on column mails.due_at is 'Not tried before this moment. Whoever tries moves it ahead: a mail of a killed process becomes due again.';
comment on column mails.state is 'dropped: at the moment of sending there was nothing to say, or no address to say it to.';

-- Addresses that the receiving side refused for good.
create table mail_bounces (
  address text primary key check (address = lower(address)),
  bounced_at timestamptz not null,
  reason text not null
);

-- The one way into the queue, for any transaction of the application. Answers whether the mail is new: the same key is queued once.
create function app.queue_mail(
  of_key text, to_person uuid, to_address text, in_lang text, with_content jsonb, by_composer text, with_payload jsonb, unsubscribe text
) returns boolean
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if app.actor_kind() = 'nobody' then
    raise insufficient_privilege using message = 'nobody queues no mail';
  end if;
  insert into mails (key, person_id, address, lang, content, composer, payload, unsubscribe_path)
  values (of_key, to_person, to_address, in_lang, with_content, by_composer, with_payload, unsubscribe)
  on conflict (key) do nothing;
  return found;
end $$;
revoke all on function app.queue_mail(text, uuid, text, text, jsonb, text, jsonb, text) from public;

grant select, update, delete on mails to schoolpoort_app;
grant select, insert, update, delete on mail_bounces to schoolpoort_app;
grant execute on function app.queue_mail(text, uuid, text, text, jsonb, text, jsonb, text) to schoolpoort_app;

alter table mails enable row level security;
create policy system_only on mails using ((select app.is_system())) with check ((select app.is_system()));

alter table mail_bounces enable row level security;
create policy system_only on mail_bounces using ((select app.is_system())) with check ((select app.is_system()));
create policy of_own_address on mail_bounces for select using (
  exists (select 1 from persons p where p.id = (select app.person_id()) and lower(p.email) = address)
);

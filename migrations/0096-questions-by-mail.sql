-- Mail about questions holds a number and a link, nothing else. Whom nobody here answers for is reached at the mailbox of the service or
-- of the contact: its link is a secret that opens the question for people of the administration who are signed in, and for nobody else.

-- Where a service is told of questions. Without people here it answers by invitation.
create table question_mailboxes (
  service_id text primary key references receiving_services,
  email text not null check (email like '%_@_%' and length(email) <= 254),
  answers_here boolean not null default true
);

alter table questions add column contact_address text check (contact_address like '%_@_%' and length(contact_address) <= 254);
comment on column questions.contact_address is 'The mailbox of the contact, when no service answers for it: it is asked by invitation.';
alter table questions drop constraint asked_is_complete;
alter table questions add constraint asked_is_complete check (
  case when state = 'draft' then draft_text is not null
      and num_nonnulls(number, asked_at, content_digest, contact_name, service_id, contact_address, handler_id) = 0
    else draft_text is null and num_nulls(number, asked_at, content_digest, contact_name) = 0
      and num_nonnulls(service_id, contact_address) = 1 end);

-- An invitation is known by the hash of its secret only, and to nobody but the function that opens it.
create table question_invitations (
  token_hash bytea primary key check (length(token_hash) = 32),
  question_id uuid not null references questions,
  service_id text references receiving_services,
  made_at timestamptz(3) not null default now(),
  ends_on date not null
);
create index question_invitations_question on question_invitations (question_id);

-- Who opened an invitation; it counts as long as the question is with whom the invitation was sent to.
create table question_guests (
  question_id uuid not null references questions,
  person_id uuid not null references persons,
  service_id text references receiving_services,
  ends_on date not null,
  since timestamptz(3) not null default now(),
  primary key (question_id, person_id)
);

-- Whether the actor was invited to answer the question, as it is now.
create function app.is_guest(of_question uuid, of_service text) returns boolean
  language sql stable parallel safe
  return exists (
    select 1 from question_guests g
    where g.question_id = of_question and g.person_id = app.person_id() and g.ends_on >= app.today()
      and g.service_id is not distinct from of_service
  );

-- Opens an invitation for somebody of the administration who has its secret; answers which question, or null.
create function app.accept_invitation(of_token_hash bytea) returns uuid
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  invitation question_invitations;
begin
  if app.actor_kind() <> 'person' or not exists (
    select 1 from work_relations r
    where r.person_id = app.person_id() and r.target_group = 'GID' and r.period @> app.today())
  then return null;
  end if;
  select i.* into invitation from question_invitations i where i.token_hash = of_token_hash and i.ends_on >= app.today();
  if not found then return null;
  end if;
  insert into question_guests (question_id, person_id, service_id, ends_on)
  values (invitation.question_id, app.person_id(), invitation.service_id, invitation.ends_on)
  on conflict (question_id, person_id) do update set service_id = excluded.service_id, ends_on = excluded.ends_on;
  return invitation.question_id;
end $$;
revoke all on function app.accept_invitation(bytea) from public;
grant execute on function app.accept_invitation(bytea) to schoolpoort_app;

grant select, insert, update, delete on question_mailboxes to schoolpoort_app;
grant select, insert on question_invitations to schoolpoort_app;
grant select on question_guests to schoolpoort_app;

alter table question_mailboxes enable row level security;
create policy people_read on question_mailboxes for select using ((select app.actor_kind()) = 'person');
create policy system_only on question_mailboxes using ((select app.is_system())) with check ((select app.is_system()));

alter table question_invitations enable row level security;
create policy of_own_thread on question_invitations for insert with check (
  exists (select 1 from questions q where q.id = question_id and q.service_id is not distinct from question_invitations.service_id
    and (app.takes_part(q.asked_by, q.document_id, q.institution_id) or q.former_services && (select app.answers())::text[]))
);
create policy system_only on question_invitations using ((select app.is_system())) with check ((select app.is_system()));

alter table question_guests enable row level security;
create policy own on question_guests for select using (person_id = (select app.person_id()));
create policy system_only on question_guests using ((select app.is_system())) with check ((select app.is_system()));

create policy guest_reads on questions for select using (state <> 'draft' and app.is_guest(id, service_id));
create policy guest_answers on questions for update
  using (state in ('open', 'reopened', 'answered') and app.is_guest(id, service_id))
  with check (state = 'answered' and app.is_guest(id, service_id));
create policy guest_adds on question_events for insert with check (
  side = 'service' and kind = 'answered' and person_id = (select app.person_id())
  and exists (select 1 from questions q where q.id = question_id and q.service_id is not distinct from question_events.service_id
    and app.is_guest(q.id, q.service_id))
);
create policy guest_adds on question_files for insert with check (
  side = 'service' and event_id is not null and added_by = (select app.person_id())
  and exists (select 1 from questions q where q.id = question_id and app.is_guest(q.id, q.service_id))
);

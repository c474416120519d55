-- Invite by e-mail, beside registering with the national number: the number is bound at the first strong sign-in (RI-1).

create table invitations (
  id uuid primary key default uuidv7(),
  organisation_id integer not null references organisations (id),
  given_name text not null check (given_name <> ''),
  family_name text not null check (family_name <> ''),
  email text not null check (email like '%@%'),
  category text not null,
  relation_from date not null,
  -- Last day; null: open.
  relation_until date check (relation_until >= relation_from),
  entitlement_id text references entitlements (id),
  right_until date,
  -- Who invites, and on whose behalf: judged again when it is accepted (R1).
  invited_by uuid not null references persons (id),
  target_group text not null,
  work_relation_id uuid references work_relations (id),
  invited_at timestamptz not null default now(),
  -- held: the name that signed in is not the one that was invited. lapsed: the inviter could no longer give it.
  state text not null default 'open' check (state in ('open', 'held', 'accepted', 'withdrawn', 'refused', 'lapsed')),
  -- Of the link that was mailed last; null once it was used.
  token_hash bytea unique,
  expires_at timestamptz not null,
  sent smallint not null default 1,
  -- Who signed in with the link, until it is decided: the number sealed, with a keyed hash beside it.
  visitor_hash bytea unique,
  visitor_expires_at timestamptz,
  visitor_number_sealed bytea,
  visitor_number_lookup bytea,
  visitor_given_name text,
  visitor_family_name text,
  closed_at timestamptz,
  person_id uuid references persons (id),
  constraint right_with_its_end check ((entitlement_id is null) = (right_until is null)),
  constraint closed_when_decided check ((state in ('open', 'held')) = (closed_at is null)),
  constraint somebody_accepted check ((state = 'accepted') = (person_id is not null)),
  constraint number_goes_when_closed check (closed_at is null or (visitor_number_sealed is null and visitor_number_lookup is null))
);
create index invitations_organisation on invitations (organisation_id, invited_at desc);
comment on table invitations is 'Invitations by e-mail of an institution, for whoever manages its rights (RI-1, R18).';

alter table invitations enable row level security;
create policy managed on invitations for select using ((select app.manages()) @> organisation_id);
create policy managed_invites on invitations for insert
  with check ((select app.manages()) @> organisation_id and invited_by = (select app.person_id()) and state = 'open');
create policy managed_changes on invitations for update using ((select app.manages()) @> organisation_id)
  with check ((select app.manages()) @> organisation_id);
-- The invited has no session yet: the door finds the one invitation whose link or sign-in it holds.
create policy door_reads on invitations for select using ((select app.is_door()));
create policy door_changes on invitations for update using ((select app.is_door())) with check ((select app.is_door()));
create policy system_only on invitations for all using ((select app.is_system())) with check ((select app.is_system()));
grant select, insert on invitations to schoolpoort_app;
grant update (state, token_hash, expires_at, sent, visitor_hash, visitor_expires_at, visitor_number_sealed, visitor_number_lookup,
  visitor_given_name, visitor_family_name, closed_at, person_id) on invitations to schoolpoort_app;

-- Whoever manages the rights of an institution reads in its log who was invited.
alter policy managed on audit_events using (
  (select app.administers()) @> organisation_id
  or ((select app.manages()) @> organisation_id and (
    subject_kind = any (array['grant', 'work-relation', 'head-assignment', 'access-request', 'invitation'])
    or action = 'register-person')));

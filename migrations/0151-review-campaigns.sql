-- Once a year every right of an institution is looked at again: confirmed or ended, and what nobody confirms ends by itself (RE, rights 10-5).

create table review_campaigns (
  id uuid primary key default uuidv7(),
  organisation_id integer not null references organisations,
  started_by uuid not null references persons,
  started_at timestamptz not null default now(),
  ends_on date not null,
  state text not null default 'running' check (state in ('running', 'finished', 'withdrawn')),
  closed_at timestamptz,
  closed_by uuid references persons,
  closed_reason text,
  constraint closed_or_running check ((state = 'running') = (closed_at is null)),
  constraint withdrawn_by_somebody_with_a_reason check (state <> 'withdrawn' or (closed_by is not null and closed_reason <> ''))
);
comment on column review_campaigns.ends_on is 'Last day of every right that is not confirmed before it.';
create unique index one_review_at_a_time on review_campaigns (organisation_id) where state = 'running';
create index review_campaigns_organisation on review_campaigns (organisation_id, started_at desc);

create table review_items (
  campaign_id uuid not null references review_campaigns,
  grant_id uuid not null references grants,
  organisation_id integer not null references organisations,
  verdict text not null default 'open' check (verdict in ('open', 'confirmed', 'ended', 'lapsed', 'kept')),
  decided_at timestamptz,
  decided_by uuid references persons,
  primary key (campaign_id, grant_id),
  constraint decided_or_open check ((verdict = 'open') = (decided_at is null)),
  constraint judged_by_somebody check ((verdict in ('confirmed', 'ended')) = (decided_by is not null))
);
comment on column review_items.verdict is 'lapsed: ended because nobody confirmed it. kept: not confirmed, but without it nobody would be head local administrator (R8).';
create index review_items_grant on review_items (grant_id);

-- What was told of a campaign: once per threshold, in days before rights end.
create table review_notices (
  campaign_id uuid not null references review_campaigns,
  threshold smallint not null check (threshold in (14, 3)),
  told_at timestamptz not null default now(),
  primary key (campaign_id, threshold)
);

-- Whether the actor leads reviews of an institution: a head local administrator of it, or of its board.
create function app.leads_review(of_organisation integer) returns boolean
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select app.actor_kind() = 'person' and exists (
      select 1 from active_grants g
      where g.person_id = app.person_id() and g.entitlement_id = 'head-local-admin' and app.manages() @> g.organisation_id
        and (g.organisation_id = of_organisation or g.organisation_id in (
          select b.related_id from organisation_relations b
          where b.organisation_id = of_organisation and b.kind = 'board' and b.period @> app.today())));
  end;
revoke all on function app.leads_review(integer) from public;
grant execute on function app.leads_review(integer) to schoolpoort_app;

-- Takes up every right of the institution that runs or will run, but those that follow from a head assignment (R16): they end with it.
create function app.fill_review(of_campaign uuid) returns integer
  language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    taken integer;
  begin
    if not exists (
      select 1 from review_campaigns c
      where c.id = of_campaign and c.state = 'running' and c.started_by = app.person_id() and app.leads_review(c.organisation_id)
        and not exists (select 1 from review_items i where i.campaign_id = c.id)) then
      raise insufficient_privilege using message = 'only who starts a review takes up its rights';
    end if;
    insert into review_items (campaign_id, grant_id, organisation_id)
    select c.id, g.id, g.organisation_id
    from review_campaigns c join grants g on g.organisation_id = c.organisation_id
    where c.id = of_campaign and g.withdrawn_at is null and upper(g.period) > app.today() and g.cause <> 'automatic';
    get diagnostics taken = row_count;
    return taken;
  end $$;
revoke all on function app.fill_review(uuid) from public;
grant execute on function app.fill_review(uuid) to schoolpoort_app;

-- The day on which the holders of the rights of a campaign signed in last, for who manages the institution.
create function app.last_sign_ins(of_campaign uuid) returns table (person_id uuid, on_day date)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select h.person_id, (
      select (max(e.at) at time zone 'Europe/Brussels')::date from audit_events e
      where e.subject_kind = 'person' and e.subject_id = h.person_id::text and e.action = 'sign-in')
    from (
      select distinct g.person_id
      from review_items i join grants g on g.id = i.grant_id
      where i.campaign_id = of_campaign and app.actor_kind() = 'person' and app.manages() @> i.organisation_id) as h;
  end;
revoke all on function app.last_sign_ins(uuid) from public;
grant execute on function app.last_sign_ins(uuid) to schoolpoort_app;

-- Who reviews a right: whoever manages it, but never his own administrator right (R3). Only for functions of the owner and the system.
create function app.reviewers_of(of_campaign uuid) returns table (person_id uuid, waiting integer)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select m.person_id, count(distinct i.grant_id)::integer
    from review_items i
    join grants g on g.id = i.grant_id
    join entitlements e on e.id = g.entitlement_id
    join delegations d on d.given = g.entitlement_id and not d.only_without_head_admin
    join active_grants m on m.organisation_id = g.organisation_id and m.entitlement_id = d.giver
    where i.campaign_id = of_campaign and i.verdict = 'open' and g.withdrawn_at is null and upper(g.period) > app.today()
      and not (e.is_admin and m.person_id = g.person_id)
      and (app.is_system() or exists (
        select 1 from review_campaigns c where c.id = of_campaign and c.started_by = app.person_id()))
    group by m.person_id;
  end;
revoke all on function app.reviewers_of(uuid) from public;
grant execute on function app.reviewers_of(uuid) to schoolpoort_app;

-- Asks the reviewers to begin, for who starts; answers a number, never a name.
create function app.mail_reviewers(of_campaign uuid) returns integer
  language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    reviewer uuid;
    queued integer := 0;
  begin
    for reviewer in select r.person_id from app.reviewers_of(of_campaign) r where r.person_id <> app.person_id() loop
      if app.queue_mail('review:started:' || of_campaign || ':' || reviewer, reviewer, null, 'nl', null,
        'review', jsonb_build_object('campaign', of_campaign, 'about', 'started'), null) then
        queued := queued + 1;
      end if;
    end loop;
    return queued;
  end $$;
revoke all on function app.mail_reviewers(uuid) from public;
grant execute on function app.mail_reviewers(uuid) to schoolpoort_app;

grant select, insert on review_campaigns, review_notices to schoolpoort_app;
grant update (state, closed_at, closed_by, closed_reason) on review_campaigns to schoolpoort_app;
grant select on review_items to schoolpoort_app;
grant update (verdict, decided_at, decided_by) on review_items to schoolpoort_app;

alter table review_campaigns enable row level security;
create policy managed on review_campaigns for select using ((select app.manages()) @> organisation_id);
create policy led on review_campaigns for select using (app.leads_review(organisation_id));
create policy leader_starts on review_campaigns for insert
  with check (started_by = (select app.person_id()) and state = 'running' and app.leads_review(organisation_id));
create policy leader_withdraws on review_campaigns for update
  using (state = 'running' and app.leads_review(organisation_id))
  with check (state = 'withdrawn' and closed_by = (select app.person_id()) and app.leads_review(organisation_id));
create policy system_reads on review_campaigns for select using ((select app.is_system()));
create policy system_finishes on review_campaigns for update
  using ((select app.is_system())) with check ((select app.is_system()) and state = 'finished');

alter table review_items enable row level security;
-- Who may see a campaign counts its rights; whose they are is told by the policies of the rights themselves.
create policy of_visible_campaign on review_items for select
  using (exists (select 1 from review_campaigns c where c.id = campaign_id));
create policy managed_decides on review_items for update
  using ((select app.manages()) @> organisation_id and verdict in ('open', 'kept')
    and exists (select 1 from review_campaigns c where c.id = campaign_id and (c.state = 'running' or verdict = 'kept'))
    and not exists (
      select 1 from grants g join entitlements e on e.id = g.entitlement_id
      where g.id = grant_id and e.is_admin and g.person_id = (select app.person_id())))
  with check ((select app.manages()) @> organisation_id and verdict in ('confirmed', 'ended') and decided_by = (select app.person_id()));
create policy system_decides on review_items for update
  using ((select app.is_system())) with check ((select app.is_system()) and verdict in ('lapsed', 'kept'));

alter table review_notices enable row level security;
create policy system_only on review_notices using ((select app.is_system())) with check ((select app.is_system()));

-- What a review decided about a right, and that a review began or stopped, is told to whoever manages the rights.
alter policy managed on audit_events using (
  (select app.administers()) @> organisation_id
  or ((select app.manages()) @> organisation_id
    and (subject_kind in ('grant', 'work-relation', 'head-assignment', 'access-request', 'invitation', 'review') or action = 'register-person'))
);

-- How far a review is, for who may see it: a right that ended otherwise needs no answer any more.
create function app.review_progress(of_campaign uuid) returns table (total integer, reviewed integer, confirmed integer, ended integer, kept integer)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select count(*)::integer,
      count(*) filter (where i.verdict <> 'open' or g.withdrawn_at is not null or upper(g.period) <= app.today())::integer,
      count(*) filter (where i.verdict = 'confirmed')::integer,
      count(*) filter (where i.verdict in ('ended', 'lapsed'))::integer,
      count(*) filter (where i.verdict = 'kept' and g.withdrawn_at is null and upper(g.period) > app.today())::integer
    from review_campaigns c join review_items i on i.campaign_id = c.id join grants g on g.id = i.grant_id
    where c.id = of_campaign
      and (app.is_system() or (app.actor_kind() = 'person'
        and (app.manages() @> c.organisation_id or app.leads_review(c.organisation_id))));
  end;
revoke all on function app.review_progress(uuid) from public;
grant execute on function app.review_progress(uuid) to schoolpoort_app;

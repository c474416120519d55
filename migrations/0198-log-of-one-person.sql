-- The log of one person among a million events. What an event tells about people is read out when it is written: behind the wall an index
-- answers no condition on what still has to be read from the text of the event.
alter table audit_events
  add column person text generated always as (coalesce(after ->> 'person', before ->> 'person')) stored,
  add column successor text generated always as (after ->> 'successor') stored;
comment on column audit_events.person is 'The person whom it tells about beside its subject, where there is one.';
comment on column audit_events.successor is 'The person who took over, in an event that names two.';
create index audit_events_person on audit_events (person, at desc) where person is not null;
create index audit_events_successor on audit_events (successor, at desc) where successor is not null;
create index audit_events_actor on audit_events (actor_person_id, at desc) where actor_person_id is not null;

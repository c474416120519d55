-- Two running rights of one kind never overlap; what tells rights apart is one key of the index that sees to it. As columns, the planner took
-- that index to find the rights of a person: among a million, and with ids that begin alike, it read all of it, for 60 to 190 ms a page. The
-- hash spreads what begins alike, the text is what counts: the same rule.

alter table grants drop constraint one_grant_at_an_instant;
alter table grants add constraint one_grant_at_an_instant exclude using gist (
  hashtextextended(person_id::text || ' ' || entitlement_id || ' ' || organisation_id::text, 0) with =,
  (person_id::text || ' ' || entitlement_id || ' ' || organisation_id::text) with =,
  period with &&
) where (withdrawn_at is null);

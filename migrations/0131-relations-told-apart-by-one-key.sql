-- The same for work relations: the index that keeps two of one kind apart was read whole to find those of one person.

alter table work_relations drop constraint one_relation_at_an_instant;
alter table work_relations add constraint one_relation_at_an_instant exclude using gist (
  hashtextextended(person_id::text || ' ' || organisation_id::text || ' ' || target_group, 0) with =,
  (person_id::text || ' ' || organisation_id::text || ' ' || target_group) with =,
  period with &&
);

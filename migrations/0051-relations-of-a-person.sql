-- Every request asks for the work relations of one person; the exclusion constraint's index answers that in 4 to 15 ms at
-- 100,000 relations, this one in 0.02 ms.

create index work_relations_person on work_relations (person_id);

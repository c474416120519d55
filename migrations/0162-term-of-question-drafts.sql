-- A question that was begun and never asked goes after days in which nothing changed. No source says how many: a parameter per school year, that
-- an operator verifies.

alter table question_terms
  add column draft_days smallint not null default 90 check (draft_days between 1 and 1000),
  add column draft_status text not null default 'assumed' check (draft_status in ('found', 'assumed'));
comment on column question_terms.draft_days is 'Days that a draft is kept after it was begun or changed.';

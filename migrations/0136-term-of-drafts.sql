-- What was begun and never sent goes too, after days in which nothing was added. No source says how many: a parameter per school year, that an
-- operator verifies.

alter table submission_terms
  add column draft_days smallint not null default 90 check (draft_days between 1 and 1000),
  add column draft_status text not null default 'assumed' check (draft_status in ('found', 'assumed'));
comment on column submission_terms.draft_days is 'Days that a draft is kept after it was begun or the last file was added to it.';

-- A reader of the administration reads a theme of all institutions, and gives it one rhythm: a row with a theme and no institution (NO-1). A
-- document belongs to the row of its theme and institution, else to that of its theme, else to the row for everything.

alter table alert_rhythms
  drop constraint everything_or_a_pair,
  add constraint an_institution_with_its_theme check (institution_id is null or theme_id is not null),
  drop constraint everything_is_told,
  add constraint everything_is_told check (theme_id is not null or rhythm in ('daily', 'weekly'));
comment on column alert_rhythms.rhythm is 'as-the-rest: its own rhythm was taken away; it follows the row above it until both were told up to the same moment.';

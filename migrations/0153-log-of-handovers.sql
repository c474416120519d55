-- That rights went from one person to another is told, with both, to whoever manages the rights of the institution.
create policy handovers_of_managed on audit_events for select
  using (subject_kind = 'handover' and (select app.manages()) @> organisation_id);

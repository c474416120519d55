-- That rights went from one person to another is told, with both, to whoever manages the rights of the institution.

alter policy managed on audit_events using (
  (select app.administers()) @> organisation_id
  or ((select app.manages()) @> organisation_id
    and (subject_kind in ('grant', 'work-relation', 'head-assignment', 'access-request', 'invitation', 'review', 'handover')
      or action = 'register-person'))
);

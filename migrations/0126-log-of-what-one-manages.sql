-- Whoever manages rights reads what happened to rights. Ticks, readings and what was sent are for portal administrators alone (TH-7).

alter policy managed on audit_events using (
  (select app.administers()) @> organisation_id
  or ((select app.manages()) @> organisation_id
    and (subject_kind in ('grant', 'work-relation', 'head-assignment', 'access-request') or action = 'register-person'))
);

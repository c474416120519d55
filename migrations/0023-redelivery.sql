-- A token for one theme must not take a document out of another theme: both where it was and where it goes are judged.

drop policy redeliverable on documents;
create policy redeliverable on documents for update
  using (
    (select app.is_system())
    or (service_id = (select app.service_id()) and theme_id = any ((select app.themes())::smallint[]))
  )
  with check (
    (select app.is_system())
    or (service_id = (select app.service_id()) and theme_id = any ((select app.themes())::smallint[]))
  );

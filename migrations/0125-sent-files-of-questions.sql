-- Files of questions are kept by the same function as files of submissions, and have no term: they lack the column of their removal.

create or replace function app.keep_sent_file() returns trigger
  language plpgsql as $$
begin
  -- Only the verdict of the malware scanner comes later, and the end of the term.
  if old.event_id is not null and (tg_op = 'DELETE' or not app.is_system() or to_jsonb(old) ->> 'removed_at' is not null
    or to_jsonb(old) - 'checked' - 'removed_at' is distinct from to_jsonb(new) - 'checked' - 'removed_at') then
    raise exception 'a file that was sent stays as it was sent' using constraint = 'sent_stays_as_sent', errcode = '23514';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end $$;

-- Which words stand in a large part of all documents, estimated from a sample. For such a word the text index would gather
-- hundreds of thousands of entries: it is looked for among the newest documents instead.

create table frequent_words (
  lexeme text collate "C" primary key,
  share real not null check (share > 0 and share <= 1)
);
comment on column frequent_words.share is 'Share of all documents that the lexeme stands in.';

grant select, insert, delete on frequent_words to schoolpoort_app;
alter table frequent_words enable row level security;
create policy everybody_reads on frequent_words for select using (true);
create policy system_writes on frequent_words using ((select app.is_system())) with check ((select app.is_system()));

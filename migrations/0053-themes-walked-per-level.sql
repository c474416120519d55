-- A reader of whole themes who looks at one level walks only what is at that level: a theme with a million documents and
-- none at that level was read to its end before the page could say so.

drop index documents_theme_newest;
drop index documents_theme_year_newest;
create index documents_theme_newest on documents (theme_id, level_id, published_at desc, id desc);
create index documents_theme_year_newest on documents (theme_id, level_id, school_year, published_at desc, id desc);

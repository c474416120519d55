-- Counting over whole themes reads 150,000 cells: with the scope, which row-level security looks at, in the index, no row
-- of the table itself is read.

drop index document_counts_theme;
create index document_counts_theme on document_counts (theme_id) include (institution_id, level_id, school_year, scope, n);

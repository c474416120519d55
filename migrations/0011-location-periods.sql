-- A location that is no longer delivered ends, like an organisation; documents and agreements may still name it.

alter table locations add column valid daterange not null default daterange(null, null);

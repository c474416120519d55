-- Names are looked up the way people type them: without accents and capitals.

create function app.plain(text) returns text
  language sql immutable strict parallel safe
  return translate(lower($1), 'àáâãäåçèéêëìíîïñòóôõöùúûüýÿ', 'aaaaaaceeeeiiiinooooouuuuyy');

create index organisations_plain_name on organisations (app.plain(name), id);

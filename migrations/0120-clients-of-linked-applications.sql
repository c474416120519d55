-- A linked application that signs in at the same identity provider is known there as a client (OT-1): its id, the addresses to which
-- the provider may send people back, and, if it takes them, the address at which a sign-in begins for one chosen organisation.

alter table linked_applications
  add column client_id text unique check (client_id ~ '^[[:graph:]]{1,200}$'),
  add column redirect_urls text[] check (redirect_urls <> '{}' and ' ' || array_to_string(redirect_urls, ' ', ' ') !~ ' (?!https://[^ #]+( |$))'),
  add column initiate_login_url text check (initiate_login_url ~ '^https://[^ #]+$' and length(initiate_login_url) <= 500),
  add constraint client_is_whole check (num_nonnulls(client_id, redirect_urls) <> 1 and (initiate_login_url is null or client_id is not null));
comment on column linked_applications.initiate_login_url is 'Third-party initiated login (OpenID Connect Core 4): iss, login_hint with the organisation chosen, target_link_uri.';

-- Pay overviews open only to somebody who proved who he is a short while ago (DO-9): a session knows when that was.

alter table sessions add column authenticated_at timestamptz;
comment on column sessions.authenticated_at is 'When the person last proved who he is, as the identity provider says; null when it does not say.';

alter table sign_ins add column fresh boolean not null default false;
comment on column sign_ins.fresh is 'The person was asked to prove again who he is; the choice of on whose behalf stays.';

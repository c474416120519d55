-- What no source confirms of a right is told to who looks after the catalogue, not in the words that a secretary reads (RI-2).

alter table entitlements add column unverified text;
comment on column entitlements.unverified is 'What no source confirms of this right, for who looks after the catalogue (`schoolpoort unverified`); null: all of it is found.';

update entitlements set unverified = 'langste duur' where max_months is not null;
update entitlements set
  unverified = concat_ws(', ', 'contexten', unverified),
  description = replace(description, ' Contexten niet geverifieerd.', '')
  where description like '% Contexten niet geverifieerd.%';
update entitlements set
  unverified = concat_ws(', ', 'welke rechten hij in het onderwijs mag geven', unverified),
  description = replace(description, ' Welke rechten hij in het onderwijs mag geven, is niet geverifieerd.', '')
  where description like '% Welke rechten hij in het onderwijs mag geven, is niet geverifieerd.%';

import { application } from '#access/route.ts';
import { anyOf, holds } from '#access/rule.ts';

/** Gebruikersbeheer: who may do what, for which organisation, from when to when (RI). */
export const rights = application({
  id: 'rights',
  name: (t) => t.rights.name,
  opensFor: anyOf(
    holds('head-local-admin'),
    holds('local-admin'),
    holds('portal-admin'),
    holds('edison-admin'),
    holds('helpdesk'),
  ),
  place: 'start',
  path: 'gebruikersbeheer',
  levels: 'all',
  routes: [],
});

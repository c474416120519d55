import { application, form, opensApplication, page } from '#access/route.ts';
import { anyOf, holds } from '#access/rule.ts';
import {
  base,
  catalogueAddress,
  giveAddress,
  institutionsAddress,
  peopleAddress,
} from '#apps/rights/pages/addresses.ts';
import { cataloguePage } from '#apps/rights/pages/catalogue.tsx';
import { endPage, sendEnd } from '#apps/rights/pages/end-grant.tsx';
import { givePageAt, sendGrant } from '#apps/rights/pages/give/give.tsx';
import { institutionPage } from '#apps/rights/pages/institution.tsx';
import { institutionsPage } from '#apps/rights/pages/institutions.tsx';
import { peoplePage } from '#apps/rights/pages/people.tsx';
import { showPerson } from '#apps/rights/pages/person.tsx';
import { startPage } from '#apps/rights/pages/start.tsx';

export { importRight, type ImportOutcome } from '#apps/rights/commands/import-right.ts';
export { registerHead, type HeadOutcome } from '#apps/rights/commands/register-head.ts';
export { addDays, parseDay } from '#apps/rights/period.ts';
export { findFormOutcome, rememberFormOutcome } from '#apps/rights/store.ts';
export { synchroniseHeadGrants, type HeadGrantsReport } from '#apps/rights/commands/synchronise-head-grants.ts';

const opensFor = anyOf(
  holds('head-local-admin'),
  holds('local-admin'),
  holds('portal-admin'),
  holds('edison-admin'),
  holds('helpdesk'),
);
const guard = opensApplication('rights', opensFor);
const endPath = `${base}/recht/:id/beeindigen`;

/** Gebruikersbeheer: who may do what, for which organisation, from when to when (RI). */
export const rights = application({
  id: 'rights',
  name: (t) => t.rights.name,
  opensFor,
  place: 'start',
  path: 'gebruikersbeheer',
  levels: 'all',
  routes: [
    page(base, guard, startPage),
    page(catalogueAddress, guard, cataloguePage),
    page(institutionsAddress, guard, institutionsPage),
    page(peopleAddress, guard, peoplePage),
    page(`${base}/persoon/:id`, guard, showPerson),
    page(`${base}/instelling/:nummer`, guard, institutionPage),
    page(giveAddress, guard, givePageAt),
    form(giveAddress, guard, sendGrant),
    page(endPath, guard, endPage),
    form(endPath, guard, sendEnd),
  ],
});

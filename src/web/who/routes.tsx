import { opensApplication, page, type Route } from '#access/route.ts';
import { holds } from '#access/rule.ts';
import { whoPage } from '#web/who/page.tsx';
import { whoPersonPage } from '#web/who/person.tsx';

const portalAdmins = opensApplication('rights', holds('portal-admin'));

/** Who can open this, and what can this person open: on any day, for who administers the institution (TH-7). */
export const whoRoutes: Route[] = [
  page('/wie-kan', portalAdmins, whoPage),
  page('/wie-kan/persoon/:id', portalAdmins, whoPersonPage),
];

import { application } from '#access/route.ts';
import { anyOf, holds } from '#access/rule.ts';

/** Mijn profiel: what I hold, at which institution, and who manages it for me (TH-6). */
export const profile = application({
  id: 'profile',
  name: (t) => t.profile.name,
  opensFor: anyOf(holds('portal-admin'), holds('portal-user')),
  place: 'none',
  path: 'mijn-profiel',
  levels: 'all',
  routes: [],
});

import { application } from '#access/route.ts';
import { holds } from '#access/rule.ts';

/** Themabeheer: who reads which themes of an institution (TH-1 to TH-7). */
export const themes = application({
  id: 'themes',
  name: (t) => t.themes.name,
  opensFor: holds('portal-admin'),
  place: 'level',
  path: 'themabeheer',
  levels: 'all',
  routes: [],
});

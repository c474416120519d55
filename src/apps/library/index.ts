import { application } from '#access/route.ts';
import { opensLibrary } from '#apps/library/rule.ts';

/** Documenten of one level (PO-3). */
export const library = application({
  id: 'library',
  name: (t) => t.library.name,
  opensFor: opensLibrary,
  place: 'level',
  path: 'documenten',
  levels: 'all',
  routes: [],
});

/** Alle documenten, a tab of the start page (PO-4). */
export const libraryStart = application({
  id: 'library-all',
  name: (t) => t.library.allName,
  opensFor: opensLibrary,
  place: 'start',
  path: 'documenten',
  levels: 'all',
  routes: [],
});

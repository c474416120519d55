import { newId } from '#platform/ids.ts';
import type { Samples } from '#tests/wall/attempt.ts';

const user =
  (): Samples =>
  ({ personas }) => [
    { about: 'of here', path: `/api/scim/v2/Users/${personas.user.person?.id ?? ''}` },
    { about: 'that does not exist', path: `/api/scim/v2/Users/${newId()}` },
  ];

const held =
  (suffix = '', form?: Record<string, string>): Samples =>
  () => [
    { about: 'that does not exist', path: `/mijn-taken/tegengehouden/${newId()}${suffix}`, ...(form && { form }) },
  ];

/** What to try at the routes of programs that keep persons; with a token of their own they are tried in src/apps/scim. */
export const scimSamples: Record<string, Samples> = {
  'GET /api/scim/v2/Users/:id': user(),
  'PUT /api/scim/v2/Users/:id': user(),
  'PATCH /api/scim/v2/Users/:id': user(),
  'DELETE /api/scim/v2/Users/:id': user(),
  'POST /api/scim/v2/Users': () => [{ about: '', path: '/api/scim/v2/Users' }],
  'POST /api/scim/v2/.search': () => [{ about: '', path: '/api/scim/v2/.search' }],
  'GET /api/scim/v2/ResourceTypes/:id': () => [{ about: '', path: '/api/scim/v2/ResourceTypes/User' }],
  'GET /api/scim/v2/Schemas/:id': () => [{ about: '', path: '/api/scim/v2/Schemas/urn:x' }],
  'GET /mijn-taken/tegengehouden/:id': held(),
  'POST /mijn-taken/tegengehouden/:id/vrijgeven': held('/vrijgeven', { 'reden-vrijgeven': 'Nagekeken.' }),
  'POST /mijn-taken/tegengehouden/:id/weigeren': held('/weigeren', { 'reden-weigeren': 'Niet volledig.' }),
};

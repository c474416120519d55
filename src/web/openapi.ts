import { openApiDocument } from '#access/openapi.ts';
import type { Endpoint } from '#access/route.ts';

/** The description of what machines may ask, itself included; docs/openapi.json is the same. */
export const openApiEndpoint = (described: () => readonly Endpoint[]): Endpoint => ({
  method: 'GET',
  path: '/api/v1/openapi.json',
  access: { kind: 'public' },
  summary: 'This description',
  responses: { 200: { description: 'OpenAPI 3.1' } },
  handle: () => Response.json(openApiDocument(described()), { headers: { 'cache-control': 'public, max-age=300' } }),
});

import { z } from 'zod';
import { NotFound } from '#access/refusals.ts';
import type { Endpoint } from '#access/route.ts';
import { scimAddress, type ScimCall } from '#apps/scim/answer.ts';
import { scimError, scimHeaders } from '#apps/scim/errors.ts';
import { coreSchema, extensionSchema, listSchema, scimBase } from '#apps/scim/names.ts';
import { schemas } from '#apps/scim/schemas.ts';

type Common = Pick<Endpoint, 'produces' | 'refuse'> & { access: { kind: 'machine'; purpose: 'scim' } };
type Described = Readonly<Record<string, unknown>>;

const anything = z.looseObject({ schemas: z.array(z.string()) });
const answers = { 200: { description: 'What there is', schema: anything } };

const serviceProvider = (address: string): Described => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig'],
  patch: { supported: true },
  bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
  filter: { supported: true, maxResults: 200 },
  changePassword: { supported: false },
  sort: { supported: true },
  etag: { supported: true },
  authenticationSchemes: [
    {
      type: 'oauthbearertoken',
      name: 'OAuth 2.0 client credentials',
      description: 'A token of POST /oauth2/token, for a quarter of an hour',
      specUri: 'https://www.rfc-editor.org/info/rfc6750',
      primary: true,
    },
  ],
  meta: { resourceType: 'ServiceProviderConfig', location: `${address}/ServiceProviderConfig` },
});

const userType = (address: string): Described => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:ResourceType'],
  id: 'User',
  name: 'User',
  endpoint: '/Users',
  description: 'A person with relations with the institutions of the client',
  schema: coreSchema,
  schemaExtensions: [{ schema: extensionSchema, required: true }],
  meta: { resourceType: 'ResourceType', location: `${address}/ResourceTypes/User` },
});

const schemasAt = (address: string): Described[] =>
  schemas.map((schema) => ({
    ...schema,
    meta: { resourceType: 'Schema', location: `${address}/Schemas/${schema.id}` },
  }));

/** What this service can do, in the words of RFC 7644 §4; the same for every client. */
export function discoveryEndpoints(common: Common): Endpoint[] {
  const one = (
    path: string,
    summary: string,
    describe: (address: string, id: string) => Described | undefined,
  ): Endpoint => ({
    ...common,
    method: 'GET',
    path: `${scimBase}/${path}`,
    summary,
    responses: path.includes(':') ? { ...answers, 404: { description: 'There is no such' } } : answers,
    handle: (call: ScimCall) => {
      // RFC 7644 §4: a filter here must be refused, for nothing here is filtered.
      if (call.url.searchParams.has('filter')) return scimError(403, 'What this service can do cannot be filtered');
      const found = describe(scimAddress(call), call.params['id'] ?? '');
      if (!found) throw new NotFound();
      return Response.json(found, { headers: scimHeaders });
    },
  });
  const listOf = (items: readonly Described[]): Described => ({
    schemas: [listSchema],
    totalResults: items.length,
    startIndex: 1,
    itemsPerPage: items.length,
    Resources: items,
  });
  return [
    one('ServiceProviderConfig', 'What this SCIM service can do', serviceProvider),
    one('ResourceTypes', 'The kinds of resources: users', (address) => listOf([userType(address)])),
    one('ResourceTypes/:id', 'One kind of resources', (address, id) => (id === 'User' ? userType(address) : undefined)),
    one('Schemas', 'The attributes of users', (address) => listOf(schemasAt(address))),
    one('Schemas/:id', 'One schema', (address, id) => schemasAt(address).find((schema) => schema['id'] === id)),
  ];
}

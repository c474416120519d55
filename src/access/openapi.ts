import { z } from 'zod';
import { problemSchema } from '#access/problem.ts';
import { machineScopes } from '#access/machine-purposes.ts';
import type { Endpoint, MachinePurpose } from '#access/route.ts';

type Json = Record<string, unknown>;

/** OpenAPI 3.1 of endpoints, from the schemas that check what they receive. */
export function openApiDocument(endpoints: readonly Endpoint[]): Json {
  const paths: Record<string, Json> = {};
  for (const endpoint of endpoints) {
    const path = endpoint.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operationOf(endpoint) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Schoolpoort',
      version: '1',
      description:
        'For services that deliver documents to schools, programs that keep persons, linked applications, and whoever watches the installation. Errors are problem+json (RFC 9457).',
      license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
    },
    servers: [{ url: '/' }],
    paths,
    components: { securitySchemes: { service, scim, application, person } },
  };
}

const service = {
  type: 'oauth2',
  description:
    'Scopes are documents:deliver:<slug of a theme>; a token without a scope asked for has all of the client.',
  flows: { clientCredentials: { tokenUrl: '/oauth2/token', scopes: {} } },
};

const machine = (purpose: MachinePurpose, description: string) => ({
  type: 'oauth2',
  description,
  flows: { clientCredentials: { tokenUrl: '/oauth2/token', scopes: { [machineScopes[purpose]]: description } } },
});
const scim = machine(
  'scim',
  'Keep persons and relations in the name of an administrator, for the organisations of the client.',
);
const application = machine(
  'application',
  'Read the rights of somebody for one organisation, as a linked application.',
);
const person = {
  type: 'apiKey',
  in: 'cookie',
  name: 'sessie',
  description: 'The session of a person who signed in on this site; on an https site its name begins with __Host-.',
};

/** What has to be shown at an endpoint. */
function securityOf({ access }: Endpoint): Json[] {
  switch (access.kind) {
    case 'public':
      return [];
    case 'machine':
      return [{ [access.purpose]: [machineScopes[access.purpose]] }];
    default:
      return [{ [access.kind]: [] }];
  }
}

function operationOf(endpoint: Endpoint): Json {
  const parameters: Json[] = [...endpoint.path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  for (const [name, schema] of Object.entries(endpoint.query?.shape ?? {}) as [string, z.ZodType][])
    parameters.push({ name, in: 'query', required: !schema.isOptional(), schema: jsonSchema(schema, 'input') });
  return {
    summary: endpoint.summary,
    operationId: operationId(endpoint),
    security: securityOf(endpoint),
    ...(parameters.length > 0 && { parameters }),
    ...(endpoint.request && { requestBody: bodyOf(endpoint.request) }),
    responses: Object.fromEntries(
      Object.entries(endpoint.responses).map(([status, { description, schema }]) => [
        status,
        {
          description,
          ...(schema && {
            content: { [contentTypeOf(schema, endpoint.produces)]: { schema: jsonSchema(schema, 'output') } },
          }),
        },
      ]),
    ),
  };
}

function operationId({ method, path }: Endpoint): string {
  const words = path.replace(/^\/api\/v\d+/, '').match(/\w+/g) ?? [];
  return method.toLowerCase() + words.map((word) => word[0]?.toUpperCase() + word.slice(1)).join('');
}

function bodyOf({ contentType, schema }: NonNullable<Endpoint['request']>): Json {
  const shape = schema instanceof z.ZodObject ? Object.entries(schema.shape as Record<string, z.ZodType>) : [];
  const asJson = shape.filter(([, part]) => part instanceof z.ZodObject).map(([name]) => name);
  const encoding = Object.fromEntries(asJson.map((name) => [name, { contentType: 'application/json' }]));
  return {
    required: true,
    content: {
      [contentType]: { schema: jsonSchema(schema, 'input'), ...(asJson.length > 0 && { encoding }) },
    },
  };
}

function contentTypeOf(schema: z.ZodType, usual = 'application/json'): string {
  const isProblem =
    schema instanceof z.ZodObject && Object.keys(problemSchema.shape).every((key) => key in schema.shape);
  return isProblem ? 'application/problem+json' : usual;
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json;
  return rest;
}

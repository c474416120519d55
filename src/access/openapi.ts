import { z } from 'zod';
import { problemSchema } from '#access/problem.ts';
import type { Endpoint } from '#access/route.ts';

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
        'For services that deliver documents to schools, and for whoever watches the installation. Errors are problem+json (RFC 9457).',
      license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
    },
    servers: [{ url: '/' }],
    paths,
    components: { securitySchemes: { service } },
  };
}

const service = {
  type: 'oauth2',
  description:
    'Scopes are documents:deliver:<slug of a theme>; a token without a scope asked for has all of the client.',
  flows: { clientCredentials: { tokenUrl: '/oauth2/token', scopes: {} } },
};

function operationOf(endpoint: Endpoint): Json {
  const parameters = [...endpoint.path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  return {
    summary: endpoint.summary,
    operationId: operationId(endpoint),
    ...(endpoint.access.kind === 'service' ? { security: [{ service: [] }] } : { security: [] }),
    ...(parameters.length > 0 && { parameters }),
    ...(endpoint.request && { requestBody: bodyOf(endpoint.request) }),
    responses: Object.fromEntries(
      Object.entries(endpoint.responses).map(([status, { description, schema }]) => [
        status,
        {
          description,
          ...(schema && { content: { [contentTypeOf(schema)]: { schema: jsonSchema(schema, 'output') } } }),
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

function contentTypeOf(schema: z.ZodType): string {
  const isProblem =
    schema instanceof z.ZodObject && Object.keys(problemSchema.shape).every((key) => key in schema.shape);
  return isProblem ? 'application/problem+json' : 'application/json';
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json;
  return rest;
}

import { expect, test } from 'vitest';
import { z } from 'zod';
import { openApiDocument } from '#access/openapi.ts';
import { problemSchema } from '#access/problem.ts';
import type { Endpoint } from '#access/route.ts';

const handle = () => new Response();
const answered = { 200: { description: 'Done', schema: z.object({ id: z.string() }) } };
const text = { type: 'string' };
const endpoint = (wish: Partial<Endpoint>): Endpoint =>
  ({
    method: 'GET',
    path: '/api/v1/themes',
    summary: 'Lists themes',
    access: { kind: 'public' },
    responses: answered,
    handle,
    ...wish,
  }) as Endpoint;

interface Operation {
  [member: string]: unknown;
  requestBody?: { required: boolean; content: Record<string, { schema: object; encoding?: object }> };
  responses: Record<string, { description: string; content?: Record<string, { schema: object }> }>;
}
const pathsOf = (...endpoints: Endpoint[]) =>
  openApiDocument(endpoints)['paths'] as Record<string, Record<string, Operation>>;
const operation = (wish: Partial<Endpoint>): Operation => {
  const [methods] = Object.values(pathsOf(endpoint(wish)));
  const [found] = Object.values(methods ?? {});
  if (!found) throw new Error('the endpoint is not described');
  return found;
};

test('DO-10: the description says what it is and under which licence', () => {
  const { paths, components, ...about } = openApiDocument([]);
  expect(about).toEqual({
    openapi: '3.1.0',
    info: {
      title: 'Schoolpoort',
      version: '1',
      description: expect.stringContaining('problem+json (RFC 9457)'),
      license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
    },
    servers: [{ url: '/' }],
  });
  expect(paths).toEqual({});
  expect(Object.keys(components as object)).toEqual(['securitySchemes']);
});

test('DO-10: a token is asked for at the one token endpoint, with the scopes of who asks; a person shows his session', () => {
  const { securitySchemes } = openApiDocument([])['components'] as {
    securitySchemes: Record<string, Record<string, unknown>>;
  };
  const flows = (scopes: object) => ({ clientCredentials: { tokenUrl: '/oauth2/token', scopes } });
  const described = expect.stringMatching(/^\w.+\.$/);
  expect(securitySchemes).toEqual({
    service: {
      type: 'oauth2',
      description: expect.stringContaining('documents:deliver:<slug of a theme>'),
      flows: flows({}),
    },
    scim: { type: 'oauth2', description: described, flows: flows({ scim: described }) },
    application: { type: 'oauth2', description: described, flows: flows({ 'rights:read': described }) },
    person: { type: 'apiKey', in: 'cookie', name: 'sessie', description: expect.stringContaining('__Host-') },
  });
  expect(securitySchemes['scim']?.['description']).toContain('administrator');
  expect(securitySchemes['application']?.['description']).toContain('linked application');
});

test('DO-10: what is public asks for nothing, anything else says what has to be shown', () => {
  const security = (access: Endpoint['access']) => operation({ access } as Partial<Endpoint>)['security'];
  expect(security({ kind: 'public' })).toEqual([]);
  expect(security({ kind: 'service' })).toEqual([{ service: [] }]);
  expect(security({ kind: 'person' })).toEqual([{ person: [] }]);
  expect(security({ kind: 'machine', purpose: 'scim' })).toEqual([{ scim: ['scim'] }]);
  expect(security({ kind: 'machine', purpose: 'application' })).toEqual([{ application: ['rights:read'] }]);
});

test('DO-10: endpoints at one address stand together, each under its method', () => {
  const paths = pathsOf(
    endpoint({ path: '/api/v1/documents/:id/files/:fileId' }),
    endpoint({ path: '/api/v1/documents/:id/files/:fileId', method: 'DELETE', summary: 'Removes a file' }),
    endpoint({ path: '/readyz' }),
  );
  const methods = paths['/api/v1/documents/{id}/files/{fileId}'];
  expect(Object.keys(paths)).toEqual(['/api/v1/documents/{id}/files/{fileId}', '/readyz']);
  expect([methods?.['get']?.['summary'], methods?.['delete']?.['summary']]).toEqual(['Lists themes', 'Removes a file']);
  expect([methods?.['get']?.['operationId'], methods?.['delete']?.['operationId']]).toEqual([
    'getDocumentsIdFilesFileId',
    'deleteDocumentsIdFilesFileId',
  ]);
  expect(paths['/readyz']?.['get']?.['operationId']).toBe('getReadyz');
});

test('DO-10: only the version of an interface is left out of the name of an operation', () => {
  const name = (path: string) => operation({ path })['operationId'];
  expect(name('/api/v12/themes')).toBe('getThemes');
  expect(name('/api/scim/v2/Users')).toBe('getApiScimV2Users');
  expect(name('/more/api/v1/themes')).toBe('getMoreApiV1Themes');
  expect(name('/')).toBe('get');
});

test('DO-10: what stands in the address is required, what stands behind the question mark where it must be there', () => {
  const query = z.object({ since: z.string(), most: z.string().transform(Number).optional() });
  expect(operation({ path: '/api/v1/documents/:id', query })['parameters']).toEqual([
    { name: 'id', in: 'path', required: true, schema: text },
    { name: 'since', in: 'query', required: true, schema: text },
    { name: 'most', in: 'query', required: false, schema: text },
  ]);
  expect(operation({})).not.toHaveProperty('parameters');
});

test('DO-10: what is sent is required and described as it is checked; an object in a form is sent as JSON', () => {
  const body = (contentType: string, schema: z.ZodType) => operation({ request: { contentType, schema } }).requestBody;
  expect(operation({})).not.toHaveProperty('requestBody');
  const json = body('application/json', z.object({ title: z.string().default('Brief') }));
  expect(json?.required).toBe(true);
  expect(json?.content['application/json']).toEqual({
    schema: { type: 'object', properties: { title: { type: 'string', default: 'Brief' } } },
  });
  const parts = z.object({ metadata: z.object({ title: z.string() }), file: z.string(), more: z.object({}) });
  expect(body('multipart/form-data', parts)?.content['multipart/form-data']?.encoding).toEqual({
    metadata: { contentType: 'application/json' },
    more: { contentType: 'application/json' },
  });
  expect(body('text/plain', z.string())?.content['text/plain']).toEqual({ schema: text });
});

test('DO-10: every answer is described, an error as RFC 9457 has it, another in what the endpoint writes', () => {
  const kinds = (wish: Partial<Endpoint>) =>
    Object.entries(operation(wish).responses).map(([status, { description, content }]) => [
      Number(status),
      description,
      ...Object.keys(content ?? {}),
    ]);
  const responses = {
    ...answered,
    204: { description: 'Gone' },
    404: { description: 'Not there', schema: problemSchema },
    409: { description: 'Twice', schema: problemSchema.extend({ line: z.int() }) },
  };
  const [done, ...others] = [
    [200, 'Done', 'application/json'],
    [204, 'Gone'],
    [404, 'Not there', 'application/problem+json'],
    [409, 'Twice', 'application/problem+json'],
  ];
  expect(kinds({ responses })).toEqual([done, ...others]);
  expect(kinds({ responses, produces: 'application/scim+json' })).toEqual([
    [200, 'Done', 'application/scim+json'],
    ...others,
  ]);
  const partly = { 200: { description: 'Done', schema: z.object({ type: z.string(), title: z.string() }) } };
  expect(kinds({ responses: partly })).toEqual([done]);
  const list = { 200: { description: 'Done', schema: z.array(z.string()) } };
  expect(kinds({ responses: list })).toEqual([done]);
});

test('DO-10: an answer is described as it is written, without the version of the schema language', () => {
  const schema = z.object({ title: z.string().default('Brief'), at: z.date() });
  const answer = operation({ responses: { 200: { description: 'Done', schema } } }).responses['200'];
  expect(answer?.content?.['application/json']?.schema).toMatchObject({
    type: 'object',
    required: ['title', 'at'],
    properties: { at: {} },
    additionalProperties: false,
  });
  expect(answer?.content?.['application/json']?.schema).not.toHaveProperty('$schema');
});

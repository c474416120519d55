import { z } from 'zod';
import { NotFound } from '#access/refusals.ts';
import type { Endpoint } from '#access/route.ts';
import { sql } from 'kysely';
import {
  demandVersion,
  isVersioned,
  heldResponse,
  namesVersion,
  reading,
  userResponse,
  writing,
  type ScimCall,
} from '#apps/scim/answer.ts';
import { discoveryEndpoints } from '#apps/scim/discovery.ts';
import { ScimRefused, scimError, scimHeaders } from '#apps/scim/errors.ts';
import { conditionOf, orderOf } from '#apps/scim/filter-sql.ts';
import { parseFilter, stepsOf } from '#apps/scim/filter.ts';
import { listSchema, scimBase, searchSchema, withProperNames } from '#apps/scim/names.ts';
import { applyPatch, patchInput } from '#apps/scim/patch.ts';
import { findUser, listUsers } from '#apps/scim/queries.ts';
import { createUser, removeUser, replaceUser, type Saving } from '#apps/scim/save-user.ts';
import { project, readUser, toScim, userInput, userOutput, type StoredUser } from '#apps/scim/user.ts';
import { isId } from '#platform/ids.ts';
import type { Actor } from '#access/actor.ts';
import type { Db } from '#platform/db.ts';

const mostPerPage = 200;
const usuallyPerPage = 100;

const number = z.coerce.number().int();
const names = z.preprocess(
  (value) => (typeof value === 'string' ? value.split(',').map((name) => name.trim()) : value),
  z.array(z.string().max(200)).max(50),
);
const search = z.object({
  filter: z.string().optional().meta({ description: 'RFC 7644 §3.4.2.2, such as userName eq "an.peeters"' }),
  startIndex: number.optional().meta({ description: 'The first is 1' }),
  count: number.optional().meta({ description: `At most ${mostPerPage}` }),
  sortBy: z.string().optional(),
  sortOrder: z.enum(['ascending', 'descending']).optional(),
  attributes: names.optional(),
  excludedAttributes: names.optional(),
});
const projection = search.pick({ attributes: true, excludedAttributes: true });

const errorOutput = z.object({
  schemas: z.array(z.string()),
  status: z.string(),
  scimType: z.string().optional(),
  detail: z.string(),
});
const listOutput = z.object({
  schemas: z.array(z.string()),
  totalResults: z.int(),
  startIndex: z.int(),
  itemsPerPage: z.int(),
  Resources: z.array(userOutput.partial()),
});

const common = {
  access: { kind: 'machine', purpose: 'scim' },
  produces: 'application/scim+json',
  refuse: (status: number, title: string, detail?: string) => scimError(status, detail ?? title),
} as const;
const refusals = {
  400: { description: 'Something in the request is wrong; scimType says what', schema: errorOutput },
  401: { description: 'No valid token', schema: errorOutput },
  403: { description: 'Not within what this client, or the administrator behind it, may do', schema: errorOutput },
};
const of = {
  404: { description: 'No such user within what this client may see', schema: errorOutput },
  412: { description: 'The user is not as If-Match says', schema: errorOutput },
};
const ended = {
  202: {
    description: 'Held, in the form of an error: too many endings within a day; nothing happened',
    schema: errorOutput,
  },
  409: { description: 'Taken by somebody else, or it may not end', schema: errorOutput },
};

const body = (schema: z.ZodType) => ({ contentType: 'application/scim+json', schema });

const list: Endpoint = {
  ...common,
  method: 'GET',
  path: `${scimBase}/Users`,
  summary: 'Users that fit a filter, by page',
  query: search,
  responses: { 200: { description: 'A page of users', schema: listOutput }, ...refusals },
  handle: reading((as, call) => answerList(as, call, Object.fromEntries(call.url.searchParams))),
};

const find: Endpoint = {
  ...common,
  method: 'POST',
  path: `${scimBase}/.search`,
  summary: 'The same, with nothing about persons in an address (RFC 7644 §3.4.3)',
  request: body(search.extend({ schemas: z.array(z.string()) })),
  responses: { 200: { description: 'A page of users', schema: listOutput }, ...refusals },
  handle: writing(async ({ tx, actor }, call, sent) => {
    const asked = withProperNames(sent) as { schemas?: unknown };
    if (!Array.isArray(asked?.schemas) || !asked.schemas.includes(searchSchema))
      throw new ScimRefused(400, `schemas must hold ${searchSchema}`, 'invalidValue');
    return answerList({ db: tx, actor }, call, asked);
  }),
};

const get: Endpoint = {
  ...common,
  method: 'GET',
  path: `${scimBase}/Users/:id`,
  summary: 'One user',
  query: projection,
  responses: {
    200: { description: 'The user', schema: userOutput },
    304: { description: 'As If-None-Match says' },
    ...refusals,
    404: of[404],
  },
  handle: reading(async ({ db, actor }, call) => {
    const user = await present(db, actor, call);
    const { version } = toScim(user, call.services.config.baseUrl).meta;
    const { attributes = [], excludedAttributes = [] } = read(projection, Object.fromEntries(call.url.searchParams));
    if (namesVersion(call.request.headers.get('if-none-match'), version))
      return new Response(null, { status: 304, headers: { etag: version, 'cache-control': 'no-store' } });
    if (attributes.length + excludedAttributes.length === 0) return userResponse(call, user);
    const chosen = project(toScim(user, call.services.config.baseUrl), attributes, excludedAttributes);
    return Response.json(chosen, { headers: { ...scimHeaders, etag: version } });
  }),
};

const create: Endpoint = {
  ...common,
  method: 'POST',
  path: `${scimBase}/Users`,
  summary: 'Register somebody and make his relations',
  request: body(userInput),
  responses: { 201: { description: 'Registered', schema: userOutput }, ...refusals, 409: ended[409] },
  handle: writing(async (as, call, sent) => userResponse(call, await createUser(as, readUser(sent)), 201)),
};

const put: Endpoint = {
  ...common,
  method: 'PUT',
  path: `${scimBase}/Users/:id`,
  summary: 'Make somebody what is sent; the same once more changes nothing',
  request: body(userInput),
  responses: { 200: { description: 'As it is now', schema: userOutput }, ...ended, ...refusals, ...of },
  handle: writing(async (as, call, sent) => save(as, call, await presentAs(as, call), () => readUser(sent))),
};

const patch: Endpoint = {
  ...common,
  method: 'PATCH',
  path: `${scimBase}/Users/:id`,
  summary: 'Change parts of somebody (RFC 7644 §3.5.2)',
  request: body(patchInput),
  responses: { 200: { description: 'As it is now', schema: userOutput }, ...ended, ...refusals, ...of },
  handle: writing(async (as, call, sent) => {
    const user = await presentAs(as, call);
    return save(as, call, user, () => readUser(applyPatch(toScim(user, call.services.config.baseUrl), sent)));
  }),
};

const remove: Endpoint = {
  ...common,
  method: 'DELETE',
  path: `${scimBase}/Users/:id`,
  summary: 'End every relation that this client keeps of somebody; history stays',
  responses: { 204: { description: 'Ended; the rights give nothing any more' }, ...ended, ...refusals, ...of },
  handle: writing(async (as, call) => {
    const user = await presentAs(as, call);
    demandVersion(call, user);
    const held = await removeUser(as, user);
    return held
      ? heldResponse(held.heldIds)
      : new Response(null, { status: 204, headers: { 'cache-control': 'no-store' } });
  }, false),
};

/** SCIM 2.0 for persons and work relations (RFC 7643, RFC 7644). */
export const scimEndpoints: readonly Endpoint[] = [
  ...discoveryEndpoints(common),
  list,
  find,
  create,
  get,
  put,
  patch,
  remove,
];

async function save(
  as: Saving,
  call: ScimCall,
  user: StoredUser,
  wish: () => ReturnType<typeof readUser>,
): Promise<Response> {
  demandVersion(call, user);
  const said = wish();
  // Sent back as it was read: "not active" of somebody without rights is then nothing that the program asks.
  const isEcho = call.request.method === 'PUT' && isVersioned(call) && said.active === false && !user.active;
  const outcome = await replaceUser(as, user, isEcho ? { ...said, active: undefined } : said);
  return outcome.kind === 'held' ? heldResponse(outcome.heldIds) : userResponse(call, outcome.user);
}

const presentAs = ({ tx, actor }: Saving, call: ScimCall): Promise<StoredUser> => present(tx, actor, call);

async function present(db: Db, actor: Actor, { params }: ScimCall): Promise<StoredUser> {
  const id = params['id'] ?? '';
  const user = isId(id) ? await findUser(db, actor, id) : undefined;
  if (!user) throw new NotFound();
  return user;
}

function read<Output>(schema: z.ZodType<Output>, sent: unknown): Output {
  const outcome = schema.safeParse(sent);
  if (outcome.success) return outcome.data;
  const [issue] = outcome.error.issues;
  throw new ScimRefused(400, `${issue?.path.join('.')}: ${issue?.message}`, 'invalidValue');
}

async function answerList({ db, actor }: { db: Db; actor: Actor }, call: ScimCall, sent: unknown): Promise<Response> {
  const asked = read(search, withProperNames(sent));
  const first = Math.max(1, asked.startIndex ?? 1);
  const limit = Math.min(mostPerPage, Math.max(0, asked.count ?? usuallyPerPage));
  const { users, total } = await listUsers(db, actor, {
    condition: asked.filter === undefined ? sql<boolean>`true` : conditionOf(parseFilter(asked.filter)),
    order: asked.sortBy === undefined ? sql`u.id` : orderOf(stepsOf(asked.sortBy)),
    descending: asked.sortOrder === 'descending',
    offset: first - 1,
    limit,
  });
  const { attributes = [], excludedAttributes = [] } = asked;
  const resources = users.map((user) =>
    project(toScim(user, call.services.config.baseUrl), attributes, excludedAttributes),
  );
  return Response.json(
    {
      schemas: [listSchema],
      totalResults: total,
      startIndex: first,
      itemsPerPage: resources.length,
      Resources: resources,
    },
    { headers: scimHeaders },
  );
}

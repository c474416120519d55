import { actAsDoor } from '#access/context.ts';
import { problem } from '#access/problem.ts';
import { Invalid, NotFound } from '#access/refusals.ts';
import type { Call, Endpoint, ServiceCaller } from '#access/route.ts';
import { now } from '#platform/clock.ts';
import { hashToken, randomToken } from '#platform/crypto.ts';
import { log } from '#platform/log.ts';

/** Answers a machine: a token where one is demanded, problems as problem+json, never a page. */
export async function answerEndpoint(endpoint: Endpoint, call: Call): Promise<Response> {
  try {
    if (endpoint.access.kind === 'public') return await (endpoint.handle as (call: Call) => Promise<Response>)(call);
    const caller = await callerOf(call);
    if (!caller) return unauthorised();
    return await (endpoint.handle as (call: Call & { caller: ServiceCaller }) => Promise<Response>)({
      ...call,
      caller,
    });
  } catch (error) {
    if (error instanceof NotFound) return problem(404, 'Not found');
    if (error instanceof Invalid) return problem(400, 'Invalid request', undefined, { errors: error.problems.issues });
    const fault = randomToken().slice(0, 10);
    log.error('endpoint-fault', { fault, path: endpoint.path, error });
    return problem(500, 'Something went wrong on our side', `Mention ${fault} when you ask for help.`);
  }
}

/** The service behind a bearer token; a revoked client has no valid tokens left from that instant. */
async function callerOf(call: Call): Promise<ServiceCaller | null> {
  const token = /^Bearer ([\w-]{20,200})$/.exec(call.request.headers.get('authorization') ?? '')?.[1];
  if (!token) return null;
  return call.services.database.read(async (db) => {
    await actAsDoor(db);
    const row = await db
      .selectFrom('service_tokens as t')
      .innerJoin('service_clients as c', 'c.client_id', 't.client_id')
      .innerJoin('delivery_services as s', 's.id', 'c.service_id')
      .select(['c.client_id', 'c.service_id', 's.name', 't.themes', 'c.themes as allowed'])
      .where('t.token_hash', '=', hashToken(token))
      .where('t.expires_at', '>', now())
      .where('c.revoked_at', 'is', null)
      .executeTakeFirst();
    if (!row) return null;
    const themes = row.themes.filter((theme) => row.allowed.includes(theme));
    return { clientId: row.client_id, serviceId: row.service_id, serviceName: row.name, themes };
  });
}

function unauthorised(): Response {
  const answer = problem(
    401,
    'A valid access token is needed',
    'Ask POST /oauth2/token for one with your client credentials.',
  );
  answer.headers.set('www-authenticate', 'Bearer');
  return answer;
}
